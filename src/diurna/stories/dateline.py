"""The dateline: place, date and agency before the first sentence ("LONDON, Nov 22 (Reuters) - ..."), and bylines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from diurna import data, limits
from diurna.stories.stamps import MONTHS

_UP = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de’'.-]+"  # NEW, PORT-AU-PRINCE
_NAME = r"[A-Z\u00c0-\u00de][\w’'.-]+"
_CAPS = rf"{_UP}(?:[ /]{_UP}|[ /](?:de|of|al|el|la|sur|and)\b){{0,4}}"
_MIXED = rf"{_NAME}(?:[ /-]{_NAME}){{0,3}}"
_LAND = rf"{_NAME}(?:[ /-](?:(?:of|of the|and|the) )?{_NAME}){{0,3}}"  # Democratic Republic of Congo
_REGION = rf"(?:, ?(?:{_LAND}|[A-Z]\.[A-Z]\.))?(?: ?\[[^\]]{{2,30}}\])?"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DATE = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?)?"
    rf"(?:(?P<m1>{_MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_MONTH}))"
    rf"(?:,? (?P<year>(?:19|20)?\d\d)\b)?"
)
_PAREN = r"\((?P<agency>[^()]{2,60})\)"
_DASH = r"(?: ?[—–]+| ?--+| -| \"(?= )|\.-|: ?-?|\. ?—)"  # a quotation mark is what some pages make of a dash
FORMS = tuple(
    re.compile(form)
    for form in (
        # KYIV, Ukraine, Nov 22 (Reuters) — ; NEW DELHI: ; PUTRAJAYA, Nov 22 —
        rf"(?P<place>{_CAPS}){_REGION}(?:,? \(?(?i:{_DATE})\)?)?(?:[,.]? ?{_PAREN})?"
        rf"(?:,? (?P<bare>[A-Z]{{2,5}}))?{_DASH}\s*(?=\S)",
        # New Delhi [India], November 16 (ANI): ; Paris (AFP) –
        rf"(?P<place>{_MIXED}){_REGION}(?:,? \(?(?i:{_DATE})\)?)?[,.]? ?{_PAREN}{_DASH}\s*(?=\S)",
        # Nairobi, 12 March 2024 —
        rf"(?P<place>{_MIXED}){_REGION},? \(?(?i:{_DATE})\)?{_DASH}\s*(?=\S)",
        # (Reuters) - ; LONDON (Reuters)
        rf"(?P<place>){_PAREN}(?:{_DASH})\s*(?=\S)",
    )
)
SHORT = (1, 2)  # "EU: ...", "US: ..." name whom it is about, not where it was written
BYLINE = re.compile(
    r"(?:(?:Written|Reported|Story|Words) )?[Bb][Yy]:? +(?P<who>[A-Z\u00c0-\u00de][\w.’'-]*"
    r"(?:[ ,/|&]+(?:[A-Z\u00c0-\u00de][\w.’'-]*|and|in|with|for|of|the"
    r"|agencies|agency|staff|reporters?|correspondents?|de|da|van|von|der|al|el|bin|ibn|di|la)){0,14})"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence; `place` as written, the parts of the date as far as they are given."""

    place: str = ""
    agency: str = ""
    month: int = 0
    day: int = 0
    year: int = 0


def dateline(block: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph, or None."""
    return _read(block[:160])


@lru_cache(maxsize=4_096)  # the same paragraph is asked about several times while a page is cut up
def _read(beginning: str) -> Dateline | None:
    match = next((m for form in FORMS if (m := form.match(beginning))), None)
    if match is None or match["place"] in _labels() or len(match["place"]) in SHORT:
        return None
    parts = match.groupdict()
    agency = agency_in(parts.get("agency") or parts.get("bare") or "")
    if not parts["place"] and not agency:
        return None
    month = (parts.get("m1") or parts.get("m2") or "").lower().rstrip(".")
    day, year = parts.get("d1") or parts.get("d2") or "0", parts.get("year") or "0"
    return Dateline(parts["place"], agency, MONTHS.get(month, 0), int(day), _century(int(year), len(year)))


def _century(year: int, digits: int) -> int:
    """A wire's "90" is 1990, its "07" 2007: the wires that wrote two digits began before 1970."""
    if digits != 2:
        return year
    return year + (1900 if year >= 70 else 2000)


def dateline_day(found: Dateline, near: date | None) -> date | None:
    """The day a dateline names; without a year it is the last such day up to `near` (a crawl), else unknown."""
    if not found.month or not (found.year or near):
        return None
    try:
        if found.year:
            return date(found.year, found.month, found.day) if found.year >= limits.FIRST_YEAR else None
        assert near is not None
        this_year = date(near.year, found.month, found.day)
        return this_year if (this_year - near).days <= 1 else this_year.replace(year=near.year - 1)
    except ValueError:  # 31 June, or 29 February of a year without one
        return None


def byline(line: str) -> str:
    """Who wrote it, when `line` is a byline and nothing else; else empty."""
    match = BYLINE.fullmatch(line.rstrip(" |,")) if len(line) < 160 else None
    return match["who"] if match else ""


def agency_in(text: str) -> str:
    """The agency that signs in `text` ("Reuters", "Ana Prado, AP"), or empty."""
    names = _agencies()
    return next((names[part] for p in re.split(r"[,/|&;-]| and ", text) if (part := p.strip(" .")) in names), "")


@cache
def _labels() -> frozenset[str]:
    return frozenset(row["label"] for row in data.table("stories/labels.tsv"))


@cache
def _agencies() -> dict[str, str]:
    return {form: row["name"] for row in data.table("stories/agencies.tsv") for form in row["forms"].split("|")}
