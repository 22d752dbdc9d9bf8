"""How well the coder finds events: annotated stories, or single sentences of a PLOVER gold standard.

events.py stories GOLD.jsonl      one story a line: id, title, published, text, events (type, status, parties, evidence)
events.py sentences GOLD.jsonl    one sentence a line: id, text, event_2021, source and target (each a list with "code")
events.py plain FOLDER            pages without any event: events a page
events.py quiet PAGES.jsonl.gz    pages without any event among others (bench/quiet.txt lists their rows): events a page
events.py page FILE CRAWLED       the stories of one page: title, date, lines

stories: an event is found when evidence touches (five consecutive words), typed when the PLOVER type agrees too, whole
when the countries on both sides do; matching is one to one, best first; gold marked unsure neither counts as missed nor
as false.
sentences: type F1 over the types of a sentence; whole recall and event precision ask for a right country on each side.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import diurna
from diurna.globe import kilometres
from diurna.records import Page
from diurna.store import story_json

if TYPE_CHECKING:
    from diurna.conduct import Coder

Event = dict[str, Any]
JOINT = {"CONSULT", "AGREE", "COOPERATE"}  # acts without direction: the pair is compared unordered
OLD_CODES = {
    "JAP": "JPN",
    "ITL": "ITA",
    "ROM": "ROU",
    "VTN": "VNM",
    "ZAR": "COD",
    "PAL": "PSE",
    "GZS": "PSE",
    "WBK": "PSE",
}
OLD_CODES |= {
    "YUG": "SRB",
    "SER": "SRB",
    "KSV": "KOS",
    "TMP": "TLS",
    "BUR": "MMR",
    "UNO": "IGO",
    "EUR": "IGO",
    "IMG": "",
    "ISM": "",
}


def main() -> None:
    """Measure what the words ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    from parts import options

    parser.add_argument("what", choices=["stories", "sentences", "plain", "quiet", "page"])
    parser.add_argument("path", type=Path)
    parser.add_argument("crawled", nargs="?", default="")
    options(parser)
    args = parser.parse_args()
    if not args.path.exists():
        raise SystemExit(
            f"{args.path}: there is no such file. Annotated texts are not part of this repository: name yours."
        )
    if args.what == "page":
        page(args.path, args.crawled)
        return
    from parts import coder

    {"stories": stories, "sentences": sentences, "plain": plain, "quiet": quiet}[args.what](args.path, coder(args))


def rows(path: Path) -> list[Event]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def coded(coder: Coder, row: Event, day: str) -> list[Event]:
    """The events that the coder finds in one text, as they leave the house."""
    page = Page(
        row["id"], text=row["text"], id=row["id"], title=row.get("title", ""), published=date.fromisoformat(day)
    )
    return [event for told in coder.page(page) for event in story_json(told.story, told.mentions)["events"]]


def plover(event: Event) -> str:
    """The PLOVER type: what is planned and friendly is AGREE, a planned retreat CONCEDE."""
    if event.get("status") == "planned":
        if event["type"] in {"CONSULT", "SUPPORT", "COOPERATE", "AID"}:
            return "AGREE"
        return "CONCEDE" if event["type"] == "RETREAT" else str(event["type"])
    return str(event["type"])


def lands(parties: list[Event]) -> Counter[str]:
    """The countries of a side; groups of no country count as none."""
    codes = ((p.get("country") or "") for p in parties)
    return Counter({c: 1 for c in (OLD_CODES.get(c, c) for c in codes) if c})


def overlap(a: Counter[str], b: Counter[str]) -> float:
    """F1 of two sets; two empty ones agree."""
    return 1.0 if not a and not b else 2 * (a & b).total() / (a.total() + b.total())


def parties_agree(gold: Event, found: Event) -> float:
    """How far both sides name the same countries, 0 to 1."""
    sides = [(lands(e["actors"]), lands(e["recipients"])) for e in (gold, found)]
    if plover(gold) in JOINT:
        return (overlap(sides[0][0] | sides[0][1], sides[1][0] | sides[1][1]) + 1) / 2
    return (overlap(sides[0][0], sides[1][0]) + overlap(sides[0][1], sides[1][1])) / 2


def quotes(event: Event) -> list[list[str]]:
    """The evidence as lists of lower-case words."""
    texts = (e if isinstance(e, str) else e["quote"] for e in event["evidence"])
    return [re.findall(r"\w+", t.lower()) for t in texts]


def touches(gold: Event, found: Event) -> bool:
    """Whether two pieces of evidence share five consecutive words, or the shorter stands in the longer."""
    for a, b in product(quotes(gold), quotes(found)):
        n = min(5, len(a), len(b))
        if n and {tuple(a[i : i + n]) for i in range(len(a) - n + 1)} & {
            tuple(b[i : i + n]) for i in range(len(b) - n + 1)
        }:
            return True
    return False


def match(gold: list[Event], found: list[Event]) -> dict[int, int]:
    """Gold event -> found event, one to one, the likest first."""
    pairs = []
    for (i, g), (j, f) in product(enumerate(gold), enumerate(found)):
        if touches(g, f):
            pairs.append((1 + 2 * (plover(g) == plover(f)) + parties_agree(g, f), i, j))
    used: dict[int, int] = {}
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], not gold[p[1]].get("sure", True), p[1], p[2])):
        if i not in used and j not in used.values():
            used[i] = j
    return used


def f1(hits: int, found: int, gold: int) -> str:
    """Precision, recall and F1 as text."""
    p, r = hits / max(found, 1), hits / max(gold, 1)
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r) if p + r else 0:.3f}"


def score(gold: list[Event], found: list[Event]) -> Counter[str]:
    """Count gold and coded events, and how many of the gold are found, typed, whole; and of the central ones, typed."""
    n = Counter[str]()
    pairs = match(gold, found)
    unsure = {j for i, j in pairs.items() if not gold[i].get("sure", True)}
    n["found events"] = len(found) - len(unsure)
    for i, g in enumerate(gold):
        if g.get("sure", True):
            f = found[pairs[i]] if i in pairs else None
            typed = f is not None and plover(f) == plover(g)
            n.update(
                gold=1, found=f is not None, typed=typed, whole=f is not None and typed and parties_agree(g, f) == 1
            )
            n.update(central=bool(g.get("central")), told=bool(g.get("central")) and typed)
            if f is not None and typed:
                n.update(placed=bool(g.get("place")), there=there(g.get("place"), f.get("place")))
                n.update(unplaced=not g.get("place"), nowhere=not g.get("place") and not f.get("place"))
    return n


def there(gold: Event | None, found: Event | None) -> bool:
    """Whether a place is right: the same country where no more is known, else within 50 km."""
    if not gold or not found:
        return False
    if gold.get("precision") == "country":
        return bool(gold["country"] == found["country"])
    points = [(p["lat"], p["lon"]) for p in (gold, found)]
    return all(None not in p for p in points) and kilometres(*points) <= 50


def stories(path: Path, coder: Coder) -> None:
    """Print found, typed, whole and central recall over annotated stories."""
    n = Counter[str]()
    for row in rows(path):
        if "text" not in row:
            raise SystemExit(
                f"{path}: story {row['id']} has no text. For examples/: python tests/flow/test_quality.py."
            )
        n += score(row["events"], coded(coder, row, row["published"]))
    print(f"{len(rows(path))} stories, {n['gold']} sure gold events, {n['found events']} coded")
    for level in ("found", "typed", "whole"):
        print(f"{level:6} {f1(n[level], n['found events'], n['gold'])}")
    print(f"central recall {n['told'] / max(n['central'], 1):.3f}")
    print(f"place right    {n['there'] / max(n['placed'], 1):.3f} of {n['placed']} typed events with a place,", end=" ")
    print(f"none given to {n['nowhere'] / max(n['unplaced'], 1):.3f} of {n['unplaced']} without")


def sentences(path: Path, coder: Coder) -> None:
    """Print type F1, whole recall and event precision over single sentences (dated 2000-01-01, as the gold is)."""
    n = Counter[str]()
    for row in rows(path):
        source, target = (
            {OLD_CODES.get(c, c) for p in row[k] if (c := (p["code"] or "").strip().upper()[:3])} - {""}
            for k in ("source", "target")
        )
        target = target or (source if len(source) > 1 else set())
        found = coded(coder, row, "2000-01-01")
        types = {plover(e) for e in found}
        told = {(plover(e), tuple(sorted(lands(e["actors"]))), tuple(sorted(lands(e["recipients"])))) for e in found}
        right = [t for t in told if t[0] == row["event_2021"] and sides_right(t, source, target)]
        n.update(
            n=1, types=len(types), typed=row["event_2021"] in types, told=len(told), right=len(right), whole=bool(right)
        )
    print(f"{n['n']} sentences")
    print(f"type           {f1(n['typed'], n['types'], n['n'])}")
    print(f"whole recall   {n['whole'] / n['n']:.3f}")
    print(f"event precision {n['right'] / max(n['told'], 1):.3f}")


def sides_right(told: tuple[str, tuple[str, ...], tuple[str, ...]], source: set[str], target: set[str]) -> bool:
    """Whether an event names a right source and, where there is one, a right target."""
    kind, actors, recipients = told
    if kind in JOINT and not recipients:
        recipients = actors
    return (not source or bool(source & set(actors))) and (not target or bool(target & set(recipients)))


def plain(path: Path, coder: Coder) -> None:
    """Print the events a page over pages that hold none."""
    told = [coder.page(p) for p in diurna.read(path) if isinstance(p, Page)]
    events = sum(len(c.mentions) for stories in told for c in stories)
    print(f"{len(told)} pages, {events} events, {events / max(len(told), 1):.2f} a page")


def quiet(path: Path, coder: Coder) -> None:
    """Print the events a page over the pages that were judged non-political by reading, and which hold any."""
    lines = Path(__file__).with_name("quiet.txt").read_text(encoding="utf-8").splitlines()
    wanted = {int(line) for line in lines if not line.startswith("#")}
    events = Counter[int]()
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for n, line in enumerate(f):
            if n in wanted:
                row = json.loads(line)
                told = coder.page(Page(origin=f"row {n}", html=row["html"], url=row.get("url", "")))
                events[n] = sum(len(c.mentions) for c in told)
    print(f"{len(wanted)} pages, {events.total()} events, {events.total() / len(wanted):.3f} a page")
    print("rows with events:", *(f"{n} ({k})" for n, k in sorted(events.items()) if k))


def page(path: Path, crawled: str) -> None:
    """Print the stories of one page."""
    for c in diurna.code(path, crawled=crawled or None):
        print(f"{c.story.published}  {c.story.title}")
        for line in c.story.text.split("\n"):
            print(f"    {line[:100]}")


if __name__ == "__main__":
    main()
