"""Counts: how many were killed, injured, arrested ..., each on its words (data/coding/counts.tsv, numbers.tsv)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.draft import Span
from diurna.coding.lexicon import words
from diurna.coding.numbers import Value, table, value
from diurna.records import Count, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.coding.tree import Tree

Number = tuple[int, int | None, Span]
OF_PEOPLE = {"killed", "injured", "arrested", "abducted", "missing"}
ARTICLES = {"a", "an", "the", "another"}
PERSON = re.compile(
    r"(?:man|woman|boy|girl|er|or|ist|ian|eer|candidate|chief|priest|nun|judge|guard|monk|bishop|colleague|colonel|general|captain|"
    r"sergeant|lieutenant|corporal|private|deputy|wife|husband|son|daughter|mayor|lawyer|attorney|envoy|herd|maid|cook|nurse|child|baby|infant|teen|student|pupil|peasant|pilot|mother|father|brother|sister|"
    r"parent|imam|cleric|aide|dr|rev|msgr|col|gen|capt|lt)$"
)
FATAL = {"fatally", "mortally"}
PLACES = {"GPE", "NORP", "LOC", "FAC"}  # labels of names: a country may be hurt
AT_LEAST = {"least", "over", "than", "more", "minimum", "exceed", "upwards"}
AT_MOST = {"most", "up"}
ABOUT = {"about", "around", "some", "nearly", "almost", "roughly", "approximately", "estimate"}


@cache
def _what() -> dict[tuple[str, str], str]:
    """(slot, lemma) -> what is counted."""
    return {(r["slot"], w): r["what"] for r in data.table("coding/counts.tsv") for w in r["words"].split()}


def find(tree: Tree, sentence: Sentence) -> list[tuple[int, Count, Span]]:
    """Give (token that the count hangs on, count, words) for each count of a sentence."""
    found: dict[str, tuple[int, Count, Span]] = {}
    inside = range(sentence.start, sentence.end)
    for i in sorted(inside, key=lambda k: not _is_total(tree, k)):  # "has risen to nine after two of the injured died"
        for what, holder in _counted(tree, i):
            number = _number(tree, holder) or (_one(tree, holder) if what in OF_PEOPLE else None)
            if number and what not in found:
                found[what] = (i, _count(tree, what, *number), number[2])
                if number[:2] == (0, 0) and tree.tokens[i].lemma in {"hurt", "harm"}:  # who is not hurt is not dead
                    found.setdefault("killed", (i, _count(tree, "killed", *number), number[2]))
            elif number and found[what][0] == i:  # "17 militiamen and five soldiers were killed"
                found[what] = _summed(tree, found[what], number)
    return list(found.values())


def _count(tree: Tree, what: str, low: int, high: int | None, span: Span) -> Count:
    return Count(what, low, high, " ".join(tree.tokens[k].text for k in range(span.start, span.end)))


def _summed(tree: Tree, known: tuple[int, Count, Span], more: Number) -> tuple[int, Count, Span]:
    """Two numbers of one verb, added; the words are those from the first to the second."""
    i, count, span = known
    low, high, other = more
    most = None if count.max is None or high is None else count.max + high
    whole = Span(min(span.start, other.start), max(span.end, other.end))
    return i, _count(tree, count.what, count.min + low, most, whole), whole


def _one(tree: Tree, i: int) -> Number | None:
    """A single person: "a man was shot dead", "Colonel Juan Quispe was wounded"."""
    t = tree.tokens[i]
    titles = tree.children(i, "compound", "nmod")
    if t.tag == "NNP" and (_is_named(tree, i) or any(_is_person(tree.tokens[k].lemma.lower()) for k in titles)):
        return 1, 1, Span(min([i, *titles]), i + 1)
    pointed = [
        k for k in tree.children(i, "det", "poss") if tree.tokens[k].lemma in ARTICLES or tree.tokens[k].tag == "PRP$"
    ]
    if not pointed or not (_is_aged(tree, i) or (t.tag == "NN" and _is_person(t.lemma))):
        return None
    return 1, 1, Span(min([i, *pointed]), i + 1)


def _is_aged(tree: Tree, i: int) -> bool:
    """Whether a person is named by the age: "a 19-year-old"."""
    return [t.text for t in tree.tokens[max(i - 3, 0) : i + 1]] == ["-", "year", "-", "old"]


def _is_named(tree: Tree, i: int) -> bool:
    """Whether a name is one person's: by its label, an apposition or a verb for one ("Quispe, a deputy, was shot")."""
    label = tree.labels.get(i, "")
    if label == "PERSON" or label in PLACES:
        return label == "PERSON"
    helpers = tree.children(tree.tokens[i].head, "auxpass") if tree.tokens[i].dep == "nsubjpass" else []
    alone = any(tree.tokens[k].text.lower() == "was" for k in helpers)
    return alone or any(_is_person(tree.tokens[k].lemma) for k in tree.children(i, "appos"))


def _is_person(lemma: str) -> bool:
    return lemma in words("people") or lemma in words("office") or PERSON.search(lemma) is not None


def _counted(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """(what is counted, the noun that carries the number) for the token `i`."""
    t = tree.tokens[i]
    lemma = "missing" if t.text.lower() == "missing" else t.lemma
    fatal = any(tree.tokens[k].lemma in FATAL for k in tree.children(i, "advmod"))
    if t.pos == "VERB" and fatal:
        yield from (("killed", k) for holder in _sufferers(tree, i) for k in tree.conjuncts(holder))  # "fatally shot"
    elif t.pos in {"VERB", "AUX", "ADJ"} and (what := _what().get(("verb", lemma))):
        for holder in _sufferers(tree, i):
            yield from ((what, k) for k in tree.conjuncts(holder))
    if t.pos == "VERB" and (what := _what().get(("does", t.lemma))):
        subject = tree.subject(i)
        yield from ((what, k) for k in ([] if subject is None else [subject]))
    if t.pos == "VERB" and any(tree.tokens[k].lemma == "death" for k in tree.prepositional(i, "to")):
        yield from (("killed", k) for holder in _sufferers(tree, i) for k in tree.conjuncts(holder))  # "shot to death"
    if t.pos == "VERB" and t.lemma == "lose":
        yield from (("killed", k) for k in _lost(tree, i))
    if t.pos == "VERB" and t.lemma == "treat" and any(_hurts(tree, k) for k in tree.prepositional(i, "for")):
        yield from (("injured", k) for k in _sufferers(tree, i))
    if t.pos == "VERB" and ("wrecks", t.lemma) in _what():
        yield from _wrecked(tree, i)
    if t.pos == "NOUN" and (what := _what().get(("of", t.lemma))):  # "the murder of six priests", "the priest's murder"
        suffering = tree.prepositional(i, "of")[:1] or tree.children(i, "poss")
        yield from ((what, k) for holder in suffering for k in tree.conjuncts(holder))
    if t.pos == "NOUN" and (what := _what().get(("noun", t.lemma))):
        yield what, i
    if (
        t.pos == "NOUN" and ("none", t.lemma) in _what() and _no(tree, i)
    ):  # "no casualties": nobody killed, nobody injured
        yield from (("killed", i), ("injured", i))
    if t.pos in {"NOUN", "ADJ"} and (what := _what().get(("toll", t.lemma)) or _numbered(tree, i)):
        yield from ((what, k) for k in _toll(tree, i))


def _is_total(tree: Tree, i: int) -> bool:
    """Whether the sentence is about a toll: "the number of people killed has risen"."""
    about = tree.tokens[i].dep == "nsubj"
    return about and (("toll", tree.tokens[i].lemma) in _what() or _numbered(tree, i) is not None)


def _numbered(tree: Tree, i: int) -> str | None:
    """What "the number of people killed", "the number of dead", "the number injured" counts."""
    if tree.tokens[i].lemma != "number":
        return None
    of = tree.prepositional(i, "of")
    told = [*of, *(k for n in (i, *of) for k in tree.children(n, "acl", "amod"))]
    kinds = (_what().get((slot, tree.tokens[k].lemma)) for k in told for slot in ("verb", "toll"))
    return next((what for what in kinds if what in {"killed", "injured"}), None)


def _lost(tree: Tree, v: int) -> list[int]:
    """Who died in "twelve men lost their lives", "no life was lost"."""
    subject, lost = tree.subject(v), tree.object(v)
    if subject is None:
        return []
    told = [subject] if lost is None or tree.tokens[lost].lemma == "life" else []
    return told if lost is not None or tree.tokens[subject].lemma == "life" else []


def _hurts(tree: Tree, i: int) -> bool:
    return tree.tokens[i].lemma in {"injury", "wound", "burn", "fracture"}


def _wrecked(tree: Tree, v: int) -> Iterator[tuple[str, int]]:
    """The vehicles and houses that are burnt: "rebels torched 40 huts", "three buses were set on fire"."""
    for holder in _sufferers(tree, v):
        for k in tree.conjuncts(holder):
            if what := _what().get(("thing", tree.tokens[tree.below(k)].lemma)):
                yield what, k


def _no(tree: Tree, i: int) -> bool:
    found = _number(tree, i)
    return found is not None and found[1] == 0


def _sufferers(tree: Tree, v: int) -> list[int]:
    """Who is killed by "kill", held by "arrest": the object, or the subject of a passive or of "die"."""
    t = tree.tokens[v]
    if v and tree.object(v) is None and _value(tree, v - 1) and tree.tokens[v - 1].pos in {"NUM", "NOUN"}:
        return [v - 1]  # "four dead", "dozens wounded"
    if t.dep in {"nsubj", "nsubjpass", "dobj", "pobj"} and tree.children(v, "nummod"):
        return [v]  # "64 wounded were taken"
    if t.lemma == "dead" and (struck := _shot(tree, v)) is not None:
        return [struck]
    if t.dep == "oprd":  # "left 12 people dead", "a man was shot dead"
        held = tree.subject(t.head) if tree.passive(t.head) else tree.object(t.head)
        return [] if held is None else [held]
    if t.dep == "amod":
        return []
    if ("dies", t.lemma) in _what() or t.text.lower() == "missing" or tree.passive(v) or t.pos == "ADJ":
        subject = tree.subject(v)
        if subject is None and t.dep in {"acl", "oprd", "acomp", "amod"}:
            subject = t.head
        return [] if subject is None else [subject]
    own = tree.object(v)
    return [] if own is None else [own]


def _shot(tree: Tree, v: int) -> int | None:
    """Whom "shot dead four passengers" names; the parse hangs "dead" on the verb or on the noun."""
    head = tree.tokens[v].head
    if tree.tokens[head].lemma == "shoot":
        return tree.object(head)
    shot = tree.tokens[head].dep == "dobj" and tree.tokens[tree.tokens[head].head].lemma == "shoot"
    return head if shot else None


def _toll(tree: Tree, i: int) -> list[int]:
    """The number of a "death toll of 21", "the toll rose to 21"."""
    verb = tree.tokens[i].head
    return (
        tree.prepositional(i, "of")
        + tree.prepositional(verb, "to", "at")
        + tree.children(verb, "attr", "dobj", "npadvmod")
    )


def of(tree: Tree, span: Span) -> tuple[Count, Span] | None:
    """How many take part, when the words of a party say so: "some 300 dockers"."""
    nouns = [k for k in range(span.start, span.end) if tree.tokens[k].pos == "NOUN"]
    number = next((n for k in nouns if (n := _number(tree, k))), None)
    return (_count(tree, "participants", *number), number[2]) if number and number[0] > 1 else None


def _number(tree: Tree, i: int) -> Number | None:
    """The number at noun `i`: "at least 30", "dozens of", "no", "a crowd of 5,000", or one that is the noun itself."""
    none = [k for k in tree.children(i, "det") if tree.tokens[k].lemma == "no"]
    if none:  # "no one"
        return 0, 0, Span(none[0], i + 1)
    inner = tree.below(i)
    i = inner if tree.tokens[inner].pos == "NUM" else i
    carriers = [i] if tree.tokens[i].pos == "NUM" or tree.tokens[i].lemma in table() else []
    carriers += [k for k in tree.children(i, "nummod", "det", "amod", "quantmod") if _value(tree, k)]
    carriers = [k for k in carriers if not _numbers_a_name(tree, k)]
    for k in carriers:
        found = _value(tree, k)
        if found:
            return _bounded(tree, k, i, *found)
    return None


def _numbers_a_name(tree: Tree, k: int) -> bool:
    """ "Densus 88", "Flight 370": a number after a proper noun that it belongs to counts nothing."""
    before = tree.tokens[k - 1] if k else None
    return before is not None and before.pos == "PROPN" and (before.head == k or tree.tokens[k].head == k - 1)


def _value(tree: Tree, k: int) -> Value | None:
    return value(tree.tokens, k)


def _bounded(tree: Tree, k: int, noun: int, low: int, high: int | None) -> Number:
    """Widen the number by "at least", "more than", "up to", "about" before it."""
    start: int = k
    near: set[str] = set()
    floor = min([k, *tree.subtree(k)])
    near |= {tree.tokens[m].lemma for m in range(floor, k)}
    for m in range(max(floor - 3, tree.sentence_start(k)), floor):
        if tree.tokens[m].lemma in AT_LEAST | ABOUT | AT_MOST | {"at", "between"}:
            near.add(tree.tokens[m].lemma)
            start = min(start, m)
    start = min(start, floor)
    if "to" in near or "between" in near:  # "15 to 20", "between 20 and 30"
        small = [n for m in range(floor, k) if (n := _value(tree, m))]
        large = [n for m in tree.children(k, "conj") if (n := _value(tree, m))]
        low, high = (small[0][0] if small else low), (large[0][1] if large else high)
    if near & AT_LEAST and low:
        high = None
    elif "up" in near or "most" in near:
        low = 0 if "up" in near else low
    return low, high, Span(start, max(k, noun) + 1)


# Which events may carry a count: nobody is "killed" by a meeting.
FITS = {
    "killed": {"ASSAULT", "PROTEST", "COERCE"},
    "injured": {"ASSAULT", "PROTEST", "COERCE"},
    "arrested": {"COERCE", "PROTEST", "SANCTION", "ACCUSE"},
    "abducted": {"ASSAULT"},
    "displaced": {"ASSAULT", "COERCE", "SANCTION", "AID"},
    "released": {"RETREAT", "CONCEDE"},
    "explosions": {"ASSAULT"},
    "missing": {"ASSAULT"},
    "deported": {"COERCE", "SANCTION"},
    "vehicles": {"ASSAULT", "PROTEST", "COERCE"},
    "houses": {"ASSAULT", "PROTEST", "COERCE"},
    "participants": {"PROTEST", "ASSAULT", "COERCE"},
}
