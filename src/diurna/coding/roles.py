"""Roles: who did it to whom, read off the places that a frame names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.draft import Draft, Role, Span
from diurna.coding.lexicon import words
from diurna.coding.tree import COMPLEMENTS, Tree
from diurna.records import Party, PartyAt, PlaceAt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

INNER = ("by", "of", "in", "from", "against", "to", "with", "on")  # where an argument's own party may stand, best first


class Parties:
    """The parties and places of a reading, looked up by the token that carries them."""

    def __init__(self, tree: Tree, parties: Iterable[PartyAt], places: Iterable[PlaceAt]) -> None:
        self.tree = tree
        self._by_head: dict[int, list[PartyAt]] = {}
        self._by_token: dict[int, PartyAt] = {}
        for at in parties:
            self._by_head.setdefault(at.head, []).append(at)
            for k in range(at.start, at.end):
                self._by_token.setdefault(k, at)
        self._places = {k: at for at in places for k in range(at.start, at.end)}

    def at(self, i: int) -> list[PartyAt]:
        """The parties that token `i` itself carries."""
        found = self._by_head.get(i)
        if found:
            return found
        covering = self._by_token.get(i)
        return [covering] if covering else []

    def of(self, i: int, depth: int = 0) -> list[Role]:
        """The parties of the argument headed by token `i`: itself, what is joined to it, else what it belongs to."""
        tree, found = self.tree, []
        for k in tree.conjuncts(i):
            noun = tree.below(k)
            found += [_role(at) for at in self.at(k) or self.at(noun)]
            if not found and k == i:
                found += self._inner(noun, depth)
        return _once(found)

    def _inner(self, i: int, depth: int) -> list[Role]:
        """The party inside a noun phrase that is none itself: "American raid", "purchases of India", "raid on Tyre"."""
        for k in self.tree.noun_words(i)[1:] + self.tree.children(i, "poss"):
            if self.at(k):
                return [_role(at) for at in self.at(k)]
            if self.tree.tokens[k].dep == "poss" and depth < 2:
                inner = self._inner(k, depth + 1)
                if inner:
                    return inner
        if i in self._places:
            return [_place_role(self._places[i])]
        if depth < 3:
            for preposition in INNER:
                for noun in self.tree.prepositional(i, preposition):
                    found = self.of(noun, depth + 1)
                    if found:
                        return found
            for k in self.tree.children(i, "acl", "relcl"):
                agent = self.tree.agent(k)
                if agent is not None:
                    return self.of(agent, depth + 1)
        return []

    def under(self, i: int) -> list[Role]:
        """All parties below token `i`, in the order of the text."""
        return _once(_role(at) for k in self.tree.subtree(i) for at in self._by_head.get(k, ()))


def _role(at: PartyAt) -> Role:
    return Role(at.party, Span(at.start, at.end))


def _place_role(at: PlaceAt) -> Role:
    party = Party(at.place.text, at.place.name, at.place.country, "", "place")
    return Role(party, Span(at.start, at.end))


def _once(roles: Iterable[Role]) -> list[Role]:
    seen: dict[tuple[str, str, str], Role] = {}
    for r in roles:
        seen.setdefault((r.party.name, r.party.country, r.party.sector), r)
    return list(seen.values())


def assign(tree: Tree, draft: Draft, parties: Parties) -> None:
    """Fill the draft's actors and recipients from the places that its frame names."""
    frame, i = draft.frame, draft.trigger
    if frame.joint:
        draft.actors = tuple(_once(r for spot in frame.actors for r in _at(tree, i, spot, parties)))
        return
    hidden = PASSIVE_DOERS if "subj" in frame.actors and _suffers_no_party(tree, i, parties) else ()
    actors = _first(tree, i, (*frame.actors, *hidden), parties)
    if draft.type == "COERCE" and actors and not _can_coerce(actors):
        actors = _above(tree, i, parties) or actors
    recipients = _first(tree, i, frame.recipients, parties, taken=actors)
    if not recipients and frame.kind == "v" and frame.recipients and draft.type in SPEAKS_TO:
        recipients = _spoken_of(tree, i, actors, parties)
    draft.actors, draft.recipients = tuple(actors), tuple(recipients)
    _lend_country(draft)
    if not actors:
        _imply_actor(tree, draft)
    _exercise_together(tree, draft)


def _spoken_of(tree: Tree, i: int, actors: Sequence[Role], parties: Parties) -> list[Role]:
    """The first party of another country below the trigger, asides left out."""
    own = {r.party.country for r in actors} | {""}
    for top in tree.children(i, "dobj", "nsubjpass", "xcomp", "ccomp", "prep", "dative", "pcomp", "oprd"):
        if tree.tokens[top].lemma in ASIDE or top == tree.subject(i):
            continue
        for k in _told(tree, top):
            found = [_role(at) for at in parties.at(k) if at.head == k and at.party.country not in own]
            if found:
                return found[:1]
    return []


def _told(tree: Tree, top: int) -> Iterator[int]:
    """`top` and the tokens below it, relative clauses and asides left out."""
    yield top
    for k in tree.children(top):
        t = tree.tokens[k]
        if t.dep not in {"relcl", "advcl", "parataxis"} and t.lemma not in ASIDE:
            yield from _told(tree, k)


def _first(tree: Tree, i: int, spots: Iterable[str], parties: Parties, taken: Iterable[Role] = ()) -> list[Role]:
    """The parties at the first of `spots` that holds any but those `taken` already."""
    used = {r.party.name for r in taken}
    for spot in spots:
        found = [r for r in _at(tree, i, spot, parties) if r.party.name not in used]
        if found:
            return found
    return []


def _at(tree: Tree, i: int, spot: str, parties: Parties) -> list[Role]:
    """The parties at a spot such as "subj", "on", "obj.by" or "comp.subj"."""
    tokens = [i]
    *way, last = spot.split(".")
    for step in way:
        tokens = [n for k in tokens for n in _step(tree, k, step)]
    if last == "comp":
        return [r for k in tokens for n in _step(tree, k, last) for r in parties.under(n)]
    if last in {"mod", "poss"}:
        return [r for k in tokens for n in _step(tree, k, last) for r in map(_role, parties.at(n))] or (
            [r for k in tokens for n in _step(tree, k, last) for r in parties.of(n)] if last == "poss" else []
        )
    return [r for k in tokens for n in _step(tree, k, last) for r in parties.of(n)]


def _step(tree: Tree, i: int, step: str) -> Iterator[int]:
    """The tokens one step from `i`."""
    found: list[int | None]
    if step == "subj":
        found = [tree.agent(i) if tree.passive(i) else tree.subject(i)]
    elif step == "obj":
        found = [tree.subject(i)] if tree.passive(i) else [tree.object(i)]
    elif step in {"by", "agent"}:
        found = [tree.agent(i)]
    elif step == "poss":
        found = list(tree.children(i, "poss"))
    elif step == "mod":
        found = list(tree.noun_words(i)[1:])
    elif step == "comp":
        found = list(tree.children(i, *COMPLEMENTS, "advcl", "acl"))
    elif step == "subj_of":
        found = [_light_subject(tree, i)]
    elif step == "dative":
        found = list(tree.children(i, "dative"))
    elif step == "-":
        found = []
    else:
        found = list(tree.prepositional(i, step))
    yield from (k for k in found if k is not None)


def _light_subject(tree: Tree, i: int) -> int | None:
    """The subject of the verb that merely carries an action noun: "Israel launched a strike"."""
    t = tree.tokens[i]
    verb = t.head
    if t.dep in {"dobj", "obj"} and tree.tokens[verb].lemma in words("light"):
        return tree.subject(verb)
    if t.dep == "nsubjpass" and tree.tokens[verb].lemma in words("light"):
        return tree.agent(verb)
    if t.dep == "pobj" and tree.tokens[verb].lemma == "in":  # "are in talks"
        above = tree.tokens[verb].head
        return tree.subject(above) if tree.tokens[above].lemma in {"be", "remain", "engage", "stay"} else None
    return None


# Acts of words and of policy that mostly aim at somebody: the first other party that they speak of is whom they aim at.
SPEAKS_TO = {"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "SANCTION", "CONCEDE", "AID"}
ASIDE = {"after", "since", "following", "during", "amid", "despite", "before", "while", "as", "when", "where", "until"}
# "American sanctions were widened", "the plea by Haiti was repeated": the doer stands with what suffers the passive.
PASSIVE_DOERS = ("obj.between", "obj.by", "obj.poss", "obj.mod")
AUTHORITIES = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PRM", "REB", "UAF"}
ANSWERS = {"SUPPORT", "REJECT", "ACCUSE", "CONCEDE", "PROTEST"}
LOOK_BACK = 8  # sentences: "condemned the decision" speaks of what was told shortly before


def answer(tree: Tree, drafts: Sequence[Draft]) -> None:
    """Give who "the step", "the charges", "any role" are about: the doer of the deed told last by somebody else."""
    for n, draft in enumerate(drafts):
        if draft.type not in ANSWERS or draft.recipients or not draft.actors or not _of_a_deed(tree, draft):
            continue
        for earlier in reversed(drafts[:n]):
            if draft.number - earlier.number > LOOK_BACK:
                break
            if earlier.type == "REJECT" or not earlier.actors or _same_people(draft.actors, earlier.actors):
                continue
            if draft.type != "REJECT" or _same_people(draft.actors, earlier.recipients):
                draft.recipients = earlier.actors
                break


def _same_people(a: Sequence[Role], b: Sequence[Role]) -> bool:
    """Whether the sides share a party: by name, or a state that speaks through different mouths."""

    def keys(roles: Sequence[Role]) -> set[str]:
        states = {"", "GOV", "MIL", "SPY"}
        return {r.party.name for r in roles} | {
            r.party.country for r in roles if r.party.sector in states and r.party.country
        }

    return bool(keys(a) & keys(b))


def _of_a_deed(tree: Tree, draft: Draft) -> bool:
    """Whether the act is about a deed without a doer: "welcomed the release", "denies any wrongdoing"."""
    spots = [tree.object(draft.trigger), *tree.prepositional(draft.trigger, "against", "to", "over")]
    heads = [k for k in spots if k is not None]
    return any(tree.tokens[k].lemma in words("deed") for k in heads) or (draft.type == "REJECT" and not heads)


def _lend_country(draft: Draft) -> None:
    """Give a party without country that of the other side: police who arrest "four bloggers" arrest their own."""
    sides = (draft.actors, draft.recipients)
    for mine, other in ((0, 1), (1, 0)):
        lender = {r.party.country for r in sides[other]} - {"", "IGO", "NGO", "IMG", "MNC"}
        if len(lender) == 1:
            country = lender.pop()
            lent = tuple(_with(r, country) if _needs_country(r) else r for r in sides[mine])
            if mine == 0:
                draft.actors = lent
            else:
                draft.recipients = lent
            sides = (draft.actors, draft.recipients)


def _exercise_together(tree: Tree, draft: Draft) -> None:
    """An exercise of several states is COOPERATE, of one MOBILIZE (PLOVER 2.0, special rules)."""
    exercise = {tree.tokens[draft.trigger].lemma} | {tree.tokens[k].lemma for k in tree.children(draft.trigger, "dobj")}
    if (
        draft.type == "MOBILIZE"
        and exercise & words("exercise")
        and len({r.party.country for r in draft.actors} - {""}) > 1
    ):
        draft.turned = "COOPERATE"


@cache
def _implied() -> dict[tuple[str, str], tuple[str, str]]:
    """(type, lemma) -> (body, sector)."""
    rows = data.table("coding/implied.tsv")
    return {(r["type"], w): (r["body"], r["sector"]) for r in rows for w in r["words"].split()}


def _imply_actor(tree: Tree, draft: Draft) -> None:
    """Name the hidden doer of an arrest, a trial or a verdict: the police or court of those who suffer it."""
    lands = {r.party.country for r in draft.recipients} - {"", "IGO", "NGO", "IMG", "MNC"}
    trigger = tree.tokens[draft.trigger]
    found = _implied().get((draft.type, trigger.lemma))
    if found is None or len(lands) != 1:
        return
    body, sector = found
    country = lands.pop()
    party = Party(trigger.text, f"{body} ({country})", country, sector, f"implied:{body}")
    draft.actors = (Role(party, Span(draft.trigger, draft.trigger + 1)),)


def _suffers_no_party(tree: Tree, i: int, parties: Parties) -> bool:
    """Whether `i` is a passive whose sufferer is a thing ("sanctions were widened"), not somebody."""
    sufferer = tree.subject(i) if tree.tokens[i].pos == "VERB" and tree.passive(i) else None
    return sufferer is not None and not parties.at(sufferer)


def _can_coerce(roles: Sequence[Role]) -> bool:
    return any(r.party.sector in AUTHORITIES or not r.party.sector for r in roles)


def _above(tree: Tree, i: int, parties: Parties) -> list[Role]:
    """The authority that does a higher verb: "police fired on marchers who blocked a road, arresting 17"."""
    for k in tree.ancestors(i):
        doer = tree.subject(k) if tree.tokens[k].pos == "VERB" else None
        found = [r for r in parties.of(doer) if r.party.sector in AUTHORITIES] if doer is not None else []
        if found:
            return found
    return []


def _needs_country(role: Role) -> bool:
    """Refugees are mostly somebody else's people, and rebels anybody's."""
    return not role.party.country and role.party.sector not in {"", "REF", "REB", "UAF"}


def _with(role: Role, country: str) -> Role:
    p = role.party
    return Role(Party(p.text, p.name, country, p.sector, f"{p.rule}+lent"), role.span)
