"""How the days of a form follow from its words, the anchor, the tense of the clause and the date told before it.

Each function here is the `value` of some form: it takes what the groups hold and the bearing, and gives (start, end,
precision), or None where the words give no day. Days that do not exist raise ValueError or OverflowError.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from diurna.dates import words

Tense = Literal["past", "future"] | None
Days = tuple[date, date, str]
Given = Mapping[str, Any]

PRECISIONS = ("day", "week", "month", "season", "year", "decade")
_LONGEST = {"day": 1, "week": 7, "month": 31, "season": 92, "year": 366}


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a date is told from: the publication day, the tense of its clause, and the date told before it, if any.

    `back`: the date told before it is that of the later act, so that what is "a day after" lies a day before.
    """

    anchor: date | None
    tense: Tense = None
    reference: date | None = None
    back: bool = False


def holding(start: date, end: date) -> str:
    """The smallest precision whose length holds the days `start` to `end`."""
    length = (end - start).days + 1
    return next((name for name, most in _LONGEST.items() if length <= most), "decade")


def coarser(one: str, other: str) -> str:
    """The coarser of two precisions."""
    return max(one, other, key=PRECISIONS.index)


def _on(day: date) -> Days:
    return day, day, "day"


def _months_on(day: date, months: int) -> date:
    """`months` later; the last day of the month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved(day: date, count: int, unit: str) -> date:
    """`count` units after `day` (before it, where negative)."""
    if unit in {"month", "year", "decade"}:
        return _months_on(day, count * {"month": 1, "year": 12, "decade": 120}[unit])
    if unit == "hour":
        return day + timedelta(days=int(count / 24))
    return day + timedelta(days=count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def holder(day: date, unit: str) -> Days | None:
    """The week, weekend, month, year or decade that holds `day`; the day itself for shorter units."""
    monday = day - timedelta(days=day.weekday())
    if unit == "week":
        return monday, monday + timedelta(days=6), "week"
    if unit == "weekend":
        return monday + timedelta(days=5), monday + timedelta(days=6), "week"
    if unit == "month":
        return *_month(day.year, day.month), "month"
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31), "year"
    if unit == "decade":
        first = day.year - day.year % 10
        return date(first, 1, 1), date(first + 9, 12, 31), "decade"
    return None if unit == "minute" else _on(day)


# first and last: of a week and a month in days, of a season and a year in months, of a decade in years
_THIRDS = {
    "week": {"early": (1, 3), "mid": (2, 4), "late": (4, 7)},
    "month": {"early": (1, 10), "mid": (11, 20), "late": (21, 31)},
    "season": {"early": (1, 1), "mid": (2, 2), "late": (3, 3)},
    "year": {"early": (1, 3), "mid": (6, 8), "late": (10, 12)},
    "decade": {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},
}


def _cut(days: Days, part: str | None) -> Days:
    """The early, middle or late part of a period."""
    start, end, precision = days
    if part is None or precision == "day":
        return days
    first, last = _THIRDS[precision][part]
    if precision in {"week", "month"}:
        start, end = start + timedelta(days=first - 1), min(end, start + timedelta(days=last - 1))
    elif precision == "decade":
        start, end = date(start.year + first, 1, 1), date(start.year + last, 12, 31)
    else:
        start, end = _months_on(start, first - 1), _months_on(start, last) - timedelta(days=1)
    return start, end, holding(start, end)


def _century(yy: int) -> int:
    """Two digits of a year that can be no day of a month: from 32, so of the last century."""
    if yy <= 31:
        raise ValueError(yy)
    return 1900 + yy


def _written(given: Given, year: int) -> Days:
    """The day, month or season that is written, in `year`."""
    if "season" in given:
        start = date(year, given["season"], 1)
        days = start, _months_on(start, 3) - timedelta(days=1), "season"
    elif "day" in given:
        days = _on(date(year, given["month"], given["day"]))
    elif "month" in given:
        days = *_month(year, given["month"]), "month"
    else:
        days = date(year, 1, 1), date(year, 12, 31), "year"
    return _cut(days, given.get("part"))


def _possible(given: Given, years: range) -> list[Days]:
    """What is written, in each of the years in which it exists."""
    found = []
    for year in years:
        try:
            found.append(_written(given, year))
        except (ValueError, OverflowError):
            continue
    weekday = given.get("wkday")
    return [days for days in found if weekday is None or days[0].weekday() == weekday] or found


def _nearest(found: list[Days], anchor: date, tense: Tense) -> Days | None:
    """The latest that has begun, the first that has not ended, or, of days with no tense, the closest to the anchor."""
    if tense == "future":
        return min((days for days in found if days[1] >= anchor), default=None)
    if tense is None and found and found[0][2] == "day":
        return min(found, key=lambda days: abs(days[0] - anchor))
    return max((days for days in found if days[0] <= anchor), default=None)


def _around(anchor: date) -> range:
    return range(anchor.year - 1, anchor.year + 2)


def calendar(given: Given, at: Bearing) -> Days | None:
    """A day, month, season, year or decade of the calendar; where the year is not told, that of `_nearest`."""
    if "decade" in given or "short_decade" in given:
        short = given.get("short_decade", 0)
        first = given.get("decade") or short + (1900 if short >= 20 else 2000)
        return _cut((date(first, 1, 1), date(first + 9, 12, 31), "decade"), given.get("part"))
    if "nth" in given:
        given = {**given, "day": given["nth"]}
    if "yy" in given:
        return _written(given, _century(given["yy"]))
    if "year" in given:
        return _written(given, given["year"])
    if at.anchor is None:
        return None
    return _nearest(_possible(given, _around(at.anchor)), at.anchor, at.tense)


def hijri(given: Given, at: Bearing) -> Days | None:
    """ "10 Ramadan 1446", "last Ramadan": a day or month of the Islamic calendar."""
    from hijridate import Gregorian, Hijri  # only few stories need it

    def written(year: int) -> Days:
        first = Hijri(year, given["hijri"], given.get("day", 1))
        start = date(*first.to_gregorian().datetuple())
        return _on(start) if "day" in given else (start, start + timedelta(days=first.month_length() - 1), "month")

    if "hijri_year" in given:
        return written(given["hijri_year"])
    if at.anchor is None:
        return None
    year = Gregorian.fromdate(at.anchor).to_hijri().year
    return _beside([written(near) for near in (year - 1, year, year + 1)], given, at)


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + week - 7 * ((a + 11 * h + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The so-manyeth weekday of a month; -1 is the last."""
    first, last = _month(year, month)
    if nth < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _islamic(year: int, days: list[list[int]]) -> list[date]:
    """The days of the Islamic calendar (month, day) that fall into a year of the Gregorian one."""
    from hijridate import Gregorian, Hijri  # only few stories need it

    first = Gregorian(year, 1, 1).to_hijri().year
    found = [date(*Hijri(h, month, day).to_gregorian().datetuple()) for h in (first, first + 1) for month, day in days]
    return [day for day in found if day.year == year]


def feast(given: Given, at: Bearing) -> Days | None:
    """A feast that comes back each year: on a fixed day, on a weekday of a month, by Easter or by the Islamic year."""

    def of(year: int) -> list[date]:
        told = given["told"]
        if given["how"] == "yearly":
            return [date(year, *told)]
        if given["how"] == "easter":
            return [_easter(year) + timedelta(days=told)]
        return [_nth_weekday(year, *told)] if given["how"] == "nth" else _islamic(year, told)

    if "year" not in given and at.anchor is None:
        return None
    years = [given["year"]] if "year" in given else _around(at.anchor)  # type: ignore[arg-type]
    found = [_on(day) for year in years for day in of(year)]
    return _nearest(found, at.anchor, at.tense) if at.anchor and "year" not in given else next(iter(found), None)


# days of the months of the Bengali calendar since the reform of 2019; Falgun has one more in a leap year
_BENGALI = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 29, 30)
_BENGALI_ERA = 593  # the year 1432 began in 2025 - 593


def bengali(given: Given, at: Bearing) -> Days | None:
    """ "15 Boishakh 1432": a day or month of the calendar of Bangladesh, whose year begins on 14 April."""

    def written(year: int) -> Days:
        lengths = [days + (n == 10 and isleap(year + _BENGALI_ERA + 1)) for n, days in enumerate(_BENGALI)]
        start = date(year + _BENGALI_ERA, 4, 14) + timedelta(days=sum(lengths[: given["bengali"] - 1]))
        length = lengths[given["bengali"] - 1]
        if "day" in given:
            if given["day"] > length:
                raise ValueError(given["day"])
            return _on(start + timedelta(days=given["day"] - 1))
        return start, start + timedelta(days=length - 1), "month"

    if "bengali_year" in given:
        return written(given["bengali_year"])
    if at.anchor is None:
        return None
    year = at.anchor.year - _BENGALI_ERA
    return _beside([written(near) for near in (year - 1, year, year + 1)], given, at)


def _beside(found: list[Days], given: Given, at: Bearing) -> Days | None:
    """Of the days in three years on end those that "last", "next" or the tense mean."""
    assert at.anchor is not None
    which = given.get("which", 0)
    if which < 0:
        return max((days for days in found if days[1] < at.anchor), default=None)
    if which > 0:
        return min((days for days in found if days[0] > at.anchor), default=None)
    return _nearest(found, at.anchor, at.tense)


def week_of(given: Given, at: Bearing) -> Days | None:
    """ "the week of May 5"."""
    day = calendar(given, at)
    return holder(day[0], "week") if day else None


def nth_week(given: Given, at: Bearing) -> Days | None:
    """ "the first week of May": days 1 to 7, whatever the weekday."""
    nth = given["nth"]
    month = calendar({key: value for key, value in given.items() if key != "nth"}, at)
    if month is None or not 1 <= nth <= 4:
        return None
    return month[0] + timedelta(days=7 * nth - 7), month[0] + timedelta(days=7 * nth - 1), "week"


def of_year(given: Given, at: Bearing) -> Days | None:
    """ "August last year"."""
    return _written(given, at.anchor.year + given["which"]) if at.anchor else None


def which_month(given: Given, at: Bearing) -> Days | None:
    """ "last October", "next March 3"."""
    if at.anchor is None:
        return None
    found = [_written(given, year) for year in _around(at.anchor)]
    if given["which"] == 0:
        return found[1]
    if given["which"] > 0:
        return min(days for days in found if days[0] > at.anchor)
    return max(days for days in found if days[1] < at.anchor)


def which_season(given: Given, at: Bearing) -> Days | None:
    """ "last summer": the latest that is over; "this summer": the closest; "next summer": the first yet to begin."""
    if at.anchor is None:
        return None
    anchor, found = at.anchor, _possible(given, range(at.anchor.year - 2, at.anchor.year + 3))
    if given["which"] < 0:
        return max(days for days in found if days[1] < anchor)
    if given["which"] > 0:
        return min(days for days in found if days[0] > anchor)
    if at.tense == "past":
        return max(days for days in found if days[0] <= anchor)
    return min(found, key=lambda days: (max(days[0] - anchor, anchor - days[1]), days[0]))


def day_of_month(given: Given, at: Bearing) -> Days | None:
    """ "the 16th of this month"."""
    if at.anchor is None:
        return None
    month = _months_on(at.anchor.replace(day=1), given["which"])
    return _on(month.replace(day=given["day"]))


def nth_day(given: Given, at: Bearing) -> Days | None:
    """ "on the 16th": the latest such day of this month or one before it, by tense the first to come, or the first from
    the date told before it on: "in November, and on the 24th".
    """
    if at.anchor is None:
        return None
    if at.reference and at.reference < at.anchor and at.tense != "future":
        return nth_day(given, Bearing(at.reference, "future"))
    first, ahead = at.anchor.replace(day=1), at.tense == "future"
    months = [_months_on(first, n if ahead else -n) for n in range(3)]
    days = [m + timedelta(days=given["ordinal"] - 1) for m in months]
    fitting = [d for d, m in zip(days, months, strict=True) if d.month == m.month]
    near = (d for d in fitting if (d >= at.anchor if ahead else d <= at.anchor))
    return next((_on(d) for d in near), None)


def numeric(given: Given, at: Bearing) -> Days | None:
    """ "2025-11-16", "16/11/2025". Where day and month could change places, the day closer to the anchor."""
    one, other, year = given["dd"], given["dd2"], given["yyyy"]
    if given["order"] == "ymd":
        return _on(date(year, one, other))
    if given["order"] == "dmy" or one > 12:
        return _on(date(year, other, one))
    if other > 12 or one == other:
        return _on(date(year, one, other))
    found = (date(year, other, one), date(year, one, other))
    return _on(min(found, key=lambda day: abs(day - at.anchor))) if at.anchor else None  # type: ignore[operator]


def days(given: Given, at: Bearing) -> Days | None:
    """ "March 3 to 5"."""
    first = calendar({**given}, at)
    if first is None or given["day2"] < given["day"]:
        return None
    end = first[0].replace(day=given["day2"])
    return first[0], end, holding(first[0], end)


def months(given: Given, at: Bearing) -> Days | None:  # noqa: ARG001
    """ "November to February 2021": the year is that of the later month."""
    year, month, last = given["year"], given["month"], given["month2"]
    return date(year - (month > last), month, 1), _month(year, last)[1], "month"


def months_of_year(given: Given, at: Bearing) -> Days | None:
    """ "between March and May last year"."""
    return months({**given, "year": at.anchor.year + given["which"]}, at) if at.anchor else None


def years(given: Given, at: Bearing) -> Days | None:  # noqa: ARG001
    """ "2014 to 2016", "2019-20"."""
    first = given["year"]
    last = given.get("year2") or first - first % 100 + given["yy"]
    return (date(first, 1, 1), date(last, 12, 31), "year") if first < last else None


def _portion(given: Given, at: Bearing, portions: int) -> Days | None:
    """The so-manyeth of 2 or 4 portions of a year."""
    if "year" not in given and at.anchor is None:
        return None
    year = given["year"] if "year" in given else at.anchor.year + given["which"]  # type: ignore[union-attr]
    nth = given["nth"] if "nth" in given else given["dd"]
    if not 1 <= nth <= portions:
        return None
    length = 12 // portions
    start = date(year, (nth - 1) * length + 1, 1)
    end = _months_on(start, length) - timedelta(days=1)
    return start, end, holding(start, end)


def quarter(given: Given, at: Bearing) -> Days | None:
    """ "the second quarter of 2024"."""
    return _portion(given, at, 4)


def half(given: Given, at: Bearing) -> Days | None:
    """ "the first half of last year"."""
    return _portion(given, at, 2)


def fixed(given: Given, at: Bearing) -> Days | None:  # noqa: ARG001
    """A day in history with a name of its own."""
    return _on(given["day"])


def offset(given: Given, at: Bearing) -> Days | None:
    """ "today", "yesterday"."""
    return _on(at.anchor + timedelta(days=given["days"])) if at.anchor else None


def weekday(given: Given, at: Bearing) -> Days | None:
    """A bare weekday is the latest, the anchor included, or by tense the first to come; "last" leaves the anchor out.

    "next" on the eve of that weekday means the one a week on.
    """
    if at.anchor is None:
        return None
    which, ahead = given.get("which"), (given["weekday"] - at.anchor.weekday()) % 7
    if which is not None and which > 0:
        return _on(at.anchor + timedelta(days=ahead if ahead > 1 else ahead + 7))
    if at.tense == "future" if which is None else (which == 0 and at.tense != "past"):
        return _on(at.anchor + timedelta(days=ahead))
    back = -ahead % 7
    return _on(at.anchor - timedelta(days=7 if which == -1 and back == 0 else back))


def weekday_of_week(given: Given, at: Bearing) -> Days | None:
    """ "Thursday last week"."""
    if at.anchor is None:
        return None
    monday = at.anchor - timedelta(days=at.anchor.weekday())
    return _on(monday + timedelta(days=given["which"] * 7 + given["weekday"]))


def weekday_step(given: Given, at: Bearing) -> Days | None:
    """ "the previous Friday", told from the date before it."""
    base = at.reference or at.anchor
    if base is None:
        return None
    ahead = (given["weekday"] - base.weekday()) % 7 or 7
    return _on(base + timedelta(days=ahead if given["steps"] > 0 else (ahead - 7 or -7)))


def _weekend(anchor: date, tense: Tense) -> date:
    """A day of the weekend meant by "the weekend": on Monday and Tuesday, and in the past, the one before."""
    if anchor.weekday() >= 5 or tense == "future" or (tense is None and anchor.weekday() > 1):
        return anchor
    return anchor - timedelta(days=7)


def weekend(given: Given, at: Bearing) -> Days | None:  # noqa: ARG001
    """ "over the weekend": the latest that has begun, or by tense the one to come."""
    return holder(_weekend(at.anchor, at.tense or "past"), "weekend") if at.anchor else None


def _first(day: date, unit: str) -> date:
    """The first of the month, to count months and years from."""
    return day.replace(day=1) if unit in {"month", "year", "decade"} else day


def period(given: Given, at: Bearing) -> Days | None:
    """ "last week", "earlier this month", "late next year"."""
    unit, which = given["unit"], given["which"]
    if at.anchor is None or unit in {"minute", "hour", "day", "night", "fortnight"}:
        return None
    base = _weekend(at.anchor, at.tense) if unit == "weekend" and which == 0 else at.anchor
    found = holder(moved(_first(base, unit), which, unit), unit)
    if found is None or "from" not in given:
        return found and _cut(found, given.get("part"))
    if given["from"] == "start":
        return found[0], min(at.anchor, found[1]), found[2]
    return max(at.anchor, found[0]), found[1], found[2]


def step(given: Given, at: Bearing) -> Days | None:
    """ "the previous day", "the same week", told from the date before it."""
    base = at.reference or at.anchor
    if base is None:
        return None
    unit = given["unit"]
    steps = -given["steps"] if at.back else given["steps"]
    return holder(moved(base if unit not in {"month", "year", "decade"} else base.replace(day=1), steps, unit), unit)


def shift(given: Given, at: Bearing) -> Days | None:
    """ "three days ago", "a day earlier", "in two weeks' time": known to the unit that it is told in."""
    base = (at.reference or at.anchor) if given.get("told") else at.anchor
    if base is None:
        return None
    count, unit = given["count"], given["unit"]
    if count < 0 and not given.get("told"):
        return vague(given, at)
    held = "week" if unit in {"fortnight", "weekend"} else unit
    sign = -given["sign"] if at.back else given["sign"]
    if unit == "week" and count == 1:  # "a week ago" is said of the same weekday
        return _on(moved(base, sign, unit))
    return holder(moved(_first(base, unit), sign * abs(count), unit), held)


def run(given: Given, at: Bearing) -> Days | None:
    """ "the past three days": from so long before the anchor to the anchor, or from the anchor on."""
    unit = given["unit"]
    if at.anchor is None or unit in {"minute", "night", "weekend"}:
        return None
    if "count" not in given and unit in {"hour", "day"}:
        return None
    far = moved(at.anchor, given["sign"] * abs(given.get("count", 1)), unit)
    start, end = min(far, at.anchor), max(far, at.anchor)
    return start, end, holding(start, end) if unit in {"day", "hour", "fortnight"} else unit


def vague(given: Given, at: Bearing) -> Days | None:
    """ "in recent days", "weeks ago", "in the coming months": as far as words.yaml says for the unit."""
    reach = words.lists()["vague"].get(given["unit"])
    if at.anchor is None or reach is None:
        return None
    count, unit, precision = reach
    if count == 0:
        return _on(at.anchor)
    if given["sign"] > 0:
        start = at.anchor + timedelta(days=1)
        return start, moved(start, count, unit), precision
    end = at.anchor if given.get("now") else moved(at.anchor, -1, given["unit"])
    return moved(at.anchor, -count, unit), end, precision


def around(given: Given, at: Bearing) -> Days | None:
    """ "days after" what a clause tells, from the day of the later act; "weeks before the vote", from its day."""
    if at.back:
        given = {**given, "sign": -given["sign"]}
    return vague(given, Bearing(at.reference))


def nothing(given: Given, at: Bearing) -> Days | None:  # noqa: ARG001
    """What looks like a date and is none."""
    return None


VALUES: Mapping[str, Callable[[Given, Bearing], Days | None]] = {
    f.__name__: f
    for f in (
        *(
            calendar,
            of_year,
            which_month,
            which_season,
            day_of_month,
            nth_day,
            numeric,
            days,
            months,
            months_of_year,
            years,
        ),
        *(quarter, half, fixed, offset, weekday, weekday_of_week, weekday_step, weekend, period, step, shift, run),
        *(vague, around, hijri, bengali, feast, week_of, nth_week, months_of_year, nothing),
    )
}


def resolved(value: str, given: Given, at: Bearing) -> Days | None:
    """The days that `value` gives, or None where they do not exist: what is not in the calendar is never rounded."""
    try:
        found = VALUES[value](given, at)
    except (ValueError, OverflowError):
        return None
    return found if found and found[0] <= found[1] else None
