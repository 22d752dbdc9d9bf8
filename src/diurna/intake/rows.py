"""One row of a table, whatever the kind of table, to one Page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from diurna import limits
from diurna.errors import InputError
from diurna.intake import decode
from diurna.intake.decode import clean
from diurna.intake.moments import MEND, instant, moment
from diurna.records import Moment, Page

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

COLUMNS = ("id", "title", "published", "text", "url", "crawled", "source", "html")
HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # surrogates that stand for no byte
NOON = time(12, tzinfo=UTC)  # a crawl known to the day only: "2 hours ago" is still the same day


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a page gets that carries no publication or crawl time itself."""

    published: Moment | None = None
    crawled: datetime | None = None


def check_columns(there: Collection[str], subject: str) -> None:
    """Raises InputError when neither a text nor an HTML column is there."""
    if is_story(there):
        return
    named = ", ".join(clean(str(c))[:40] for c in list(there)[:20]) or "none"
    raise InputError(subject, f'the column "text" (or "html") is missing; there are: {named}', _rename(there))


def _rename(there: Collection[str]) -> str:
    like = {"body", "content", "article", "articlebody", "maintext", "story", "full_text", "fulltext"}
    other = next((c for c in there if str(c).lower() in like), "")
    return f'Rename "{other}" to "text".' if other else f"Columns that are read: {', '.join(COLUMNS)}."


def is_story(columns: Collection[str]) -> bool:
    """Whether one of the columns can hold a story."""
    return "text" in columns or "html" in columns


def page(row: Mapping[str, object], origin: str, defaults: Defaults) -> Page:
    """The Page of one row. Raises InputError for an impossible date, a field of the wrong kind, a row without text."""
    check_columns(list(row), origin)
    text, html = _text(row, "text", origin), _text(row, "html", origin)
    if not text.strip() and not html.strip():
        raise InputError(origin, "the text is empty", "Fill text or html, or leave the row out.")
    crawled = _crawled(row, origin) or defaults.crawled
    published = _moment(row, "published", origin) or defaults.published
    _check_order(published, crawled, origin)
    return Page(
        origin=origin,
        html=html if html.strip() else None,
        text=text if text.strip() else None,
        id=_text(row, "id", origin).strip(),
        url=_text(row, "url", origin).strip(),
        source=_text(row, "source", origin).strip(),
        title=_text(row, "title", origin).strip(),
        published=published,
        crawled=crawled,
    )


def _text(row: Mapping[str, object], column: str, origin: str) -> str:
    value = row.get(column)
    if value is None or value != value:  # noqa: PLR0124  (a table's empty cell may be NaN)
        return ""
    if isinstance(value, bytes):
        value = decode.text(value, origin, html=column == "html") if value.strip() else ""
    if isinstance(value, int) and column == "id":
        value = str(value)
    if not isinstance(value, str):
        raise InputError(origin, f'the field "{column}" holds {_kind(value)}, not text', "Give it as a string.")
    if len(value) > limits.PAGE_BYTES:
        raise InputError(origin, f'the field "{column}" is longer than {limits.PAGE_BYTES:,} characters', "Split it.")
    return clean(value)


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), f"a {type(value).__name__}")


def _moment(row: Mapping[str, object], column: str, origin: str) -> Moment | None:
    value = row.get(column)
    if value is None or value != value or (isinstance(value, str) and not value.strip()):  # noqa: PLR0124
        return None
    if isinstance(value, datetime):
        value = instant(value).isoformat()
    elif isinstance(value, date):
        value = value.isoformat()
    elif not isinstance(value, str | bytes):
        raise InputError(origin, f'the field "{column}" holds {_kind(value)}, not text', MEND)
    try:
        return moment(_text({column: value}, column, origin))
    except InputError as error:
        if error.subject == origin:
            raise
        raise InputError(origin, f"{column} {error.subject}: {error.reason}", error.mend) from None


def _crawled(row: Mapping[str, object], origin: str) -> datetime | None:
    found = _moment(row, "crawled", origin)
    if found is None or isinstance(found, datetime):
        return found
    return datetime.combine(found, NOON)


def _check_order(published: Moment | None, crawled: datetime | None, origin: str) -> None:
    """A story is not published years after it was fetched: one of the two dates is wrong."""
    if published is None or crawled is None:
        return
    if published.year > crawled.year + limits.LAST_YEAR_AHEAD:
        reason = f"published {published.isoformat()} lies more than a year after crawled {crawled.isoformat()}"
        raise InputError(origin, reason, "Correct one of the two.")


def printable(name: str) -> str:
    """A file's name as it can be shown and stored: bytes and half characters (of Windows) that are no text as \\xNN."""
    whole = HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", name)
    shown = whole.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return re.sub(r"[\x00-\x1f\x7f]", "?", shown)
