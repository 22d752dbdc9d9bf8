"""Who copied whom: wire copies and rewrites tell one text, and are one origin of what they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.incidents.words import WORD

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

RUN = 4  # words in a row that two writers seldom find alike
COPIED = 0.35  # of the shorter text's runs stand in the longer: names, titles and quotes alone reach .25
LEAST_RUNS = 60  # what is shorter is mostly a notice of the site, the same under many stories


def runs(text: str) -> frozenset[int]:
    """The runs of RUN words of a text, as numbers that hold within this process."""
    words = [word.lower() for word in WORD.findall(text)]
    return frozenset(hash(tuple(words[n : n + RUN])) for n in range(len(words) - RUN + 1))


def copied(one: Set[int], other: Set[int]) -> float:
    """The share of the shorter text's runs that the longer one has too, 0 to 1; 0 for very short texts."""
    few = min(len(one), len(other))
    return len(one & other) / few if few >= LEAST_RUNS else 0.0


def origins(texts: Mapping[str, Set[int]], agencies: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The stories (id -> runs) in groups of one origin each: copies of one text, or words of one agency."""
    groups: list[list[str]] = []
    for story in sorted(texts):
        same = [
            group
            for group in groups
            if any(
                copied(texts[story], texts[told]) >= COPIED or (agencies[story] and agencies[story] == agencies[told])
                for told in group
            )
        ]
        joined = [story, *(told for group in same for told in group)]
        groups = [group for group in groups if group not in same] + [joined]
    return sorted(tuple(sorted(group)) for group in groups)
