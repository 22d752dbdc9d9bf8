"""Masthead: the outlet's own name behind a headline, as pages print it ("... - KXYZ News 5 Dalton, Ohio")."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.coding.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.records import PlaceAt, Reading

PARTING = re.compile(r" ?[-–—|·»] ")
STATION = re.compile(r"[KW][A-Z]{2,3}(?:-TV)?\d?|\w+\.(?:com|org|net|tv|co\.\w\w)", re.ASCII)
WORD = re.compile(r"[\w.-]+")


def without(reading: Reading, places: Iterable[PlaceAt]) -> list[PlaceAt]:
    """The places that the story names, those in the outlet's own name left out: nothing happened there."""
    start = begins(reading.story.title)
    title = [s for s in reading.sentences if s.part == "title"]
    own = {k for s in title for k in range(s.start, s.end) if reading.tokens[k].start >= start}
    return [p for p in places if p.start not in own]


def begins(title: str) -> int:
    """The character from which a headline is the outlet's name: the first part with a word for news or a station."""
    partings = [*(m.end() for m in PARTING.finditer(title)), len(title)]
    for start, end in pairwise(partings):
        if any(map(_of_outlet, WORD.findall(title[start:end]))):
            return start
    return len(title)


def _of_outlet(word: str) -> bool:
    return bool(STATION.fullmatch(word)) or (word[0].isupper() and word.lower() in words("outlet"))
