"""Who is meant where a story names them only later, as headlines do: "PM to visit Delhi", "Okoro jailed"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.parties.memory import same_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.parties.draft import Draft
    from diurna.records import PartyAt

Found = tuple["Draft", "PartyAt"]


def name_foretold(found: Sequence[Found]) -> list[PartyAt]:
    """Give the parties with the names that the story gives later to offices and to surnames."""
    persons = [draft for draft, _ in found if draft.kind == "person" and " " in draft.name]
    by_country: dict[str, list[Draft]] = defaultdict(list)
    by_surname: dict[str, list[Draft]] = defaultdict(list)
    for person in persons:
        by_country[person.country].append(person)
        by_surname[person.name.rsplit(maxsplit=1)[-1]].append(person)
    return [_named(draft, at, by_country, by_surname) for draft, at in found]


def _named(
    draft: Draft, at: PartyAt, by_country: dict[str, list[Draft]], by_surname: dict[str, list[Draft]]
) -> PartyAt:
    if draft.kind == "person" and " " not in draft.name:
        known = _only(by_surname.get(draft.name, ()))
        rule = "same name"
    elif draft.kind == "noun" and draft.unique and draft.country:
        holders = by_country.get(draft.country, ())
        known = _only(p for p in holders if p.sector == draft.sector and p.noun and same_office(draft.noun, p.noun))
        rule = "office"
    else:
        return at
    if known is None:
        return at
    party = at.party
    country, sector = known.country or party.country, known.sector or party.sector
    return replace(at, party=replace(party, name=known.name, country=country, sector=sector, rule=rule))


def _only(persons: Iterable[Draft]) -> Draft | None:
    """The one person among them, under one name; nobody where there are two."""
    named = {person.name: person for person in persons}
    return next(iter(named.values())) if len(named) == 1 else None
