"""Contexts: what an event has to do with, by the words of the sentences that tell it, its modes and its parties."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.coding.draft import Draft
    from diurna.records import Reading


WORD = re.compile(r"\w+")
Cues = dict[str, list[tuple[str, str]]]


@cache
def _cues() -> tuple[Cues, Cues]:
    """(context, cue) of data/coding/contexts.tsv by the cue's first word, and by the letters before a first "*"."""
    words, beginnings = Cues(), Cues()
    for row in data.table("coding/contexts.tsv"):
        for cue in row["words"].split(";"):
            first = WORD.match(cue)[0]  # type: ignore[index]
            index = beginnings if cue.startswith(f"{first}*") else words
            index.setdefault(first.lower(), []).append((row["context"], cue))
    return words, beginnings


@cache
def _rest(cue: str) -> re.Pattern[str] | None:
    """The whole of a cue as a pattern, None where its first word is all."""
    if cue.removesuffix("*").isalnum():
        return None
    return re.compile(re.escape(cue).replace(r"\*", r"\w*").replace(r"\ ", r"\s") + r"\b", re.IGNORECASE)


@cache
def _implied() -> dict[str, frozenset[str]]:
    """ "sector:MIL" -> the contexts that it brings with it."""
    found: dict[str, set[str]] = {}
    for row in data.table("coding/contexts.tsv"):
        for sign in row["implied"].split():
            found.setdefault(sign, set()).add(row["context"])
    return {sign: frozenset(names) for sign, names in found.items()}


def told(text: str) -> frozenset[str]:
    """The contexts that the words of a text speak of."""
    words, beginnings = _cues()
    found: set[str] = set()
    for at in WORD.finditer(text):
        word = at[0].lower()
        cues = words.get(word, []) + [c for n in range(1, len(word) + 1) for c in beginnings.get(word[:n], ())]
        found.update(name for name, cue in cues if (rest := _rest(cue)) is None or rest.match(text, at.start()))
    return frozenset(found)


def decide(reading: Reading, drafts: Iterable[Draft]) -> None:
    """Set the contexts of each draft, in the order of the ontology."""
    order = [row["context"] for row in data.table("ontology/contexts.tsv")]
    sentences: dict[int, frozenset[str]] = {}
    for draft in drafts:
        found = set(_signs(draft))
        for n in {d.number for d in (draft, *draft.absorbed)}:
            if n not in sentences:
                sentences[n] = told(_text(reading, n))
            found |= sentences[n]
        draft.contexts = tuple(name for name in order if name in found)


def _signs(draft: Draft) -> set[str]:
    signs = [f"type:{draft.type}", *(f"mode:{m}" for m in draft.modes)]
    signs += [f"sector:{r.party.sector}" for r in (*draft.actors, *draft.recipients)]
    return {name for sign in signs for name in _implied().get(sign, ())}


def _text(reading: Reading, number: int) -> str:
    sentence = reading.sentences[number]
    part = reading.story.title if sentence.part == "title" else reading.story.text
    return part[reading.tokens[sentence.start].start : reading.tokens[sentence.end - 1].end]
