"""Elsewhere: which words that the encoder takes for a side of an act have their part in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding.lexicon import words
from diurna.coding.scene import measured_apart, outer

if TYPE_CHECKING:
    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree
    from diurna.records import Token

SUFFERED = {"on", "of", "in", "at", "against", "near"}  # before those whom an attack hits
PHRASE = {"appos", "amod", "compound", "nummod"}  # words that stand on a noun
FOLLOWING = {"loyal", "close", "allied", "linked", "faithful"}
HURT = {"kill", "wound", "injure", "hurt"}


def elsewhere(tree: Tree, i: int, draft: Draft, side: str) -> bool:
    """Whether this word has its part in another act."""
    trigger = draft.trigger
    clause = measured_apart(tree, i)
    if clause is not None and clause != measured_apart(tree, trigger):
        return True  # "the attack came a week after soldiers killed six"
    if draft.type != "ASSAULT" and _goes_with_another(tree, i, trigger):
        return True
    if side != "actors":
        return _aimed_at(tree, i, trigger)
    if _is_followed(tree, i):
        return True
    if draft.type == "PROTEST" and _protested(tree, i):
        return True
    if tree.tokens[tree.tokens[_noun(tree, i)].head].lemma == "from" and _told_of(tree, i).lemma == "be":
        return True  # "most of those detained were from Chad"
    if _is_victim(tree, i, trigger) or _judges(tree, i, trigger):
        return True
    return _aimed_at(tree, i, trigger) or _does_else(tree, i, trigger) or _suffers_before(tree, i, trigger)


def _goes_with_another(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word suffers what is told before a clause of its own: "two guards were hurt and ten held"."""
    noun, t = tree.tokens[_noun(tree, i)], tree.tokens[trigger]
    own = tree.children(trigger, "nsubj", "nsubjpass")
    return t.dep == "conj" and bool(own) and noun.dep == "nsubjpass" and noun.head == t.head


def _is_followed(tree: Tree, i: int) -> bool:
    """Whether this word is but whom the doers hold to: "farmers loyal to Mr Mora blocked the road"."""
    start = min(tree.subtree(_noun(tree, i)))
    return start > 1 and tree.tokens[start - 1].lemma == "to" and tree.tokens[start - 2].lemma in FOLLOWING


def _protested(tree: Tree, i: int) -> bool:
    """Whether a case or a strike is against this word, or people oppose it: "a strike against Mr Mora's reform"."""
    noun = _noun(tree, i)
    if tree.tokens[noun].dep == "poss":
        noun = _noun(tree, tree.tokens[noun].head)
    link = tree.tokens[noun].head
    of = tree.tokens[link].lemma
    return of == "against" or (of == "to" and tree.tokens[tree.tokens[link].head].lemma in {"oppose", "opposed"})


def _told_of(tree: Tree, i: int) -> Token:
    """The verb on which the preposition before a noun hangs."""
    return tree.tokens[tree.tokens[tree.tokens[_noun(tree, i)].head].head]


def _is_victim(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word is hurt in the attack that a noun names: "22 soldiers were killed in an ambush"."""
    noun = tree.tokens[_noun(tree, i)]
    return noun.dep == "nsubjpass" and tree.tokens[noun.head].lemma in HURT and noun.head in tree.ancestors(trigger)


def _judges(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word condemns or hails the deed that the trigger names: "the raid was condemned by Peru".

    So it does with a plan: "nurses criticised the plan to send soldiers".
    """
    top = tree.tokens[trigger].head if tree.tokens[trigger].dep == "acl" else trigger
    verb = tree.tokens[top].head
    deed = top in {tree.object(verb), *tree.children(verb, "nsubjpass")}
    if not deed or tree.tokens[verb].lemma not in words("judging"):
        return False
    judge = tree.agent(verb) if tree.passive(verb) else tree.subject(verb)
    noun = _noun(tree, i)
    return judge is not None and bool({noun, tree.tokens[noun].head} & set(tree.conjuncts(judge)))


def _suffers_before(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word suffers what is told just before by the same doer: "killed two guards and burned a lorry"."""
    noun, t = tree.tokens[_noun(tree, i)], tree.tokens[trigger]
    return t.dep == "conj" and noun.dep == "dobj" and noun.head == t.head


def _noun(tree: Tree, i: int) -> int:
    """The noun whose phrase a word belongs to: of "two guards" guards, of "president Luis Mora" president."""
    while tree.tokens[i].dep in PHRASE:
        i = tree.tokens[i].head
    return i


def _aimed_at(tree: Tree, i: int, trigger: int) -> bool:
    """Whether another noun than the act aims at this word: "bombs exploded ahead of a verdict in a case against X"."""
    against = tree.tokens[i].head
    aim = tree.tokens[against].head
    if tree.tokens[against].lemma != "against" or tree.tokens[aim].pos != "NOUN":
        return False
    return trigger not in (against, aim, tree.tokens[aim].head) and aim not in tree.ancestors(trigger)


def _does_else(tree: Tree, i: int, trigger: int) -> bool:
    """Whether this word does what is told of a place of the act: "went off near the gate used by porters"."""
    by = tree.tokens[_noun(tree, i)].head
    verb = tree.tokens[by].head
    place = tree.tokens[verb].head
    if tree.tokens[by].dep != "agent" or tree.tokens[verb].dep != "acl" or tree.tokens[place].dep != "pobj":
        return False
    return trigger not in (verb, place) and trigger in tree.ancestors(place)


def suffers_condemned(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether a party suffers the attack that somebody condemns, and is not whom he accuses of it.

    "Condemned the attack on a market in Mali", "the killing of a journalist"; but who "launched a scathing attack on
    the government" accuses the government.
    """
    head = _noun(tree, outer(tree, role.span.start, role.span.end))
    way = [head, *tree.ancestors(head)]
    if draft.trigger not in way or tree.tokens[draft.trigger].lemma in words("light"):
        return False
    below = way[: way.index(draft.trigger)]
    deeds = [n for n, k in enumerate(below) if n and tree.tokens[k].lemma in words("condemned")]
    return bool(deeds) and tree.tokens[below[deeds[-1] - 1]].lemma in SUFFERED
