"""The lines of a page saved as text, each with what it is: part of the story, or furniture of one kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.stories.dateline import byline, dateline
from diurna.stories.stamps import Stamp, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LONGEST = 300  # furniture is short; a paragraph that begins like furniture is not
LONG_LINE = 60  # characters of a line of few words that is running text all the same
BULLET = re.compile(r"(?:[•●▪◦‣■·*]|[-–—](?= ))\s*(?=\S)")
MARKED = re.compile(  # of a page saved as Markdown
    r"#{1,6} +(?P<head>\S.*)|(?P<mark>\*\*|__)(?P<bold>\S.*\S)(?P=mark)|> +(?P<quote>\S.*)"
)
SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’)\]]*$""")
HEADLINE_WORDS = range(3, 31)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank; `gap` counts the blank lines before it."""

    text: str
    kind: str = ""  # empty: part of the story; else stamp, byline, bullet or a kind of data/stories/furniture.tsv
    where: str = ""  # where furniture of this kind may be dropped: any, head, tail
    gap: int = 0
    stamps: tuple[Stamp, ...] = ()

    @property
    def is_paragraph(self) -> bool:
        """True for running text: a sentence with its full stop, or a line too long for a headline."""
        if self.kind or (len(self.text.split()) < 5 and len(self.text) < LONG_LINE):  # Japanese writes no spaces
            return False
        return bool(SENTENCE_END.search(self.text)) or len(self.text) > (100 if dateline(self.text) else 180)

    @property
    def is_headline(self) -> bool:
        """True for what could be a headline: some words, no full stop, no dateline."""
        if self.kind or len(self.text) > 180 or len(self.text.split()) not in HEADLINE_WORDS:
            return False
        opens = self.text.lstrip("\"'“‘«¿¡([")[:1]
        closes = not re.search(r"""[.,;:]["'”’)\]]*$""", self.text) or self.text.endswith("...")
        return opens.isalnum() and not opens.islower() and closes and not (len(self.text) > 100 and dateline(self.text))


def lines(given: Sequence[str], crawled: datetime | None) -> list[Line]:
    """The lines of `given` that are not blank, told apart."""
    found: list[Line] = []
    gap = 0
    for text in given:
        if text:
            found.append(_line(_unmarked(text), gap, crawled))
        gap = 0 if text else gap + 1
    return found


def _unmarked(text: str) -> str:
    """A line without the signs that make the whole of it bold, a heading or a quotation."""
    match = MARKED.fullmatch(text)
    return (match["head"] or match["bold"] or match["quote"]) if match else text


def _line(text: str, gap: int, crawled: datetime | None) -> Line:
    if stamps := stamp(text, crawled):
        return Line(text, "stamp", "any" if any(s.said for s in stamps) else "head", gap, tuple(stamps))
    if byline(text):
        return Line(text, "byline", "head", gap)
    kind, where = _furniture(text)
    if not kind and (mark := BULLET.match(text)) and len(text) > mark.end() + 2:
        return Line(text[mark.end() :], "bullet", "", gap)
    return Line(text, kind, where, gap)


def _furniture(text: str) -> tuple[str, str]:
    if len(text) > LONGEST or not _any_form().fullmatch(text):
        return "", ""
    return next(((kind, where) for kind, where, form in _forms() if form.fullmatch(text)), ("", ""))


@cache
def _any_form() -> re.Pattern[str]:
    """All forms in one: nine lines in ten have none of them."""
    return re.compile("|".join(f"(?:{form.pattern})" for _, _, form in _forms()), re.IGNORECASE)


@cache
def _forms() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = data.table("stories/furniture.tsv")
    return tuple((row["kind"], row["where"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)
