"""Crowds: whom a protest is against where no "against" says it, who only lends it a place, and who marches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.coding.draft import Role
from diurna.coding.lexicon import words
from diurna.coding.scene import outer
from diurna.coding.spots import FORCES, NAMED_LAND, once, others, role
from diurna.coding.tree import COMPLEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.coding.draft import Draft
    from diurna.coding.spots import Parties
    from diurna.coding.tree import Tree

NOUNS = {"NOUN", "PROPN"}
AFTER = {"after", "amid", "following", "over", "under", "since"}
SETTLE = {"CONCEDE", "AGREE"}
DOORS = ("outside", "before", "opposite", "around", "into", "past")
MISSIONS = {"embassy", "consulate", "mission", "parliament", "ministry", "headquarters"}
POWERS = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "BUS", "JRN"}
RULERS = {"GOV", "LEG", "PTY", "MIL"}
OFF_DUTY = {"strike", "hunger"}  # what guards and policemen do as others


def against(tree: Tree, draft: Draft, told: list[Role], crowd: Sequence[Role], parties: Parties) -> list[Role]:
    """Whom a crowd is against: those `told` whom it does not back, else of whom it demands, else at whose doors."""
    found = [r for r in told if not _backed(tree, draft, r)]
    found = found or others(_demanded_of(tree, draft, parties), crowd)
    return found or others(_met_at(tree, draft, parties), crowd)


def _demanded_of(tree: Tree, draft: Draft, parties: Parties) -> list[Role]:
    """Who shall do or suffer what the crowd wants: "marched to demand that the governor go", "to press him to quit"."""
    above = tree.tokens[draft.trigger].head
    around = [draft.trigger, above] if tree.tokens[draft.trigger].pos in NOUNS else [draft.trigger]
    clauses = [k for top in around for k in tree.children(top, "xcomp", "advcl", "acl", "conj")]
    asked = [k for k in clauses if tree.tokens[k].lemma in words("pressing")]
    leaving = [k for k in clauses if tree.tokens[k].lemma in words("going_away") and _is_until(tree, k)]
    told = [who for k in asked for who in _asked(tree, k)]
    told += [who for k in leaving for who in tree.children(k, "nsubj")]
    return once(r for who in told for r in _named(who, parties))


def _is_until(tree: Tree, clause: int) -> bool:
    """ "A strike until the president goes", "unless the mayor resigns"."""
    return any(tree.tokens[k].lemma in {"until", "till", "unless"} for k in tree.children(clause, "mark"))


def _met_at(tree: Tree, draft: Draft, parties: Parties) -> list[Role]:
    """Before whose doors a crowd stands: "gathered before the Serbian embassy", "pickets in front of the ministry"."""
    what = tree.object(draft.trigger)
    tops = [draft.trigger] if what is None else [draft.trigger, what]
    doors = [k for top in tops for k in (*tree.prepositional(top, *DOORS), *_in_front(tree, top))]
    doors += [what] if what is not None and any(tree.tokens[k].lemma in DOORS for k in tree.children(what)) else []
    doors += [k for top in tops for k in tree.prepositional(top, "at") if tree.tokens[k].lemma in MISSIONS]
    found = (r for k in doors for r in _named(k, parties))
    return once(r for r in found if r.party.sector in POWERS and not r.party.rule.startswith(NAMED_LAND))


def faced_there(tree: Tree, draft: Draft, parties: Parties) -> list[Role]:
    """The crowd that police meet where a noun only names the protest: "broke up a sit-in, beating demonstrators"."""
    if tree.tokens[draft.trigger].pos not in NOUNS:
        return []
    s = draft.sentence
    told = (k for k in range(s.start, s.end) if tree.tokens[k].lemma in words("marcher"))
    return once(r for k in told for r in parties.of(k))[:1]


def _in_front(tree: Tree, i: int) -> Iterator[int]:
    """The noun after "in front of", "on the steps of"."""
    for k in tree.prepositional(i, "in", "on"):
        if tree.tokens[k].lemma in {"front", "step"}:
            yield from tree.prepositional(k, "of")


def _asked(tree: Tree, verb: int) -> Iterator[int]:
    """The words that name who is asked: whoever is pressed, shall act, or shall go."""
    what = tree.object(verb)
    if what is not None and tree.tokens[verb].lemma in words("pressing_whom"):
        yield what
    for clause in tree.children(verb, *COMPLEMENTS):
        doer = None if tree.passive(clause) else next(iter(tree.children(clause, "nsubj")), None)
        if doer is not None:
            yield doer
    goals = [*([] if what is None else [what]), *tree.prepositional(verb, "for")]
    for goal in (k for k in goals if tree.tokens[k].lemma in words("going")):
        yield from (*tree.children(goal, "poss"), *tree.prepositional(goal, "of"), *tree.noun_words(goal)[1:])


def _named(i: int, parties: Parties) -> list[Role]:
    return [role(at) for at in parties.at(i)]


def _backed(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether the crowd stands by a party: "rallied in support of the junta", "marched to back the president"."""
    for k in tree.ancestors(outer(tree, role.span.start, role.span.end)):
        t = tree.tokens[k]
        if k == draft.trigger:
            return False
        if t.lemma in words("backing") and (tree.tokens[t.head].lemma in {"in", "of"} or t.tag in {"VB", "VBG"}):
            return True
    return False


def yielding(tree: Tree, draft: Draft, drafts: Sequence[Draft]) -> tuple[Role, ...]:
    """Who gives in to a protest or falls over it: "resigned after weeks of protests", "scrapped a tax after riots"."""
    way = [draft.trigger, *tree.ancestors(draft.trigger)]
    for other in drafts:
        if other.number == draft.number and other.trigger in way[1:] and _gives_in(tree, other):
            link = way[way.index(other.trigger) - 1]
            after = {tree.tokens[k].lemma for k in (link, *tree.children(link, "mark", "prep"))}
            lands = {r.party.country for r in (*draft.actors, *other.actors)} - {""}
            if after & AFTER and len(lands) < 2:
                return other.actors
    return ()


def _gives_in(tree: Tree, draft: Draft) -> bool:
    """Whether rulers resign, or take back what they wanted."""
    resigns = draft.type == "RETREAT" and "resign" in draft.frame.modes
    takes_back = draft.type in SETTLE and tree.tokens[draft.trigger].lemma in words("give_in")
    return (resigns or takes_back) and bool(draft.actors) and all(r.party.sector in RULERS for r in draft.actors)


def marchers(tree: Tree, draft: Draft) -> list[Role]:
    """The actors without the state whose land or town a noun of protest only names: "the protests in Kenya".

    Its people march, not it: "Iranian protests". A government protests with a note: "lodged a protest". Forces do not
    march that only deal with it: "police kept away from the march".
    """
    if tree.tokens[draft.trigger].pos not in NOUNS or _lodged(tree, draft.trigger):
        return list(draft.actors)
    people = [_people(r) if r.party.rule == "list:adjective" else r for r in draft.actors]
    return [r for r in people if r.party.sector != "GOV" and not _is_land(r) and not _watches(tree, draft, r)]


def _watches(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether forces stand beside a noun of protest that is not said to be theirs, as "a march by soldiers" is."""
    inside = role.span.start in tree.subtree(draft.trigger)
    return role.party.sector in FORCES and not inside and OFF_DUTY.isdisjoint(draft.frame.modes)


def _is_land(role: Role) -> bool:
    return role.party.sector == "" and role.party.rule.startswith(NAMED_LAND)


def _people(role: Role) -> Role:
    return Role(replace(role.party, sector="CVL"), role.span)


def _lodged(tree: Tree, noun: int) -> bool:
    """Whether a protest is a note of complaint."""
    said = {tree.tokens[k].lemma for k in tree.children(noun, "prep", "agent", "amod")}
    verb = tree.tokens[tree.tokens[noun].head] if tree.tokens[noun].dep in {"dobj", "nsubjpass"} else None
    handed = verb is not None and verb.lemma in words("lodge")
    return handed or bool(said & {"by", "from", "formal", "diplomatic", "strong"})
