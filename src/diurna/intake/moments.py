"""Text to a day or an instant. An impossible date is refused, never rounded to a possible one."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from diurna import limits
from diurna.errors import InputError

if TYPE_CHECKING:
    from diurna.records import Moment

FORM = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)? ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?", re.I
)
MEND = 'Write "2025-09-01" or "2025-11-16T09:30:00Z".'


def moment(text: str) -> Moment:
    """The day or instant that an ISO 8601 `text` names; a time without a zone is UTC. Raises InputError."""
    given = text.strip()
    shown = f'"{given[: limits.DATE_CHARS]}"'
    if len(given) > limits.DATE_CHARS or not FORM.fullmatch(given):
        raise InputError(shown, "this is not a date that can be read", MEND)
    try:
        found = _parsed(given)
    except ValueError as error:
        raise InputError(shown, f"there is no such date ({error})", MEND) from None
    if found.year < limits.FIRST_YEAR:
        raise InputError(shown, f"the year lies before {limits.FIRST_YEAR}", MEND)
    return found


def _parsed(given: str) -> Moment:
    if len(given) == 10:
        return date.fromisoformat(given)
    zoned = re.sub(r" ?(?:Z|UTC|GMT)$", "+00:00", given, flags=re.I)
    return instant(datetime.fromisoformat(re.sub(r" (?=[+-])", "", zoned)))


def instant(found: datetime) -> datetime:
    """`found` with its zone; without one it is UTC."""
    return found if found.tzinfo else found.replace(tzinfo=UTC)
