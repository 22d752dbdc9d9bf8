"""How much of what one passage is about another has spoken of already."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")
ENDING = re.compile(r"(?:ing|ed|es|s)$")


def overlap(before: Iterable[str], after: Iterable[str]) -> float:
    """The share (0 to 1) of the weighty words of `after` that stand in `before` too."""
    known, new = _stems(before), _stems(after)
    weights = {stem: _weights().get(stem, 1.0) for stem in new}
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in known) / total if total else 0.0


def _stems(lines: Iterable[str]) -> set[str]:
    words = {word for line in lines for word in WORD.findall(line)}  # few: each is cut only once
    return {_stem(word) for word in words}


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word.lower())
    return ENDING.sub("", word) if len(word) > 4 else word


@cache
def _weights() -> dict[str, float]:
    return {row["stem"]: float(row["weight"]) for row in data.table("stories/common.tsv")}
