"""Story -> Reading: sentences, tokens, parse and names. This room alone knows the language models.

Another model stands in the place of this one by giving a `read` method from Story to Reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from diurna.reading.english import EnglishReader

if TYPE_CHECKING:
    from diurna.records import Reading, Story

__all__ = ["EnglishReader", "Reader", "open_reader"]


class Reader(Protocol):
    """Anything that reads a story."""

    def read(self, story: Story) -> Reading:
        """Give the story's sentences, tokens, parse and names; spans point into its title and text."""
        ...


def open_reader() -> Reader:
    """Load the language model that diurna ships with. Raises ModelError when it is missing or not the pinned one."""
    return EnglishReader()
