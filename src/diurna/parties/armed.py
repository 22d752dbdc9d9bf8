"""Which organisation "the guerrillas" or "rebels" are of: the only armed one that the story names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.records import Party, PartyAt

NAMELESS = frozenset(
    ("rebel", "insurgent", "guerrilla", "guerilla", "militant", "separatist", "fighter", "terrorist", "jihadist",
     "extremist", "insurgency", "rebel group", "insurgent group", "guerrilla group", "militant group", "armed group",
     "terrorist group", "rebel force", "rebel movement", "guerrilla movement", "urban guerrilla", "subversive",
     "militant organisation", "rebel army", "rebel front", "guerrilla force", "guerrilla front",
     "insurgent force", "rebel band", "guerrilla band", "group", "organization", "organisation", "movement", "unit",
     "column", "cell", "squad", "band", "commando", "member", "faction", "front")
)  # fmt: skip


def name_rebels(found: Sequence[PartyAt]) -> list[PartyAt]:
    """Name the nameless rebels by the only armed organisation of their country in the story.

    Where their country is a guess, the only one of any country will do: in Nairobi, "the militants" are al-Shabaab.
    """
    groups: dict[str, dict[str, Party]] = defaultdict(dict)
    for at in found:
        if at.party.rule == "list:body" and at.party.sector == "REB":
            groups[at.party.country][at.party.name] = at.party
    if not groups:
        return list(found)
    only = {country: _only(named) for country, named in groups.items()}
    abroad = _only({name: party for named in groups.values() for name, party in named.items()})
    return [_named(at, only, abroad) for at in found]


def _only(named: dict[str, Party]) -> Party | None:
    """The one group among the named; "FMLN rebels" are the FMLN."""
    apart = [party for name, party in named.items() if not any(other != name and other in name for other in named)]
    return apart[0] if len(apart) == 1 else None


def _named(at: PartyAt, only: dict[str, Party | None], abroad: Party | None) -> PartyAt:
    noun, _, guess = at.party.rule.removeprefix("noun:").partition("+")
    described = at.party.name.rsplit(maxsplit=1)[-1].islower()  # not "the militant Jorge Rojas"
    if noun not in NAMELESS or at.party.sector != "REB" or guess not in {"", "home"} or not described:
        return at
    group = only.get(at.party.country, abroad if guess or not at.party.country else None)
    if group is None:
        return at
    named = replace(at.party, name=group.name, country=group.country, rule=f"noun:{noun}+only")
    return replace(at, party=named)
