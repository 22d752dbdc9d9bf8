"""Grounds: the named places where an act can happen, without those that stand for a state, a border or a distance."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.lexicon import words
from diurna.coding.scene import outer
from diurna.records import Place, PlaceAt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diurna.coding.draft import Draft
    from diurna.coding.tree import Tree
    from diurna.records import PartyAt

MEASURED = 12  # tokens between a place and the one from which its distance is told
MILES = {"km", "kilometre", "kilometer", "mile"}
FAR, FAR_TOKENS = 100, 8  # miles or kilometres to what lies elsewhere; tokens from the number to the place
DEALT = {"by", "with", "between", "against"}  # before a government with which others deal
REFUGE = {"to", "into", "toward", "towards", "for", "across"}  # whither people flee


def grounds(
    tree: Tree, drafts: Sequence[Draft], places: Iterable[PlaceAt], parties: Iterable[PartyAt]
) -> list[PlaceAt]:
    """The places where an act can happen: not Belgrade, in "raided the offices, angering Belgrade", nor Djibo, in
    "thousands have fled to Djibo since the attack".
    """
    triggers = {d.trigger for d in drafts}
    parties = list(parties)
    capitals = {at.start for at in parties if at.party.rule.startswith("list:capital")}

    def acts(at: PlaceAt) -> bool:
        headed = at.place.text.isupper()  # "MUSCAT - The premier met": a dateline
        return at.start in capitals and not headed and _is_government(tree, at, triggers)

    named = list(places)
    measures = {at.start for before, at in pairwise(named) if _is_measured_from(tree, before, at)}
    measures |= {at.start for at in named if _is_far_off(tree, at)}
    beside = {at.start for at in named if _is_of_embassy(tree, at) or _is_of_border(tree, at) or _is_end(tree, at)}
    off = measures | beside | {at.start for at in named if acts(at) or _is_refuge(tree, at)}
    known = [at for at in named if at.start not in off]
    return known + list(_lands_of_unknown(tree, parties, {k for at in known for k in range(at.start, at.end)}))


def _is_government(tree: Tree, at: PlaceAt, triggers: set[int]) -> bool:
    """Whether a capital is a government that acts, is dealt with or suffers: "Lima said", "talks with Lima"."""
    i = outer(tree, at.start, at.end)
    while tree.tokens[i].dep == "conj":
        i = tree.tokens[i].head
    t = tree.tokens[i]
    link = tree.tokens[t.head].lemma if t.dep == "pobj" else ""
    suffers = t.dep == "dobj" and t.head not in triggers
    return suffers or link in DEALT or (t.dep == "nsubj" and not tree.passive(t.head))


def _lands_of_unknown(tree: Tree, parties: Iterable[PartyAt], known: set[int]) -> Iterator[PlaceAt]:
    """The country of a town that nobody knows, where its people are named: "the Lebanese village of Zurmakal"."""
    for at in parties:
        land = countries().get(at.party.country)
        noun = tree.tokens[at.head].head
        told = tree.tokens[at.head].dep in {"amod", "compound"} and tree.tokens[noun].lemma in words("area")
        if land and told and at.party.rule == "list:adjective" and known.isdisjoint(tree.subtree(noun)):
            text = " ".join(t.text for t in tree.tokens[at.start : noun + 1])
            yield PlaceAt(at.start, noun + 1, replace(land, text=text, rule="adjective"))


@cache
def countries() -> dict[str, Place]:
    """Country code -> the country."""
    rows = data.table("places/countries.tsv")
    return {
        r["alpha3"]: Place("", r["name"], r["alpha3"], float(r["lat"]), float(r["lon"]), int(r["geonames"]), "country")
        for r in rows
    }


def _is_measured_from(tree: Tree, before: PlaceAt, at: PlaceAt) -> bool:
    """Whether a place is but what another's distance is measured from: "in Gazipur, some 30 km north of Dhaka", "in
    Gentilly, south of Paris".
    """
    between = tree.tokens[before.end : at.start]
    said = [t.lemma.lower() for t in between if t.lemma.lower() not in {",", "just", "the"}]
    if len(between) > 1 and between[0].text == "," and _is_beside(said):
        return True
    apart = any(t.lemma.lower() in MILES for t in between)
    if any(t.text == "." for t in between):
        return False  # the next sentence is of another place
    return apart and len(between) <= MEASURED and not any(t.pos in {"VERB", "AUX"} for t in between)


def _is_far_off(tree: Tree, at: PlaceAt) -> bool:
    """Whether something lies so many miles from the place that it is not there: "about 150 km north of Kidal"."""
    before = tree.tokens[max(at.start - FAR_TOKENS, 0) : at.start]
    unit = next((n for n in range(len(before) - 1, 0, -1) if before[n].lemma.lower() in MILES), 0)
    number = before[unit - 1].text.replace(",", "") if unit else ""
    between = before[unit:]
    told = any(t.lemma in {"of", "from"} for t in between) and not any(t.pos in {"VERB", "AUX"} for t in between)
    return told and number.isdigit() and int(number) >= FAR


def _is_beside(said: list[str]) -> bool:
    """Whether the words tell on which side of the next place something lies: "south of", "outside"."""
    return said in (["outside"], ["near"]) or (len(said) == 2 and said[0] in words("side") and said[1] == "of")


def _is_of_embassy(tree: Tree, at: PlaceAt) -> bool:
    """Whether it is the land whose embassy is spoken of: "outside the U.S. Embassy"."""
    t = tree.tokens[outer(tree, at.start, at.end)]
    return t.dep in {"compound", "amod", "nmod", "poss"} and tree.tokens[t.head].lemma.lower() in words("mission")


def _is_of_border(tree: Tree, at: PlaceAt) -> bool:
    """Whether it is the land on whose border something lies: "a village on the Kosovo border", "near the border
    with Kosovo".
    """
    t = tree.tokens[outer(tree, at.start, at.end)]
    while t.dep == "conj":  # "the border between Chad and Niger"
        t = tree.tokens[t.head]
    link = tree.tokens[t.head]
    beside = t.dep in {"compound", "amod", "nmod"} or (t.dep == "pobj" and link.lemma in {"with", "between"})
    noun = tree.tokens[link.head] if t.dep == "pobj" else link
    return beside and noun.lemma.lower() in {"border", "frontier"} and at.place.precision == "country"


def _is_end(tree: Tree, at: PlaceAt) -> bool:
    """Whether it is but where a road leads: "the highway to Bolivia"."""
    t = tree.tokens[outer(tree, at.start, at.end)]
    before = tree.tokens[at.start - 2].lemma if at.start > 1 and t.dep == "pobj" else ""
    to = tree.tokens[t.head]
    return (
        t.dep == "pobj" and to.lemma == "to" and not words("barriers").isdisjoint({tree.tokens[to.head].lemma, before})
    )


def _is_refuge(tree: Tree, at: PlaceAt) -> bool:
    """Whether a place is where people flee to: "5,900 people fled to the town of Djibo", "to a camp near Goma"."""
    above = tree.ancestors(outer(tree, at.start, at.end))
    to = next((k for k in above if tree.tokens[tree.tokens[k].head].pos == "VERB"), None)
    if to is None or tree.tokens[to].dep != "prep" or tree.tokens[to].lemma not in REFUGE:
        return False
    return tree.tokens[tree.tokens[to].head].lemma in words("flight")
