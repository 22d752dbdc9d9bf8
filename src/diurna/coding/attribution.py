"""Attribution: whom the story cites for an event: "police said", "according to rescuers"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from diurna.coding.draft import Draft, Span
from diurna.coding.status import cues

if TYPE_CHECKING:
    from diurna.coding.tree import Tree

ARTICLES = {"DET", "PUNCT", "CCONJ"}


def find(tree: Tree, draft: Draft) -> None:
    """Set the words that name the source, when the sentence gives one."""
    source = speaker(tree, draft.trigger)
    if source is None:
        source = _according(tree, draft)
    if source is not None:
        draft.attribution = phrase(tree, source)


def speaker(tree: Tree, i: int) -> int | None:
    """The subject of a verb of saying that governs the trigger, or stands beside it as "police said"."""
    chain = [i, *tree.ancestors(i)]
    for below, above in itertools.pairwise(chain):
        if tree.tokens[above].lemma in cues("report") and tree.tokens[below].dep in {"ccomp", "parataxis", "advcl"}:
            return tree.subject(above)
    top = chain[-1]
    for k in tree.children(top, "ccomp", "parataxis"):
        if tree.tokens[k].lemma in cues("report") and k != i:
            return tree.subject(k)
    return None


def _according(tree: Tree, draft: Draft) -> int | None:
    for k in range(draft.sentence.start, draft.sentence.end):
        if tree.tokens[k].lemma == "accord" and tree.tokens[k].text.lower() == "according":
            for p in tree.children(k, "prep"):
                return tree.complement(p)
    return None


def phrase(tree: Tree, noun: int) -> Span:
    """The base noun phrase of `noun`, without its article."""
    words = [k for k in tree.noun_words(noun) + tree.children(noun, "poss") if abs(k - noun) < 8]
    start, end = min(words), max(words) + 1
    while start < end - 1 and tree.tokens[start].pos in ARTICLES:
        start += 1
    return Span(start, end)
