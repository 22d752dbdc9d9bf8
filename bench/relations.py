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
from typing import TYPE_CHECKING, Any

from parts import annotated, coder, options, side, words

from diurna.records import Page
from diurna.store import story_json

if TYPE_CHECKING:
    from diurna.conduct import Coder

Event = dict[str, Any]
YIELD = {"CONCEDE", "RETREAT"}


def held(event: Event, row: Event) -> tuple[int, int]:
    """How many sides of the pair the event names in their place, then how many at all."""
    source, target = words(row["source"]), words(row["target"])
    both = side(event, "actors", "recipients")
    joint = not event["recipients"]
    actors, recipients = (both, both) if joint else (side(event, "actors"), side(event, "recipients"))
    return bool(source & actors) + bool(target & recipients), bool(source & both) + bool(target & both)


def events_of(text: str, made: Coder) -> list[Event]:
    """The events of a text."""
    told = made.page(Page("pair", text=text, id="pair"))
    return [e for t in told for e in story_json(t.story, t.mentions)["events"]]


class Score:
    """How often each type is the answer, and how often it is the right one."""

    def __init__(self) -> None:
        self.hits, self.said = Counter[str](), Counter[str]()

    def add(self, answer: str, root: str) -> None:
        """Count one answer to a pair of type `root`."""
        self.said[answer] += 1
        self.hits[answer] += answer == root

    def line(self, name: str, real: Counter[str]) -> str:
        """The figures, beside how often each type was `real`."""
        f1 = {t: 2 * self.hits[t] / (self.said[t] + real[t]) for t in real}
        whole = f"{name:7} macro-F1 {sum(f1.values()) / len(f1):.3f}  accuracy {self.hits.total() / real.total():.3f}  "
        return f"{whole}answered {self.said.total() / real.total():.3f} of {real.total()}"


def measure(gold: list[Event], made: Coder) -> tuple[Counter[str], Score, Score]:
    """How many pairs there are of each type, and their answers, loose and strict; each text is coded once."""
    coded: dict[str, list[Event]] = {}
    real, loose, strict = Counter[str](), Score(), Score()
    for row in gold:
        if row["text"] not in coded:
            coded[row["text"]] = events_of(row["text"], made)
        real[row["root"]] += 1
        best = max(coded[row["text"]], key=lambda e: held(e, row), default=None)
        if best is None:
            continue
        answer = "YIELD" if best["plover"] in YIELD else best["plover"]
        loose.add(answer, row["root"])
        if held(best, row)[0] == 2:
            strict.add(answer, row["root"])
    return real, loose, strict


def main() -> None:
    """Answer every pair, print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    options(parser)
    args = parser.parse_args()
    gold = [json.loads(line) for line in annotated(args.gold).read_text(encoding="utf-8").splitlines()]
    real, loose, strict = measure(gold, coder(args, political=False))
    print(loose.line("loose", real))
    print(strict.line("strict", real))
    print("  ".join(f"{t} {loose.hits[t]}/{real[t]} of {loose.said[t]}" for t in sorted(real)))


if __name__ == "__main__":
    main()
