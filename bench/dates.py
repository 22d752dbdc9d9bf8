"""How fast dates are read: expressions of the knowledge files, and whole readings made of plain tokens.

    python bench/dates.py [--turns 5]

Prints the best of some turns: expressions a second, and milliseconds for a story of 500 words with twelve dates.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from typing import TYPE_CHECKING

from diurna import data
from diurna.dates import find, normalise
from diurna.records import Reading, Sentence, Story, Token

if TYPE_CHECKING:
    from collections.abc import Callable

ANCHOR = date(2025, 11, 16)
PLAIN = "The ministry of works told reporters that the bridge over the river had been closed to all heavy traffic ."
DATED = "The two ministers met in the capital on Monday and will sign the accord ahead of a vote on 3 March 2026 ."


def best(turns: int, work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of `turns`."""
    spent = []
    for _ in range(turns):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def story() -> Reading:
    """500 words in 25 sentences, every fourth with two dates."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number in range(25):
        start = len(tokens)
        for word in (DATED if number % 4 == 0 else PLAIN).split():
            pos = "VERB" if word in {"met", "sign", "told", "closed"} else "NOUN"
            at = len(tokens)
            tokens.append(Token(word, word, pos, "VBD" if pos == "VERB" else "NN", "dep", max(start, at - 1), 0, 0))
        sentences.append(Sentence(start, len(tokens), "text", number))
    return Reading(Story("bench", "", ""), tuple(tokens), tuple(sentences), ())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--turns", type=int, default=5)
    turns = parser.parse_args().turns
    words = [case.split(" => ")[0].rsplit(", ", 1)[0] for row in data.tree("dates/forms.yaml") for case in row["cases"]]
    reading = story()
    find(reading, anchor=ANCHOR)
    spent = best(turns, lambda: [normalise(text, anchor=ANCHOR) for text in words * 10])
    print(f"normalise: {len(words) * 10 / spent:,.0f} expressions a second")
    spent = best(turns, lambda: [find(reading, anchor=ANCHOR) for _ in range(50)])
    print(f"find: {spent / 50 * 1000:.2f} ms a story of {len(reading.tokens)} tokens")


if __name__ == "__main__":
    main()
