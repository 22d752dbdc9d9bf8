"""Judging: which acts stand, by what the frames and the encoder say of them together, and how sure that is.

The weights (data/coding/weights.tsv) are a logistic regression on the part of the training corpus that is held back
from training; with them `confidence` is the chance that a reader would code the event so.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.draft import Draft, in_sentences
from diurna.coding.frames import Frame
from diurna.coding.lexicon import words
from diurna.coding.spots import deeds
from diurna.coding.tree import COMPLEMENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.tree import Tree
    from diurna.records import Act, Reading

# What is asked, offered, refused or threatened did not happen: the request is the event, not the thing asked.
SPEAKS_OF = {"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"}
MEASURES = {"SANCTION", "AID"}  # who approves one takes it: "approved sanctions" is no SUPPORT beside
TAKEN = MEASURES | {"ACCUSE"}
WORDS = {"ACCUSE", "REQUEST"}
JOINT = {"CONSULT", "COOPERATE"}
OF_FRAMES = {("AID", "RETREAT"), ("RETREAT", "CONSULT")}
TRIAL = ("MOBILIZE", "ASSAULT")
NOUN_TAGS = {"NOUN", "PROPN"}
NEAR = 4  # tokens: "held" and "talks" tell one act
RIVAL = 0.5  # the encoder's probability from which its type is taken for that of a frame which asks little
UNSEEN = 0.01  # the chance of an act that the encoder does not mention
# Of acts that a frame alone tells, none of 13 of these types was labelled in stories that nothing was made from.
DOUBTED = {"CONSULT", "RETREAT"}
WEAK = 0.44  # the confidence from which such an act may tell again what stands: .01 more of held-back stories is told
LEARNED = 0.72  # the confidence from which an act stands that the encoder alone tells; set on examples/
LIKELIEST = 0.54  # the same, where no frame tells an act of the sentence and no act of it is likelier
SUPPOSED = 0.79  # the same, of what is told as a mere possibility ("may sell")


def judge(tree: Tree, reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Give the drafts of the frames, and those of which the encoder alone is sure, in the order of the text."""
    by_sentence = acts_by_sentence(reading)
    for draft in drafts:
        acts = by_sentence.get(draft.number, [])
        draft.act = same(tree, draft, acts)
        draft.confidence = confidence(draft.act.probability if draft.act else UNSEEN, framed=True)
        seen = draft.act is not None or any(a.token == draft.trigger and _knows_better(draft, a) for a in acts)
        draft.weak = not seen and _is_doubted(tree, draft)
    kept, framed = [d for d in drafts if d.number not in by_sentence], in_sentences(drafts)
    for n, acts in by_sentence.items():
        rivals = [(d, _rival(tree, d, acts)) for d in framed.get(n, [])]
        standing = [d for d, rival in rivals if rival is None]
        better = [rival for _, rival in rivals if rival is not None]
        likely = [a for a in acts if a in better or confidence(a.probability, framed=False) >= WEAK]
        unframed = _unframed(tree, reading, n, likely, standing)
        for draft in unframed:
            draft.weak = draft.act not in better and draft.confidence < _asked(draft, acts, alone=not standing)
        kept += standing + unframed
    return sorted(kept, key=lambda d: d.trigger)


def _is_doubted(tree: Tree, draft: Draft) -> bool:
    """Whether a frame alone is not enough: so with harm by no means and in no attack, as "tariffs hurt farmers"; not
    with "was killed when dynamite exploded".
    """
    frame = draft.frame
    armed = any(tree.tokens[k].lemma in words("charge") for k in tree.subtree(draft.trigger))
    harm = frame.type == "ASSAULT" and not frame.modes and not armed and not any(deeds(tree, draft.trigger))
    return not frame.adds and (harm or frame.type in DOUBTED)


def _asked(draft: Draft, acts: Sequence[Act], *, alone: bool) -> float:
    """The confidence asked of what the encoder alone tells: beside the sentence's act, a second is often part of it."""
    act = draft.act
    if act is None or (alone and act.probability == max(a.probability for a in acts)):
        return LIKELIEST
    return SUPPOSED if dict(act.status).get("hypothetical", 0.0) > 0.5 else LEARNED


def acts_by_sentence(reading: Reading) -> dict[int, list[Act]]:
    """The acts that the encoder sees, by the number of their sentence."""
    found: dict[int, list[Act]] = {}
    number = 0
    for act in reading.acts:
        while not act.token < reading.sentences[number].end:
            number += 1
        found.setdefault(number, []).append(act)
    return found


def _rival(tree: Tree, draft: Draft, acts: Sequence[Act]) -> Act | None:
    """The act of another type that stands in the place of a draft whose type the encoder does not see there.

    A frame that asks for two things or more knows better: of such, those of examples/ were mostly right.
    """
    if draft.act is not None or draft.frame.adds or sum(c.wanted for c in draft.frame.when) > 1:
        return None
    below = _complement(tree, draft)
    spoken_of = {draft.type} | {a.type for a in acts if a.token in below}
    others = [a for a in acts if a.type not in spoken_of and near(tree, a.token, draft.trigger)]
    return max((a for a in others if a.probability >= RIVAL), key=lambda a: a.probability, default=None)


def _complement(tree: Tree, draft: Draft) -> list[int]:
    """The verbs of what the draft refuses, asks or threatens: "declined to resign" tells no resignation."""
    return tree.children(draft.trigger, *COMPLEMENTS) if draft.type in SPEAKS_OF else []


def confidence(probability: float, *, framed: bool) -> float:
    """The chance that an act stands, by the encoder's probability and whether a frame tells it too."""
    weights = _weights()
    logit = sum(weights[name] * value for name, value in signs(probability, framed=framed).items())
    return 1 / (1 + math.exp(-logit))


def signs(probability: float, *, framed: bool) -> dict[str, float]:
    """What is weighed, by the names in data/coding/weights.tsv."""
    seen = math.log(max(probability, UNSEEN) / (1.0001 - probability))
    return {"bias": 1.0, "seen": seen, "framed": float(framed), "both": seen * framed}


@cache
def _weights() -> dict[str, float]:
    return {row["name"]: float(row["value"]) for row in data.table("coding/weights.tsv")}


def same(tree: Tree, draft: Draft, acts: Sequence[Act]) -> Act | None:
    """The likeliest act of the draft's type that its own word or one right beside it in the parse tells."""
    told = [a for a in acts if a.type == draft.type and near(tree, a.token, draft.trigger)]
    return max(told, key=lambda a: a.probability, default=None)


def near(tree: Tree, a: int, b: int) -> bool:
    """Whether two words tell one act: "held" and "talks", "opened" and "fire"."""
    if a == b:
        return True
    heads = tree.tokens[a].head, tree.tokens[b].head
    return abs(a - b) <= NEAR and (heads[0] == b or heads[1] == a or heads[0] == heads[1])


def _unframed(tree: Tree, reading: Reading, number: int, acts: Sequence[Act], drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts for the acts of a sentence that no frame tells; of one act told by two words, the likelier."""
    found: list[Draft] = []
    for act in sorted(acts, key=lambda a: -a.probability):
        if act.type == "ASSAULT" and tree.tokens[act.token].lemma in words("collision") | words("mishap"):
            continue  # "two trains collided", "a plane crash"
        if act.type == "RETREAT" and tree.tokens[act.token].lemma in words("finds"):
            continue  # "troops recovered six rifles"
        told = any(act.type == d.type and near(tree, act.token, d.trigger) for d in (*drafts, *found))
        told = told or any(act.token == d.trigger and _knows_better(d, act) for d in drafts)
        if not told and not (act.type == "SUPPORT" and _takes(tree, act.token, drafts)):
            sentence, sure = reading.sentences[number], confidence(act.probability, framed=False)
            found.append(Draft(act.token, _frame(tree, act), sentence, number, act=act, confidence=sure))
    return found


def _knows_better(draft: Draft, act: Act) -> bool:
    """Whether the frame at the act's word tells it: "kicked off" is "began", soldiers rescue whom they free, inspectors
    who arrive are let in, and a missile fired into the ocean is tried.

    Elsewhere the encoder's type is right as often as that of the frame.
    """
    tried = (draft.type, act.type) == TRIAL and draft.frame.name.rpartition(":")[2] in words("shots")
    return bool(draft.frame.particle) or (draft.type, act.type) in OF_FRAMES or tried


def _takes(tree: Tree, i: int, drafts: Sequence[Draft]) -> bool:
    """Whether who approves something takes a measure or speaks by it: "adopted a resolution condemning the raid".

    So does who "passed a vote of no confidence".
    """
    text = tree.object(i)
    said = set(tree.children(text, "acl")) if text is not None else set()
    return any((d.trigger == i and d.type in TAKEN) or (d.trigger in said and d.type in WORDS) for d in drafts)


def _frame(tree: Tree, act: Act) -> Frame:
    """A frame for an act that the encoder alone tells: its roles come from the encoder too."""
    token = tree.tokens[act.token]
    kind = "n" if token.pos in NOUN_TAGS else "v"
    modes = tuple(m for m, p in act.modes if p > 0.5)
    joint = act.type in JOINT and not any(p.role == "recipients" for p in act.parts)
    spots = ("subj", "obj", "with") if joint and kind == "v" else ()
    return Frame(f"encoder:{act.type}:{token.lemma}", act.type, modes, kind, actors=spots, joint=joint)
