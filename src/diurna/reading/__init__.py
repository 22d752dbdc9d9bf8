"""Story -> Reading: sentences, tokens, parse, names and acts. This room alone knows the language models.

Another model stands in the place of this one by giving a `read` method from Story to Reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from diurna.reading.english import EnglishReader

if TYPE_CHECKING:
    from pathlib import Path

    from diurna.reading.codebook import Heads
    from diurna.records import Reading, Story

__all__ = ["EnglishReader", "Reader", "open_reader"]


class Reader(Protocol):
    """Anything that reads a story."""

    def read(self, story: Story) -> Reading:
        """Give the story's sentences, tokens, parse and names; spans point into its title and text."""
        ...


def open_reader(
    *, gate: bool = True, encoder: bool = True, heads: Heads | None = None, model: Path | None = None
) -> Reader:
    """Load the language models that diurna ships with. Raises ModelError when one is missing or not the pinned one.

    Without `gate` every sentence is read by the encoder; without `encoder` the frames alone are left to tell acts.
    `model` is the folder of another encoder.
    With `heads` the types of a user's codebook are told too, of every sentence: the gate knows only the 16.
    """
    from diurna import data
    from diurna.reading.encoder import Encoder
    from diurna.reading.gate import Gate

    return EnglishReader(
        gate=Gate(data.path("reading/gate.bin")) if gate and heads is None else None,
        encoder=Encoder(model) if encoder else None,
        heads=heads,
    )
