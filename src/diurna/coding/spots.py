"""Spots: the parties that stand at "subj", "obj.by" or "against" of a trigger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.coding.draft import Role, Span
from diurna.coding.lexicon import words
from diurna.coding.tree import COMPLEMENTS, Tree
from diurna.records import Party, PartyAt, PlaceAt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

NAMED_LAND = ("list:country", "list:capital", "list:adjective", "list:region", "place")  # rules of parties
LAND = (*NAMED_LAND, "noun:state", "noun:province", "noun:region", "noun:district")  # rules of lands and their parts
ITS_LAND = ("noun:government+its", "noun:country+its", "noun:nation+its")  # "his country"
FORCES = {"MIL", "COP"}  # who uses force for it
STATES = {"GOV", "MIL", "SPY"}  # who acts for the state
GUESSED = "+home"  # the mark of a country that no word of the phrase gives
ABROAD = ("+both", "+others")  # the marks of those whose countries no place and no other side tells
BESIDE = ("in", "of", "at", "from", "near", "outside")  # the place to which somebody belongs
OF = ("of", "from")
INNER = ("by", "of", "in", "from", "against", "to", "with", "on")  # where an argument's own party may stand, best first


class Parties:
    """The parties and places of a reading, looked up by the token that carries them."""

    def __init__(self, tree: Tree, parties: Iterable[PartyAt], places: Iterable[PlaceAt]) -> None:
        self.tree = tree
        self._by_head: dict[int, list[PartyAt]] = {}
        self._by_token: dict[int, PartyAt] = {}
        self._places = {k: at for at in places for k in range(at.start, at.end)}
        for at in self._sent([self._from_there(at) for at in parties]):
            self._by_head.setdefault(at.head, []).append(at)
            for k in range(at.start, at.end):
                self._by_token.setdefault(k, at)

    def _sent(self, parties: Sequence[PartyAt]) -> Iterator[PartyAt]:
        """Who is sent is of the land that sends, not of where the story is: "Ghana sent a deputy minister"."""
        known = {at.head: at.party for at in parties}
        for at in parties:
            by = self._sender(at.head) if at.party.rule.endswith(GUESSED) else None
            sender = known.get(by) if by is not None else None
            own = sender is not None and sender.rule.startswith((*NAMED_LAND, *ITS_LAND)) and sender.country
            yield replace(at, party=replace(at.party, country=own, rule=_plain(at.party.rule))) if own else at

    def _sender(self, i: int) -> int | None:
        """Who sends the noun: "Ghana sent a minister", "policemen whom Kenya had sent", "soldiers sent by France"."""
        t = self.tree.tokens[i]
        clause = t.head if t.dep == "dobj" else next(iter(self.tree.children(i, "relcl", "acl")), None)
        if clause is None or self.tree.tokens[clause].lemma not in words("send"):
            return None
        if self.tree.passive(clause):
            return None if t.dep == "dobj" else self.tree.agent(clause)
        return next(iter(self.tree.children(clause, "nsubj")), None) if t.dep != "dobj" else self.tree.subject(clause)

    def _from_there(self, at: PartyAt) -> PartyAt:
        """ "Teachers in Jujuy", "the mayor of Diyarbakir": of the place's country, where no name says of which."""
        party = at.party
        open_ = not party.country or party.rule.endswith(GUESSED)
        if not party.rule.startswith("noun:") or party.rule.endswith(ABROAD) or not open_:
            return at
        sent = self.tree.tokens[at.head].lemma.lower() in words("envoy")  # he is not of where he is
        beside = (self._places.get(k) for k in self.tree.prepositional(at.head, *(OF if sent else BESIDE)))
        there = next((p.place.country for p in beside if p is not None and p.place.country), "") or self._where(at.head)
        return replace(at, party=replace(party, country=there, rule=party.rule.removesuffix(GUESSED))) if there else at

    def _where(self, i: int) -> str:
        """The country of a clause that says what is done there: "Togo, where soldiers surrounded the parliament"."""
        clause = next((k for k in (i, *self.tree.ancestors(i)) if self.tree.tokens[k].dep == "relcl"), None)
        if clause is None or not any(self.tree.tokens[k].lemma == "where" for k in self.tree.children(clause)):
            return ""
        there = self._places.get(self.tree.tokens[clause].head)
        return there.place.country if there is not None else ""

    def at(self, i: int) -> list[PartyAt]:
        """The parties that token `i` itself carries."""
        found = self._by_head.get(i)
        if found:
            return found
        covering = self._by_token.get(i)
        if covering is None or (i in self._places and covering.start <= covering.head < i):
            return []  # "its embassy in Tehran": Tehran itself is asked for; but not in "police in Ghana and Togo"
        return [covering]

    def of(self, i: int, depth: int = 0) -> list[Role]:
        """The parties of the argument headed by token `i`: itself, what is joined to it, else what it belongs to."""
        tree, found = self.tree, []
        for k in (*tree.conjuncts(i), *self._listed(i)):
            noun = tree.below(k)
            found += [role(at) for at in self.at(k) or self.at(noun)]
            if not found and k == i:
                found += self._inner(noun, depth)
        return once(_joined(found)) or self._numbered(i)

    def _numbered(self, i: int) -> list[Role]:
        """Those told by the same number before: "held five men. The five ...", "three of the five", "all five"."""
        tokens = self.tree.tokens
        if tokens[i].pos != "NUM":
            return []
        k = next(iter(self.tree.prepositional(i, "of")), i)
        known = {tokens[n].lemma.lower() for n in self.tree.children(k, "det", "predet")} & {"the", "all", "these"}
        if not known or tokens[k].pos != "NUM":
            return []
        before = (n for n in range(k - 1, -1, -1) if tokens[n].text.lower() == tokens[k].text.lower())
        told = next((self.at(tokens[n].head) for n in before if tokens[n].dep == "nummod"), [])
        told = [at for at in told if at.party.rule.startswith("noun:")]
        return [Role(replace(at.party, text=tokens[k].text, rule="the same"), Span(k, k + 1)) for at in told]

    def _listed(self, i: int) -> list[int]:
        """What a headline lists beside `i` with no "and", or the parse does not join: "China, Fiji pledge closer ties".

        Paris and France are one place, Fico and Slovakia's premier one man: what is listed is of two countries.
        """
        tree, (mine, *_) = self.tree, (*self.at(i), None)
        if mine is None or not _is_said(mine):
            return []
        beside = [k for k in tree.beside(i) if k not in tree.conjuncts(i)]
        said = ((k, at) for k in beside for at in self.at(k) if _is_said(at))
        return [k for k, at in said if at.party.country != mine.party.country]

    def _inner(self, i: int, depth: int) -> list[Role]:
        """The party inside a noun phrase that is none itself: "American raid", "purchases of India", "raid on Tyre"."""
        for k in self.tree.noun_words(i)[1:] + self.tree.children(i, "poss"):
            if self.at(k):  # "Russian and Chinese bombers"
                return [role(at) for j in self.tree.conjuncts(k) for at in self.at(j)]
            if self.tree.tokens[k].dep == "poss" and depth < 2:
                inner = self._inner(k, depth + 1)
                if inner:
                    return inner
        if i in self._places and self._places[i].place.country:  # a sea is nobody's: "fired missiles into the East Sea"
            return [_place_role(self._places[i])]
        if depth < 3:
            owned = any(self.tree.tokens[k].pos == "PRON" for k in self.tree.children(i, "poss"))
            for preposition in INNER if depth == 0 else INNER[:3]:
                for noun in self.tree.prepositional(i, preposition):
                    if owned and noun in self._places:
                        continue  # "their camps in Jigawa"
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
        return once(role(at) for k in self.tree.subtree(i) for at in self._by_head.get(k, ()))


def _joined(roles: list[Role]) -> list[Role]:
    """ "Nicaraguan judges and prosecutors": what is joined shares the country said before over one that is guessed.

    "The government and ExxonMobil" shares nothing: a name is of its own country.
    """
    known = (r for r in roles if r.party.country and not r.party.rule.endswith("+only"))
    said = next((r for r in known if _says_land(r.party)), None)
    if said is None or len(roles) == 1:
        return roles
    return [_of(r, said) if r.party.rule.endswith(GUESSED) and r.span.start > said.span.start else r for r in roles]


def _of(role: Role, other: Role) -> Role:
    """The role as one of the other's country."""
    return Role(replace(role.party, country=other.party.country), role.span)


def _says_land(party: Party) -> bool:
    """Whether the words of the party say its country, as an adjective or a place beside a noun does."""
    return party.rule.startswith(("noun:", "list:adjective", "list:people")) and GUESSED not in party.rule


def _plain(rule: str) -> str:
    """A party's rule without the mark of a guess."""
    return rule.removesuffix(GUESSED)


def _is_said(at: PartyAt) -> bool:
    """Whether a party has a country, and not as a guess."""
    return bool(at.party.country) and "+" not in at.party.rule


def role(at: PartyAt) -> Role:
    """The party with the tokens that name it."""
    return Role(at.party, Span(at.start, at.end))


def _place_role(at: PlaceAt) -> Role:
    party = Party(at.place.text, at.place.name, at.place.country, "", "place")
    return Role(party, Span(at.start, at.end))


def once(roles: Iterable[Role]) -> list[Role]:
    """The roles without repeats of a party, in their order."""
    seen: dict[tuple[str, str, str], Role] = {}
    for r in roles:
        seen.setdefault((r.party.name, r.party.country, r.party.sector), r)
    return list(seen.values())


def others(roles: list[Role], taken: Sequence[Role]) -> list[Role]:
    """Those of the roles that name nobody who is `taken` already."""
    names = {r.party.name for r in taken}
    return [r for r in roles if r.party.name not in names]


def countries(roles: Iterable[Role]) -> set[str]:
    """The countries of the parties, an empty one for those of whom it is not known."""
    return {r.party.country for r in roles}


def first(tree: Tree, i: int, spots: Iterable[str], parties: Parties, taken: Iterable[Role] = ()) -> list[Role]:
    """The parties at the first of `spots` that holds any but those `taken` already."""
    used = {r.party.name for r in taken}
    for spot in spots:
        found = [r for r in at_spot(tree, i, spot, parties) if r.party.name not in used]
        if found:
            return found
    return []


def at_spot(tree: Tree, i: int, spot: str, parties: Parties) -> list[Role]:
    """The parties at a spot such as "subj", "on", "obj.by" or "comp.subj"."""
    tokens = [i]
    *_, last = steps = spot.split(".")
    for step in steps:
        tokens = [n for k in tokens for n in _step(tree, k, step)]
    if last == "comp":
        return [r for k in tokens for r in parties.under(k)]
    carried = [role(at) for k in tokens for at in parties.at(k)] if last in {"mod", "poss"} else []
    return carried or ([r for k in tokens for r in parties.of(k)] if last != "mod" else [])


def _step(tree: Tree, i: int, step: str) -> list[int]:
    """The tokens one step from `i`: those of STEPS, or those behind a preposition."""
    if step in STEPS:
        return [k for k in STEPS[step](tree, i) if k is not None]
    return [k for k in tree.prepositional(i, step) if step != "in" or tree.tokens[k].lemma not in words("behalf")]


def deeds(tree: Tree, i: int) -> Iterator[int]:
    """The attacks or fights in which a verb's harm was done: "killed in a rebel attack", "hurt during clashes"."""
    for k in tree.prepositional(i, "in", "during"):
        if tree.tokens[k].lemma in words("force"):
            yield k


def _light_subject(tree: Tree, i: int) -> int | None:
    """The subject of the verb that merely carries an action noun: "Israel launched a strike"."""
    t = tree.tokens[i]
    verb = t.head
    if t.dep in {"dobj", "obj"} and tree.tokens[verb].lemma in words("light"):
        return None if tree.children(verb, "oprd") else tree.subject(verb)  # "called the raid a crime"
    if t.dep == "nsubjpass" and tree.tokens[verb].lemma in words("light"):
        return tree.agent(verb)
    if t.dep == "pobj" and tree.tokens[verb].lemma == "in":  # "are in talks"
        above = tree.tokens[verb].head
        return tree.subject(above) if tree.tokens[above].lemma in {"be", "remain", "engage", "stay"} else None
    if t.dep == "pobj" and tree.tokens[verb].lemma == "during":  # "Russia used the missile during an attack on Kyiv"
        above = tree.tokens[verb].head
        return tree.subject(above) if tree.tokens[above].lemma in {"use", "fire", "deploy", "employ"} else None
    return None


STEPS: dict[str, Callable[[Tree, int], Iterable[int | None]]] = {
    "-": lambda _tree, _i: (),
    "agent": lambda tree, i: [tree.agent(i)],
    "by": lambda tree, i: [tree.agent(i)],
    "comp": lambda tree, i: tree.children(i, *COMPLEMENTS, "advcl", "acl"),
    "dative": lambda tree, i: tree.children(i, "dative"),
    "deed": deeds,
    "mod": lambda tree, i: tree.noun_words(i)[1:],
    "obj": lambda tree, i: [tree.sufferer(i)],
    "poss": lambda tree, i: tree.children(i, "poss"),
    "self": lambda _tree, i: [i],
    "subj": lambda tree, i: [tree.doer(i)],
    "subj_of": lambda tree, i: [_light_subject(tree, i)],
    "wish": lambda tree, i: tree.wishes(i),
}
