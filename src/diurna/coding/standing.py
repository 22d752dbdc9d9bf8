"""Standing: what a story tells of times that it does not name, so that it is not the news of its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding.lexicon import words
from diurna.coding.scene import since_clause
from diurna.coding.status import cues, is_history

if TYPE_CHECKING:
    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree

AGES = {"year", "decade", "century", "generation"}
UNITS = AGES | {"day", "week", "month"}
FROM = {"after", "before", "later", "earlier"}
# What is told of a thing by a participle: "a truce brokered by Malta"; a man arrested or shot is news as often.
MADE = {"SUPPORT", "CONSULT", "AGREE", "CONCEDE", "COOPERATE", "SANCTION"}
SEEN = {"ASSAULT", "PROTEST", "CONSULT"}  # what happens before the eyes of who tells it


def is_standing(tree: Tree, d: Draft) -> bool:
    """Whether an act without a time of its own is of none that is told: often done, done by whom it describes, or what
    somebody is accused of.
    """
    i = d.trigger
    return (
        _is_often(tree, i)
        or _is_of_history(tree, i)
        or _goes_on(tree, i)
        or since_clause(tree, i) is not None  # "since the army took power"
        or _describes(tree, d)
        or _is_accused(tree, d)
    )


def _is_often(tree: Tree, i: int) -> bool:
    """Whether it was done more than once or some time ago: "has always denied", "recently passed", "on occasions"."""
    if comes_again(tree, i):
        return True
    times = any(tree.tokens[k].lemma == "occasion" and tree.tokens[k].tag == "NNS" for k in tree.prepositional(i, "on"))
    return times or any(tree.tokens[k].lemma.lower() in words("often") for k in tree.children(i, "advmod"))


def comes_again(tree: Tree, i: int) -> bool:
    """Whether it is done day after day: "They beat us every day"."""
    every = (k for n in tree.children(i, "npadvmod") for k in tree.children(n, "det"))
    return any(tree.tokens[k].lemma.lower() in {"every", "each"} for k in every)


def is_told_from_another(tree: Tree, i: int) -> bool:
    """Whether it is told from what has no day, by days or more: "two days before the vote", "weeks later"."""
    around = {i, *tree.children(i, "prep", "advmod")}
    if any(tree.tokens[k].lemma in UNITS and _is_from(tree, k) for k in tree.prepositional(i, "in", "over", "during")):
        return True  # "in the days before the vote"
    for k in (n for a in around for n in tree.children(a, "npadvmod") if tree.tokens[n].lemma in UNITS):
        if _is_from(tree, k) or tree.tokens[tree.tokens[k].head].lemma.lower() in FROM:
            return True
    return False


def _is_from(tree: Tree, unit: int) -> bool:
    """Whether so many days are told from another act."""
    return any(tree.tokens[n].lemma.lower() in FROM for n in tree.children(unit, "prep", "mark", "advmod"))


def _is_of_history(tree: Tree, i: int) -> bool:
    """Whether a noun or a verb without a tense stands under one of history: "had backed her plan to open the port"."""
    t = tree.tokens[i]
    finite = t.tag in {"VBD", "VBZ", "VBP"} or (t.tag != "VB" and bool(tree.children(i, "aux", "auxpass")))
    above = next((a for a in tree.ancestors(i) if tree.tokens[a].pos == "VERB"), None)
    return not finite and above is not None and is_history(tree, above)


def _goes_on(tree: Tree, i: int) -> bool:
    """Whether it is told of years, or of many days at once: "have been held for years", "after months of attacks"."""
    ages = (tree.tokens[k] for k in tree.prepositional(i, "for"))
    t = tree.tokens[i]
    of = t.dep == "pobj" and tree.tokens[t.head].lemma == "of"
    unit = tree.tokens[tree.tokens[t.head].head]
    return any(a.lemma in AGES and a.tag == "NNS" for a in ages) or (of and unit.lemma in UNITS and unit.tag == "NNS")


def _describes(tree: Tree, d: Draft) -> bool:
    """Whether it tells what somebody or something is: "Turkey, which trains the police", "a truce brokered by"."""
    t = tree.tokens[d.trigger]
    made = t.dep == "acl" and t.tag == "VBN" and d.type in MADE
    return made or (t.dep == "relcl" and tree.present(d.trigger) and d.type not in SEEN)


def _is_accused(tree: Tree, d: Draft) -> bool:
    """Whether it is what somebody is accused of: "accused him of arming the rebels"; violence is mostly the day's."""
    t = tree.tokens[d.trigger]
    link = tree.tokens[t.head]
    return (
        d.type not in SEEN
        and t.dep == "pcomp"
        and link.lemma == "of"
        and tree.tokens[link.head].lemma in cues("alleged_verb")
    )
