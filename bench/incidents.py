"""How well reports of one happening become one incident, in a real record.

incidents.py documents DOCS.jsonl [INCIDENTS.jsonl] [--scope all]
    documents with the incident (incident_id, or cluster) that each tells: B-cubed precision, recall and F1 over
    documents, where two are together that share an incident, or a chain of shared ones; beside it, each document in the
    largest of its incidents (also of those of no type, which stories without events make). INCIDENTS (incident_id,
    date, latlon, killed): of those of which an ASSAULT was found, the share with that very day, a place within 25 km,
    as many killed (none counted: nobody).
incidents.py mentions FOLDER
    stories.jsonl and labels.jsonl (incident, type, mentions: story and quote): B-cubed over
    the events that a label names
incidents.py copies PAIRS.tsv DOCS.jsonl
    pairs of documents judged by reading (a, b, same: 1 or 0): precision and recall of "same text"
incidents.py size N
    N invented mentions of 1,000 a day merged: CPU seconds of one core, and mentions a second, at each tenth
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parts import annotated

from diurna import conduct, stories
from diurna.globe import kilometres
from diurna.incidents.origins import copied, text_of
from diurna.records import Count, Evidence, Mention, Outcome, Page, Party, Place, Story, When
from diurna.store import Query, Record, incident_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Row = dict[str, Any]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CITY_KM = 25.0


def rows(path: Path) -> list[Row]:
    """The objects of a file of JSON lines."""
    with annotated(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def merged(pages: Iterable[Page], folder: str, scope: str) -> Record:
    """A record of the pages, merged."""
    record = Record.open(Path(folder), create=True)
    coder = conduct.Coder(political=scope == "political")
    for outcome in conduct.add(record, pages, coder, now=lambda: NOW):
        if outcome.kind == "failed":
            print(f"{outcome.origin}: failed: {outcome.reason}", file=sys.stderr)
    for _ in conduct.merge(record, now=NOW):
        pass
    return record


def page(row: Row) -> Page:
    """A document as it comes in."""
    day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
    return Page(row["id"], text=row["text"], id=row["id"], title=row["title"], url=row.get("url") or "", published=day)


def b_cubed(found: Mapping[str, object], gold: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a partition of the keys of `gold` (Bagga and Baldwin 1998)."""
    groups = [defaultdict(set), defaultdict(set)]
    for item in gold:
        groups[0][found[item]].add(item)
        groups[1][gold[item]].add(item)
    shares: list[list[float]] = [[], []]
    for item in gold:
        ours, theirs = groups[0][found[item]], groups[1][gold[item]]
        both = len(ours & theirs)
        shares[0].append(both / len(ours))
        shares[1].append(both / len(theirs))
    precision, recall = (sum(share) / len(share) for share in shares)
    return precision, recall, 2 * precision * recall / (precision + recall)


def together(groups: Iterable[set[str]], items: Iterable[str]) -> dict[str, str]:
    """Item -> the least item that a chain of groups leads to."""
    first = {item: item for item in items}
    members = {item: {item} for item in first}
    for group in groups:
        whole = set().union(*(members[first[item]] for item in group))
        least = min(whole)
        members[least] = whole
        first |= dict.fromkeys(whole, least)
    return first


def document(story: str, known: Mapping[str, object]) -> str:
    """The document that a story is of: a page of several stories gives them `_2`, `_3` behind its id."""
    return story if story in known else story.rpartition("_")[0]


def documents(args: argparse.Namespace) -> None:
    """B-cubed over documents, and the fields of incidents."""
    told = rows(args.docs)
    gold = {row["id"]: row.get("incident_id") or row["cluster"] for row in told}
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, merged(map(page, told), folder, args.scope) as record:
        print(f"{len(told)} documents coded and merged in {time.perf_counter() - began:.0f} s; {record.counts()}")
        found = [
            incident_json(one) for one in (*conduct.find(record, Query(limit=None)), *conduct.find_uncoded(record))
        ]
    groups = [({document(m["story"], gold) for m in one["mentions"]}, one) for one in found]
    largest: dict[str, set[str]] = {}
    for group, _ in sorted(groups, key=lambda pair: (len(pair[0]), pair[1]["id"])):
        largest |= dict.fromkeys(group, group)
    chained = together((group for group, _ in groups), gold)
    for name, partition in (
        ("sharing an incident", chained),
        ("by the largest incident of each", {item: id(largest.get(item, item)) for item in gold}),
        ("each for itself", {item: item for item in gold}),
    ):
        print(
            "B-cubed over documents, {}: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(
                name, *b_cubed(partition, gold)
            )
        )
    if args.incidents:
        fields(groups, gold, rows(args.incidents))


def fields(groups: list[tuple[set[str], Row]], gold: Mapping[str, str], known: list[Row]) -> None:
    """The share of incidents whose day, place and dead are right."""
    attacks = [(group, one) for group, one in groups if one["type"] == "ASSAULT"]
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for wanted in known:
        own = {item for item in gold if gold[item] == wanted["incident_id"]}
        best = max(attacks, key=lambda pair: (len(pair[0] & own), -len(pair[0]), pair[1]["id"]))
        if not wanted.get("structured", True) or not best[0] & own:
            continue
        for field, value in (("date", wanted["date"]), ("latlon", wanted["latlon"]), ("killed", wanted["killed"])):
            if value is not None:
                asked[field] += 1
                right[field] += is_right(field, best[1], value)
    for field, n in asked.items():
        print(f"{field}: {right[field] / n:.3f} of {n} incidents found")


def is_right(field: str, one: Row, value: Any) -> bool:
    """Whether a field of an incident is as known."""
    if field == "date":
        return bool(one["date"]) and one["date"]["start"] == one["date"]["end"] == value
    if field == "killed":
        count = one["counts"].get("killed", {"min": 0, "max": 0})
        return bool(count["min"] == value)
    place = one["place"]
    return (
        bool(place) and place["lat"] is not None and kilometres((place["lat"], place["lon"]), tuple(value)) <= CITY_KM
    )


def mentions(args: argparse.Namespace) -> None:
    """B-cubed over labelled events."""
    told = {row["id"]: row for row in rows(args.folder / "stories.jsonl")}
    labels: defaultdict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for label in rows(args.folder / "labels.jsonl"):
        for mention in label["mentions"]:
            start = told[mention["story"]]["text"].index(mention["quote"])
            labels[mention["story"]].append((start, start + len(mention["quote"]), label["type"], label["incident"]))
    pages = (page({**row, "date": row["published"]}) for row in told.values())
    with tempfile.TemporaryDirectory() as folder, merged(pages, folder, "political") as record:
        gold = {}
        for event in record.events(Query(limit=None)):
            spans = [e for e in event["evidence"] if e["field"] == "sentence"]
            fitting = [
                incident
                for start, end, kind, incident in labels[event["story"]["id"]]
                if kind == event["type"] and any(e["start"] < end and start < e["end"] for e in spans)
            ]
            if fitting:
                gold[event["id"]] = fitting[0]
        found = {event: record.incident_of(event) for event in gold}
    n = sum(map(len, labels.values()))
    print(f"{len(gold)} of {n} labelled mentions are coded with their type")
    print("B-cubed over them: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*b_cubed(found, gold)))


def copies(args: argparse.Namespace) -> None:
    """Precision and recall of "same text", of documents as a record holds them."""
    told = {row["id"]: row for row in rows(args.docs)}
    lines = annotated(args.pairs).read_text(encoding="utf-8").splitlines()
    judged = [line.split("\t") for line in lines if not line.startswith("#")]
    counts: Counter[tuple[bool, bool]] = Counter()
    for one, other, same in judged:
        texts = [text_of(stories.tell(page(told[name]))[0]) for name in (one, other)]
        counts[copied(*texts), same == "1"] += 1
    both = counts[True, True]
    precision, recall = both / (both + counts[True, False]), both / (both + counts[False, True])
    print(f"{counts.total()} pairs judged: precision {precision:.3f}, recall {recall:.3f}")


def size(args: argparse.Namespace) -> None:
    """The time of merging invented mentions."""
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder), create=True) as record:
        made, spent = invented(), 0.0
        for tenth in range(10):
            for _ in range(args.n // 20):  # two mentions a story
                story, events = next(made)
                outcome = Outcome(story.id, "stored", stories=(story.id,))
                record.add(origin=story.id, key=story.id, stories=[(story, events)], outcome=outcome, now=NOW)
            began = time.process_time()
            for _ in conduct.merge(record, now=NOW):
                pass
            took = time.process_time() - began
            spent += took
            print(f"{(tenth + 1) * args.n // 10:,} mentions: {args.n / 10 / took:,.0f} a second", flush=True)
        held = record.counts()
        made_of = f"{held['events']:,} mentions of {held['stories']:,} stories"
        print(f"{made_of}, {held['incidents']:,} incidents: merged in {spent:,.0f} CPU s")


A_DAY = 1000
SYLLABLES = "ba de ki lo mu na po ra si ta ve zo ger han kal mir nor sul tan vor".split()


def invented() -> Iterator[tuple[Story, list[Mention]]]:
    """Stories of two mentions, one to five for a happening, A_DAY mentions a day; a million make near three years."""
    chance = random.Random(7)
    happenings = 0
    stories = 0
    while True:
        happenings += 1
        names = ["".join(chance.choices(SYLLABLES, k=4)).title() for _ in range(20)]
        day = date(2023, 1, 1) + timedelta(stories * 2 // A_DAY)
        spot = (chance.uniform(-40, 60), chance.uniform(-120, 140))
        for paper in range(chance.randint(1, 5)):
            stories += 1
            yield telling(f"h{happenings}p{paper}", day, spot, names, chance)


def telling(
    name: str, day: date, spot: tuple[float, float], names: list[str], chance: random.Random
) -> tuple[Story, list[Mention]]:
    """One paper's story of a happening: an attack and the charge that follows."""
    town, leader, suspect, *others = names
    killed = f"A bomb killed {chance.randint(2, 6)} people in {town} near the {others[0]} bridge, {leader} said."
    charged = f"Police accused {suspect} {others[2]} of the attack on the {others[3]} market."
    chance.shuffle(others)
    rest = (f"The {a.lower()} of {town} was {b.lower()}." for a, b in zip(others[::2], others[1::2], strict=False))
    text = "\n".join([killed, charged, *rest])
    events = [
        Mention(
            *(f"{name}:{number}", kind, (), "occurred", (Party(suspect, suspect, "XXX", "CVL", "name"),), ()),
            *(When("", day, day, "day"), Place(town, town, "XXX", *spot, None, "city"), counts, "", _told(text, said)),
            plover=kind,
            quad=quad,
        )
        for number, kind, quad, counts, said in (
            (1, "ASSAULT", 4, (Count("killed", 2, 2, "two"),), killed),
            (2, "ACCUSE", 3, (), charged),
        )
    ]
    return Story(name, f"{town} {others[0]} blast", text, published=day, source=name[-2:]), events


def _told(text: str, sentence: str) -> tuple[Evidence]:
    start = text.index(sentence)
    return (Evidence(start, start + len(sentence), sentence, "sentence"),)


def main() -> None:
    """Run the bench that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    benches = parser.add_subparsers(required=True)
    bench = benches.add_parser("documents")
    bench.add_argument("docs", type=Path)
    bench.add_argument("incidents", type=Path, nargs="?")
    bench.add_argument("--scope", choices=["political", "all"], default="political")
    bench.set_defaults(run=documents)
    bench = benches.add_parser("mentions")
    bench.add_argument("folder", type=Path)
    bench.set_defaults(run=mentions)
    bench = benches.add_parser("copies")
    bench.add_argument("pairs", type=Path)
    bench.add_argument("docs", type=Path)
    bench.set_defaults(run=copies)
    bench = benches.add_parser("size")
    bench.add_argument("n", type=int)
    bench.set_defaults(run=size)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
