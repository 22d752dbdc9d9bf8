"""Own types: a draft for each sentence that a user's codebook names, told by the likeliest act of that sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.coding.draft import Draft
from diurna.coding.frames import Frame

if TYPE_CHECKING:
    from diurna.coding.tree import Tree
    from diurna.records import Act, Label, Reading, Sentence


def drafts(tree: Tree, reading: Reading) -> list[Draft]:
    """Give the drafts of the reading's labels, in the order of the text."""
    return [_draft(tree, reading, label) for label in reading.labels]


def _draft(tree: Tree, reading: Reading, label: Label) -> Draft:
    sentence = reading.sentences[label.sentence]
    act = _likeliest(reading, sentence)
    trigger = act.token if act else _root(tree, sentence)
    kind = "n" if tree.tokens[trigger].pos in {"NOUN", "PROPN"} else "v"
    name = f"codebook:{label.type}"
    frame = Frame(name, label.type, (), kind, actors=("subj",), recipients=("obj",), own=True)
    told = replace(act, type=label.type, modes=()) if act else None
    return Draft(trigger, frame, sentence, label.sentence, act=told, confidence=label.probability)


def _likeliest(reading: Reading, sentence: Sentence) -> Act | None:
    here = [a for a in reading.acts if sentence.start <= a.token < sentence.end and a.parts]
    return max(here, key=lambda a: a.probability, default=None)


def _root(tree: Tree, sentence: Sentence) -> int:
    """The word of the sentence that hangs on no other."""
    return next((k for k in range(sentence.start, sentence.end) if tree.tokens[k].head == k), sentence.start)
