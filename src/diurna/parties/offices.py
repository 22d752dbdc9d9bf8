"""Which office a leader held on the day of an event: on the day of the story it may have been another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from diurna.parties.entries import Entry, Term
    from diurna.parties.register import Register
    from diurna.records import Mention, Party, When


def on_their_day(mention: Mention, register: Register, on: date | None) -> Mention:
    """Give the mention with its leaders in the offices of its own day, the middle one of several.

    `on` is the day by which they were found.
    """
    if mention.date is None or on is None:
        return mention
    when = mention.date
    actors = tuple(_held(party, register, on, when) for party in mention.actors)
    recipients = tuple(_held(party, register, on, when) for party in mention.recipients)
    return replace(mention, actors=actors, recipients=recipients)


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
