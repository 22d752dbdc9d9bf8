"""Measure place finding and resolving: python bench/places.py GOLD.jsonl... [--by-name N] [--without-habits]

GOLD holds one document a line: `text` and `toponyms` with start, end, phrase, lat, lon (the form of the geoparsing
sets of Gritta et al., LGL, GeoVirus, TUD-Loc).
Two figures each, over the names that have a point, and documents a second of one core:
  end to end  share of the names that `find` gives a place within 161 km for, at an overlapping span
  resolving   share resolved within 161 km when the names are given
Names that the gold counts but that are words for a people ("Russian") are counted apart: they are no places here.
A document's `domain` is its outlet, whose habits are learned from the texts of its other documents, never from labels.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diurna.globe import kilometres
from diurna.places import Gazetteer, find, tied
from diurna.places.candidates import Spot
from diurna.places.gazetteer import PEOPLE, Entry
from diurna.places.habits import Habit
from diurna.places.names import fold
from diurna.places.resolving import resolve
from diurna.reading import open_reader
from diurna.records import Place, PlaceAt, Reading, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR_KM = 161.0
NOBODY = Entry(0, None, "", "", "town", None, None, 0.0, 0.0, 0, 0)


@dataclass
class Tally:
    """What one set gave."""

    names: int = 0
    peoples: int = 0
    hit: int = 0
    overlapped: int = 0
    resolved: int = 0
    given: int = 0
    right: int = 0
    finding: float = 0.0  # CPU seconds
    resolving: float = 0.0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)


def readings(path: Path) -> Iterator[tuple[dict[str, Any], Reading]]:
    """The documents of a gold file with their readings."""
    reader = open_reader(gate=False, encoder=False)
    with path.open(encoding="utf-8") as f:
        for line in f:
            document = json.loads(line)
            yield document, reader.read(Story(id=document["id"], title="", text=document["text"]))


def is_people(phrase: str, gazetteer: Gazetteer) -> bool:
    """Whether the name is a word for a people and no place's."""
    return all(e.how == PEOPLE for e in gazetteer.named(phrase) or (NOBODY,))


def habit(learned: list[tuple[str, tuple[Place, ...]]], document: dict[str, Any]) -> Habit:
    """What the outlet of a document usually names, by its other documents."""
    found = Habit()
    for ident, places in learned:
        if ident != document["id"]:
            found.learn(places)
    return found


def span(reading: Reading, place: PlaceAt) -> tuple[int, int]:
    """Character offsets of a found place."""
    return reading.tokens[place.start].start, reading.tokens[place.end - 1].end


def measure(tally: Tally, document: dict[str, Any], reading: Reading, gazetteer: Gazetteer, usual: Habit) -> None:
    """Add one document to the tally."""
    began = time.process_time()
    places = find(reading, gazetteer, habit=usual)
    tally.finding += time.process_time() - began
    found = [(*span(reading, p), p.place) for p in places]
    gold = [t for t in document["toponyms"] if t.get("lat") is not None]
    for t in gold:
        over = [p for a, b, p in found if a < t["end"] and t["start"] < b]
        near = [p for p in over if kilometres((p.lat or 0, p.lon or 0), (t["lat"], t["lon"])) <= NEAR_KM]
        people = is_people(t["phrase"], gazetteer)
        tally.names += 1
        tally.peoples += people
        tally.hit += bool(near)
        tally.overlapped += bool(over)
        if not over and not people:
            tally.missed[t["phrase"]] += 1
        if over and not near:
            tally.wrong[f"{t['phrase']} -> {over[0].name} ({over[0].country} {over[0].precision})"] += 1
    every = document["toponyms"]
    tally.given += len(found)
    for a, b, p in found:
        right = any(a < t["end"] and t["start"] < b for t in every)
        tally.right += right
        if not right:
            tally.extra[p.text] += 1
    tally.resolved += given_names(tally, gold, reading, gazetteer, usual)


def given_names(tally: Tally, gold: list[dict[str, Any]], reading: Reading, gazetteer: Gazetteer, usual: Habit) -> int:
    """How many of the gold names are resolved when their spans are given."""
    spots, points = [], []
    for t in gold:
        entries = gazetteer.named(t["phrase"])
        inside = [i for i, token in enumerate(reading.tokens) if token.start < t["end"] and token.end > t["start"]]
        if entries and inside:
            sentence = next(n for n, s in enumerate(reading.sentences) if s.start <= inside[0] < s.end)
            spots.append(Spot(inside[0], inside[-1] + 1, sentence, fold(t["phrase"]), t["phrase"], entries))
            points.append((t["lat"], t["lon"]))
        else:
            tally.unresolved[f"{t['phrase']} -> none"] += 1
    hits = 0
    began = time.process_time()
    resolved = resolve(tied(spots, reading), habit=usual)
    tally.resolving += time.process_time() - began
    for spot, (entry, _), point in zip(spots, resolved, points, strict=True):
        near = kilometres((entry.lat, entry.lon), point) <= NEAR_KM
        hits += near
        if not near:
            tally.unresolved[f"{spot.text} -> {entry.name} ({entry.country} {entry.kind})"] += 1
    return hits


def report(name: str, t: Tally, documents: int, shown: int) -> None:
    """Print the figures of one set."""
    places = t.names - t.peoples
    print(f"{name}: {t.names} names, {t.peoples} of them of peoples")
    print(f"  end to end {t.hit / t.names:.3f} of all, {t.hit / places:.3f} of place names; ", end="")
    print(f"{documents / t.finding:.0f} documents/s")
    print(f"  resolving  {t.resolved / t.names:.3f} of all; {documents / t.resolving:.0f} documents/s")
    print(f"  found {t.given}, {t.right / max(1, t.given):.3f} of them on a name of the gold")
    for title in ("missed", "wrong", "extra", "unresolved"):
        if shown:
            print(f"  {title}:", ", ".join(f"{k} {n}" for k, n in getattr(t, title).most_common(shown)))


def main() -> None:
    """Measure each file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--by-name", type=int, default=0, metavar="N", help="show N names for each fault")
    parser.add_argument("--without-habits", action="store_true", help="do not learn what an outlet usually names")
    args = parser.parse_args()
    absent = [p for p in args.gold if not p.is_file()]
    if absent:
        sys.exit(f"{absent[0]}: no such file; the gold is not part of the project. Nothing was measured.")
    gazetteer = Gazetteer()
    for path in args.gold:
        tally, read = Tally(), list(readings(path))
        learned: dict[str, list[tuple[str, tuple[Place, ...]]]] = {}
        for document, reading in read if not args.without_habits else ():
            if "domain" in document:
                places = tuple(p.place for p in find(reading, gazetteer))
                learned.setdefault(document["domain"], []).append((document["id"], places))
        for document, reading in read:
            usual = habit(learned.get(document.get("domain", ""), []), document)
            measure(tally, document, reading, gazetteer, usual)
        report(path.stem, tally, len(read), args.by_name)


if __name__ == "__main__":
    main()
