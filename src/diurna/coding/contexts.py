"""Contexts: what an event has to do with, by the words of the sentences that tell it and of its whole story.

Each of the 37 contexts of PLOVER is a logistic regression, learned by training/contexts.py, on two kinds of signs:
words, weighed by how rare they are, and the share of the sentences that hold a cue of data/coding/contexts.tsv.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from diurna import data
from diurna.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from diurna.coding.draft import Draft
    from diurna.records import Reading

    Floats = NDArray[np.float32]
    Cues = dict[str, list[tuple[str, str]]]

WEIGHTS = "coding/contexts.npz"
MEND = "Run: pip install --force-reinstall diurna"
WORD = re.compile(r"\w+")
PLAIN = re.compile(r"[a-z][a-z-]+")  # of text in small letters
WORDS, CUES = 4.0, 3.0  # how much words and cues count in learning: F1 is flat; with 2 rare contexts are not told
OWN = 0.3  # share of the event's own sentences beside the whole story: a context is mostly a whole text's
FLOOR = 30.0  # a text has some 40 words before they count in full: two sentences alone tell little of a theme
LEAST = -1.2  # log odds from which a context is told: best F1 of stories left out in learning


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned. `rarity` (words,); `weights` (words and contexts, contexts); `bias` (contexts,)."""

    names: tuple[str, ...]  # the contexts, in the order of the ontology
    rows: dict[str, int]  # word -> row of the weights; below the words stand the cues of each context
    rarity: Floats
    weights: Floats
    bias: Floats

    def odds(self, sentences: Sequence[str], implied: Iterable[str] = ()) -> Floats:
        """(contexts,): the log odds of each context for some sentences; `implied` are told without a word."""
        rows, values = self.signs(sentences, implied)
        return np.asarray(values @ self.weights[rows] + self.bias, np.float32)

    def signs(self, sentences: Sequence[str], implied: Iterable[str] = ()) -> tuple[list[int], Floats]:
        """The rows of the weights that some sentences touch, and how much."""
        counts = Counter(word for text in sentences for word in PLAIN.findall(text.lower()) if word in self.rows)
        rows = [self.rows[word] for word in counts]
        tones = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * self.rarity[rows]
        cues = Counter(name for text in sentences for name in told(text))
        cues.update(dict.fromkeys(implied, len(sentences)))
        shares = np.array([min(1.0, n / len(sentences)) for n in cues.values()], np.float32)
        rows += [len(self.rarity) + self.names.index(name) for name in cues]
        return rows, np.concatenate([WORDS * tones / max(float(np.linalg.norm(tones)), FLOOR), CUES * shares])


@cache
def _learned() -> Weights:
    """The weights that are shipped."""
    with np.load(pinned(), allow_pickle=False) as made:
        words = {word: row for row, word in enumerate(str(made["words"]).split())}
        return Weights(names(), words, made["rarity"], made["weights"] * made["scale"], made["bias"])


def pinned() -> Path:
    """The file of the weights. Raises ModelError when it is not the one whose hash is pinned beside it."""
    file = data.path(WEIGHTS)
    pin = file.with_name(f"{file.name}.sha256").read_text(encoding="utf-8").split()[0]
    if hashlib.sha256(file.read_bytes()).hexdigest() != pin:
        raise ModelError(str(file), "the weights of contexts are not the pinned ones", MEND)
    return file


def names() -> tuple[str, ...]:
    """The contexts in the order of the ontology."""
    return tuple(row["context"] for row in data.table("ontology/contexts.tsv"))


def decide(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Set the contexts of each draft, in the order of the ontology."""
    if not drafts:
        return
    learned = _learned()
    texts = [_text(reading, n) for n in range(len(reading.sentences))]
    story = learned.odds(texts)
    for draft in drafts:
        implied = _implied_by(draft)
        own = learned.odds([texts[n] for n in sorted({d.number for d in (draft, *draft.absorbed)})], implied)
        odds = OWN * own + (1 - OWN) * story
        # The modes cyber and misinformation bring the context of that name with them (PLOVER 2.0).
        draft.contexts = tuple(
            name for name, one in zip(learned.names, odds, strict=True) if one >= LEAST or name in draft.modes
        )


def told(text: str) -> frozenset[str]:
    """The contexts of which a text holds a cue."""
    words, beginnings = _cues()
    found: set[str] = set()
    for at in WORD.finditer(text):
        word = at[0].lower()
        cues = words.get(word, []) + [c for n in range(1, len(word) + 1) for c in beginnings.get(word[:n], ())]
        found.update(name for name, cue in cues if (rest := _rest(cue)) is None or rest.match(text, at.start()))
    return frozenset(found)


@cache
def _cues() -> tuple[Cues, Cues]:
    """(context, cue) of data/coding/contexts.tsv by the cue's first word, and by the letters before a first "*"."""
    words: Cues = {}
    beginnings: Cues = {}
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


def _implied_by(draft: Draft) -> set[str]:
    signs = [f"type:{draft.type}", *(f"mode:{m}" for m in draft.modes)]
    signs += [f"sector:{r.party.sector}" for r in (*draft.actors, *draft.recipients)]
    return {name for sign in signs for name in _implied().get(sign, ())}


def _text(reading: Reading, number: int) -> str:
    sentence = reading.sentences[number]
    part = reading.story.title if sentence.part == "title" else reading.story.text
    return part[reading.tokens[sentence.start].start : reading.tokens[sentence.end - 1].end]
