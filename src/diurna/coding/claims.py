"""Claims: a success of which a side tells itself is alleged: "the army said its jets had killed 20 rebels"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from diurna.coding.lending import FIGHTERS
from diurna.coding.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.coding.spots import Parties
    from diurna.coding.tree import Tree
    from diurna.records import Party

STATE, REBELS = {"GOV", "MIL", "SPY", "COP", ""}, {"REB", "PRM"}
OPPONENTS = {"OPP", "REB"}


def doubt(tree: Tree, draft: Draft, parties: Parties) -> None:
    """Hold for alleged what the attackers say that they did to other fighters, or opponents that a state did.

    What is told first and cited after ("troops killed 20 rebels, the army said") the story gives as news: of 40 such in
    the training texts 31 are labelled as occurred, of 36 of the former kind 3.
    """
    if draft.type != "ASSAULT" or draft.status != "occurred" or draft.frame.joint or not draft.actors:
        return
    verb = _telling(tree, draft.trigger)
    subject = tree.subject(verb) if verb is not None else None
    if subject is None or subject > draft.trigger:
        return
    told_by = parties.of(subject)
    tellers = {_side(r.party) for r in told_by} - {None}
    own = tellers and {_side(r.party) for r in draft.actors} <= tellers and _strikes_fighters(draft)
    if own or _opposes(told_by, draft):
        draft.status, draft.status_by = "alleged", verb


def _opposes(tellers: Sequence[Role], draft: Draft) -> bool:
    """Whether the opposition or rebels of a land tell what its forces did."""
    against = {r.party.country for r in tellers if r.party.sector in OPPONENTS} - {""}
    return bool(against) and all(r.party.country in against and r.party.sector in STATE for r in draft.actors)


def _telling(tree: Tree, i: int) -> int | None:
    """The verb of saying in whose clause an act is told."""
    for below, above in itertools.pairwise([i, *tree.ancestors(i)]):
        if tree.tokens[below].dep == "ccomp":
            return above if tree.tokens[above].lemma in words("telling") | words("boasting") else None
        if tree.tokens[below].dep not in {"conj", "advcl", "xcomp"}:
            return None
    return None


def _strikes_fighters(draft: Draft) -> bool:
    """Whether an attack is told to hit fighters: who owns up to hitting others is believed."""
    return any(r.party.sector in FIGHTERS for r in draft.recipients)


def _side(party: Party) -> tuple[str, bool] | None:
    """The land whose forces a party is of, and whether they fight for its state."""
    if not party.country or party.sector not in STATE | REBELS:
        return None
    return party.country, party.sector in STATE
