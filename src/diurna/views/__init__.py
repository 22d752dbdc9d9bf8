"""Questions over the record: what it holds in short, and why a question found nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from diurna.limits import QUERY_ROWS

if TYPE_CHECKING:
    from diurna.store import Query, Record

__all__ = ["Summary", "narrowing", "summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many events there are of each kind, the most frequent first; days are ISO dates, empty when unknown."""

    stories: int
    events: int
    types: dict[str, int]
    statuses: dict[str, int]
    countries: dict[str, int]
    first_day: str
    last_day: str


def summary(record: Record) -> Summary:
    """Count the events of the record by type, status and country (of a party or the place); find the days they span."""
    types = record.tally("type")
    first_day, last_day = record.days()
    return Summary(
        stories=record.counts()["stories"],
        events=sum(types.values()),
        types=types,
        statuses=record.tally("status"),
        countries=record.tally("country"),
        first_day=first_day,
        last_day=last_day,
    )


def narrowing(record: Record, query: Query) -> dict[str, int]:
    """For each filter of `query`, how many events it would find without that filter (at most QUERY_ROWS)."""
    counted = {}
    for field in fields(query):
        if field.name not in ("limit", "scope") and getattr(query, field.name) not in ("", None):
            empty: dict[str, Any] = {field.name: field.default, "limit": QUERY_ROWS}
            counted[field.name] = len(record.events(replace(query, **empty)))
    return counted
