"""Focus: where a story as a whole plays: at its dateline, in the town of its headline, around most of its towns."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from diurna.coding.within import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.records import PlaceAt, Reading

TOWNS = 60  # of a story that are looked at
TOWN_KM = 33.0  # what lies so near to a town plays around it
FADES, FADED = 0.85, 12  # how much less each later sentence says of where a story plays, and after how many no less


def dateline(reading: Reading, places: Sequence[PlaceAt]) -> PlaceAt | None:
    """The place that heads the report and stands in the story's dateline; lines may stand before it."""
    heads = {s.start for s in reading.sentences if s.part == "text"}
    line = reading.story.dateline.casefold()
    return next((p for p in places if p.start in heads and line.startswith(p.place.text.casefold())), None)


def headline_town(reading: Reading, places: Sequence[PlaceAt]) -> PlaceAt | None:
    """The one town that the headline names: there the scene opens."""
    title = {s.start: s.end for s in reading.sentences if s.part == "title"}
    end = max(title.values(), default=0)
    towns = [p for p in places if p.start < end and p.place.precision in {"city", "site", "district"}]
    return towns[0] if len({p.place.name for p in towns}) == 1 else None


def focus(reading: Reading, places: Sequence[PlaceAt]) -> PlaceAt | None:
    """The town around which the story plays: most of what it names lies near, the headline and the first lines most."""
    towns = [p for p in places if p.place.precision in {"city", "site", "district"} and p.place.lat is not None][:TOWNS]
    starts = [s.start for s in reading.sentences]
    weight = {
        p: _opening(reading, bisect_right(starts, p.start) - 1) * (1.0 if p.place.precision == "city" else 0.7)
        for p in towns
    }
    around = {p: sum(w for q, w in weight.items() if apart(p.place, q.place) < TOWN_KM) for p in towns}
    middle = max(towns, key=lambda p: (around[p], -p.start), default=None)
    if middle is None or around[middle] < sum(weight.values()) / 2:
        return None
    named: defaultdict[str, float] = defaultdict(float)
    near = [p for p in towns if apart(p.place, middle.place) < TOWN_KM]
    for p in near:
        named[p.place.name] += weight[p]
    return max(near, key=lambda p: (named[p.place.name], -p.start))


def _opening(reading: Reading, number: int) -> float:
    """How much a sentence tells of where the story plays: the headline twice as much as the first line."""
    return 2.0 if reading.sentences[number].part == "title" else FADES ** min(number, FADED)
