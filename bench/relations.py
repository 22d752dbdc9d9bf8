"""How well the coder tells what one party does to another, when it has to find both by itself.

relations.py GOLD.jsonl      one pair a line: text, source, target, root (15 PLOVER types; YIELD is CONCEDE or RETREAT)

The answer for a pair is the type of the event in whose actors and recipients the most of the pair's words stand (any
event of the text where none does); no event is a wrong answer. Strict: both sides of that event must hold a word of the
pair's own. Printed: macro-F1 and accuracy, loose and strict, then each type.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from parts import annotated, coder, options, side, words

from diurna.records import Page
from diurna.store import story_json

Event = dict[str, Any]
YIELD = {"CONCEDE", "RETREAT"}


def held(event: Event, row: Event) -> tuple[int, int]:
    """How many sides of the pair the event names in their place, then how many at all."""
    source, target = words(row["source"]), words(row["target"])
    both = side(event, "actors", "recipients")
    joint = not event["recipients"]
    actors, recipients = (both, both) if joint else (side(event, "actors"), side(event, "recipients"))
    return bool(source & actors) + bool(target & recipients), bool(source & both) + bool(target & both)


def main() -> None:
    """Code every text once, answer every pair, print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    options(parser)
    args = parser.parse_args()
    gold = annotated(args.gold)
    made = coder(args, political=False)
    coded: dict[str, list[Event]] = {}
    loose, strict, real = Counter[str](), Counter[str](), Counter[str]()
    said_loose, said_strict = Counter[str](), Counter[str]()
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["text"] not in coded:
            told = made.page(Page("pair", text=row["text"], id="pair"))
            coded[row["text"]] = [e for t in told for e in story_json(t.story, t.mentions)["events"]]
        real[row["root"]] += 1
        if not coded[row["text"]]:
            continue
        best = max(coded[row["text"]], key=lambda e: held(e, row))
        answer = "YIELD" if best["plover"] in YIELD else best["plover"]
        said_loose[answer] += 1
        loose[answer] += answer == row["root"]
        if held(best, row)[0] == 2:
            said_strict[answer] += 1
            strict[answer] += answer == row["root"]
    for name, hits, said in (("loose", loose, said_loose), ("strict", strict, said_strict)):
        f1 = {t: 2 * hits[t] / (said[t] + real[t]) for t in real}
        print(
            f"{name:7} macro-F1 {sum(f1.values()) / len(f1):.3f}  accuracy {hits.total() / real.total():.3f}  ", end=""
        )
        print(f"answered {said.total() / real.total():.3f} of {real.total()}")
    print("  ".join(f"{t} {loose[t]}/{real[t]} of {said_loose[t]}" for t in sorted(real)))


if __name__ == "__main__":
    main()
