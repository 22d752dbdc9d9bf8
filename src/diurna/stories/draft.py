"""A story in the making: what the page says of it, before the user's own fields are laid over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.records import Moment


@dataclass(frozen=True, slots=True)
class Draft:
    """One story as found on a page; `blocks` are the paragraphs of its body, without the title."""

    title: str
    blocks: tuple[str, ...]
    byline: str = ""
    source: str = ""
    url: str = ""
    published: Moment | None = None
    updated: Moment | None = None
