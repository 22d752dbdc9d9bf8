"""Dealings: who takes part in a meeting, a deal or a gift, where words beside the trigger's own say so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.coding.lexicon import words
from diurna.coding.scene import outer
from diurna.coding.spots import GUESSED, NAMED_LAND, Parties, at_spot, countries, first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree

TALKS = {"CONSULT", "AGREE"}
ABOUT = {"on", "about", "over", "regarding", "concerning"}
TURNING = {"AID", "CONSULT", "MOBILIZE"}  # types whose verbs may have the doer as their object
VISITED = ("list:country", "list:capital")


def without_topics(tree: Tree, draft: Draft, roles: Iterable[Role]) -> list[Role]:
    """The roles without what the talks are about, or at whose wish: "discussed Gaza", "a summit on Libya"."""
    if draft.type not in TALKS:
        return list(roles)
    return [r for r in roles if not _is_topic(tree, draft, outer(tree, r.span.start, r.span.end))]


def _is_topic(tree: Tree, draft: Draft, i: int) -> bool:
    t = tree.tokens[i]
    above = tree.tokens[t.head]
    if t.dep == "dobj":
        return t.head == draft.trigger and above.lemma in {"discuss", "leave"}
    if t.dep == "pobj" and above.lemma == "with" and tree.tokens[above.head].lemma in words("dispute"):
        return True
    wish = t.dep == "pobj" and above.lemma == "of" and tree.tokens[above.head].lemma in words("wish")
    return wish or (t.dep == "pobj" and above.lemma in ABOUT and tree.tokens[above.head].lemma not in words("on_whom"))


def is_aside(tree: Tree, role: Role) -> bool:
    """Whether what is agreed is against a party or by its good offices, not for it: "talks brokered by Oman"."""
    t = tree.tokens[outer(tree, role.span.start, role.span.end)]
    return t.dep == "pobj" and tree.tokens[t.head].lemma in {"against", "by", "near"}


def met(tree: Tree, i: int, parties: Parties) -> list[Role]:
    """Whom the one who agrees or promises met in the same breath: "met his Polish counterpart and agreed to sell".

    So with praise and wishes: "telephoned the emir to congratulate him", "met the mayor to demand lamps".
    """
    k = tree.tokens[i].head
    if (
        tree.tokens[i].dep not in {"conj", "advcl", "xcomp"}
        or tree.children(i, "nsubj")
        or tree.tokens[k].lemma not in words("meet")
    ):
        return []
    spots = ("obj", "with", "to") if tree.tokens[k].lemma != "visit" else ()
    return [r for spot in spots for r in at_spot(tree, k, spot, parties)]


def turned(tree: Tree, draft: Draft, parties: Parties) -> tuple[list[Role], list[Role]]:
    """Giver and taker, guest and host where the subject is the latter: "Serbia got a loan from Hungary", "Oslo tracked
    two Russian ships".
    """
    frame, i = draft.frame, draft.trigger
    if frame.recipients != ("subj",) or frame.kind != "v" or draft.type not in TURNING:
        return [], []
    if tree.passive(i) and draft.type == "AID":
        return [], []
    taker = at_spot(tree, i, "subj", parties)
    giver = [r for r in first(tree, i, frame.actors, parties) if r not in taker]
    apart = giver and taker and not countries(giver) & countries(taker) - {""}
    return (giver, taker) if apart else ([], [])


def completes(framed: Sequence[Role], seen: Sequence[Role]) -> bool:
    """Whether the parse lists countries of which the encoder sees only some: "visits Baku, Yerevan"."""
    lands = countries(framed)
    return all(r.party.rule in VISITED for r in framed) and countries(seen) < lands and bool(seen)


def faced(tree: Tree, draft: Draft, recipients: Sequence[Role], parties: Parties) -> list[Role]:
    """The recipients, by the words around the act where its own tell nobody of a country."""
    if draft.type == "COOPERATE" and not draft.frame.joint:  # a suspect is handed over to somebody
        return [r for spot in ("to", "obj.to") for r in at_spot(tree, draft.trigger, spot, parties)] or list(recipients)
    if draft.type == "AID" and not recipients:
        return [_from_elsewhere(r, countries(draft.actors)) for r in thankful(tree, draft.trigger, parties)]
    if draft.type in {"AGREE", "SUPPORT", "REQUEST"} and not countries(recipients) - {""}:
        return met(tree, draft.trigger, parties) or list(recipients)
    return list(recipients)


def bound(tree: Tree, i: int, parties: Parties) -> list[Role]:
    """Who acts under a deal or at talks with another, and so is a side of them: "said in a call with Modi"."""
    link = tree.tokens[i].head
    if tree.tokens[link].lemma not in words("under_which") or not tree.prepositional(i, "with"):
        return []
    return at_spot(tree, tree.tokens[link].head, "subj", parties)


def thankful(tree: Tree, i: int, parties: Parties) -> list[Role]:
    """Who thanks others for what they gave, and so got it: "Mexico thanked Chile for sending firefighters"."""
    for_ = tree.tokens[i].head
    verb = tree.tokens[for_].head
    if tree.tokens[for_].lemma != "for" or tree.tokens[verb].lemma != "thank" or tree.passive(verb):
        return []
    return at_spot(tree, verb, "subj", parties)


def settle_guests(tree: Tree, draft: Draft, parties: Parties) -> None:
    """No guest is of the country that he visits: "Chad's aid grew, the minister said during a visit to N'Djamena"."""
    if "visit" not in draft.frame.modes:
        return
    hosts = countries(r for r in draft.recipients if r.party.rule in VISITED)
    guests = countries(r for r in draft.actors if not _is_guessed(r) and not r.party.rule.startswith(NAMED_LAND))
    land = _told_of(tree, draft, parties, hosts)
    draft.actors = tuple(_from_elsewhere(r, hosts, land) for r in draft.actors)
    draft.recipients = tuple(_from_elsewhere(r, guests) for r in draft.recipients)


def settle_colleagues(tree: Tree, draft: Draft, parties: Parties) -> None:
    """Nobody is of the country of his foreign colleague: "the minister met her Kenyan counterpart"."""
    foreign = {r.party.country for r in draft.actors if r.party.rule.removeprefix("noun:") in words("colleague")} - {""}
    if foreign:
        land = _told_of(tree, draft, parties, foreign)
        draft.actors = tuple(_from_elsewhere(r, foreign, land) for r in draft.actors)


def _told_of(tree: Tree, draft: Draft, parties: Parties, hosts: set[str]) -> str:
    """The state that does something else in the sentence of a visit: "Peru sent aid, the minister said in Bogota"."""
    here = range(draft.sentence.start, draft.sentence.end)
    doers = (at.party for k in here if tree.tokens[k].dep == "nsubj" for at in parties.at(k))
    return next((p.country for p in doers if p.rule in VISITED and p.country not in hosts), "")


def disown_rebels(draft: Draft, accusers: Sequence[Role]) -> None:
    """No state arms rebels against itself: they are the accuser's, else nobody knows whose."""
    givers = countries(draft.actors)
    if draft.type != "AID":
        return
    own = countries(r for r in accusers if r.party.sector == "GOV") - givers
    land = own.pop() if len(own) == 1 else ""
    draft.recipients = tuple(
        _of(r, land) if r.party.sector == "REB" and _is_guessed(r, givers | {""}) else r for r in draft.recipients
    )


def _from_elsewhere(role: Role, lands: set[str], land: str = "") -> Role:
    nowhere = bool(land) and not role.party.country and not role.party.rule.endswith("+both")
    return _of(role, land) if nowhere or _is_guessed(role, lands - {""}) else role


def _is_guessed(role: Role, lands: set[str] | None = None) -> bool:
    """Whether a party's country is a guess, and one of `lands`."""
    guessed = role.party.rule.endswith((GUESSED, "+lent")) or not role.party.country
    return guessed and (lands is None or role.party.country in lands)


def _of(role: Role, land: str) -> Role:
    return replace(role, party=replace(role.party, country=land, rule=role.party.rule.partition("+")[0]))
