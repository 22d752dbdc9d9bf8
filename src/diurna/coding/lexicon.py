"""The word classes that frames, grammar and cues name: knowledge in data/coding/words.tsv and grammar.tsv."""

from __future__ import annotations

from functools import cache

from diurna import data

FILES = ("coding/words.tsv", "coding/grammar.tsv")


@cache
def words(name: str) -> frozenset[str]:
    """The lemmas of the class `name`; "@other" within a class takes in another. Raises KeyError when there is none."""
    for file in FILES:
        for row in data.table(file):
            if row["class"] == name:
                found = set(row["words"].split())
                return frozenset(w for w in found if w[0] != "@").union(*(words(w[1:]) for w in found if w[0] == "@"))
    raise KeyError(name)
