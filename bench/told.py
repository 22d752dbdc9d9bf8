"""How much of the labelled stories of training/stories is told, sentence by sentence of their bodies.

told.py [FILE...]      of training/stories; without any, those that the shipped encoder did not learn from: in rarer
                       words and in everyday ones

recall       labelled events that a coded event of the same PLOVER type tells in the same sentence
both sides   those of which one such event names the same countries and bodies as actors and as recipients
precision    coded events that a labelled one of their type meets in one of their sentences
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import labelled
import parts
from events import plover

import diurna

if TYPE_CHECKING:
    from diurna.conduct import Coder
    from diurna.records import Story
    from labels import Event, Span, Text

TAIL = 40  # characters by which a line is known again
Coded = dict[str, Any]


def compare(lines: list[Text], story: Story, coded: list[Coded]) -> Counter[str]:
    """Count one story."""
    told: set[str] = set()
    found: Counter[str] = Counter(coded=len(coded))
    end = 0
    for line in lines[1:]:
        start, end = end, _end(story.text, line.text, end)
        here = [event for event in coded if _stands(event, start, end)]
        for wanted in line.events:
            kind = plover({"type": wanted.type, "status": wanted.status})
            same = [event for event in here if plover(event) == kind]
            told |= {event["id"] for event in same}
            sides = any(_sides(event) == _labelled_sides(wanted) for event in same)
            found += Counter(labelled=1, told=bool(same), sides=sides)
    return found + Counter(right=len(told))


def _end(text: str, line: str, start: int) -> int:
    """Where a line ends in a story's text: its dateline or a mark at its head may have been taken off."""
    tail = line[-TAIL:]
    at = text.find(tail, start)
    return start if at < 0 else at + len(tail)


def _stands(event: Coded, start: int, end: int) -> bool:
    """Whether one of the event's sentences lies in these characters."""
    sentences = [span for span in event["evidence"] if span["field"] == "sentence"]
    return any(span["start"] < end and span["end"] > start for span in sentences)


def _sides(event: Coded) -> tuple[set[str], ...]:
    return tuple({party["country"] for party in event[side]} - {""} for side in ("actors", "recipients"))


def _labelled_sides(event: Event) -> tuple[set[str], ...]:
    sides: tuple[tuple[Span, ...], ...] = (tuple(event.actors), tuple(event.recipients))
    return tuple({span.country for span in side} - {"", "?"} for side in sides)


def measure(files: list[Path], coder: Coder) -> None:
    """Print the figures."""
    sums: Counter[str] = Counter()
    for lines, story in (pair for file in files for pair in labelled.read(file)):
        sums += compare(lines, story, diurna.story_json(story, coder.story(story))["events"])
        sums["stories"] += 1
    recall, precision = sums["told"] / max(sums["labelled"], 1), sums["right"] / max(sums["coded"], 1)
    print(f"{sums['stories']} stories, {sums['labelled']} labelled events, {sums['coded']} coded")
    print(f"recall {recall:.3f}, both sides {sums['sides'] / max(sums['labelled'], 1):.3f}, precision {precision:.3f}")


def main() -> None:
    """Read the words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parts.options(parser)
    args = parser.parse_args()
    coder = parts.coder(args)
    if args.files:
        measure(args.files, coder)
        return
    for words, names in (("rarer", labelled.RARE), ("everyday", labelled.DAILY)):
        print(f"{words} words")
        measure([file for file in labelled.FILES if file.name.startswith(names)], coder)


if __name__ == "__main__":
    main()
