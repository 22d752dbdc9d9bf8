from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import data
from diurna.dates import normalise
from diurna.limits import DATE_CHARS

FILES = ("dates/named.yaml", "dates/forms.yaml", "dates/ranges.yaml")
PRECISIONS = ("day", "week", "month", "season", "year", "decade")


def rows() -> list[dict[str, Any]]:
    return [row for name in FILES for row in data.tree(name)]


def cases() -> list[tuple[str, str]]:
    return [(row.get("form", "named day"), case) for row in rows() for case in row["cases"]]


def read(case: str) -> tuple[str, date | None, Any, str]:
    told, want = case.split(" => ")
    words, where = told.rsplit(", ", 1)
    anchor, _, tense = where.partition(" ")
    return words, None if anchor == "-" else date.fromisoformat(anchor), tense or None, want


def shown(words: str, anchor: date | None, tense: Any) -> str:
    when = normalise(words, anchor=anchor, tense=tense)
    return f"{when.start}..{when.end} {when.precision}" if when else "nothing"


@pytest.mark.parametrize(("form", "case"), cases(), ids=lambda text: str(text)[:60])
def test_each_form_means_what_its_case_says(form: str, case: str) -> None:
    words, anchor, tense, want = read(case)
    assert shown(words, anchor, tense) == want
    when = normalise(words, anchor=anchor, tense=tense)
    assert when is None or form in {"clock", when.rule}


def test_every_form_has_a_case() -> None:
    assert all(row.get("cases") for row in rows())


NO_DATES = (
    "years-long|two-year|78|18-year-old|second|may|march|the second|| |,|week|a year|May 45|in days of old|1,945|"
    "$2019|2019 people|Friday Monday|five|the 2nd|Boeing 737|Fridays|COVID-19"
)


@pytest.mark.parametrize("words", NO_DATES.split("|"))
def test_what_is_no_date_gives_nothing(words: str) -> None:
    assert normalise(words, anchor=date(2025, 11, 16)) is None


@pytest.mark.parametrize(
    "words",
    [
        "31 February 2024",
        "February 30",
        "31/02/2025",
        "2025-13-01",
        "2025-02-29",
        "31 April",
        "29 February 2023",
        "0000-01-01",
    ],
)
def test_an_impossible_day_gives_nothing_and_is_never_rounded(words: str) -> None:
    assert normalise(words, anchor=date(2025, 11, 16)) is None


def test_without_an_anchor_only_dates_with_their_own_year_resolve() -> None:
    assert shown("16 November 2025", None, None) == "2025-11-16..2025-11-16 day"
    assert all(
        normalise(words, anchor=None) is None
        for words in (
            "Monday",
            "today",
            "last year",
            "in August",
            "three days ago",
            "May 22",
            "since 2014",
            "in recent days",
            "this week",
        )
    )


def test_longer_text_than_any_date_is_refused() -> None:
    assert normalise("on " * DATE_CHARS + "Friday", anchor=date(2025, 11, 16)) is None


@pytest.mark.parametrize("weekday", range(7))
def test_a_bare_weekday_is_never_more_than_six_days_away(weekday: int) -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    anchor = date(2025, 11, 12)
    behind = normalise(names[weekday], anchor=anchor)
    ahead = normalise(names[weekday], anchor=anchor, tense="future")
    assert behind is not None
    assert ahead is not None
    assert behind.start.weekday() == ahead.start.weekday() == weekday
    assert 0 <= (anchor - behind.start).days <= 6
    assert 0 <= (ahead.start - anchor).days <= 6


def vocabulary() -> list[str]:
    known = sorted({word for row in rows() for case in row["cases"] for word in read(case)[0].split()})
    return [*known, "May", "may", "31", "9999", "0", "of", "'s", "—", "sept.", "x"]


ANCHORS = st.none() | st.dates()
TENSES = st.sampled_from([None, "past", "future"])


@settings(max_examples=400, deadline=None)
@given(
    text=st.text(max_size=80) | st.lists(st.sampled_from(vocabulary()), max_size=8).map(" ".join),
    anchor=ANCHORS,
    tense=TENSES,
)
def test_any_text_gives_nothing_or_days_in_order(text: str, anchor: date | None, tense: Any) -> None:
    when = normalise(text, anchor=anchor, tense=tense)
    assert when is None or (when.start <= when.end and when.precision in PRECISIONS and when.rule and when.text == text)
    assert when is None or when.precision != "day" or when.start == when.end


@settings(max_examples=200, deadline=None)
@given(day=st.dates(), anchor=ANCHORS)
def test_a_day_written_in_full_is_that_day_from_anywhere(day: date, anchor: date | None) -> None:
    assert shown(day.isoformat(), anchor, None) == f"{day}..{day} day"
    if day.year >= 1000:
        assert shown(f"{day.day} {day:%B} {day.year}", anchor, None) in {f"{day}..{day} day", "nothing"}
        assert (day.year > 2199) == (shown(f"{day:%b} {day.day}, {day.year}", anchor, None) == "nothing")
