"""The gate: whether a sentence may tell an act at all, from its words alone, at two million words a second.

A logistic regression over hashed words and pairs of words, trained by training/gate.py on the same sentences as the
encoder. The threshold keeps at least .98 of the sentences with an event that were held back from training.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d")
BINS = 1 << 16
# Who was killed, and who says so, is often told in sentences that are otherwise plain ("Two died of their wounds.").
# One sentence in a hundred of news is kept by these words alone.
FORCE = re.compile(
    r"\b(?:kill|murder|assassin|bomb|dynamit|explo|attack|kidnap|ambush|shot|died|dead|death|wound|injur|crime|perpetrat)",
    re.IGNORECASE,
)


def features(sentence: str) -> list[int]:
    """The bins of a sentence's words and neighbouring pairs; all digits count as one word."""
    words = ["0" if w.isdigit() else w for w in WORD.findall(sentence.lower())]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    return [crc32(w.encode()) % BINS for w in (*words, *pairs)]


class Gate:
    """Weights of the bins, one byte each, behind the file's scale and threshold."""

    def __init__(self, file: Path) -> None:
        import numpy as np

        head, _, weights = file.read_bytes().partition(b"\n")
        scale, threshold = map(float, head.split())
        self._weights = (np.frombuffer(weights, np.int8).astype(float) * scale).tolist()
        self._threshold = threshold

    def passes(self, sentence: str) -> bool:
        """Whether the sentence may tell an act: by its words as weighed, or because one of them is of force."""
        return self.score(sentence) >= self._threshold or FORCE.search(sentence) is not None

    def score(self, sentence: str) -> float:
        """The mean weight of the sentence's bins, each counted once."""
        bins = set(features(sentence))
        return float(sum(map(self._weights.__getitem__, bins)) / (len(bins) + 1) ** 0.5)
