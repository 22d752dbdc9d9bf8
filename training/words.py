"""Weigh words by how rare they are, here and in English at large: `python training/words.py FILE`."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from math import exp, log
from pathlib import Path

from corpus import SPARE, texts
from diurna import data
from diurna.incidents.words import WORD, stem, stems

SEEN = 3  # in as many texts at least: what is rarer weighs 1, as words do that are not listed
OTHER = (*SPARE, "plain")  # files that are not counted: with them B-cubed F1 of the world's news is .02 lower
FIRST = 1990  # entry of the vocabulary before its commonest words, which stand in the order of how common they are
COMMONEST = 0.1  # share of the commonest word among all words; that of the n-th is an n-th of it (Zipf)
LEAD, RARE = 300, 1e-3  # words of a lead; what stands in fewer of them weighs 1
AT_LARGE = 0.35  # how much the order of the vocabulary counts; B-cubed F1 of incidents is flat from .2 to .4
HEAD = """\
# How much a word tells of what a story is about: 0 nothing (it is in every text), 1 much (words that are not listed).
# Words have no endings. Source: `python training/words.py`, counted over texts of training/;
# in part the order of the encoder's vocabulary.
stem\tweight
"""


def main() -> None:
    """Weigh and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    told = in_news([text.text for text in texts() if text.file.partition("-")[0] not in OTHER])
    pieces = json.loads(data.path("reading/encoder/tokenizer.json").read_text(encoding="utf-8"))
    common = at_large(pieces["model"]["vocab"])
    weights = {one: (1 - AT_LARGE) * told.get(one, 1.0) + AT_LARGE * common.get(one, 1.0) for one in {*told, *common}}
    rows = [f"{one}\t{weight:.2f}\n" for one, weight in sorted(weights.items(), key=lambda row: row[::-1])]
    kept = [row for row in rows if not row.endswith("\t1.00\n")]
    parser.parse_args().file.write_text(HEAD + "".join(kept), encoding="utf-8")


def in_news(told: list[str]) -> dict[str, float]:
    """The weights of stems by how many of the texts hold them."""
    counts: Counter[str] = Counter()
    for text in told:
        counts.update(set(stems(text)))
    rarest = log(len(told) / SEEN)
    return {one: log(len(told) / n) / rarest for one, n in counts.items() if n > SEEN}


def at_large(vocabulary: dict[str, int]) -> dict[str, float]:
    """The same by where whole words stand in a vocabulary that begins with the commonest."""
    shares: defaultdict[str, float] = defaultdict(float)
    for word, rank in vocabulary.items():
        if rank > FIRST and len(word) > 1 and WORD.fullmatch(word):
            shares[stem(word)] += COMMONEST / (rank - FIRST)
    return {one: min(1.0, log(1 - exp(-LEAD * share)) / log(RARE)) for one, share in shares.items()}


if __name__ == "__main__":
    main()
