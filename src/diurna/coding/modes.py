"""Modes: how it was done, from the frame and the encoder, else from the words around (data/coding/modes.tsv)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.lexicon import words
from diurna.coding.tree import COMPLEMENTS
from diurna.coding.turning import intercepted

if TYPE_CHECKING:
    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree

ONE_MODE = {"REQUEST", "REJECT", "THREATEN"}  # the first that fits says what is asked, refused or threatened
ONE_WAY = {"ACCUSE", "SANCTION", "RETREAT"}  # of 4,400 such in the training texts 9 are labelled with two modes
# How it was done, of what is turned from the one type into the other by who does it to whom.
TURNED = {
    ("COERCE", "ASSAULT"): "abduct",
    ("SANCTION", "COERCE"): "seize",
    ("COERCE", "SANCTION"): "discontinue",
    ("PROTEST", "THREATEN"): "restrict",
    ("PROTEST", "ASSAULT"): "destroy",
    ("ASSAULT", "THREATEN"): "violence",
}
BOMBS = {"explosives", "suicide-attack"}
TAKES = {"capture", "seize", "take", "retake", "recapture", "overrun"}  # places and arms as well as people
DOWNS = {"shoot", "bring", "down"}
BY_CUE = {"ASSAULT", "THREATEN", "REQUEST"}  # where the encoder sees no mode, the words around may
LIKELY = 0.5  # the chance from which the encoder's mode counts
FROM_FRAME = {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "PROTEST", "RETREAT", "SANCTION", "ACCUSE", "COERCE"}


@cache
def _cues() -> dict[str, list[tuple[str, frozenset[str]]]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for row in data.table("coding/modes.tsv"):
        found[row["type"]].append((row["mode"], frozenset(row["words"].split())))
    return found


def decide(tree: Tree, draft: Draft) -> None:
    """Set the draft's modes."""
    if draft.turned:
        mode = TURNED.get((draft.frame.type, draft.turned))
        draft.modes = (mode,) if mode else _cued(tree, draft, ())
        return
    seen = tuple(m for m, chance in draft.act.modes if chance > LIKELY) if draft.act else ()
    own = draft.frame.modes
    if draft.frame.name.startswith("encoder:"):  # such modes are guessed too
        own, seen = (), (*own, *seen)
    told = (*own, *dict.fromkeys(m for m in seen if m not in own and not _misread(tree, draft, m)))
    by_act = bool(draft.act and draft.act.modes) and (draft.type not in BY_CUE or bool(told))
    by_frame = draft.type in FROM_FRAME and bool(told)
    draft.modes = told if by_act or by_frame else _cued(tree, draft, told)
    if draft.type in ONE_WAY:
        draft.modes = draft.modes[:1]
    if BOMBS & set(draft.modes):
        draft.modes = _on_the_ground(tree, draft)


def _cued(tree: Tree, draft: Draft, told: tuple[str, ...]) -> tuple[str, ...]:
    """The modes told, and those that the words around the act give."""
    said = {w for k in _scope(tree, draft) if not _takes_place(tree, k) for w in _words(tree, k)}
    found = [mode for mode, cues in _cues().get(draft.type, ()) if cues & said and mode not in told]
    found = [mode for mode in found if not _misread(tree, draft, mode)]
    if draft.type == "REQUEST" and draft.act:
        asked = {tree.tokens[k].lemma for k in tree.children(draft.trigger, *COMPLEMENTS)}
        found = [mode for mode in found if asked & dict(_cues()["REQUEST"])[mode]]
    if draft.type in ONE_MODE:
        found = [] if told else found[:1]
    return (*told, *found)


def _on_the_ground(tree: Tree, draft: Draft) -> tuple[str, ...]:
    """The modes of a bombing: from the air where a word of the sentence speaks of that ("warplanes bombed a bridge"),
    else from the ground, as "aerial" may be but of "struck".
    """
    here = range(draft.sentence.start, draft.sentence.end)
    aloft = next(words for mode, words in _cues()["ASSAULT"] if mode == "aerial")
    said = any(aloft.intersection(_words(tree, k)) for k in here)
    thrown = said and tree.tokens[draft.trigger].lemma not in words("detonated")  # "a bomb exploded in a plane"
    wrong = "explosives" if thrown and "aerial" in draft.modes else "" if thrown else "aerial"
    return tuple(m for m in draft.modes if m != wrong)


def _misread(tree: Tree, draft: Draft, mode: str) -> bool:
    """Whether a mode is that of another sense of the word: shooting down a drone, set on fire, holding a ship."""
    trigger = draft.trigger
    own = tree.tokens[trigger].lemma
    particles = {tree.tokens[k].lemma.lower() for k in tree.children(trigger, "prt", "advmod")}
    if mode == "beat":  # "beat back an attack", "beat off the rebels"
        return own == "beat" and not particles.isdisjoint({"back", "off"})
    if mode in {"aerial", "drone"}:  # what falls is no means
        return own in DOWNS and "down" in particles and intercepted(tree, draft) is None
    held = tree.sufferer(trigger)
    if mode == "firearms":
        alight = any(tree.tokens[k].lemma == "fire" for k in tree.prepositional(trigger, "on"))
        shells = own in {"fire", "lob"} and held is not None and tree.tokens[held].lemma in words("missile")
        return alight or shells or "down" in particles
    if mode == "arrest":  # a ship is seized
        return held is not None and tree.tokens[tree.below(held)].lemma in words("vessel")
    return mode == "abduct" and _takes_place(tree, trigger)


def _takes_place(tree: Tree, i: int) -> bool:
    """Whether a town, a base or arms are taken, and nobody: "captured Goma and killed four"."""
    held = tree.subject(i) if tree.passive(i) else tree.object(i)
    if held is None or tree.tokens[i].lemma not in TAKES:
        return False
    things = words("area") | words("arms") | words("hardware") | words("ground")
    return tree.tokens[held].lemma in things or tree.labels.get(held) in {"GPE", "LOC", "FAC"}


def _words(tree: Tree, k: int) -> tuple[str, ...]:
    """The lemma; with a hyphen too where it is the first part of a compound: "air strike", not "into the air", and with
    what follows: "rubber bullets", not "a rubber tapper".
    """
    token = tree.tokens[k]
    if token.dep not in {"compound", "amod"}:
        return (token.lemma,)
    return (token.lemma, f"{token.lemma}-", f"{token.lemma}-{tree.tokens[token.head].lemma}")


def _scope(tree: Tree, draft: Draft) -> list[int]:
    """The trigger with what hangs on it; for a noun also its verb and that verb's near words."""
    scope = tree.subtree(draft.trigger)
    t = tree.tokens[draft.trigger]
    if draft.frame.kind == "n" and t.head != draft.trigger:
        scope = [*scope, t.head, *tree.children(t.head)]
    elif draft.type == "ASSAULT":
        subject = tree.subject(draft.trigger)
        scope = [*scope, *([] if subject is None else tree.noun_words(subject))]
        before = {k for v in tree.children(draft.trigger, "advcl") if _is_of_another(tree, v) for k in tree.subtree(v)}
        scope = [k for k in scope if k not in before]
    return [k for k in scope if k not in _answered(tree, scope)] if draft.type == "ASSAULT" else scope


def _answered(tree: Tree, scope: list[int]) -> set[int]:
    """The words of what an attack answers: "in retaliation for air strikes", "in response to the bombing"."""
    answers = [k for k in scope if tree.tokens[k].lemma in words("revenge") | {"response", "answer"}]
    links = (k for i in answers for n in (i, tree.tokens[i].head) for k in tree.children(n, "prep"))
    return {k for link in links if tree.tokens[link].lemma in {"for", "to"} for k in tree.subtree(link)}


def _is_of_another(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what came before ("jets struck Nablus hours after a suicide bomber killed five") or what
    is asked for: "took 40 hostage, demanding an end to air strikes".
    """
    if tree.tokens[verb].lemma in {"demand", "vow", "threaten", "warn", "protest"}:
        return True
    marks = {tree.tokens[k].lemma.lower() for k in tree.children(verb, "mark", "advmod")}
    return bool(marks & {"after", "before", "since"}) and bool(tree.children(verb, "nsubj", "nsubjpass"))
