"""What only the whole event tells of its parties: the office of its day, and whose police arrested."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from diurna.parties.entries import Entry, Term
    from diurna.parties.register import Register
    from diurna.records import Mention, Party, When


def settle(mention: Mention, register: Register, on: date | None) -> Mention:
    """Give the mention with its leaders in the offices of its own day, the middle one of several, and all named.

    `on` is the day by which the parties were found.
    """
    actors = tuple(_settled(party, register, on, mention.date) for party in mention.actors)
    recipients = tuple(_settled(party, register, on, mention.date) for party in mention.recipients)
    return replace(mention, actors=actors, recipients=recipients)


def _settled(party: Party, register: Register, on: date | None, when: When | None) -> Party:
    if party.rule.startswith("implied:"):
        adjective = register.adjectives.get(party.country, party.country)
        return replace(party, name=f"{adjective} {party.rule.removeprefix('implied:')}")
    return party if on is None or when is None else _held(party, register, on, when)


def _held(party: Party, register: Register, on: date, when: When) -> Party:
    entry = register.leaders.get(party.name)
    known = entry.term(on) if entry is not None else None
    if entry is None or known is None or (known.country, known.sector) != (party.country, party.sector):
        return party
    term = _term(entry, when.start + (when.end - when.start) // 2)
    return replace(party, country=term.country, sector=term.sector)


def _term(entry: Entry, day: date) -> Term:
    """The office of the day; of the day before, if it was lost on the day: who resigns, does so in office."""
    before = entry.term(day - timedelta(days=1))
    return entry.term(day) if before.sector in ("ELI", "OPP") else before
