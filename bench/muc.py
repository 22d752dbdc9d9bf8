"""How many incidents of MUC-4 the coder finds: attacks, bombings, kidnappings in Latin American wire of 1988 to 1991.

muc.py GOLD.jsonl      one document a line: id, text, dateline_date, templates

A template is found when an ASSAULT of the document has its kind (kidnapping: mode abduct; bombing: explosives;
attack: anything but abduct) and its country (of the place, or of a party). One event answers one template, the likest
first. Of the templates that name a perpetrator's organisation, or a human target, the share whose event's actor, or
recipient, holds a word of the name or of one of its alternatives. Of the matched templates whose dead, or injured,
are all numbered, the share whose event counts as many: where there are any, and over all, an event without the count
meaning nobody. Templates marked optional are left out. Precision is not measured: the documents hold attacks on
soldiers and police that their templates leave out on purpose.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parts import annotated, coder, options, side, words

from diurna import data
from diurna.records import Page
from diurna.store import story_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.conduct import Coder

Row = dict[str, Any]
KINDS = {"ATTACK", "BOMBING", "KIDNAPPING"}
BOMBS = {"explosives", "suicide-attack"}


def lands() -> dict[str, str]:
    """Country name in capitals -> ISO code."""
    return {r["name"].upper(): r["iso3"] for r in data.table("parties/countries.tsv")}


def named(template: Row, *slots: str) -> set[str]:
    """The words of all alternatives in the template's slots."""
    return {w for slot in slots for value in template[slot] for text in value["values"] for w in words(text)}


def fits(template: Row, event: Row, known: dict[str, str]) -> int:
    """0 when the event is not the template's incident, else more the more of its parties agree."""
    kinds, modes = set(template["incident_type"]), set(event["modes"])
    kind = (
        ("KIDNAPPING" in kinds and "abduct" in modes)
        or ("BOMBING" in kinds and bool(modes & BOMBS))
        or ("ATTACK" in kinds and "abduct" not in modes)
    )
    where = template["incident_location"] or {"alternatives": []}  # three of the 1,300 older documents name no place
    wanted = {known.get(a[0].strip("() "), "") for a in where["alternatives"] if a} - {""}
    place = event["place"]["country"] if event["place"] else ""
    there = {place} if place else {p["country"] for s in ("actors", "recipients") for p in event[s]}
    if event["type"] != "ASSAULT" or not kind or not wanted & there:
        return 0
    return 1 + perpetrator(template, event) + victim(template, event)


def perpetrator(template: Row, event: Row) -> bool:
    """Whether an actor is the template's organisation."""
    return bool(named(template, "perp_organization_id") & side(event, "actors"))


def victim(template: Row, event: Row) -> bool:
    """Whether a recipient is one of the template's human targets."""
    return bool(named(template, "hum_tgt_name", "hum_tgt_description") & side(event, "recipients"))


COUNTS = (("deaths", "killed"), ("injuries", "injured"))


def numbered(template: Row, event: Row) -> Iterator[tuple[str, int, int]]:
    """What is counted, how many the template says and how many the event, for each count that the template tells."""
    for slot, what in COUNTS:
        if template[slot]["complete"]:
            told = event["counts"].get(what, {"min": 0})["min"]
            yield what, template[slot]["n_known"], told


def quotes(event: Row) -> list[str]:
    """The sentences that carry an event."""
    return [e["quote"] for e in event["evidence"] if e["field"] == "sentence"]


def answers(asked: list[Row], events: list[Row], known: dict[str, str]) -> dict[int, Row]:
    """Number of a template -> the event that answers it; each event answers one, the likest first."""
    pairs = sorted((-fits(t, e, known), i, j) for (i, t), (j, e) in product(enumerate(asked), enumerate(events)))
    chosen: dict[int, int] = {}
    for score, i, j in pairs:
        if score and i not in chosen and j not in chosen.values():
            chosen[i] = j
    return {i: events[j] for i, j in chosen.items()}


def parties(template: Row, event: Row | None) -> Counter[str]:
    """Whether the template names an organisation and a victim, and whether its event does."""
    found: Counter[str] = Counter()
    if named(template, "perp_organization_id"):
        found.update({"accused": 1, "accused right": event is not None and perpetrator(template, event)})
    if named(template, "hum_tgt_name", "hum_tgt_description"):
        found.update({"victims": 1, "victims right": event is not None and victim(template, event)})
    return found


def counted(template: Row, event: Row) -> Counter[str]:
    """How many counts of the template are told, and how many of them the event has right."""
    found: Counter[str] = Counter()
    for what, gold, number in numbered(template, event):
        found.update({"all": 1, "all right": gold == number})
        found.update({what: gold > 0, f"{what} right": gold == number > 0})
    return found


def measure(gold: list[Row], made: Coder, *, verbose: bool) -> Counter[str]:
    """All that is told and found; with `verbose` each wrong count is printed."""
    tally, known = Counter[str](), lands()
    for row in gold:
        asked = [t for t in row["templates"] if not t["optional"] and KINDS & set(t["incident_type"])]
        answer = answers(asked, events_of(row, made), known) if asked else {}
        tally.update({"incidents": len(asked), "incidents right": len(answer)})
        for i, template in enumerate(asked):
            event = answer.get(i)
            tally += parties(template, event)
            tally += counted(template, event) if event else Counter()
            for what, gold_number, number in numbered(template, event) if event and verbose else ():
                if gold_number != number:
                    print(row["id"], what, gold_number, number, *quotes(event or {}), sep="\n  ")
    return tally


def events_of(row: Row, made: Coder) -> list[Row]:
    """The events of a document."""
    day = date.fromisoformat(row["dateline_date"]) if row.get("dateline_date") else None
    told = made.page(Page(row["id"], text=row["text"], id=row["id"], published=day))
    return [e for t in told for e in story_json(t.story, t.mentions)["events"]]


def main() -> None:
    """Print how many templates are found, and of them the parties."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="print each wrong count")
    options(parser)
    args = parser.parse_args()
    gold = [json.loads(line) for line in annotated(args.gold).read_text(encoding="utf-8").splitlines()]
    tally = measure(gold, coder(args), verbose=args.verbose)
    for name, what in (
        ("incidents", "incidents"),
        ("perpetrator organisation", "accused"),
        *((f"{what} counted", what) for what in ("killed", "injured", "all")),
        ("victim", "victims"),
    ):
        print(f"{name} {tally[f'{what} right'] / max(tally[what], 1):.3f} of {tally[what]}")


if __name__ == "__main__":
    main()
