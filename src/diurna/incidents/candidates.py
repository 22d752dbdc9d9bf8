"""Which stories are worth comparing: those that share keys. A key is a weighty word, a topic or two names, and a
time; a full name leads to its stories of all times.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diurna.incidents.profile import Gist, Profile

LEAD_KEYS, NAME_KEYS = 8, 8  # weightiest words of a lead, and names: 16 find .84 of the pairs at 10 candidates a story
ENOUGH = 2  # words: a third of the pairs that one word brings together, and .004 less of B-cubed F1
FORTNIGHT = 14  # stories published in neighbouring spans of as many days meet
HALF_YEAR = 180  # two names, or a topic, lead from the trial back to the deed
FULL_NAMES = 4  # commonest ones of a story: what is told for years, or on no known day, is found by them alone
PAIRED = 4  # weightiest names of a story that make a key by twos: .02 more of the pairs for .06 more candidates a story


@dataclass(frozen=True, slots=True)
class Keys:
    """What a story is found by, and what it looks for: the same and the neighbouring times.

    A story that holds ENOUGH of the wanted words, one pair of the names or a topic is worth comparing.
    """

    own: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]


def keys(about: Gist, reports: Sequence[Profile]) -> Keys:
    """The keys of a story, from its gist and the profiles of its events."""
    words = {*_heaviest(about.lead, LEAD_KEYS), *_heaviest(about.names, NAME_KEYS)}
    twos = set(map("+".join, combinations(sorted(_heaviest(about.names, PAIRED)), 2)))
    full = {f"ever {name}" for name in about.full_names[:FULL_NAMES]}
    days = {p.first for p in reports if p.first is not None and p.first == p.last}
    near = {f"on {day}": [f"on {day + step}" for step in (-1, 0, 1)] for day in days}
    near |= _spans(about.published, FORTNIGHT)
    half_years = _spans(about.published, HALF_YEAR)
    lasting = twos | {f"about {topic}" for topic in about.topics}
    return Keys(
        own=_keys(near, words) | _keys(half_years, lasting) | full,
        words=_keys({time for times in near.values() for time in times}, words),
        names=_keys({time for times in half_years.values() for time in times}, lasting) | full,
    )


def _keys(times: Iterable[str], words: Iterable[str]) -> frozenset[str]:
    """The time comes first: what is merged together stands together on the disk."""
    return frozenset(f"{time} {word}" for time in times for word in words)


def meet(one: Keys, other: Keys) -> bool:
    """Whether two stories are worth comparing."""
    return len(one.words & other.own) >= ENOUGH or bool(one.names & other.own)


def _heaviest(bag: Mapping[str, float], n: int) -> list[str]:
    return sorted(bag, key=lambda stem: (-bag[stem], stem))[:n]


def _spans(day: int | None, length: int) -> dict[str, list[str]]:
    """The span of `length` days that holds the day, with itself and its neighbours."""
    if day is None:
        return {"undated": ["undated"]}
    number = day // length
    return {f"{length}/{number}": [f"{length}/{number + step}" for step in (-1, 0, 1)]}
