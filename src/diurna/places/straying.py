"""Straying: names of quarters, villages and houses that were taken for a small town of that name far away.

Of such picks on public sets of news one in eight is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.globe import kilometres
from diurna.places.candidates import KNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.places.candidates import Spot
    from diurna.places.gazetteer import Entry
    from diurna.places.habits import Habit

    Meant = tuple[Spot, Entry]

STRAY_KM = 300.0  # a town whose state or country a story need not say lies no further from the others that it names
OF_SEVERAL = 150_000  # people: a smaller town of a name that two more of its country have is told with its state
OTHERS = 3  # names that tell where a story plays
HAMLET = 1_000  # people: smaller places abroad no story means that names one other country alone
TOWNS = ("town", "capital", "district", "admin2")


def straying(meant: Sequence[Meant], habit: Habit | None) -> set[str]:
    """The keys of the names that are rather no towns: small, far from all others, their division never named."""
    small = [(s, e) for s, e in meant if e.kind == "town" and (_small(s, e) or _is_alone(s, e, meant))]
    said = {s.key for s, _ in small if s.within is not None}
    named = {e.id for _, e in meant if e.kind != "country"}
    return {s.key for s, e in small if s.key not in said and _strays(s, e, meant, named) and not _usual(e, habit)}


def _small(spot: Spot, entry: Entry) -> bool:
    """Whether a town may be unknown to readers: small, or one of several of its name and no great one."""
    return entry.population < (OF_SEVERAL if _namesakes(spot, entry) > 2 else KNOWN)


def _is_alone(spot: Spot, entry: Entry, meant: Sequence[Meant]) -> bool:
    """Whether all else lies in one other country: the Eastleigh of a story from Kenya is a quarter of Nairobi."""
    others = {s.key: e.country for s, e in meant if s.key != spot.key and e.country}
    lands = set(others.values())
    return entry.population < OF_SEVERAL and len(others) >= OTHERS and len(lands) == 1 and entry.country not in lands


def _strays(spot: Spot, entry: Entry, meant: Sequence[Meant], named: set[int]) -> bool:
    if entry.admin1 in named or entry.admin2 in named:
        return False
    towns = {(e.lat, e.lon) for s, e in meant if e.kind in TOWNS and s.key != spot.key}
    if not towns and entry.population < HAMLET:
        return _abroad(spot, entry, meant)
    if not towns or any(kilometres((entry.lat, entry.lon), town) < STRAY_KM for town in towns):
        return False
    if all(e.country != entry.country for s, e in meant if s.key != spot.key):
        return True
    return entry.geonames is None or _namesakes(spot, entry) > 1  # a village of the post, or a pick among several


def _abroad(spot: Spot, entry: Entry, meant: Sequence[Meant]) -> bool:
    """Whether the story names one country alone, and it is another: "Nasir" of South Sudan is no hamlet of Turkey."""
    lands = {e.country for s, e in meant if s.key != spot.key and e.country}
    return len(lands) == 1 and entry.country not in lands


def _namesakes(spot: Spot, entry: Entry) -> int:
    """How many towns of its country have the name."""
    return sum(e.kind == "town" and e.country == entry.country for e in spot.entries)


def _usual(entry: Entry, habit: Habit | None) -> bool:
    """Whether the outlet writes about the places around."""
    return habit is not None and habit.near_share(entry.name, entry.lat, entry.lon) > 0
