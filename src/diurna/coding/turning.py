"""Turning: what the sides make of an act: an arrest by rebels is an abduction, a protest by a state a complaint."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding import crowds
from diurna.coding.answers import NO_STATE
from diurna.coding.draft import Draft, Role, Span
from diurna.coding.lexicon import words
from diurna.coding.scene import outer
from diurna.coding.spots import LAND, NAMED_LAND, Parties, at_spot, countries, first, others
from diurna.records import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.coding.tree import Tree

LAWLESS = {"REB", "UAF", "CRM"}
FORCE = {"ASSAULT", "MOBILIZE"}
SOON = 3  # sentences
ARMS = {"firearms", "explosives", "abduct", "heavy-weapons"}


def strike_villagers(tree: Tree, draft: Draft) -> None:
    """Who strikes a village strikes its people, not the state that it lies in: "raided a village in Nasra state"."""
    if draft.type == "ASSAULT":
        struck = ((r, _is_around(tree, draft, r)) for r in draft.recipients)
        draft.recipients = tuple(replace(r, party=replace(r.party, sector="CVL")) if v else r for r, v in struck)


def _is_around(tree: Tree, draft: Draft, role: Role) -> bool:
    """Whether the party is but the land in which a struck village lies, or where nobody knows who was killed."""
    if tree.tokens[draft.trigger].lemma in words("killing") and role.span.end - 1 in tree.prepositional(
        draft.trigger, "in"
    ):
        return role.party.rule.startswith(LAND)
    head = outer(tree, role.span.start, role.span.end)
    struck = {tree.object(draft.trigger), tree.subject(draft.trigger), *tree.ancestors(head)} - {None, draft.trigger}
    village = any(tree.tokens[k].lemma in words("settlement") for k in struck if k is not None)
    return village and tree.tokens[head].dep in {"pobj", "poss"} and role.party.rule.startswith(LAND)


def turn_interception(tree: Tree, draft: Draft, parties: Parties) -> None:
    """Who shoots down missiles or a swarm of drones is attacked by whose they are: interception is part of the attack.

    A single drone or jet that is shot down is attacked itself, and so are those that rebels bring down.
    """
    noun = intercepted(tree, draft)
    defenders = list(draft.actors) if noun is not None else []
    if noun is not None and not {r.party.sector for r in defenders} & {"REB", "CRM", "UAF"}:
        behind = (r for k in tree.children(noun, "acl") for r in first(tree, k, ("by", "from"), parties))
        launchers = others(parties.of(noun) or list(behind), defenders)
        draft.actors = tuple(launchers)
        draft.recipients = tuple(_acting(r, "MIL", {"", "GOV"}) for r in defenders)


def intercepted(tree: Tree, draft: Draft) -> int | None:
    """The missiles or drones that an air defence brings down."""
    i = draft.trigger
    if draft.type != "ASSAULT" or tree.tokens[i].lemma not in words("intercept") or tree.tokens[i].pos != "VERB":
        return None
    held = tree.sufferer(i)
    objects = [held] if held is not None else tree.children(i, "npadvmod")  # "shot down 61 of 84 drones"
    nouns = [tree.tokens[tree.below(k)] for k in objects]
    many = (n.tag == "NNS" or n.lemma != "drone" for n in nouns)
    return next(
        (tree.below(k) for k, n, m in zip(objects, nouns, many, strict=True) if m and n.lemma in words("missile")), None
    )


def name_struck(tree: Tree, drafts: Iterable[Draft]) -> None:
    """Give an attack that no party suffers, or but the land that it hits, those whose things it strikes: "rebels burned
    150 houses", "shelled a barracks in Gao".
    """
    for draft in drafts:
        where = all(r.party.rule.startswith(LAND) for r in draft.recipients)
        if draft.type == "ASSAULT" and where and not (draft.frame.joint and len(draft.actors) > 1):
            things = (k for d in (draft, *draft.absorbed) for k in _things(tree, d))
            found = ((k, sector) for k in things if (sector := _owners().get(tree.tokens[k].lemma)))
            lands = countries(draft.recipients)
            land = next(iter(lands)) if len(lands) == 1 else ""
            owners = tuple(_owner(tree, k, sector, land) for k, sector in list(found)[:1])
            draft.recipients = owners or draft.recipients


def _things(tree: Tree, draft: Draft) -> list[int]:
    """What a verb of attack strikes, or what an attack is told to be on."""
    i, joined = draft.trigger, ["on", "at", "of", "against"]
    verb = draft.frame.kind == "v" and tree.tokens[i].pos == "VERB"
    held = tree.sufferer(i) if verb else None
    named = [held] if held is not None else []
    if held is not None and tree.tokens[held].lemma == "fire":
        joined.append("to")  # "set fire to a depot"
    return [tree.below(k) for k in [*named, *tree.prepositional(i, *joined)]]


def _owner(tree: Tree, k: int, sector: str, land: str) -> Role:
    start = min((n for n in tree.subtree(k) if n <= k and tree.tokens[n].dep not in {"relcl", "acl"}), default=k)
    text = " ".join(tree.tokens[n].text for n in range(start, k + 1))
    return Role(Party(text, text, land, sector, "struck"), Span(start, k + 1))


@cache
def _owners() -> dict[str, str]:
    """Thing -> the sector of those whose it is."""
    return {word: row["sector"] for row in data.table("coding/struck.tsv") for word in row["words"].split()}


def hold_captive(tree: Tree, draft: Draft) -> None:
    """Rebels and gunmen who hold or seize somebody, or a ship, abduct them: only authorities arrest."""
    sectors = {r.party.sector for r in draft.actors}
    if draft.type != "COERCE" or not sectors or sectors - LAWLESS:
        return
    if "arrest" in draft.frame.modes or ("seize" in draft.frame.modes and _is_taken(tree, draft)):
        draft.turned = "ASSAULT"


def burn_as_armed(draft: Draft) -> None:
    """Armed men and gangs who burn or loot attack; only crowds riot: "militiamen torched dozens of huts"."""
    sectors = {r.party.sector for r in draft.actors}
    nouns = {r.party.rule.partition(":")[2].partition("+")[0] for r in draft.actors}
    crowd = not nouns.isdisjoint(words("crowd"))  # "masked youths"
    armed = bool(sectors) and sectors <= LAWLESS | {"PRM"} and not crowd
    if draft.type == "PROTEST" and "riot" in draft.frame.modes and armed:
        draft.turned = "ASSAULT"


def punish_at_home_or_abroad(tree: Tree, draft: Draft) -> None:
    """Who freezes accounts of his own people coerces them; who bans goods or people of another land sanctions it."""
    lemma, mine, theirs = tree.tokens[draft.trigger].lemma, countries(draft.actors), countries(draft.recipients)
    if draft.type == "COERCE" and "restrict" in draft.frame.modes and lemma in words("bar") and mine == {"IGO"}:
        draft.turned = "SANCTION"  # a body of states bars states: "the Council banned transfers of oil at sea"
    if not mine or not theirs or (mine | theirs) & NO_STATE:
        return
    people = not any(r.party.rule.startswith(NAMED_LAND) for r in draft.recipients)
    if draft.type == "SANCTION" and lemma in words("freeze") and mine == theirs and people:
        draft.turned = "COERCE"
    foreign = not mine & theirs and all(r.party.sector in {"", "GOV", "BUS", "CVL"} for r in draft.recipients)
    if draft.type == "COERCE" and "restrict" in draft.frame.modes and lemma in words("bar") and foreign:
        draft.turned = "SANCTION"


def _is_taken(tree: Tree, draft: Draft) -> bool:
    """Whether whom it is done to are taken themselves: "seized ten sailors", not "seized flour of the agency"."""
    i = draft.trigger
    what = tree.sufferer(i)
    return what is not None and any(r.span.start <= tree.below(what) < r.span.end for r in draft.recipients)


def protest_in_words(tree: Tree, draft: Draft, parties: Parties) -> None:
    """A government that protests complains (PLOVER 2.0, special rules: diplomatic protest is ACCUSE)."""
    if draft.type == "PROTEST":
        draft.actors = tuple(crowds.marchers(tree, draft) or crowds.faced_there(tree, draft, parties))
    speaks = all(r.party.sector in {"GOV", ""} or r.party.country == "IGO" for r in draft.actors)
    verb = tree.tokens[draft.trigger].lemma == "protest" and tree.tokens[draft.trigger].pos == "VERB"
    if draft.type == "PROTEST" and verb and draft.actors and speaks:
        draft.turned = "ACCUSE"
    if draft.type == "ACCUSE" and verb and draft.actors and all(_is_crowd(r) for r in draft.actors):
        draft.turned = "PROTEST"


def _is_crowd(role: Role) -> bool:
    """Whether those who protest are people on the street: "supporters of the opposition protested"."""
    noun = role.party.rule.removeprefix("noun:").split("+")[0]
    return role.party.rule.startswith("noun:") and noun.split()[-1] in words("crowd")


def say_what_acts(draft: Draft) -> None:
    """Give a country its sector: its army when it strikes, its people when it is struck, else its government.

    Executions are of the state: "Iran executed two men".
    """
    force = draft.type in FORCE and draft.frame.name.rpartition(":")[2] not in words("punish")
    draft.actors = tuple(_acting(r, "MIL" if force else "GOV", {"", "GOV"} if force else {""}) for r in draft.actors)
    draft.recipients = tuple(
        _acting(r, "CVL" if force or draft.type == "COERCE" else "GOV", {""}) for r in draft.recipients
    )


def arm_nobodies(drafts: Iterable[Draft]) -> None:
    """Call men of whom no more is known than that they shot, bombed or abducted the unidentified armed."""
    for draft in drafts:
        if draft.type == "ASSAULT" and ARMS & set(draft.modes):
            draft.actors = tuple(map(_armed, draft.actors))


def _armed(given: Role) -> Role:
    """The role of armed men of whom no more is known: "five men shot the governor", "a youth threw the bomb"."""
    p, noun = given.party, given.party.rule.removeprefix("noun:").split("+")[0]
    nobody = p.sector == "CVL" and p.rule.startswith("noun:") and noun in words("anybody")
    return Role(replace(p, sector="UAF"), given.span) if nobody else given


def _acting(given: Role, sector: str, open_sectors: set[str]) -> Role:
    """The role with `sector`, when it is a country named as such and its sector is still open."""
    p = given.party
    named = p.rule.startswith(NAMED_LAND) and p.country not in {"", "IGO", "NGO", "MNC", "IMG"}
    forces = sector == "MIL" and p.rule == "list:adjective" and " " not in p.text  # "Russian shelling", not "a Russian"
    return replace(given, party=replace(p, sector=sector)) if named and (p.sector in open_sectors or forces) else given


def exercise_together(tree: Tree, draft: Draft) -> None:
    """An exercise of several states is COOPERATE, of one MOBILIZE (PLOVER 2.0, special rules)."""
    exercise = {tree.tokens[draft.trigger].lemma} | {tree.tokens[k].lemma for k in tree.children(draft.trigger, "dobj")}
    if (
        draft.type == "MOBILIZE"
        and exercise & words("exercise")
        and len({r.party.country for r in draft.actors} - {""}) > 1
    ):
        draft.turned = "COOPERATE"


def keep_captive(tree: Tree, drafts: Iterable[Draft]) -> None:
    """Those whom nobody is said to hold, soon after a band took people or raided a school, are its captives: "gunmen
    stormed the school at dawn. Forty girls are still being held", not "three suspects are being held".
    """
    band: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.trigger):
        if draft.type == "ASSAULT":
            lawless = bool(draft.actors) and {r.party.sector for r in draft.actors} <= LAWLESS
            band = draft if lawless or "abduct" in draft.modes else None
        elif draft.type == "COERCE" and "arrest" in draft.modes:
            soon = band is not None and draft.number - band.number <= SOON
            if soon and tree.tokens[draft.trigger].lemma in {"hold", "keep"} and _are_harmless(tree, draft):
                draft.turned, draft.modes = "ASSAULT", ("abduct",)
            band = band if draft.turned else None


def _are_harmless(tree: Tree, draft: Draft) -> bool:
    """Whether nobody is said to hold those, and no police would: children, passengers, hostages."""
    held = {tree.tokens[k].lemma for r in draft.recipients for k in range(r.span.start, r.span.end)}
    return not draft.actors and not held.isdisjoint(words("harmless"))


def try_out(tree: Tree, drafts: Iterable[Draft]) -> None:
    """Hold for a trial what a land fires that tries missiles in the story, and that hits nobody: "The missile was fired
    from a base near Tabriz".
    """
    drafts = list(drafts)
    trying = {c for d in drafts if d.type == "MOBILIZE" and _fires(tree, d) for c in countries(d.actors)}
    for draft in drafts if trying else ():
        if draft.type == "ASSAULT" and not draft.counts and _fires(tree, draft):
            sides = (*draft.actors, *draft.recipients)
            if countries(sides) <= trying and all(r.party.sector in {"MIL", "GOV", ""} for r in sides):
                draft.turned, draft.modes, draft.recipients = "MOBILIZE", ("weapons",), ()
                draft.actors = draft.actors or tuple(_acting(r, "MIL", {"", "GOV"}) for r in sides[:1])


def _fires(tree: Tree, draft: Draft) -> bool:
    """Whether a verb tells of a missile that is let fly or of its flight, or a noun of its launch or test."""
    i = draft.trigger
    flies = tree.tokens[i].lemma in words("flight_path")
    held = tree.subject(i) if flies or tree.passive(i) else tree.object(i)
    if held is None and tree.tokens[i].dep == "relcl":  # "the missile it fired over Hokkaido"
        held = tree.tokens[i].head
    thing = {tree.tokens[k].lemma for k in tree.noun_words(tree.below(held))} if held is not None else set()
    verb = (flies or tree.tokens[i].lemma in words("shots")) and not thing.isdisjoint(words("missile"))
    return verb or (draft.frame.kind == "n" and tree.tokens[i].lemma in {"test", "launch"})


def aim_at(tree: Tree, draft: Draft, parties: Parties) -> None:
    """A missile fired at somebody is no test: "the Houthis fired a ballistic missile at Israel"."""
    if draft.type != "MOBILIZE" or tree.tokens[draft.trigger].lemma not in ("fire", "launch"):
        return
    targets = [r for spot in ("at", "obj.at") for r in at_spot(tree, draft.trigger, spot, parties)]
    if any(r.party.country and r.party.country not in countries(draft.actors) for r in targets):
        draft.turned = "ASSAULT"
        draft.recipients = tuple(_acting(r, "CVL", {"", "GOV"}) for r in targets)
