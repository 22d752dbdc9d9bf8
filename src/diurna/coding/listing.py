"""Listing: who is counted together with somebody: by "and", by commas, by "along with"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding import kinds, quantity
from diurna.coding.lexicon import words

if TYPE_CHECKING:
    from diurna.coding.tree import Tree

TAKEN = {"prisoner", "hostage", "captive"}  # "sixty were killed and 20 taken prisoner"
HURT = "hurt"  # what the parse takes for a noun: "nine were killed and 30 hurt"
WITH = {"along", "together", "with"}
SUBJECT = {"nsubj", "nsubjpass"}
VAGUE = {"person", "people", "victim", "civilian", "suspect", "member"}  # a list behind them tells who they are


def joined(tree: Tree, v: int, holder: int) -> list[int]:
    """A noun with what is joined to it: by "and", also where that hangs on the verb, and by "with", "along with"."""
    nouns = [k for k in tree.children(v, "conj") if tree.tokens[tree.below(k)].pos in {"NOUN", "PROPN"} and k > holder]
    listed = [k for k in tree.children(v, "npadvmod") if k > holder and tree.children(k, "conj")]  # of a long list
    nouns += [k for k in listed if tree.labels.get(k) == "PERSON"]
    nouns += _beside_them(tree, v, holder) + _astray(tree, holder)
    nouns = [k for k in nouns if not _is_part(tree, k)] + _joined_by_commas(tree, holder)
    found = [m for k in (holder, *nouns) for m in tree.conjuncts(k)] if not _is_one(tree, v, holder) else [holder]
    found += [m for k in _company(tree, v) for m in tree.conjuncts(k)]
    found = [m for m in found if m == holder or v in {m + 1, m + 2} or not _suffers(tree, m)]
    found = [m for m in found if not _in_brackets(tree, holder, m) and not _is_after(tree, v, holder, m)]
    return found[:1] if _speaks(tree, found[-1]) or _are_their_nations(tree, found) else found


def _is_after(tree: Tree, v: int, holder: int, m: int) -> bool:
    """Whether those stand behind a clause that is of the first alone: "two men who were killed and two hurt"."""
    return tree.tokens[v].dep in {"relcl", "acl"} and tree.tokens[v].head == holder and m > v


def _in_brackets(tree: Tree, holder: int, m: int) -> bool:
    """Whether those stand in brackets behind the ones counted: "six priests (five Spaniards and a Basque)"."""
    between = [t.text for t in tree.tokens[holder:m]]
    return between.count("(") > between.count(")")


def _company(tree: Tree, v: int) -> list[int]:
    """Who suffers it with those: "was killed along with two guards"."""
    verbs = {v, tree.tokens[v].head if tree.tokens[v].dep in {"oprd", "acomp"} else v}  # "shot dead with his sons"
    along = [p for u in verbs for p in tree.children(u, "prep") if tree.tokens[p].lemma in WITH]
    along += [p for q in along for p in tree.children(q, "prep")]
    company = [k for p in along if tree.tokens[p].lemma == "with" and (k := tree.complement(p)) is not None]
    return [k for k in company if quantity.of_people(tree, k)]


def _is_one(tree: Tree, v: int, holder: int) -> bool:
    """Whether the verb is of one person, and what is joined says who: "Luis Rey, an editor and a poet, was killed"."""
    verb = tree.tokens[v].head if tree.tokens[v].dep in {"oprd", "acomp"} else v  # "was shot dead"
    was = any(tree.tokens[k].text.lower() in {"was", "is"} for k in tree.children(verb, "auxpass"))
    return was and tree.tokens[holder].dep == "nsubjpass" and tree.tokens[holder].head == verb


def _are_their_nations(tree: Tree, found: list[int]) -> bool:
    """Whether what follows tells where those counted come from: "two hostages, an American and a Briton"."""
    number = quantity.number(tree, found[0])
    nations = [tree.labels.get(k) == "NORP" for k in found[1:]]
    return number is not None and number[0] == len(nations) and all(nations)


def _beside_them(tree: Tree, v: int, holder: int) -> list[int]:
    """What else the parse takes for the subject or object: "six priests, their cook and her daughter were murdered",
    "killed journalist Luis Rey and cameraman Hugo Diaz".
    """
    dep = tree.tokens[holder].dep
    deps = SUBJECT if dep in SUBJECT else {dep} if dep == "dobj" and quantity.number(tree, holder) is None else set()
    beside = [k for k in tree.children(v, *deps) if deps and k > holder and quantity.of_people(tree, k)]
    return [k for k in beside if tree.tokens[k].pos != "NUM" or tree.tokens[tree.below(k)].pos == "NOUN"]


def _astray(tree: Tree, holder: int) -> list[int]:
    """Whom the parse joins to a place of the ones before: "killed a priest of a church in Jos and his two brothers"."""
    joined = [k for k in tree.subtree(holder) if tree.tokens[k].dep == "conj" and tree.tokens[k].head != holder]
    known = set(tree.conjuncts(holder))
    return [k for k in joined if k not in known and tree.labels.get(tree.tokens[k].head) == "GPE" and _owned(tree, k)]


def _owned(tree: Tree, i: int) -> bool:
    """Whether those are somebody's: "his two brothers"."""
    return quantity.of_people(tree, i) and any(tree.tokens[k].tag == "PRP$" for k in tree.children(i, "poss"))


def _is_part(tree: Tree, i: int) -> bool:
    """Whether those are of the ones counted before: "13 wounded, among them five children"."""
    return any(tree.tokens[k].lemma in {"among", "include"} for k in tree.children(i, "prep"))


def _joined_by_commas(tree: Tree, holder: int) -> list[int]:
    """Who the parse takes for an apposition and is somebody else: "six priests, a cook and her daughter"."""
    found: list[int] = []
    for m in (*tree.children(holder, "appos"), *_behind_comma(tree, holder)):
        others = tree.conjuncts(m)
        others += [k for a in tree.children(m, "appos") for k in tree.children(a, "conj")]  # "his aide Luis and a cook"
        several = len(others) > 1 and not _describe(tree, holder, others)
        if tree.tokens[holder].tag == "NN":  # "the editor Rosa Calero and her lawyer", "a man, his wife and two sons"
            found += others if several and (_is_new(tree, m) or _are_more(tree, holder, m)) else others[1:]
        elif tree.tokens[m].tag == "NN":
            found += others if several else []
        elif (tree.tokens[holder].tag, tree.tokens[m].tag) == ("NNP", "NNS") and quantity.number(tree, m):
            found.append(m)  # "Juan Ramos, five other priests"
    return found


def _is_new(tree: Tree, i: int) -> bool:
    """Whether a noun behind a comma is told as somebody's or with its own article: "a head, a clerk and a cook"."""
    own = {tree.tokens[k].lemma if tree.tokens[k].tag != "PRP$" else "his" for k in tree.children(i, "det", "poss")}
    shared = bool({tree.tokens[i].lemma, tree.tokens[tree.tokens[i].head].lemma} <= words("kin"))  # "his wife, mother"
    return tree.tokens[i].tag == "NN" and (shared or not own.isdisjoint({"a", "an", "another", "his"}))


def _behind_comma(tree: Tree, holder: int) -> list[int]:
    """Who stands right behind and hangs, in the parse, on a word before: "a bomb killed a guard, three clerks"."""
    tokens, start = tree.tokens, holder + 2
    if start >= len(tokens) or tokens[holder + 1].text != ",":
        return []
    k = tokens[start].head if tokens[start].dep == "nummod" else start
    return [k] if tokens[k].dep == "appos" and tokens[k].head < holder else []


def _are_more(tree: Tree, holder: int, m: int) -> bool:
    """Whether a number of people stands behind one: "a policeman, two drivers and a child"."""
    one = quantity.is_person(tree.tokens[holder].lemma)
    return one and tree.tokens[m].tag in {"NNS", "CD"} and quantity.number(tree, m) is not None


def _describe(tree: Tree, holder: int, others: list[int]) -> bool:
    """Whether nouns say who somebody is: "Lara, his friend and fellow founder", "two people, a nun and a nurse",
    "Lara, a father of three and a nurse".
    """
    bare = [k for k in others if tree.tokens[k].tag == "NN" and not tree.children(k, "det", "poss", "nummod")]
    number = quantity.number(tree, holder) if tree.tokens[holder].lemma in VAGUE else None
    father = any(tree.tokens[k].lemma in words("kin") and tree.prepositional(k, "of") for k in others)
    return father or bool(bare) or (number is not None and number[0] == len(others))


def _suffers(tree: Tree, i: int) -> bool:
    """Whether those suffer another thing than the ones before them, or are captives."""
    return _suffers_else(tree, i) or tree.tokens[i].lemma in TAKEN | {HURT}


def _suffers_else(tree: Tree, i: int) -> bool:
    """Whether a word of its own says what befell those: "one dead, dozens hurt"."""
    if tree.tokens[i].lemma in words("spokesman"):
        return True
    behind = [t.lemma for t in tree.tokens[i + 1 : i + 3]]
    behind = (
        behind[1:] if behind[:1] == ["be"] else behind[:1]
    )  # "one killed, five shot", "lost 24 men and 29 were hurt"
    if any(("verb", lemma) in kinds.what() or lemma == "shoot" for lemma in behind):
        return True
    own = [k for n in (i, *tree.children(i, "appos")) for k in tree.children(n, "acl")]  # "12 others, some badly, hurt"
    return any(("verb", tree.tokens[k].lemma) in kinds.what() and tree.tokens[k].tag == "VBN" for k in own)


def _speaks(tree: Tree, i: int) -> bool:
    """Whether a verb of saying follows: "killing nine, a guard and two nurses said"."""
    return i + 1 < len(tree.tokens) and tree.tokens[i + 1].lemma in words("telling")


def listed(tree: Tree, holder: int) -> list[int]:
    """A noun with those of its list: "the lives of a judge, a clerk and a cook", not "of six people and millions"."""
    others = _joined_by_commas(tree, holder)
    others = [
        k
        for k in others
        if tree.tokens[k].tag != "NNS" or (quantity.number(tree, k) and not quantity.is_definite(tree, k))
    ]
    found = dict.fromkeys(m for n in (holder, *others) for m in tree.conjuncts(n))
    return [m for m in found if m == holder or (quantity.of_people(tree, m) and tree.tokens[m].lemma != "million")]
