"""How well the tellings of one happening in a story become one event, with all that they say together.

retold.py FOLDER [-v]      stories.jsonl (id, title, published, text) and labels.jsonl: one happening a line

A label holds `mentions`, the sentences that tell the happening. Of two sentences of one story that are coded with the
labelled type: `joined`, the share that tell one happening and stand in one event; `apart`, the share that tell two and
do not. Of all happenings, by the event that holds most of their sentences: the share whose actors, recipients, day,
place and counts are right. Each of `actors` and `recipients` is a list of words, one of which must stand among the
event's; without any, the event may name men whom nobody knows.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parts import annotated, coder, options, side, words

from diurna.records import Page
from diurna.store import story_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, Any]
NOBODY = {"UAF", "CRM", ""}


def rows(path: Path) -> list[Row]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in annotated(path).read_text(encoding="utf-8").splitlines()]


def holders(events: Iterable[Row], text: str, kind: str, mention: str) -> set[int]:
    """The numbers of the events of a type that rest on a sentence."""
    start = text.index(mention)
    end = start + len(mention)
    return {n for n, e in enumerate(events) if e["type"] == kind and any(_inside(x, start, end) for x in e["evidence"])}


def _inside(evidence: Row, start: int, end: int) -> bool:
    in_text = evidence["field"] == "sentence" and evidence.get("part", "text") == "text"
    return in_text and evidence["start"] < end and evidence["end"] > start


def parties_right(wanted: Sequence[Sequence[str]], event: Row, role: str) -> bool:
    """Whether each party wanted stands in the role; none wanted: nobody who is known."""
    if not wanted:
        return role == "recipients" or all(p["sector"] in NOBODY for p in event[role])
    found = side(event, role)
    return all(words(" ".join(names)) & found for names in wanted)


def right(label: Row, event: Row) -> Counter[str]:
    """Which fields of the event are the label's."""
    first, _, last = label["day"].partition("/")
    days = {event["date"]["start"], event["date"]["end"]} if event["date"] else set()
    place = event["place"]["name"] if event["place"] else ""
    told = {what: count["min"] for what, count in event["counts"].items() if count["min"]}
    return Counter(
        actors=parties_right(label["actors"], event, "actors"),
        recipients=parties_right(label["recipients"], event, "recipients"),
        day=days == {first, last or first},
        place=place in label["place"] or not label["place"],
        counts=all(told.get(what) == n for what, n in label["counts"].items()),
        status=event["status"] == label["status"],
    )


def main() -> None:
    """Print how many tellings are joined, and what the events hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="print what is not right")
    options(parser)
    args = parser.parse_args()
    made = coder(args)
    labels = rows(args.folder / "labels.jsonl")
    n: Counter[str] = Counter()
    for row in rows(args.folder / "stories.jsonl"):
        page = Page(row["id"], text=row["text"], title=row["title"], published=date.fromisoformat(row["published"]))
        events = [e for t in made.page(page) for e in story_json(t.story, t.mentions)["events"]]
        n += judged([x for x in labels if x["story"] == row["id"]], events, row["text"], say=args.verbose)
    print(f"tellings coded {n['coded'] / n['told']:.3f} of {n['told']}")
    print(f"joined {n['joined'] / n['same']:.3f} of {n['same']}, apart {n['apart'] / n['different']:.3f}", end=" ")
    print(f"of {n['different']}")
    for field in ("actors", "recipients", "day", "place", "counts", "status", "all"):
        print(f"{field} {n[field] / n['happenings']:.3f} of {n['happenings']}")


def judged(labels: Sequence[Row], events: Sequence[Row], text: str, *, say: bool) -> Counter[str]:
    """The tally of one story."""
    n: Counter[str] = Counter()
    held: list[tuple[str, str, str, set[int]]] = []
    often = Counter((x["type"], m) for x in labels for m in x["mentions"])
    for label in labels:
        found = [(m, holders(events, text, label["type"], m)) for m in label["mentions"]]
        held += [(label["happening"], label["type"], m, h) for m, h in found if h and often[label["type"], m] == 1]
        votes = Counter(k for _, h in found for k in sorted(h))
        n.update(told=len(found), coded=sum(bool(h) for _, h in found), happenings=1)
        event = events[votes.most_common(1)[0][0]] if votes else None
        fields = right(label, event) if event else Counter[str]()
        wrong = [field for field, good in fields.items() if not good] if event else ["coded"]
        n += fields
        n["all"] += not wrong
        if say and wrong:
            print(label["happening"], "wrong:", *wrong)
    for (a, kind, said, mine), (b, other, again, theirs) in combinations(held, 2):
        if kind == other:
            n["same" if a == b else "different"] += 1
            n["joined"] += a == b and bool(mine & theirs)
            n["apart"] += a != b and not mine & theirs
            if say and (a == b) != bool(mine & theirs):
                print(a, b, "parted" if a == b else "joined", said, again, sep="\n    ")
    return n


if __name__ == "__main__":
    main()
