"""Quantity: how many persons or things a noun phrase tells of, on its words (data/coding/numbers.tsv)."""

from __future__ import annotations

from calendar import month_name
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.draft import Span
from diurna.coding.lexicon import words
from diurna.coding.numbers import Value, table, value

if TYPE_CHECKING:
    from diurna.coding.tree import Tree

Number = tuple[int, int | None, Span]
ARTICLES = {"a", "an", "the", "another"}
AMOUNTS = {"number", "total"}  # of something: no person, though the ending of the first says so
ONE = {"he", "she", "him", "her"}
THEY = {"they", "them"}
NAMES_OF_NO_PERSON = {"GPE", "NORP", "LOC", "FAC", "ORG", "DATE", "EVENT", "PRODUCT"}  # labels: a country may be hurt
AT_LEAST = {"least", "over", "than", "more", "minimum", "exceed", "upwards"}
AT_MOST = {"most", "up"}
UNDER = {"fewer", "few", "less", "under", "below"}
PERSONS = {"people", "title", "part", "staff"}  # kinds of party nouns
ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
MONTHS = frozenset(month_name) - {""}
ABOUT = {"about", "around", "some", "nearly", "almost", "roughly", "approximately", "estimate"}


def number(tree: Tree, i: int) -> Number | None:
    """The number at noun `i`: "at least 30", "dozens of", "no", "a crowd of 5,000", or one that is the noun itself."""
    if tree.tokens[i].text in MONTHS:  # "the massacre of 16 November"
        return None
    none = [k for k in tree.children(i, "det") if tree.tokens[k].lemma == "no"]
    none += _without(tree, i) + _not_one(tree, i)
    if none:  # "no one", "without casualties"
        return 0, 0, Span(none[0], i + 1)
    lemma, of = tree.tokens[i].lemma, tree.prepositional(i, "of")
    if lemma in AMOUNTS:  # "a total of 24 soldiers", but "an unknown number of attackers"
        return number(tree, of[0]) if of else None
    counted = lemma in words("collective") and bool(of) and tree.tokens[of[0]].pos == "NUM"
    if counted and (all_of := number(tree, of[0])):  # "a family of five"
        return all_of
    inner = tree.below(i)
    i = inner if tree.tokens[inner].pos == "NUM" else i
    k = _carrier(tree, i)
    found = None if k is None else _value(tree, k)
    return None if k is None or found is None else _bounded(tree, k, i, *found)


def _carrier(tree: Tree, i: int) -> int | None:
    """The word that holds the number of a noun: before it, or the noun itself ("dozens")."""
    t = tree.tokens[i]
    own = [i] if t.pos == "NUM" or not table().keys().isdisjoint((t.lemma, t.text.lower())) else []
    near = own + tree.children(i, "nummod", "det", "predet", "amod", "quantmod", "compound")
    return next((k for k in near if _value(tree, k) and not _numbers_a_name(tree, k)), None)


def person(tree: Tree, i: int) -> Number | None:
    """A single person: "a man was shot dead", "Colonel Juan Quispe was wounded", "she was killed"; as many as are named
    behind "the priests".
    """
    t = tree.tokens[i]
    if t.text.lower() in ONE:
        return 1, 1, Span(i, i + 1)
    if t.tag in {"NNS", "NNPS"} and (names := _names(tree, i)) > 1:  # "the priests Juan Ruiz, Luis Soto and Raul Mora"
        return names, names, Span(i, max(tree.subtree(i)) + 1)
    start = _named_person(tree, i)
    if start is None:
        start = _common_person(tree, i)
    return None if start is None else (1, 1, Span(start, i + 1))


def _named_person(tree: Tree, i: int) -> int | None:
    """The first word of a person told by a name, with the titles before it: "Lieutenant Hugo Ballena"."""
    t = tree.tokens[i]
    titles = [k for k in tree.noun_words(i)[1:] if tree.tokens[k].dep != "amod"]
    name = t.tag == "NNP" or (t.tag == "NNPS" and (_label(tree, i) == "PERSON" or _is_alone(tree, i)))  # "Luis Ortes"
    titled = any(is_person(tree.tokens[k].lemma.lower()) for k in titles)
    return min([i, *titles]) if name and (titled or _is_named(tree, i)) else None


def _common_person(tree: Tree, i: int) -> int | None:
    """The first word of a person told by a noun with an article or an owner: "a man", "his wife", "a 19-year-old"."""
    t = tree.tokens[i]
    before = [k for k in tree.children(i, "det", "poss") if _points(tree, k)]
    before = before or _named_after(tree, i) or _shared(tree, i)
    of_nation = tree.labels.get(i) == "NORP" and t.tag in {"NN", "NNP"}  # "a Colombian"
    common = t.tag == "NN" or (t.tag == "NNP" and t.text.islower())  # "the minister", taken for a name
    human = _is_aged(tree, i) or of_nation or (common and is_person(t.lemma))
    return min([i, *before]) if before and human else None


def _points(tree: Tree, k: int) -> bool:
    return tree.tokens[k].lemma in ARTICLES or tree.tokens[k].dep == "poss"


def _named_after(tree: Tree, i: int) -> list[int]:
    """The name behind a bare office: "killed governor Anselm Okoro"."""
    behind = [k for k in tree.children(i, "appos") if tree.tokens[k].tag == "NNP" and k > i]
    return [i] if any(min(tree.subtree(k)) == i + 1 for k in behind) else []


def _shared(tree: Tree, i: int) -> list[int]:
    """A bare noun of kin, whose owner or article stands before the one that it is joined to: "his wife and son"."""
    first, kin = i, words("kin")
    while tree.tokens[first].dep in {"conj", "appos"} and tree.tokens[first].lemma in kin:
        first = tree.tokens[first].head
    joined = first != i and {tree.tokens[k].lemma for k in (i, first)} <= kin
    return [i] if joined and tree.children(first, "det", "poss") else []


def single(tree: Tree, i: int) -> Number | None:
    """One thing: "a bus", "her house"."""
    before = [
        k
        for k in tree.children(i, "det", "poss")
        if tree.tokens[k].lemma in {"a", "an", "another"} or tree.tokens[k].tag == "PRP$"
    ]
    return (1, 1, Span(min(before), i + 1)) if before and tree.tokens[i].tag == "NN" else None


def pointed(tree: Tree, i: int) -> Number | None:
    """The number of those whom "they" or "them" stands for: those counted last before it in the sentence, but not who
    does it to them: "sixty horsemen rode in and killed them".
    """
    if tree.tokens[i].text.lower() not in THEY:
        return None
    doers = tree.subject(tree.tokens[i].head) if tree.tokens[i].dep == "dobj" else None
    own = set() if doers is None else set(tree.subtree(doers))
    before = (k for k in range(i - 1, tree.sentence_start(i) - 1, -1) if k not in own)
    return next((n for k in before if tree.tokens[k].tag == "NNS" and (n := number(tree, k)) and n[0] > 1), None)


def ordinal(tree: Tree, i: int) -> Number | None:
    """How many there are with "a fifth": "a third man died"."""
    words_of = [i, *tree.children(i, "amod")]
    k = next((k for k in words_of if tree.tokens[k].text.lower() in ORDINALS), None)
    if k is not None and tree.tokens[k + 1].text == "-":  # "an eighth-grader"
        return None
    if k is None or not any(tree.tokens[m].lemma == "a" for m in tree.children(i, "det")):
        return None
    n = ORDINALS.index(tree.tokens[k].text.lower()) + 2
    return n, n, Span(k, i + 1)


def is_ordinal(tree: Tree, span: Span) -> bool:
    """Whether the words of a number are "fourth" and the like."""
    return any(tree.tokens[k].text.lower() in ORDINALS for k in range(span.start, span.end))


def whole(low: int, high: int | None, span: Span, more: Number) -> Number:
    """Two numbers added; the words are those from the first to the second."""
    most = None if high is None or more[1] is None else high + more[1]
    return low + more[0], most, Span(min(span.start, more[2].start), max(span.end, more[2].end))


def _is_aged(tree: Tree, i: int) -> bool:
    """Whether a person is named by the age: "a 19-year-old"."""
    return [t.text for t in tree.tokens[max(i - 3, 0) : i + 1]] == ["-", "year", "-", "old"]


def _is_named(tree: Tree, i: int) -> bool:
    """Whether a name is one person's: by its label, an apposition or a verb for one ("Quispe, a deputy, was shot"), or
    as it has a first name and stands beside other persons.
    """
    label = _label(tree, i)
    described = any(is_person(tree.tokens[k].lemma) for k in tree.children(i, "appos"))
    beside = tree.tokens[i].dep == "conj" and any(tree.labels.get(k) == "PERSON" for k in _before(tree, i))
    dies = tree.tokens[i].dep == "nsubj" and tree.tokens[tree.tokens[i].head].lemma in words("perish")
    whole = bool(tree.children(i, "compound"))
    if (label == "ORG" and (described or whole) and beside) or dies:  # "Luis Rey, an editor, and Ivo Prado", "Rey died"
        return True
    if label == "PERSON" or label in NAMES_OF_NO_PERSON:
        return label == "PERSON"
    return (
        _is_alone(tree, i) or described or ((beside or tree.tokens[i].dep in {"dobj", "nsubjpass", "appos"}) and whole)
    )


def _before(tree: Tree, i: int) -> list[int]:
    """The names of a list before one."""
    found = []
    while tree.tokens[i].dep == "conj":
        i = tree.tokens[i].head
        found.append(i)
    return found


def _is_alone(tree: Tree, i: int) -> bool:
    """Whether a verb in the passive is of one: "Quispe was shot"."""
    helpers = tree.children(tree.tokens[i].head, "auxpass") if tree.tokens[i].dep == "nsubjpass" else []
    return any(tree.tokens[k].text.lower() == "was" for k in helpers)


def _label(tree: Tree, i: int) -> str:
    """The label of a name, which may take in the apostrophe behind it."""
    behind = i + 1 < len(tree.tokens) and tree.tokens[i + 1].tag == "POS"
    return tree.labels.get(i) or (tree.labels.get(i + 1, "") if behind else "")


def _without(tree: Tree, i: int) -> list[int]:
    """The word that denies a noun: "without casualties", "without causing casualties"."""
    head = tree.tokens[i].head
    above = tree.tokens[head].head if tree.tokens[head].dep == "pcomp" else head
    return [above] if tree.tokens[above].lemma == "without" else []


def _not_one(tree: Tree, i: int) -> list[int]:
    """The "not" of "not a single person"."""
    before = tree.children(i, "neg") if any(tree.tokens[k].lemma in {"single", "one"} for k in tree.children(i)) else []
    return [k for k in before if k < i]


def _names(tree: Tree, i: int) -> int:
    """How many persons stand by name beside a noun."""
    beside = [m for k in tree.children(i, "appos") for m in tree.conjuncts(k)]
    return sum(tree.tokens[k].tag == "NNP" and _is_named(tree, k) for k in beside)


def is_person(lemma: str) -> bool:
    """Whether a noun is of persons, as the lists of parties, word classes or its ending say: "host", "bodyguard"."""
    if lemma in AMOUNTS or lemma in words("inanimate") or lemma in words("collective"):
        return False
    known = words("people") | words("office") | _party_nouns()
    return lemma in known or lemma.endswith(_endings())


def is_definite(tree: Tree, i: int) -> bool:
    """Whether a noun is told with "the", as those of whom was spoken."""
    return any(tree.tokens[k].lemma == "the" for k in tree.children(i, "det"))


def of_people(tree: Tree, k: int) -> bool:
    """Whether a noun is of persons, or a number that leaves them unsaid."""
    t = tree.tokens[tree.below(k)]
    return t.pos in {"NUM", "PRON", "PROPN"} or t.lemma in table() or is_person(t.lemma)


@cache
def _party_nouns() -> frozenset[str]:
    """The last words of the nouns that the lists of parties know for persons."""
    nouns = (r["noun"] for r in data.table("parties/sectors.tsv") if r["kind"] in PERSONS)
    return frozenset(noun.split()[-1] for noun in nouns if " of " not in noun)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(words("person"))


def _numbers_a_name(tree: Tree, k: int) -> bool:
    """ "Densus 88", "Flight 370": a number after a proper noun that it belongs to counts nothing."""
    before = tree.tokens[k - 1] if k else None
    return before is not None and before.pos == "PROPN" and (before.head == k or tree.tokens[k].head == k - 1)


def _value(tree: Tree, k: int) -> Value | None:
    """What the number at `k` says; the parse may hang the "dozen" of "two dozen" on the two."""
    scale = next((m for m in tree.children(k, "quantmod") if m == k + 1), k)
    return value(tree.tokens, scale) or value(tree.tokens, k)


def _bounded(tree: Tree, k: int, noun: int, low: int, high: int | None) -> Number:
    """Widen the number by "at least", "more than", "up to", "about" before it."""
    parts = [(m, n) for m in tree.children(k, "quantmod") if (n := _value(tree, m)) and _takes_of(tree, m)]
    if parts:  # "one of three hostages"
        return *parts[0][1], Span(parts[0][0], max(k, noun) + 1)
    floor = min([k, *tree.subtree(k)])
    before = _bounding(tree, floor)
    near = {tree.tokens[m].lemma for m in (*before, *range(floor, k))}
    near |= {tree.tokens[m].text.lower() for m in (*before, *range(floor, k))}
    if "to" in near or "between" in near:  # "15 to 20", "between 20 and 30"
        small = [n for m in range(floor, k) if (n := _value(tree, m))]
        large = [n for m in tree.children(k, "conj") if (n := _value(tree, m))]
        low, high = (small[0][0] if small else low), (large[0][1] if large else high)
    if near & UNDER and low:
        low, high = 0, low - ("than" in near)
    elif near & AT_LEAST and low:
        high = None
    elif near & AT_MOST:
        low = 0
    return low, high, Span(min([floor, *before]), max(k, noun) + 1)


def _bounding(tree: Tree, floor: int) -> list[int]:
    """The words just before a number that widen it; not the "up" of "rounded up about 60"."""
    near = range(max(floor - 3, tree.sentence_start(floor)), floor)
    said = [m for m in near if tree.tokens[m].lemma in AT_LEAST | ABOUT | AT_MOST | UNDER | {"at", "between"}]
    return [m for m in said if tree.tokens[m].lemma != "up" or tree.tokens[m + 1].lemma == "to"]


def _takes_of(tree: Tree, m: int) -> bool:
    return m + 1 < len(tree.tokens) and tree.tokens[m + 1].lemma == "of"
