"""Kinds: what a word counts (data/coding/counts.tsv)."""

from __future__ import annotations

from functools import cache

from diurna import data


@cache
def what() -> dict[tuple[str, str], str]:
    """(slot, lemma) -> what is counted."""
    return {(r["slot"], w): r["what"] for r in data.table("coding/counts.tsv") for w in r["words"].split()}


@cache
def phrases() -> dict[str, list[tuple[str, str, tuple[str, ...], set[str]]]]:
    """Verb -> (what, slot, prepositions, nouns) of the phrases that begin with it."""
    found: dict[str, list[tuple[str, str, tuple[str, ...], set[str]]]] = {}
    for row in data.table("coding/counts.tsv"):
        for phrase in row["words"].split() if row["slot"] in {"suffers", "bears"} else ():
            verbs, links, nouns = (part.split(",") for part in phrase.split("/"))
            for verb in verbs:
                found.setdefault(verb, []).append((row["what"], row["slot"], tuple(filter(None, links)), set(nouns)))
    return found


@cache
def lemmas() -> frozenset[str]:
    """All words that count something."""
    return frozenset(lemma for _, lemma in what())
