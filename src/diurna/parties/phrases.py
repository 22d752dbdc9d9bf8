"""The base noun phrases of a sentence, read off the dependency parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.records import Sentence, Token

INSIDE = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "npadvmod", "nounmod")
)
"""Dependencies to the left that belong to the base noun phrase."""
MODIFIER = frozenset(("compound", "amod", "nmod", "det", "quantmod", "nummod", "npadvmod", "advmod", "nounmod"))
AFTER = frozenset(("prep", "appos", "conj", "pobj", "npadvmod"))
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "PRON"))


@dataclass(slots=True)
class Phrases:
    """For each token (indices into the reading): where its noun phrase starts, and what hangs on it to its right."""

    left: dict[int, int]
    after: dict[int, list[int]]


def phrases(tokens: Sequence[Token], sentence: Sentence) -> Phrases:
    """Collect left edges and right dependents of one sentence. An ill-formed parse gives short phrases, no error."""
    left: dict[int, int] = {}
    after: dict[int, list[int]] = {}
    for i, token in enumerate(tokens[sentence.start : sentence.end], sentence.start):
        dep, head = token.dep, token.head
        if head > i:
            if dep in INSIDE or token.text == "-":
                edge = left.get(i, i)
                if edge < left.get(head, head):
                    left[head] = edge
        elif head < i and dep in AFTER:
            after.setdefault(head, []).append(i)
    return Phrases(left, after)
