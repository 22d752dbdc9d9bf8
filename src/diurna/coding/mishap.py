"""Mishap: harm that nature or chance does, which is nobody's act: quakes, fires, crashes, a bus that overturns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding.lexicon import words

if TYPE_CHECKING:
    from diurna.coding.tree import Tree

CAUSING = ("in", "by", "from", "during", "after", "of", "to")
RAMMED = ("into", "through")  # "a lorry crashed into a crowd"


def by_mishap(tree: Tree, i: int) -> bool:
    """Whether a word of harm tells what nature or chance did.

    "The quake that killed 1,200", "died in a fire", "hurt when a bus overturned", "a lorry skidded, killing two".
    """
    t = tree.tokens[i]
    doer = tree.doer(i) if t.lemma in words("harm") else None
    if t.dep in {"advcl", "conj", "xcomp"} and goes_wrong(tree, t.head):
        return True
    if doer is not None:
        return _is_mishap(tree, doer)
    causes = [tree.subject(i), *tree.prepositional(i, *CAUSING), *([t.head] if t.dep in {"relcl", "acl"} else [])]
    if any(k is not None and _is_mishap(tree, k) for k in causes):
        return True
    joined = [i, *tree.children(i, "conj"), *([t.head] if t.dep == "conj" else [])]  # "were killed and ten hurt when"
    clauses = [k for j in joined for k in tree.children(j, "advcl")]
    clauses += [m for k in clauses for m in tree.children(k, "acl")]  # "when a bus overturned", parsed as a noun
    return any(goes_wrong(tree, k) for k in (*joined, *clauses))


def _is_mishap(tree: Tree, noun: int) -> bool:
    """Whether a noun is of a mishap; "a fire" is one, "Israeli fire" and "the fire of guns" none."""
    lemma = tree.tokens[noun].lemma
    fire = lemma in {"fire", "blaze"} and bool(tree.children(noun, "det")) and not tree.prepositional(noun, "of")
    return fire or lemma in words("mishap")


def goes_wrong(tree: Tree, v: int) -> bool:
    """Whether a verb tells that a vehicle or house came to harm by itself: "a bus overturned", not "a van ploughed into
    a crowd", "the house collapsed after an air strike".
    """
    t = tree.tokens[v]
    if t.pos != "VERB" or t.lemma not in words("collision") or tree.object(v) is not None:
        return False
    if tree.agent(v) is not None or tree.children(v, "auxpass"):
        return False
    if any(tree.tokens[k].lemma in words("rammed") for k in tree.prepositional(v, *RAMMED)):
        return False
    around = {tree.tokens[k].lemma for k in (*tree.subtree(v), *tree.ancestors(v))}
    return around.isdisjoint(words("force") | words("charge") | words("struck_down"))
