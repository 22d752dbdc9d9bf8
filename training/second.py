"""Agreement of two readers: `second.py draw N` prints N texts without labels, `second.py compare` scores second.txt.

The texts of second.txt were labelled a second time without sight of the first labels.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from corpus import texts
from labels import Event, Text, read

SEED = 300
HERE = Path(__file__).parent


def draw(n: int) -> None:
    """Print `n` texts, the same on every machine as long as the corpus is the same."""
    everything = sorted(texts(), key=lambda t: t.group)
    for text in random.Random(SEED).sample(everything, n):
        print(text.text)


def pairs(first: list[Event], second: list[Event]) -> list[tuple[Event, Event]]:
    """Events of one type, one to one, those with the nearest triggers first."""
    near = [
        (abs(a.trigger.start - b.trigger.start), i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if a.type == b.type
    ]
    chosen: dict[int, int] = {}
    for _, i, j in sorted(near):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [(first[i], second[j]) for i, j in chosen.items()]


def compare() -> None:
    """Print how far the second labels agree with the first."""
    first: dict[str, Text] = {t.text: t for t in texts()}
    second = read(HERE / "second.txt")
    known = [(first[t.text], t) for t in second if t.text in first]
    same = Counter[str]()
    for a, b in known:
        same["texts"] += 1
        same["alike"] += bool(a.events) == bool(b.events)
        same["first"] += len(a.events)
        same["second"] += len(b.events)
        for x, y in pairs(a.events, b.events):
            same["type"] += 1
            same["status"] += x.status == y.status
            same["modes"] += set(x.modes) == set(y.modes)
            same["actors"] += {p.country for p in x.actors} == {p.country for p in y.actors}
            same["recipients"] += {p.country for p in x.recipients} == {p.country for p in y.recipients}
    print(f"{same['texts']} texts labelled twice; an event or none in both: {same['alike'] / same['texts']:.3f}")
    f1 = 2 * same["type"] / (same["first"] + same["second"])
    print(f"events {same['first']} and {same['second']}; type F1 {f1:.3f}")
    print(
        "of events alike in type:",
        *(f"{k} {same[k] / same['type']:.3f}" for k in ("status", "modes", "actors", "recipients")),
    )


def main() -> None:
    """See the module's text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["draw", "compare"])
    parser.add_argument("n", nargs="?", type=int, default=300)
    args = parser.parse_args()
    draw(args.n) if args.what == "draw" else compare()


if __name__ == "__main__":
    main()
