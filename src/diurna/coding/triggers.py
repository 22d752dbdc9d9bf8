"""Triggers: the tokens of a sentence that tell an act, less those that another trigger speaks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.coding.draft import Draft
from diurna.coding.frames import Frame, match
from diurna.coding.judging import SPEAKS_OF, acts_by_sentence, near
from diurna.coding.lexicon import words
from diurna.coding.tree import COMPLEMENTS, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.records import Act, Reading

# "after", "over": what follows is its own happening even inside a demand ("demanded talks after the shelling").
OWN_HAPPENING = {"after", "following", "since", "despite", "over", "amid", "during", "as", "in", "where", "when"}
INDEFINITE = {"a", "an", "another"}
BESIDE = {"after", "following", "since", "before"}  # "exchanged fire after an attack on miners": two attacks
TALKS_OF = {"CONSULT", "AGREE", "SUPPORT"}
ABOUT = {"on", "about", "over", "regarding", "concerning"}
AGREES = 0.25  # the probability from which the encoder bears out a hint; set on examples/
JUDGES = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONCEDE"})
DENIES = {"deny", "refute"}  # what is denied is an act that did not happen, told beside the denial


def find(tree: Tree, reading: Reading) -> list[Draft]:
    """Give a draft for each trigger of the reading, in the order of the text."""
    drafts = []
    named, acts = _named(reading), acts_by_sentence(reading)
    for number, sentence in enumerate(reading.sentences):
        seen, words = acts.get(number, ()), [i for i in range(sentence.start, sentence.end) if i not in named]
        matched = {i: f for i in words if (f := _triggered(tree, i, seen))}
        first = {i: f[0] for i, f in matched.items()}
        first = {i: f for i, f in first.items() if not _carried(tree, i, f, first)}
        spoken_of = {k for i, f in first.items() for k in _spoken_of(tree, i, f)}
        drafts += [Draft(i, f, sentence, number) for i in first if i not in spoken_of for f in matched[i]]
    return drafts


def unspoken(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts less those of the encoder alone that another trigger only speaks about: "will be sunk, he warned"."""
    spoken_of = {k for d in drafts for k in _spoken_of(tree, d.trigger, d.frame)}
    return [d for d in drafts if d.trigger not in spoken_of or not d.frame.name.startswith("encoder:")]


def _triggered(tree: Tree, i: int, acts: Sequence[Act]) -> list[Frame]:
    """The frames that token `i` triggers, or hints of a type that the encoder sees there instead of the frame's."""
    t = tree.tokens[i]
    if t.dep in {"amod", "compound", "aux", "auxpass", "nmod"} and t.pos != "ADJ":
        return []  # "the jailed banker", "riot police": a participle or noun of identity tells no act
    if t.tag == "VBN" and (tree.children(i, "det") or (t.dep == "acl" and t.lemma in words("belong"))):
        return []  # "the wounded", "a tanker linked to Iran"
    named = t.lemma == "call" and tree.children(i, "oprd") and tree.children(i, "dobj", "nsubjpass")
    if _is_of_a_mind(tree, i) or _are_numbered(tree, i):
        return []
    found = match(tree, i)
    if named and found and found[0].type not in JUDGES:  # "called the strike illegal" calls none
        found = match(tree, i, types=JUDGES)
    if found and _is_ally(tree, i) and not _borne_out(tree, i, found[0], acts):
        return []
    if not acts or (found and _borne_out(tree, i, found[0], acts)):
        return found
    return [f for f in match(tree, i, "hints") if _borne_out(tree, i, f, acts)] or found


def _are_numbered(tree: Tree, i: int) -> bool:
    """Whether a participle is but the people of a number in a list: "received 14 bodies and 40 wounded"."""
    before = tree.tokens[max(i - 1, 0)]
    listed = before.pos == "NUM" and before.dep == "conj" and before.head < i - 1
    return listed and tree.tokens[i].tag == "VBN" and tree.tokens[before.head].pos in {"NOUN", "NUM"}


def _is_of_a_mind(tree: Tree, i: int) -> bool:
    """Whether it only tells which people are meant: "workers who oppose the law", not "the bishops, who opposed it"."""
    who = tree.subject(i) if tree.tokens[i].dep == "relcl" and tree.tokens[i].lemma == "oppose" else None
    return who is not None and tree.tokens[who].tag == "NNS" and tree.tokens[who + 1].text in {"who", "that"}


def _is_ally(tree: Tree, i: int) -> bool:
    """Whether a participle tells no act but whose friend somebody is: "rebels backed by Rwanda took the town"."""
    return tree.tokens[i].tag == "VBN" and tree.tokens[i].dep == "acl" and tree.tokens[i].lemma in words("backed")


def _borne_out(tree: Tree, i: int, frame: Frame, acts: Sequence[Act]) -> bool:
    """Whether the encoder sees the type of the frame where token `i` gives it."""
    return any(a.type == frame.type and a.probability >= AGREES and near(tree, a.token, i) for a in acts)


def _named(reading: Reading) -> set[int]:
    """The tokens inside names of people and bodies ("Amnesty International"), and months ("last March")."""
    inside = {
        k
        for n in reading.names
        if n.label in {"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "LAW", "DATE"}
        for k in range(n.start, n.end)
        if reading.tokens[k].pos == "PROPN"
    }
    return inside | {i for i, t in enumerate(reading.tokens) if t.text in {"March", "May"} and t.pos == "PROPN"}


def _in_a_spell(tree: Tree, i: int, found: dict[int, Frame]) -> bool:
    """Whether the noun is of what a verb of the same act sets a time for: "called a day of strikes and marches"."""
    while tree.tokens[i].dep == "conj":
        i = tree.tokens[i].head
    of = tree.tokens[i].head
    spell = tree.tokens[of].head
    timed = tree.tokens[of].lemma == "of" and tree.tokens[spell].lemma in words("spell")
    verb = found.get(tree.tokens[spell].head)
    return timed and verb is not None and verb.kind == "v" and verb.type == "PROTEST"


def _carried(tree: Tree, i: int, frame: Frame, found: dict[int, Frame]) -> bool:
    """Whether the noun `i` is what a verb of the same act carries: "held talks" is told by "held"."""
    head = tree.tokens[i].head
    if frame.type == "PROTEST" and frame.kind == "n" and _in_a_spell(tree, i, found):
        return True
    if frame.kind != "n" or tree.tokens[i].dep not in {"dobj", "nsubjpass", "pobj"}:
        return False
    if tree.tokens[head].pos == "ADP":
        if tree.tokens[head].lemma in BESIDE and any(
            tree.tokens[k].lemma in INDEFINITE for k in tree.children(i, "det")
        ):
            return False
        head = tree.tokens[head].head
    other = found.get(head)
    return other is not None and head != i and other.kind == "v" and other.type == frame.type


def _spoken_of(tree: Tree, i: int, frame: Frame) -> Iterator[int]:
    """The tokens of what a trigger asks, offers, refuses, threatens or talks about."""
    if frame.type in TALKS_OF:
        yield from _topics(tree, i)
    if frame.type in {"AID", "MOBILIZE"}:  # "sent divers to help Finland": what they are sent for
        yield from (k for k in tree.aims(i) if tree.tokens[k].lemma in words("help"))
        return
    for top in _tops(tree, i, frame):
        yield from _under(tree, top)


def _tops(tree: Tree, i: int, frame: Frame) -> list[int]:
    """The verbs and nouns that open what a trigger speaks of."""
    if frame.type == "PROTEST":
        return [*tree.aims(i), *(k for k in tree.children(i, "ccomp") if tree.tokens[k].tag == "VB")]
    if frame.type == "ACCUSE":  # "summoned the ambassador to protest the move"
        return [k for k in tree.aims(i) if tree.tokens[k].lemma in words("complain")]
    if frame.type in SPEAKS_OF:
        tops = [] if tree.tokens[i].lemma in DENIES else tree.children(i, *COMPLEMENTS)
        tops += tree.children(i, "dobj", "nsubjpass") if frame.kind == "v" else tree.children(i, "acl", "relcl")
        tops += [n for p in ("for", "to", "of", "from", "with", "against") for n in tree.prepositional(i, p)]
        return tops + [k for k in tree.children(i, "advcl") if tree.tokens[k].tag == "VB"]
    if tree.tokens[i].lemma in words("bar"):  # "resolutions that ban Iran from launching missiles"
        return [n for n in tree.prepositional(i, "from") if tree.tokens[n].tag == "VBG"]
    return []


def _topics(tree: Tree, i: int) -> Iterator[int]:
    """What is talked or agreed about and not done yet: "held talks on reopening the border"."""
    about = [i, tree.object(i)] if tree.tokens[i].pos == "VERB" else [i]
    for prep in (p for k in about if k is not None for p in tree.children(k, "prep")):
        if tree.tokens[prep].lemma in ABOUT:
            for topic in tree.children(prep, "pcomp"):
                yield from _under(tree, topic)


def _under(tree: Tree, top: int) -> Iterator[int]:
    """`top` and what hangs on it, up to words that open a happening of its own."""
    yield top
    for k in tree.children(top):
        t = tree.tokens[k]
        if t.dep == "relcl" or (t.dep in {"prep", "mark"} and t.lemma in OWN_HAPPENING):
            continue
        if t.dep == "advcl" and any(tree.tokens[m].lemma in OWN_HAPPENING for m in tree.children(k, "mark", "advmod")):
            continue
        yield from _under(tree, k)
