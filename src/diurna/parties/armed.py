"""Which organisation "the guerrillas" or "rebels" are of: the only armed one that the story names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.records import Party, PartyAt


@cache
def nameless() -> frozenset[str]:
    """The nouns for rebels and their groups that do not say whose they are."""
    return frozenset(row["noun"] for row in data.table("parties/nameless.tsv"))


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
    if noun not in nameless() or at.party.sector != "REB" or guess not in {"", "home"} or not described:
        return at
    group = only.get(at.party.country, abroad if guess or not at.party.country else None)
    if group is None:
        return at
    named = replace(at.party, name=group.name, country=group.country, rule=f"noun:{noun}+only")
    return replace(at, party=named)
