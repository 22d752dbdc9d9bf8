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


def main() -> None:
    """Print how many templates are found, and of them the parties."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="print each wrong count")
    options(parser)
    args = parser.parse_args()
    gold = annotated(args.gold)
    made, known = coder(args), lands()
    tally = Counter[str]()
    found = total = perpetrators = accused = victims = suffered = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        asked = [t for t in row["templates"] if not t["optional"] and KINDS & set(t["incident_type"])]
        if not asked:
            continue
        day = date.fromisoformat(row["dateline_date"]) if row.get("dateline_date") else None
        told = made.page(Page(row["id"], text=row["text"], id=row["id"], published=day))
        events = [e for t in told for e in story_json(t.story, t.mentions)["events"]]
        pairs = sorted(((-fits(t, e, known), i, j) for (i, t), (j, e) in product(enumerate(asked), enumerate(events))))
        answer: dict[int, int] = {}
        for score, i, j in pairs:
            if score and i not in answer and j not in answer.values():
                answer[i] = j
        total, found = total + len(asked), found + len(answer)
        for i, t in enumerate(asked):
            event = events[answer[i]] if i in answer else None
            for what, gold_number, number in numbered(t, event) if event else ():
                tally.update({"all": 1, "all right": gold_number == number})
                tally.update({what: gold_number > 0, f"{what} right": gold_number == number > 0})
                if args.verbose and gold_number != number:
                    print(row["id"], what, gold_number, number, *quotes(event), sep="\n  ")
            if named(t, "perp_organization_id"):
                accused += 1
                perpetrators += event is not None and perpetrator(t, event)
            if named(t, "hum_tgt_name", "hum_tgt_description"):
                suffered += 1
                victims += event is not None and victim(t, event)
    print(f"incidents {found / total:.3f} of {total}")
    print(f"perpetrator organisation {perpetrators / accused:.3f} of {accused}")
    for what in ("killed", "injured", "all"):
        print(f"{what} counted {tally[f'{what} right'] / max(tally[what], 1):.3f} of {tally[what]}")
    print(f"victim {victims / suffered:.3f} of {suffered}")


if __name__ == "__main__":
    main()
