"""Names -> where: the place names of a reading, each with its point, country and precision."""

from __future__ import annotations

import re
from itertools import zip_longest

from diurna.globe import kilometres
from diurna.places.candidates import LINKS, Spot, can_hold, words
from diurna.places.described import capitals
from diurna.places.gazetteer import ALTERNATE, PEOPLE, Entry, Gazetteer
from diurna.places.habits import Habit, Habits
from diurna.places.names import fold
from diurna.places.resolving import resolve
from diurna.places.spotting import spots
from diurna.places.straying import TOWNS, straying
from diurna.records import Place, PlaceAt, Reading, Story

__all__ = ["Gazetteer", "Habits", "dateline", "find"]

PRECISION = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "district",
    "town": "city",
    "capital": "city",
    "region": "admin1",
    "island": "admin1",
    "sea": "admin1",
    "site": "site",
    "part": "admin1",
    "seat": "site",
    "district": "district",
}

REGION = re.compile(r", ?[A-Z][\w. ]{1,25}?(?=,| ?[—–-]| \()")  # behind the town of a dateline: "BATH, Maine - "
PART_KM = 40.0  # no part of a town lies further from its middle

GAPS = ([","], ["("], ["in"], [",", "in"], ["in", "the"], [",", "the"])  # between X and the Y that holds it
SHORT_GAP, LONG_GAP = 4, 8  # tokens of ", a town in" and of ", a small coastal town in the"
OWNS = (["'s"], ["’s"], ["'"], ["’"])  # between Y and its X


def find(reading: Reading, gazetteer: Gazetteer, *, home: str = "", habit: Habit | None = None) -> tuple[PlaceAt, ...]:
    """The places that the title and text name, in order, none over another.

    `home` is the alpha-3 code of the country that the story is written from, empty when unknown; `habit` is what its
    outlet usually writes about. What the gazetteer does not know, or what is more likely a person or an organisation,
    is left out.
    """
    found = tied(spots(reading, gazetteer), reading)
    places = [(s, e, rule) for s, (e, rule) in zip(found, resolve(found, home, habit), strict=True) if not s.people]
    towns = [(e.lat, e.lon) for s, e, _ in places if not s.part and e.kind in TOWNS]
    kept = [(s, e, rule) for s, e, rule in places if e.kind != "continent" and (not s.part or _near(e, towns))]
    strays = straying([(s, e) for s, e, _ in kept], habit)
    meant = [(s, e, rule) for s, e, rule in kept if s.key not in strays]
    written = [PlaceAt(s.start, s.end, as_place(s, e, rule), _division(e)) for s, e, rule in meant]
    lands = {at.place.country for at in written if at.place.country}
    told = capitals(reading, found, gazetteer, home or (lands.pop() if len(lands) == 1 else ""))
    return tuple(sorted([*written, *told], key=lambda at: at.start))


def _division(entry: Entry) -> int | None:
    """The number of the first-level division that holds an entry or is it."""
    return entry.id if entry.kind == "admin1" else entry.admin1


def _near(part: Entry, towns: list[tuple[float, float]]) -> bool:
    """Whether a part of a town lies in or beside one that the story names, if it names any."""
    return not towns or any(kilometres((part.lat, part.lon), town) < PART_KM for town in towns)


def tied(named: list[Spot], reading: Reading) -> list[Spot]:
    """The spots, each with the one beside it that can hold it: "Gaziantep, Turkey", "Nigeria's Kebbi state".

    Those that form a list ("Ohio, Texas and Washington") get its number.
    """
    found: list[Spot] = []
    row = 0
    for spot, after in zip_longest(named, named[1:]):
        gap = [t.text for t in reading.tokens[spot.end : after.start]] if after else ["."]
        beside = after is not None and after.sentence == spot.sentence
        outer = after if beside and (gap in GAPS or _says_where(gap)) and after and not after.people else None
        outer = outer if outer and can_hold(spot.entries, outer.entries) else _owner(found[-1:], spot, reading)
        found.append(spot._replace(within=outer, row=row))
        row += not (beside and 0 < len(gap) <= 2 and all(t in LINKS for t in gap))
    return found


def _says_where(gap: list[str]) -> bool:
    """Whether the words between two names say that the one lies in the other: "Palmira, a town in Cienfuegos"."""
    if len(gap) > LONG_GAP or len(gap) < SHORT_GAP or gap[0] != "," or gap[1] not in ("a", "the"):
        return False
    inside = [w for w in gap[2:] if w not in ("the", "province", "state")]
    return (
        inside[-1] in ("in", "of") and not words("town", "division", "county").isdisjoint(inside) and "," not in inside
    )


def _owner(before: list[Spot], spot: Spot, reading: Reading) -> Spot | None:
    """The place before the spot that it is said to belong to, if it can."""
    for owner in before:
        gap = [t.text for t in reading.tokens[owner.end : spot.start]]
        if gap in OWNS and not owner.people and can_hold(spot.entries, owner.entries):
            return owner
    return None


def as_place(spot: Spot, entry: Entry, rule: str) -> Place:
    """The record of a spot that means the entry."""
    precision = PRECISION[entry.kind]
    if (spot.want in ("division", "county") or spot.village) and precision == "city":
        precision = "district"
    if spot.want == "site" and precision == "city":
        precision = "site"
    return Place(
        spot.village or spot.text,
        shown_name(spot, entry),
        entry.country,
        entry.lat,
        entry.lon,
        entry.geonames,
        precision,
        f"gazetteer:{rule}",
    )


def shown_name(spot: Spot, entry: Entry) -> str:
    """The gazetteer's name; for a division known by another, that: "Central Java", not "Jawa Tengah"."""
    if spot.want == "site" and entry.kind in ("town", "capital"):
        return spot.text if " " in spot.text else entry.name
    if entry.how != ALTERNATE or entry.kind not in ("admin1", "admin2"):
        return entry.name
    name, _, last = spot.text.rpartition(" ")
    return name if name and last.lower() in words("division", "county") else spot.text


def dateline(story: Story, gazetteer: Gazetteer) -> Place | None:
    """The place of the dateline's words ("NEW DELHI", "PUTRAJAYA, Malaysia"), None when they name none."""
    region = REGION.match(story.text, len(story.dateline)) if story.text.startswith(story.dateline) else None
    line = story.dateline + (region[0] if region else "")
    parts = [p.strip(" .—–-") for p in line.replace("(", ",").split(",")]
    for name, outer in zip(parts, [*parts[1:], ""], strict=True):
        entries = gazetteer.named(name) if name else ()
        entries = tuple(e for e in entries if e.kind != "continent" and e.how != PEOPLE)
        if entries:
            holder = Spot(0, 0, 0, "", outer, gazetteer.named(outer)) if outer else None
            spot = Spot(0, 0, 0, fold(name), name, entries, "town", holder)
            [(entry, rule)] = resolve([spot])
            return as_place(spot, entry, rule)
    return None
