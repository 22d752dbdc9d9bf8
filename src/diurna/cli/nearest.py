"""What the record knows that is like a word or an id which it does not know."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.store import Record

LOOKED_THROUGH = 2_000  # ids that are compared with a wrong one: a tenth of a second


def nearest_in(value: str, known: Iterable[str]) -> list[str]:
    """Up to three of the record's own names, or words of them, that are like `value`."""
    forms: dict[str, str] = {}
    for name in known:
        for form in (name, *name.split()):
            forms.setdefault(form.casefold(), form)
    near = difflib.get_close_matches(value.casefold(), forms, 3, 0.6)
    return list(dict.fromkeys(forms[form] for form in near))


def nearest_story(record: Record, story_id: str) -> str:
    """The ids of stories that are like a wrong one, as a hint; empty when there is none."""
    near = nearest_in(story_id, record.ids(limit=LOOKED_THROUGH))
    return f"Nearest: {', '.join(near)}." if near else ""
