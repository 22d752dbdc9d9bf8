"""The kinds of values that options take: days, numbers, and words of which the nearest is named for a wrong one."""

from __future__ import annotations

import calendar
import difflib
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.records import Moment

    Value = click.ParamType[Any]
else:
    Value = click.ParamType  # generic only in newer releases of click

STATUSES = ("occurred", "planned", "alleged", "denied", "hypothetical")
CODE = 3  # letters of a code at most
MANY = 20  # more words than this are not listed in an error
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
BODIES = {
    "IGO": "an international organisation",
    "NGO": "a non-governmental organisation",
    "MNC": "a multinational company",
    "IMG": "an armed group of no one country",
}


class MomentValue(Value):
    """A day or an instant."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Moment:
        """The moment that the text names."""
        try:
            return self._read(str(value))
        except InputError as error:
            self.fail(str(error), param, ctx)

    def _read(self, text: str) -> Moment:
        return diurna.moment(text)


class InstantValue(MomentValue):
    """An instant with its zone; a bare day is taken as its first second, UTC."""

    name = "time"

    def _read(self, text: str) -> Moment:
        return diurna.instant(text)


DAYS = 'Write "2025-09-01", "2025-09" for the month or "2025" for the year.'


class DayValue(MomentValue):
    """A day; a month (2025-03) or year stands for its first or, with `last`, its last day."""

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that the text names."""
        try:
            found = diurna.moment(self._whole(str(value).strip()))
        except InputError as error:
            self.fail(f"{error.subject}: {error.reason}. {DAYS}", param, ctx)
        return found.date() if isinstance(found, datetime) else found

    def _whole(self, text: str) -> str:
        if re.fullmatch(r"\d{4}", text):
            text = f"{text}-{'12' if self.last else '01'}"
        parts = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
        if not parts or parts[1] == "0000":
            return text
        last = calendar.monthrange(int(parts[1]), int(parts[2]))[1]
        return f"{text}-{last if self.last else 1:02}"


class OneOf(Value):
    """One of a few words, in any case; `words` gives each value with what it may also be called."""

    def __init__(self, name: str, words: Callable[[], dict[str, Any]]) -> None:
        self.name, self.words = name, words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value that the word stands for; for a typing error the nearest words are named."""
        known = self.words()
        lower = {word.casefold(): meant for word, meant in known.items()}
        given = " ".join(str(value).replace("-", " ").split()).casefold()
        for form in (str(value).casefold(), given):
            if form in lower:
                return lower[form]
        return self.fail(f"there is no {self.name} {value!r}. {_nearest(str(value), known)}", param, ctx)


def _nearest(value: str, known: dict[str, Any]) -> str:
    """What the user may have meant."""
    long = len(value) > CODE  # a code is no near form of a name
    forms = {word.casefold(): word for word in known if len(word) > CODE or not long}
    near = difflib.get_close_matches(value.casefold(), forms, 9, 0.6)
    if near:
        shown = list(dict.fromkeys(_shown(forms[form], known) for form in near))
        return f"Nearest: {', '.join(shown[:3])}."
    few: dict[Any, str] = {}
    for word, meant in known.items():
        few[meant] = max(few.get(meant, ""), word, key=len)
    if len(few) > MANY:
        return "Give an English name or a three-letter code."
    return f"Take one of {', '.join(_shown(word, known) for word in few.values())}."


def _shown(word: str, known: dict[str, Any]) -> str:
    """What is meant, and the word for it when that is another one; beside a code its first name."""
    meant = known[word]
    if len(word) <= CODE:
        word = next((name for name, code in known.items() if code == meant and len(name) > CODE), word)
    return word if word == str(meant) else f"{meant} ({word})"


class CountValue(Value):
    """A whole number from 1 up."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        digits = str(value).replace(",", "").replace("_", "")
        if not re.fullmatch(r"[0-9]{1,9}", digits) or int(digits) < 1:
            self.fail(f"{value!r} is not a whole number from 1 to 999,999,999.", param, ctx)
        return int(digits)


def types() -> dict[str, str]:
    """The event types."""
    from diurna import data

    return {row["type"]: row["type"] for row in data.table("ontology/types.tsv")}


def countries() -> dict[str, str]:
    """Every name and code of a country or kind of international body, with the code that the record uses."""
    from diurna import data

    known: dict[str, str] = {code: code for code in BODIES}
    for row in data.table("places/countries.tsv"):
        names = (row["name"], row["alpha3"], row["alpha2"], *(row["also"] or "").split("|"))
        known |= {name: row["alpha3"] for name in names if name and name not in known}
    return known


def views() -> dict[str, str]:
    """The views of disputed lands: who holds them, or a claimant by its code or names."""
    from diurna import data

    claimants = {code for row in data.table("places/disputed.tsv") for code in row["claims"].split("|")}
    return {"held": "held", "": "", **{name: code for name, code in countries().items() if code in claimants}}


def country_name(code: str) -> str:
    """The English name behind a code, empty when there is none."""
    from diurna import data

    named = {row["alpha3"]: row["name"] for row in data.table("places/countries.tsv")}
    return named.get(code) or BODIES.get(code, "")


def sector_name(code: str) -> str:
    """What a sector's code stands for, empty when there is none."""
    from diurna import data

    return {row["sector"]: row["definition"] for row in data.table("ontology/sectors.tsv")}.get(code, "")


def statuses() -> dict[str, str]:
    """The statuses, and another word for the commonest."""
    return {**{status: status for status in STATUSES}, "happened": "occurred"}


def quads() -> dict[str, int]:
    """The quad classes, by number and by name."""
    return {**{str(n): n for n in range(1, 5)}, **{name: n for n, name in enumerate(QUADS, 1)}}
