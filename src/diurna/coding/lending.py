"""Lending: whose those are of whom no word says it: of the other side, of the place, of the state that frees them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.answers import NO_STATE
from diurna.coding.draft import Draft, Role, Span
from diurna.coding.lexicon import words
from diurna.coding.spots import ABROAD, GUESSED, NAMED_LAND, STATES
from diurna.records import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.coding.spots import Parties
    from diurna.coding.tree import Tree
    from diurna.records import PartyAt, PlaceAt

FACED = {"list:country", "list:capital", "list:adjective"}
ON_THE_SPOT = {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"}  # who does or suffers these is mostly of the place
AT_HOME = ON_THE_SPOT | {"CONCEDE"}  # what states mostly do in their own land
TO_ITS_OWN = {"COERCE", "SANCTION", "REJECT", "PROTEST"}  # elsewhere 22 of 26 lent recipients were somebody else's
HELD = {"COERCE": "arrest", "SANCTION": "convict"}
PRIVATE = {"name:person", "same name"}
OFFERS = {"pledge", "offer", "commit", "allocate", "earmark"}  # who promises an inquiry helps nobody
HERE, SHARE = 5, 0.6  # how often a story names the land of which it speaks, and its share of all that it names
MOSTLY = 0.9  # the share of all that a story names from which it speaks of one land
FIGHTERS = {"MIL", "COP", "SPY", "REB", "PRM", "UAF"}
WITNESSES = {"GOV", "MIL", "COP", "MED"}  # officials who tell of a raid on their land
STRAY = {"UAF", "CRM"}  # men of whom nobody says where they are from


def face_abroad(tree: Tree, draft: Draft) -> None:
    """Who acts for a state is not of the one that he faces by name, unless a word says so: "the army warned Israel"."""
    if draft.type not in AT_HOME:
        named = (r for r in draft.recipients if r.party.rule in FACED)
        faced = {r.party.country for r in named if tree.tokens[r.span.end - 1].dep not in {"nsubj", "poss"}}
        draft.actors = tuple(_nowhere(r) if _guessed_of(r, faced) else r for r in draft.actors)


def _guessed_of(role: Role, lands: set[str]) -> bool:
    return role.party.sector in STATES and _guessed_as(role, lands)


def _nowhere(given: Role) -> Role:
    """The role without the country that was guessed, in rule and name too."""
    p = given.party
    name = p.text.removeprefix("The ").removeprefix("the ")
    return Role(replace(p, name=name, country="", rule=p.rule.removesuffix(GUESSED) + "+others"), given.span)


def lend_country(draft: Draft, *, late: bool = False) -> None:
    """Give a party without country that of the other side: police who arrest "four bloggers" arrest their own.

    Gunmen are rather of the land where they strike, which is known late: "gunmen killed two Chinese in Gwadar".
    """
    sides = (draft.actors, draft.recipients)
    stray = {r.party.sector for r in draft.actors} <= STRAY and draft.type == "ASSAULT" and not late
    for mine, other in ((1, 0),) if stray else ((0, 1), (1, 0)):
        lender = {r.party.country for r in sides[other]} - NO_STATE
        if len(lender) == 1:
            country = lender.pop()
            lent = tuple(_with(r, country) if _needs_country(r) else r for r in sides[mine])
            if mine == 0:
                draft.actors = draft.actors if _meets_state(draft) else lent
            elif draft.type in TO_ITS_OWN:
                draft.recipients = tuple(_with(r, country) if _is_in_hand(draft, r) else r for r in lent)
            sides = (draft.actors, draft.recipients)


def _meets_state(draft: Draft) -> bool:
    """Whether a person of whom only the name is known has to do with a state in words: he is as often of another."""
    unknown = all(r.party.rule.split("+")[0] in PRIVATE for r in draft.actors)
    named = all(r.party.rule.startswith(NAMED_LAND) for r in draft.recipients)
    return unknown and named and draft.type not in ON_THE_SPOT


def _is_in_hand(draft: Draft, role: Role) -> bool:
    """Whether a person of whom only the name is known is before the police or a court, mostly those of his own land."""
    held = draft.type in {"COERCE", "SANCTION"} and all(r.party.sector in {"COP", "JUD"} for r in draft.actors)
    return held and role.party.rule == "name:person" and not role.party.country


def let_go(draft: Draft) -> None:
    """Whose prisoners a state frees: its own, where no word says; soldiers and crews that it held are others'."""
    lands = {r.party.country for r in draft.actors if r.party.sector in STATES | {"JUD", "COP"}} - NO_STATE
    said = any(r.party.country and not r.party.rule.endswith("+home") for r in draft.recipients)
    if draft.type == "RETREAT" and "release" in draft.frame.modes and len(lands) == 1 and not said:
        land = lands.pop()
        draft.recipients = tuple(_let_go_by(r, land) for r in draft.recipients)


def hold_own(draft: Draft) -> None:
    """Whom a state arrests or convicts is its own, where no word says: "Minsk jailed a journalist"; crews are rather
    others'.
    """
    states = (r.party for r in draft.actors if r.party.sector in STATES | {"JUD", "COP"})
    lands = {p.country for p in states if "+" not in p.rule} - NO_STATE
    if HELD.get(draft.type) in draft.frame.modes and len(lands) == 1:
        land = lands.pop()
        draft.recipients = tuple(_held_by(r, land) for r in draft.recipients)


def _held_by(role: Role, land: str) -> Role:
    """The role as one of the land where its country was only guessed, and it is nobody whom states capture."""
    noun, _, mark = role.party.rule.removeprefix("noun:").partition("+")
    captured = noun.rpartition(" ")[2] in words("captured")
    return role if captured or mark != "home" else _of(role, land)


def _let_go_by(role: Role, land: str) -> Role:
    """The role as one who is let go by a state, its country guessed anew where it was only guessed."""
    noun, _, mark = role.party.rule.removeprefix("noun:").partition("+")
    if not role.party.rule.startswith("noun:") or (role.party.country and mark != "home"):
        return role
    noun = noun.rpartition(" ")[2]
    if noun in words("jailed"):
        return _with(role, land)
    captured = noun in words("captured") and role.party.country == land
    return replace(role, party=replace(role.party, country="", name=role.party.text)) if captured else role


def stay_local(drafts: Iterable[Draft]) -> None:
    """Give people whom no word gives a country that of the place where they act or suffer."""
    for draft in drafts:
        if draft.where is not None and draft.type in ON_THE_SPOT and draft.where.place.country:
            country = draft.where.place.country
            draft.actors, draft.recipients = (
                tuple(_with(r, country) if _needs_country(r) else r for r in side)
                for side in (draft.actors, draft.recipients)
            )
        if draft.type == "ASSAULT":
            _strike_abroad(draft)
            lend_country(draft, late=True)


def help_here(drafts: Iterable[Draft], parties: Sequence[PartyAt]) -> None:
    """Give help and offers from abroad that name nobody to the land of which the story speaks: "Germany pledged 20
    million euros", in a story of Sudan.
    """
    lands = Counter(at.party.country for at in parties if at.party.country not in NO_STATE)
    land, times = next(iter(lands.most_common(1)), ("", 0))
    named = [at for at in parties if at.party.country == land and at.party.rule in FACED]
    if not named or times < max(HERE, SHARE * lands.total()):
        return
    at = min(named, key=lambda at: at.party.rule != "list:country")
    helped = (Role(replace(at.party, rule=f"{at.party.rule}+lent"), Span(at.start, at.end)),)
    for draft in drafts:
        if _helps_nobody(draft) and all(_is_giver(r, land) for r in draft.actors):
            draft.recipients = helped


def _helps_nobody(draft: Draft) -> bool:
    """Whether help is given or offered, and nobody is said to get it."""
    offers = draft.type == "AGREE" and draft.frame.name.rpartition(":")[2] in OFFERS
    return (offers or draft.type == "AID") and bool(draft.actors) and not draft.recipients


def _is_giver(role: Role, land: str) -> bool:
    """Whether a state other than `land`, or a body of states, gives."""
    p = role.party
    return p.country == "IGO" or (p.sector == "GOV" and p.country not in {"", land} and not p.rule.endswith(GUESSED))


def name_home(tree: Tree, drafts: Iterable[Draft], parties: Iterable[PartyAt], places: Iterable[PlaceAt]) -> None:
    """Give those of whom the story tells only the name the one land of which it speaks; people also the one of which
    nearly all of it speaks, and hidden doers too.
    """
    lands = Counter([*(at.party.country for at in parties), *(at.place.country for at in places)])
    found = [(land, times) for land, times in lands.most_common() if land not in NO_STATE]
    if not found or found[0][1] < MOSTLY * sum(times for _, times in found):
        return
    land, named = found[0][0], PRIVATE | ({"name:org"} if len(found) == 1 else set())
    for draft in drafts:
        draft.actors, draft.recipients = (
            tuple(_with(r, land) if r.party.rule in named and not r.party.country else r for r in side)
            for side in (draft.actors, draft.recipients)
        )
        if not draft.actors and (draft.recipients or tree.passive(draft.trigger)):  # "The five were detained in May"
            imply_actor(tree, draft, land)


def _strike_abroad(draft: Draft) -> None:
    """Whom men of a land strike beyond its border is of there, where no word says: "Hamas attacked southern Israel and
    killed 1,200 people".
    """
    at = draft.where
    if at is None or not draft.sentence.start <= at.start < draft.sentence.end:
        return
    doers = {r.party.country for r in draft.actors if not r.party.rule.endswith(GUESSED)}
    if doers and at.place.country not in {"", *doers}:
        draft.recipients = tuple(_with(r, at.place.country) if _guessed_as(r, doers) else r for r in draft.recipients)


def lend_source(draft: Draft, parties: Parties) -> None:
    """Whom foreign forces strike is of the land whose officials tell of it, where no word says: "Israeli strikes killed
    55 people, Lebanon's health ministry said".
    """
    source = draft.attribution
    doers = {r.party.country for r in draft.actors if r.party.sector in FIGHTERS and not r.party.rule.endswith(GUESSED)}
    if draft.type != "ASSAULT" or source is None or len(doers) != 1:
        return
    told = [r.party for k in range(source.start, source.end) for r in parties.of(k)]
    lands = {p.country for p in told if p.sector in WITNESSES and not p.rule.endswith(GUESSED)}
    if len(lands) == 1 and not lands & (doers | NO_STATE):
        draft.recipients = tuple(_of(r, *lands) if _guessed_as(r, doers) else r for r in draft.recipients)


def _guessed_as(role: Role, lands: set[str]) -> bool:
    """Whether a party was but guessed to be of one of the lands."""
    return role.party.rule.endswith(GUESSED) and role.party.country in lands


def _of(role: Role, land: str) -> Role:
    """The role as one of the land, by the words that named it."""
    return replace(role, party=replace(role.party, country=land))


@cache
def _implied() -> dict[tuple[str, str, str], tuple[str, str]]:
    """(type, mode, lemma) -> (body, sector)."""
    rows = data.table("coding/implied.tsv")
    return {(r["type"], r["mode"], w): (r["body"], r["sector"]) for r in rows for w in r["words"].split()}


def imply_actor(tree: Tree, draft: Draft, home: str = "") -> None:
    """Name the hidden doer of an arrest, a trial or a verdict: the police or court of those who suffer it, else of
    `home`.

    Not of those whose land is told beside: "two men, both Egyptians, were arrested".
    """
    lands = {r.party.country for r in draft.recipients if not r.party.rule.endswith("+all")} - NO_STATE or {home} - {""}
    if len(lands) == 1:
        _imply(tree, draft, lands.pop())


def imply_there(tree: Tree, drafts: Iterable[Draft]) -> None:
    """Where it is told where they were arrested or tried: by the police or court of that land."""
    for draft in drafts:
        land = draft.where.place.country if draft.where else ""
        hidden = all(r.party.rule.startswith("implied:") for r in draft.actors)
        if land and hidden and (draft.recipients or tree.passive(draft.trigger) or draft.status == "denied"):
            _imply(tree, draft, land)


def _imply(tree: Tree, draft: Draft, country: str) -> None:
    trigger = tree.tokens[draft.trigger]
    found = [_implied().get((draft.type, mode, trigger.lemma)) for mode in ("", *draft.frame.modes)]
    for body, sector in filter(None, found):
        party = Party(trigger.text, f"{body} ({country})", country, sector, f"implied:{body}")
        draft.actors = (Role(party, Span(draft.trigger, draft.trigger + 1)),)


def _needs_country(role: Role) -> bool:
    """Refugees are mostly somebody else's people, rebels anybody's, and two leaders not both of one land.

    Nor is an envoy of the land that expels him ("Ecuador gave Ambassador Serur 72 hours to leave"), a donor of that
    which gets the aid, or a foreigner.
    """
    said = role.party.rule.removeprefix("title:").removeprefix("noun:")
    abroad = said.endswith(ABROAD) or said in words("envoy") or "foreign" in role.party.text.lower()
    private = role.party.rule in PRIVATE  # of whom the story says nothing but the name
    return not (role.party.country or abroad) and (private or role.party.sector not in {"", "REF", "REB"})


def _with(role: Role, country: str) -> Role:
    p = role.party
    return Role(Party(p.text, p.name, country, p.sector, f"{p.rule}+lent"), role.span)
