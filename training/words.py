"""Count how common words are in news: `python training/words.py FILE`, over the texts of this folder."""

from __future__ import annotations

import argparse
from collections import Counter
from math import log
from pathlib import Path

from corpus import texts
from diurna.incidents.words import stems

SEEN = 3  # in as many texts at least: what is rarer weighs 1, as words do that are not listed
HEAD = """\
# How much a word tells of what a story is about: 0 nothing (it is in every text), 1 much (words that are not listed).
# Source: `python training/words.py`, counted over the texts of training/, words without their endings.
stem\tweight
"""


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    counts: Counter[str] = Counter()
    told = texts()
    for text in told:
        counts.update(set(stems(text.text)))
    rarest = log(len(told) / SEEN)
    rows = [f"{stem}\t{log(len(told) / n) / rarest:.2f}\n" for stem, n in counts.most_common() if n > SEEN]
    parser.parse_args().file.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
