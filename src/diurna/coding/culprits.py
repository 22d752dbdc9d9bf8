"""Culprits: deeds told of those who answer for them; their day is none of a court's or an arrest's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding.lexicon import words
from diurna.coding.scene import verb_of
from diurna.coding.status import TOLD_COURT, in_court

if TYPE_CHECKING:
    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import WhenAt

CHARGED = {"for", "over", "with"}  # before the deed for which somebody is judged
TRIED = {"trial"}  # "is standing trial for the murder of a judge"
CAUGHT = CHARGED | {"in", "of"}  # the same of an arrest: "held in the killing of", "the mastermind of the murder"


def is_of_court(tree: Tree, at: WhenAt) -> bool:
    """Whether a date is that on which somebody was judged."""
    return tree.tokens[verb_of(tree, at)].lemma in words("judges") | TOLD_COURT | {"find"}


def is_judged(tree: Tree, d: Draft) -> bool:
    """Whether a deed is told of those who answer for it, so that its day is none of the days of the court: "the man who
    shot the premier was jailed", "sentenced for the killing of a judge".
    """
    told = False
    for k in (d.trigger, *tree.ancestors(d.trigger)):
        t = tree.tokens[k]
        answers = t.lemma == "guilty" or (t.lemma in words("judges") and t.pos == "VERB") or t.lemma in TRIED
        if (told and answers) or in_court(tree, k):
            return True
        told |= t.dep in {"relcl", "acl", "pcomp"} or (t.dep == "pobj" and tree.tokens[t.head].lemma in CHARGED)
    return False


def is_caught(tree: Tree, d: Draft) -> bool:
    """Whether an attack is told of those who are held for it: "arrested on Monday in the shooting that killed four"."""
    if d.type != "ASSAULT" or tree.tokens[d.trigger].lemma in words("melee"):
        return False
    told = False
    for k in (d.trigger, *tree.ancestors(d.trigger)):
        t = tree.tokens[k]
        if told and t.lemma in words("catches") and t.pos == "VERB":
            return True
        told |= t.dep in {"relcl", "acl"} or (t.dep in {"pobj", "pcomp"} and tree.tokens[t.head].lemma in CAUGHT)
    return False


def is_of_arrest(tree: Tree, d: Draft, at: WhenAt) -> bool:
    """Whether a day told before an attack is that on which somebody was caught for it."""
    if at.end > d.trigger or not is_caught(tree, d):
        return False
    return tree.tokens[verb_of(tree, at)].lemma in words("catches")
