"""What may be a place: a spot in the text with the places that bear its name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from diurna import data
from diurna.places.gazetteer import ALTERNATE, BARE, FAMOUS, REMEMBERED, Entry

WELL_KNOWN = 100_000  # people: a town of that size is taken without the model's word
KNOWN = 15_000  # people: a town of that size is taken after a preposition
LINKS = frozenset({",", "and", "or", "/", "&", "-", "–"})  # between the places of a list


class Spot(NamedTuple):
    """Tokens `start` to `end` of sentence number `sentence`, which may name one of `entries`."""

    start: int
    end: int
    sentence: int
    key: str
    text: str
    entries: tuple[Entry, ...]
    want: str = ""  # division, county or town, when a type word says so
    within: Spot | None = None  # the "Y" of "X, Y" when this is the X
    village: str = ""  # the words with the unknown village that lies in it before them, from `start` on
    part: bool = False  # whether it is said to be a part of a town, so that only one near the story's others is meant
    row: int = -1  # the number of the list in which it stands: those of one number stand side by side
    peoples: tuple[Entry, ...] = ()  # the places whose people the words name ("Kenyan"), witnesses of where it plays

    @property
    def people(self) -> bool:
        """Whether the words are taken for a people, which is no place."""
        return bool(self.peoples) and self.entries == self.peoples


@cache
def words(*uses: str) -> frozenset[str]:
    """The words of words.tsv with one of those uses."""
    return frozenset(w for row in data.table("places/words.tsv") if row["use"] in uses for w in row["words"].split())


@lru_cache(REMEMBERED)
def may_start(text: str) -> bool:
    """Whether a place's name can begin with this word."""
    return text[:1].isupper() or text in words("lower", "compass") or text[:1] in "'‘ʻ"


@cache
def plurals() -> dict[str, str]:
    """The type words that stand after lists, with what they say of each name."""
    return dict(w.split(":") for w in words("plural"))


def only_country(entries: tuple[Entry, ...]) -> bool:
    """Whether the name is a country's and no division's: "US state department" tells of no division."""
    kinds = {e.kind for e in entries}
    return "country" in kinds and not kinds & {"admin1", "admin2", "region"}


def divisions(entries: tuple[Entry, ...], want: str) -> tuple[Entry, ...]:
    """The entries that a type word allows: divisions of that level, else of any, else whatever there is."""
    if want not in ("division", "county"):
        return entries
    levels = ("admin1", "region") if want == "division" else ("admin2", "admin1", "region")
    for wanted in (levels[:1], levels):
        kept = tuple(e for e in entries if e.kind in wanted)
        if kept:
            return kept
    return entries


def best_known(entries: tuple[Entry, ...]) -> float:
    """How well known the best of the entries is, in people; infinite for countries, regions, seas and capitals."""
    return max((_known_by(e) for e in entries), default=0.0)


def _known_by(e: Entry) -> float:
    if e.how == BARE:
        return 0.0
    if e.how == ALTERNATE and e.kind != "capital":
        return e.population / 10 if e.population >= KNOWN else 0.0
    return FAMOUS if e.kind not in ("town", "admin1", "admin2") else float(max(e.population, 1))


def can_hold(inner: tuple[Entry, ...], outer: tuple[Entry, ...], strict: bool = False) -> bool:
    """Whether some entry of `outer` is the country or division of some entry of `inner`; no country holds a country."""
    if any(e.kind == "country" for e in inner) and any(o.kind == "country" for o in outer):
        return False
    return any(holds(o, i) for o in outer for i in inner if not strict or o.how != BARE)


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether `outer` is the country or division that `inner` lies in."""
    if outer.id == inner.id or inner.kind == "country":
        return False
    if outer.kind == "country" or (outer.kind == "part" and outer.admin1 is None):
        return outer.country == inner.country
    if outer.kind == "part":
        return outer.admin1 == inner.admin1
    return outer.id in (inner.admin1, inner.admin2)
