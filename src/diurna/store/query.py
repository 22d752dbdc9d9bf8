"""What may be asked of the record, and its translation into SQL. Values are bound, never written into the SQL."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diurna.errors import InputError
from diurna.limits import QUERY_ROWS

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Query:
    """Events wanted: those for which every given field holds; the newest first.

    actor, recipient, place: how a word of the name, or of the words in the story, begins ("iran" finds Iranian,
        not Tirana), whatever the case and accents. Three capitals ("IRN", "BJP"): a country code or a whole word.
    country: a code, on either side or of the place.
    type: the type, or the PLOVER type that follows from it.
    since, until: days, both included; the event's days overlap them. An event without a date is found by the day on
        which its story was published; one that has neither is not found when a day is asked for.
    text: words that the story must hold, all of them; those in quotes in that order.
    limit: the most events to give; None for no limit.
    scope: ids of the stories to look in; empty for all.
    """

    actor: str = ""
    recipient: str = ""
    country: str = ""
    type: str = ""
    quad: int | None = None
    status: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    limit: int | None = QUERY_ROWS
    scope: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise InputError(f"since {self.since}", f"comes after until {self.until}", "Swap the two.")
        if self.limit is not None and self.limit < 0:
            raise InputError(f"limit {self.limit}", "is below 0", "Give 0 or more, or none for all.")
        for name in ("actor", "recipient", "place", "text"):
            value = getattr(self, name)
            if value and not folded(value).strip():
                raise InputError(f"{name} {value!r}", "holds no letter or digit", "Give a name or a word.")


def folded(text: str) -> str:
    """Lower case, accents off, every run of other characters one space; a space at both ends: " cote d ivoire "."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = " ".join(re.findall(r"[^\W_]+", plain))
    return f" {words} "


def search_words(*texts: str) -> str:
    """What the columns `words` and `place_words` hold, for `folded` needles to be looked for in."""
    return "/".join(dict.fromkeys(folded(text) for text in texts))


PARTY = """EXISTS (SELECT 1 FROM parties p WHERE p.mention = m.mention AND p.side = '{side}'
           AND (p.country = :{side}_code OR instr(p.words, :{side}_words) > 0))"""
CONDITIONS = {
    "actor": PARTY.format(side="actor"),
    "recipient": PARTY.format(side="recipient"),
    "place": "(m.place_country = :place_code OR instr(m.place_words, :place_words) > 0)",
    "country": """(m.place_country = :country
           OR EXISTS (SELECT 1 FROM parties p WHERE p.mention = m.mention AND p.country = :country))""",
    "type": "(m.type = :type OR m.plover = :type)",
    "quad": "m.quad = :quad",
    "status": "m.status = :status",
    "since": "m.last_day >= :since",
    "until": "m.first_day <= :until",
    "text": "m.story IN (SELECT rowid FROM story_words WHERE story_words MATCH :text)",
    "scope": "s.story_id IN (SELECT value FROM json_each(:scope))",
}


def conditions(query: Query) -> str:
    """The SQL conditions on m (mentions) and s (stories), joined by AND; "1" when everything is wanted."""
    wanted = [sql for name, sql in CONDITIONS.items() if getattr(query, name) not in ("", None, ())]
    return " AND ".join(wanted) or "1"


def values(query: Query) -> dict[str, Any]:
    """The values to bind for `conditions`, and :limit."""
    import json

    bound: dict[str, Any] = {
        "country": query.country.upper(),
        "type": query.type.upper(),
        "quad": query.quad,
        "status": query.status.lower(),
        "since": query.since and query.since.isoformat(),
        "until": query.until and query.until.isoformat(),
        "text": _match(query.text),
        "scope": json.dumps(query.scope),
        "limit": -1 if query.limit is None else query.limit,
    }
    for name in ("actor", "recipient", "place"):
        bound[f"{name}_code"], bound[f"{name}_words"] = _needles(getattr(query, name))
    return bound


def _needles(value: str) -> tuple[str | None, str]:
    """The country code that `value` may be, and the string to look for in folded words."""
    if re.fullmatch(r"[A-Z]{3}", value):
        return value, folded(value)
    return None, folded(value).rstrip()


def _match(text: str) -> str:
    """FTS5 query: each word or quoted phrase as a string, all of them needed; no operator gets through."""
    phrases = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', text.replace("\0", " "))]
    return " ".join(f'"{phrase}"' for phrase in phrases if folded(phrase).strip())
