"""How much of their words two passages share: passages of one story share many, unrelated stories hardly any."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")
ENDING = re.compile(r"(?:ing|ed|es|s)$")


def stems(text: str) -> frozenset[str]:
    """The words of `text` without their endings."""
    return frozenset(_stem(word) for word in set(WORD.findall(text)))  # few: each is cut only once


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word.lower())
    return ENDING.sub("", word) if len(word) > 4 else word


def weight(words: Iterable[str]) -> float:
    """How much words tell of what a passage is about; words of every story weigh nothing."""
    known = _weights()
    return sum(known.get(word, 1.0) for word in words)


def told_of(words: frozenset[str], by: frozenset[str] | set[str]) -> float:
    """The share (0 to 1) of the weight of `words` that stands in `by` too."""
    whole = weight(words)
    return weight(words & by) / whole if whole else 0.0


def shared(one: frozenset[str] | set[str], other: frozenset[str] | set[str]) -> float:
    """What two passages have in common, as a share (0 to 1) of the lighter one."""
    least = min(weight(one), weight(other))
    return weight(one & other) / least if least else 0.0


@cache
def _weights() -> dict[str, float]:
    return {row["stem"]: float(row["weight"]) for row in data.table("stories/common.tsv")}
