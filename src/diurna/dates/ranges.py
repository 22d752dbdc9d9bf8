"""Dates of one line: the forms found in it, two of them joined to a stretch where the words between say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from diurna import data
from diurna.dates import forms
from diurna.dates.values import Bearing, Days, Tense, coarser, holding, resolved
from diurna.dates.words import OTHER, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from diurna.dates.forms import Found

CLOCK = "clock"
_FLOATING = frozenset(
    {"calendar", "feast", "weekday", "days"}
)  # values that look for the closest day when no year is written


_TENSED = _FLOATING | {
    "hijri",
    "bengali",
    "feast",
    "week_of",
    "nth_week",
    "nth_day",
    "which_season",
    "weekend",
    "period",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at symbols `start` to `end` of a line; `days` is None for what only looks like a date."""

    start: int
    end: int
    rule: str
    found: Found
    days: Days | None


def matches(line: Line) -> list[Found]:
    """Every form found in a line, from left to right; none overlaps another."""
    found, start, size = [], 0, len(line.symbols)
    while start < size:
        match = forms.at(line, start) if line.symbols[start] != OTHER else None
        if match:
            found.append(match)
        start = match.end if match else start + 1
    return found


@cache
def _joins() -> tuple[Mapping[str, Any], ...]:
    return tuple(data.tree("dates/ranges.yaml"))


def _opening(join: Mapping[str, Any], line: Line, one: Dated) -> int | None:
    """The symbol where a stretch that begins with `one` opens, None where the word that has to stand there does not."""
    if "before" not in join:
        return one.start
    back = 2 if one.start > 1 and line.symbols[one.start - 1] == "the" else 1
    return one.start - back if one.start and line.symbols[one.start - back] in join["before"] else None


def _since(line: Line, one: Dated, anchor: date | None) -> Dated:
    """A date that opens a stretch up to the anchor as that stretch; any other date as it is."""
    for join in _joins():
        start = _opening(join, line, one)
        if one.days and join.get("to") == "anchor" and start is not None:
            days = (one.days[0], anchor, one.days[2]) if anchor and one.days[0] <= anchor else None
            return replace(one, start=start, rule=join["form"], days=_held(days))
    return one


def _held(days: Days | None) -> Days | None:
    """A stretch of several days is known to no single day."""
    if days is None or days[2] != "day":
        return days
    return days[0], days[1], holding(days[0], days[1])


def _floats(dated: Dated) -> bool:
    form = dated.found.form
    return form.value in _FLOATING and "year" not in dated.found.given and "which" not in dated.found.given


def _ends(one: Dated, other: Dated, tense: Tense) -> tuple[Days | None, Days | None]:
    """Both dates, where the one without a year or week of its own is told from the other."""
    if other.days is None:
        return None, None
    if tense == "future" and one.days and _floats(other):
        return one.days, resolved(other.found.form.value, other.found.given, Bearing(one.days[0], "future"))
    if _floats(one):
        return resolved(one.found.form.value, one.found.given, Bearing(other.days[0], "past")), other.days
    return one.days, other.days


def _join(line: Line, one: Dated, other: Dated, at: Bearing) -> Dated | None:
    between = " ".join(line.symbols[one.end : other.start])
    for join in _joins():
        start = _opening(join, line, one)
        if start is None or between not in join.get("between", ()):
            continue
        first, last = _ends(one, other, at.tense)
        if first is None or last is None or first[0] > last[1] or (join.get("same") and first[2] != last[2]):
            continue
        days = _held((first[0], last[1], coarser(first[2], last[2])))
        return Dated(start, other.end, join["form"], other.found, days)
    return None


def asks_tense(found: Found) -> bool:
    """Whether the days of a form depend on the tense of its clause."""
    if found.form.needs:
        return found.form.needs not in {"reference", "event"}
    return found.form.value in _TENSED and "year" not in found.given


def _told(match: Found, at: Bearing) -> bool:
    """Whether what the form needs beside the anchor is known: a tense, the future, or a date told before."""
    needs = match.form.needs
    if needs == "tense":
        return at.tense is not None
    if needs == "future":
        return at.tense == "future"
    return (needs not in {"reference", "event"} or at.reference is not None) and match.form.value != CLOCK


def dates(
    line: Line, found: list[Found], anchor: date | None, bearing: Callable[[Found, list[Dated]], Bearing]
) -> list[Dated]:
    """What each form means, and the stretches that two of them, or one and the anchor, make.

    `bearing` says what a form is told from; it gets the form and the dates to the left of it.
    """
    dated: list[Dated] = []
    for match in found:
        at = bearing(match, dated)
        days = resolved(match.form.value, match.given, at) if _told(match, at) else None
        one = Dated(match.start, match.end, match.form.name, match, days)
        joined = _join(line, dated[-1], one, at) if dated else None
        if joined:
            dated[-1] = joined
        else:
            dated.append(one)
    return [_since(line, one, anchor) for one in dated]
