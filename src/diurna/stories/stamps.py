"""Time stamps as pages write them, and ISO dates in markup. What is impossible gives nothing; nothing is rounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Literal

from diurna import data, limits

if TYPE_CHECKING:
    from diurna.records import Moment

_MONTH_NAMES = (
    "jan january, feb february, mar march, apr april, may, jun june, "
    "jul july, aug august, sep sept september, oct october, nov november, dec december"
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split(", "), 1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
DATES = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",
        rf"\b{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
        rf"\b{_MONTH}[ -]{_DAY},?[ -]{_YEAR}",
        r"\b(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)",
        rf"{_YEAR}年(?P<month>\d\d?)月(?P<day>\d\d?)日",
    )
)
TIME = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)? ?(?P<half>[ap]\.?m\b\.?)?"
    r"(?: ?\(?(?P<zone>[A-Z]{1,4}\b(?!:)|(?:UTC|GMT)? ?[+-]\d\d?:?(?:\d\d)?)\)?)?",
    re.IGNORECASE,
)
AGO = re.compile(
    r"(?P<number>\d{1,4}|an?|one) ?(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\.? ago",
    re.IGNORECASE,
)
NOW = re.compile(r"just now|(?:a few )?moments? ago|a few (?:seconds|minutes) ago|seconds ago", re.IGNORECASE)
DAY_WORD = re.compile(r"\b(?P<word>today|yesterday)\b", re.IGNORECASE)
HINT = re.compile(r"\d|ago|now|today|yesterday", re.IGNORECASE)  # one of them is in every stamp
PREFIX = re.compile(
    r"\b(?:(?:first|last|originally) )?"
    r"(?P<what>updated?|modified|revised|edited|published|posted|publication|created|released|issued|added)\b"
    r"(?: (?:date|time))?",
    re.IGNORECASE,
)
FILLERS = re.compile(
    r"\b(?:on|at|date|time|as of|local|and|by|in|last|first|the|min(?:ute)?s? read|\d+)\b", re.IGNORECASE
)
PLACE = re.compile(r" *[A-Z][^\W\d_]{2,}(?: [A-Z][^\W\d_]+)?[ ,]*")  # "Jakarta   Tue, June 24, 2025"
BETWEEN = re.compile(
    r" ?[|•·] ?| [–—-] (?=\D)| \((?=[A-Za-z ]*[Uu]pdated)|(?<=\d) ?, ?(?=[A-Z]?[a-z]*pdated)"
)  # stamps of one line
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
LATER = ("updat", "modif", "revis", "edit")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp line says; `moment` is None for "6 sec ago" without a crawl time, and for an impossible date."""

    what: Literal["published", "updated"]
    moment: Moment | None
    said: bool  # the line says itself what it is ("Updated ..."); a bare date does not


def stamp(line: str, crawled: datetime | None) -> list[Stamp]:
    """The stamps that `line` consists of, and nothing else; empty for a line with other words."""
    if len(line) > 3 * limits.DATE_CHARS or not HINT.search(line):
        return []
    parts = [part for part in BETWEEN.split(line) if part.strip()]
    found = [_stamp(part, crawled) for part in parts]
    known = [s for s in found if s]
    others = [p for p, s in zip(parts, found, strict=True) if not s]
    alone = len(known) == len(parts) or (bool(known) and sum(map(len, others)) <= 40 and len(others) == 1)
    return known if alone else []


def _stamp(part: str, crawled: datetime | None) -> Stamp | None:
    prefix = PREFIX.search(part)
    rest = PREFIX.sub(" ", part)
    read = _relative(rest, crawled) or _absolute(rest)
    if read is None:
        return None
    others = FILLERS.sub(" ", read[1])
    if re.search(r"[^\W\d_]", others) and not PLACE.fullmatch(others):
        return None
    what = prefix.group("what").lower() if prefix else ""
    return Stamp("updated" if what.startswith(LATER) else "published", read[0], bool(prefix))


def _relative(part: str, crawled: datetime | None) -> tuple[Moment | None, str] | None:
    """The moment that "6 sec ago" means at `crawled`, and the rest of the part; None when nothing such is said."""
    if match := AGO.search(part):
        number = int(match["number"]) if match["number"].isdigit() else 1
        moment = _ago(number, UNITS[match["unit"][0].lower()], crawled)
    elif match := NOW.search(part):
        moment = crawled
    elif match := DAY_WORD.search(part):
        moment = _ago(int(match["word"].lower() == "yesterday"), "days", crawled)
    else:
        return None
    rest = part[: match.start()] + part[match.end() :]
    return moment, TIME.sub(" ", rest) if match.re is DAY_WORD else rest


def _ago(number: int, unit: str, crawled: datetime | None) -> Moment | None:
    if crawled is None:
        return None
    try:
        moment = crawled - timedelta(**{unit: number})
    except OverflowError:
        return None
    return moment.date() if unit in {"days", "weeks"} else moment


def _absolute(part: str) -> tuple[Moment | None, str] | None:
    """The day or instant that `part` writes out, and the rest of it; the moment is None when there is no such day."""
    match = next((m for form in DATES if (m := form.search(part))), None)
    if match is None:
        return None
    rest = part[: match.start()] + " " + part[match.end() :]
    day = _day(match["year"], match["month"], match["day"])
    time = TIME.search(rest)
    if time is None:
        return day, rest.replace("T", " ")
    return _instant(day, time), (rest[: time.start()] + " " + rest[time.end() :]).replace("T", " ")


def _day(year: str, month: str, day: str) -> date | None:
    number = MONTHS.get(month.lower(), 0) if not month.isdigit() else int(month)
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if found.year >= limits.FIRST_YEAR else None


def _instant(day: date | None, time: re.Match[str]) -> Moment | None:
    """The instant, if the zone is known; else the day, for a time without a zone says nothing more."""
    zone = _zone(time["zone"] or "")
    if day is None or zone is None:
        return day
    hour, half = int(time["hour"]), (time["half"] or "").lower()
    hour = hour % 12 + 12 * half.startswith("p") if half else hour
    try:
        return datetime(day.year, day.month, day.day, hour, int(time["minute"]), int(time["second"] or 0), tzinfo=zone)
    except ValueError:
        return day


def _zone(word: str) -> timezone | None:
    minutes = _zones().get(word.upper())
    offset = re.fullmatch(r"(?:UTC|GMT)? ?([+-])(\d\d?):?(\d\d)?", word, re.IGNORECASE)
    if minutes is None and offset:
        minutes = int(offset[1] + "1") * (60 * int(offset[2]) + int(offset[3] or 0))
    if minutes is None or abs(minutes) > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


@cache
def _zones() -> dict[str, int]:
    return {row["zone"]: int(row["minutes"]) for row in data.table("stories/zones.tsv")}


def iso(given: str) -> tuple[Moment | None, bool]:
    """The moment that a date in markup names, and whether the text was a date at all, possible or not."""
    text = given.strip()[: limits.DATE_CHARS]
    match = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text)
    if not match:
        read = _absolute(text)
        return (read[0], True) if read else (None, False)
    day = _day(*match.groups())
    clock = re.match(
        r"[T ]+(\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)$", text[match.end() :]
    )
    if day is None or clock is None:
        return day, True
    zone = "+00:00" if clock[2] in {"Z", "UTC", "GMT"} else clock[2]
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{clock[1].replace(',', '.')}{zone}"), True
    except ValueError:
        return day, True


def day_of(moment: Moment) -> date:
    """The calendar day of a day or instant, in the instant's own zone."""
    return moment.date() if isinstance(moment, datetime) else moment
