"""What the lists hold: names with the countries, sectors and days that they stand for, and party nouns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

PLACES = frozenset(("country", "capital", "region"))
"""The kinds of entries that are places."""

NAMED = PLACES | {"adjective", "people"}
"""The kinds of entries that name a country or a part of it."""

CLASSES = frozenset(("IGO", "NGO", "IMG"))
"""What stands for the country of a body that belongs to none."""

HEADS = frozenset(("president", "prime minister", "premier", "chancellor"))
"""The offices that oppositions seek."""

FAMILY_FIRST = frozenset(("CHN", "TWN", "HKG", "KOR", "PRK", "JPN", "VNM", "KHM", "MMR", "SGP", "THA", "LAO", "IDN"))
"""Countries whose family names stand first: "Xi Jinping" is Xi."""

NOTHING, SHORT, MARKED = 0, 1, 2
"""What a name needs of the story to count: nothing; a surname or acronym, its country, a title or the full name;
a name that a list marks with ? as shared or common, its country or the full name."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a name stands for from `since` to `until` (empty: open; `until` excluded)."""

    country: str
    sector: str
    since: str = ""
    until: str = ""
    office: str = ""


@dataclass(slots=True)
class Entry:
    """One thing that has names. `kind` is country, capital, adjective, people, ethnic, region, body or leader."""

    kind: str
    name: str
    country: str
    terms: list[Term] = field(default_factory=list)

    def term(self, on: date | None) -> Term:
        """Give the term that holds on the day; outside all terms a leader is out of office, a body as it was nearest.

        Without a day the latest term holds: an undated story most often speaks of people in office.
        """
        if on is None:
            return self.terms[-1]
        day = on.isoformat()
        for term in self.terms:
            if (not term.since or term.since <= day) and (not term.until or day < term.until):
                return term
        past = [t for t in self.terms if t.until and t.until <= day]
        first = self.terms[0]
        return self._outside(past[-1], "ELI") if past else self._outside(first, "OPP" if _heads(first) else "ELI")

    def _outside(self, term: Term, sector: str) -> Term:
        """What a leader is outside the term: an elite after it, in opposition before being head of the government."""
        outside = self.kind == "leader" and term.country != "IMG" and term.sector in ("GOV", "LEG", "MIL", "SPY", "")
        if not outside:
            return term
        home = next((t.country for t in self.terms if len(t.country) == 3 and t.country not in ("IGO", "NGO")), "")
        return Term(home or self.country, sector, office=term.office)


def _heads(term: Term) -> bool:
    return not HEADS.isdisjoint(term.office.split(", "))


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `start` to `end` that stand for one of `entries`; `weak` names need support elsewhere in the story."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    needs: int = 0  # NOTHING, SHORT or MARKED


@dataclass(frozen=True, slots=True)
class Noun:
    """A party noun of sectors.tsv, as a run of lower-case words."""

    words: tuple[str, ...]
    sector: str
    kind: str
    home: str  # 1: bare, it is the story's country's; 0: only where the scene is known; -: never guessed; or a country
    organ: bool = False  # an institution of the sector of those whom it is of
    world: bool = False  # of an intergovernmental body where no country is said
    others: bool = False  # of others than those it stands beside: "donors", "its allies"
