"""Merge: the tellings of one happening in a story become one draft with all its evidence."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from diurna.coding import alike, attacks, modes
from diurna.coding.dating import is_soft
from diurna.coding.within import inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.tree import Tree
    from diurna.records import Party

VAGUER = {
    "explosives": frozenset(("aerial", "drone", "heavy-weapons", "suicide-attack")),
    "heavy-weapons": frozenset(("aerial", "drone")),
    "firearms": frozenset(("aerial", "heavy-weapons")),
}  # mode -> modes beside which it says nothing
TOWNS = {"place", "list:region"}  # rules of parties that are towns or divisions
HAPPENINGS = 200  # looked back at most, so that a live blog of thousands takes linear time; stories hold under 60


def together(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """Give one draft for each happening; its other tellings stand in its `absorbed`."""
    kept: list[Draft] = []
    for draft in drafts:
        home = _home(tree, kept, draft)
        if home is None:
            kept.append(draft)
        else:
            _absorb(tree, home, draft)
    return _with_wrecks(tree, kept)


def _with_wrecks(tree: Tree, kept: Sequence[Draft]) -> list[Draft]:
    """The happenings, with what a crowd wrecks inside its riot: "set a bank on fire during a march"."""
    riots = {t.number: k for k in kept if k.type == "PROTEST" and not k.weak for t in alike.tellings(k)}
    apart = []
    for draft in kept:
        riot = riots.get(draft.number)
        if riot is not None and draft.type == "ASSAULT" and not draft.absorbed and alike.wrecks(riot, draft):
            _absorb(tree, riot, draft)
        else:
            apart.append(draft)
    return apart


def _home(tree: Tree, kept: Sequence[Draft], draft: Draft) -> Draft | None:
    """The happening that `draft` tells again: the likeliest, among equals the one told nearest.

    Unsure words tell again what their own sentence tells: the "prison" to which a court "sentenced" somebody.
    """
    weighed = [(_weight(tree, k, draft), n, k) for n, k in enumerate(kept[-HAPPENINGS:])]
    alikes = [(weight, -_distance(k, draft), n, k) for weight, n, k in weighed if weight >= alike.SAME]
    own = [found for found in alikes if draft.weak and not found[1]]
    return max(own or alikes, key=itemgetter(0, 1, 2))[-1] if alikes else None


def _weight(tree: Tree, a: Draft, b: Draft) -> int:
    attack = a.type == b.type == "ASSAULT"
    return attacks.weight(tree, a, b) if attack else alike.weight(tree, a, b)


def _distance(a: Draft, b: Draft) -> int:
    return min(abs(t.number - b.number) for t in alike.tellings(a))


def _absorb(tree: Tree, home: Draft, other: Draft) -> None:
    """Let `home` take over what `other` knows better."""
    unsure = other.weak and all(t.number != other.number for t in alike.tellings(home))
    home.absorbed.append(other)
    _take_modes(home, other, unsure=unsure)
    if not (unsure and home.type == "ASSAULT"):
        _take_actors(home, other)
    _take_recipients(home, other)
    if home.type == "ASSAULT" and other.status == "occurred" and other.number != home.number:
        home.status, home.status_by = other.status, other.status_by
    if other.when and (not home.when or _is_closer(other, home) or _is_firmer(tree, other, home)):
        home.when = other.when
    if other.where and (not home.where or inside(other.where, home.where)):
        home.where = other.where
    home.attribution = home.attribution or other.attribution


def _take_modes(home: Draft, other: Draft, *, unsure: bool) -> None:
    """What was deployed may be told as what struck, and what a crowd wrecks as its riot: not with its modes.

    What is told unsurely elsewhere does not say how.
    """
    if alike.wrecks(home, other):
        added: tuple[str, ...] = ("vandalize",)
    elif other.type != home.type or unsure or _is_one_way(home):
        return
    else:
        added = other.modes
    home.modes += tuple(m for m in added if m not in home.modes and not _is_vaguer(m, home.modes))


def _take_actors(home: Draft, other: Draft) -> None:
    if other.status != "denied" and better(other.actors, home.actors) and not _are_victims(other.actors, home):
        home.actors = other.actors
    elif home.type == "CONSULT":
        home.actors = _filled(home.actors, (*other.actors, *other.recipients))


def _take_recipients(home: Draft, other: Draft) -> None:
    """An attack keeps all whom it struck; where it was stands behind whom it struck."""
    struck = other.type == "ASSAULT" and all(_is_where(r.party) for r in other.recipients) and bool(home.recipients)
    claimed = other.status == "alleged" and home.status == "occurred" and bool(home.recipients)
    told = better(other.recipients, home.recipients) and not claimed
    told = told or _names_people(other.recipients, home.recipients)
    if told and not struck and not (home.frame.joint and len(home.actors) > 1):
        home.recipients = other.recipients
    elif home.type == "ASSAULT":
        home.recipients += tuple(r for r in other.recipients if _adds(r, home))


def _filled(known: Sequence[Role], told: Sequence[Role]) -> tuple[Role, ...]:
    """Those who meet, with the lands of whom another telling names for "Gulf leaders" or "his counterparts"."""
    vague = [r for r in known if r.party.rule.endswith("+others") and not r.party.country]
    new = [r for r in told if r.party.country and r.party.country not in alike.lands(known)]
    return (*(r for r in known if r not in vague), *new) if vague and new else tuple(known)


def _are_victims(roles: Sequence[Role], home: Draft) -> bool:
    """Whether those said to do it suffer it, as far as known: "gunmen killed nine passengers", "nine shot dead"."""
    kinds = {(r.party.country, r.party.sector) for r in home.recipients}
    return home.type == "ASSAULT" and any((r.party.country, r.party.sector) in kinds for r in roles)


def _adds(role: Role, home: Draft) -> bool:
    """Whether another telling's victim is one more: named, or of another sector, in the country of the attack."""
    party, known = role.party, [r.party for r in home.recipients]
    if _is_where(party):
        return False
    if party.name.casefold() in alike.names(home.recipients) | alike.names(home.actors):
        return False
    if party.country and party.country not in alike.lands(home.recipients):
        return False
    described = party.rule.startswith(("noun:", "pronoun", "the same"))
    return not described or party.sector not in {p.sector for p in known}


def _is_one_way(home: Draft) -> bool:
    """Whether an act is done in one way, and that is known: who is charged is not condemned or investigated beside."""
    return bool(home.modes) and home.type in modes.ONE_WAY


def _is_vaguer(mode: str, known: Sequence[str]) -> bool:
    """Whether a mode says less of the same bombing: the "bombs" of warplanes, the "fire" of artillery."""
    return VAGUER.get(mode, frozenset()).intersection(known) != frozenset()


def _names_people(new: Sequence[Role], old: Sequence[Role]) -> bool:
    """Whether `new` tells whom an attack struck where `old` but tells in what town."""
    towns = [[r.party.rule in TOWNS for r in side] for side in (new, old)]
    said = all(r.party.rule != "number" for r in new)  # whose "two" are is not told
    return bool(new and old) and said and all(towns[1]) and not any(towns[0])


def _is_where(party: Party) -> bool:
    """Whether a party is but where an attack was, told beside whom it struck."""
    return party.rule in TOWNS or party.rule.startswith(("list:country", "list:capital"))


def _is_firmer(tree: Tree, new: Draft, old: Draft) -> bool:
    """Whether `new` tells the day of a deed where `old` had but that of words: "residents said Saturday"."""
    return new.type not in alike.VERBAL and is_soft(tree, old) and not is_soft(tree, new)


def _is_closer(new: Draft, old: Draft) -> bool:
    """Whether `new` says more closely when it was; a blockade that goes on since May is not of its last day."""
    goes_on = old.type == "PROTEST" and old.when is not None and old.when.when.rule == "since"
    return _days(new) < _days(old) and not goes_on


def _days(d: Draft) -> int:
    return (d.when.when.end - d.when.when.start).days if d.when else 99_999


def better(new: Sequence[Role], old: Sequence[Role]) -> bool:
    """Whether `new` names somebody where `old` named nobody or men whom nobody knows, or a country was missing."""
    if not new or not old:
        return bool(new)
    if all(attacks.is_nobody(r.party) for r in old):
        return not all(attacks.is_nobody(r.party) for r in new)
    return (not alike.lands(old) and bool(alike.lands(new))) or names_band(new, old)


def names_band(new: Sequence[Role], old: Sequence[Role]) -> bool:
    """Whether `new` names the band of which `old` says no more than "rebels"."""
    described = all(r.party.sector == "REB" and r.party.rule.startswith("noun:") for r in old)
    named = all(r.party.sector == "REB" and r.party.rule.startswith("list:") for r in new)
    return described and named and not alike.lands_differ(new, old)
