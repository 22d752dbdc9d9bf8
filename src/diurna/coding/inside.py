"""Inside: who is found in what an attack strikes: passengers in a bus; data/coding/inside.tsv."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diurna import data

if TYPE_CHECKING:
    from diurna.coding.draft import Span
    from diurna.coding.tree import Tree


def struck(tree: Tree, trigger: int, people: Span) -> bool:
    """Whether the clause of the attack tells of a place where such people are found."""
    places = _places_of(tree, people)
    return bool(places) and not places.isdisjoint(tree.tokens[k].lemma for k in tree.subtree(trigger))


def _places_of(tree: Tree, people: Span) -> frozenset[str]:
    """Where the people of a span, or those whom its number counts, are found."""
    last = people.end - 1
    nouns = {tree.tokens[k].lemma for k in (last, tree.tokens[last].head)}
    return frozenset().union(*(places for row, places in _rows() if nouns & row))


@cache
def _rows() -> list[tuple[frozenset[str], frozenset[str]]]:
    """Nouns of people, and lemmas of the places and things that they are in."""
    rows = data.table("coding/inside.tsv")
    return [(frozenset(row["people"].split()), frozenset(row["places"].split())) for row in rows]
