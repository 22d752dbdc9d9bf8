"""The forms of forms.yaml, compiled: which words make a date, and where in a line of symbols one stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from diurna import data
from diurna.dates import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diurna.dates.words import Line

NUMBER = "0"  # stands for any number where forms are filed by their first word
_DIGITS = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "ordinal": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)",
    "year": r"1\d\d\d|20\d\d|21\d\d",
    "modern": r"19\d\d|20\d\d",
    "yyyy": r"\d{4}",
    "yy": r"\d\d",
    "dd": r"\d\d?",
    "decade": r"1[5-9]\d0s|20\d0s",
    "short_decade": r"\d0s",
    "hijri_year": r"1[34]\d\d",
    "bengali_year": r"1[345]\d\d",
}
_ELEMENT = re.compile(r"\{(?P<group>[a-z_]+\d?)\}(?P<maybe>\??)|(?P<choice>\S+?)(?P<may>\??)(?!\S)")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its pattern over symbols, the words that may stand beside it, and how its days follow."""

    name: str
    pattern: re.Pattern[str]
    firsts: frozenset[str]
    value: str
    fixed: Mapping[str, Any]
    after: frozenset[str]
    before: frozenset[str]
    unless_after: frozenset[str]
    unless_before: frozenset[str]
    needs: str
    shy: bool
    literals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A form found at symbols `start` to `end` of a line, with what its groups hold."""

    form: Form
    start: int
    end: int
    given: Mapping[str, Any]


def _rows(name: str) -> dict[str, int]:
    return {row[0]: n for n, row in enumerate(words.lists()[name])}


@cache
def _classes() -> Mapping[str, Mapping[str, Any]]:
    known = words.lists()
    units = {word: unit for unit in known["units"] for word in (unit, unit + "s")}
    return {
        "month": {word: n + 1 for word, n in _rows("months").items()},
        "weekday": _rows("weekdays"),
        "wkday": _rows("weekdays") | known["short_weekdays"],
        "season": known["seasons"],
        "unit": units,
        "units": {word: unit for word, unit in units.items() if word != unit},
        "daypart": dict.fromkeys(known["dayparts"]),
        "part": known["parts"],
        "which": known["which"],
        "hijri": known["hijri"],
        "bengali": known["bengali"],
        "nth": {word: n + 1 for n, word in enumerate(known["ordinals"])},
        "count": known["counts"],
    }


def _class(name: str) -> str:
    """The pattern of a class of words; the longer words first."""
    if name in _DIGITS:
        return _DIGITS[name]
    known = "|".join(re.escape(word) for word in sorted(_classes()[name], key=len, reverse=True))
    if name == "count":
        return rf"[2-9]0 - [1-9]|\d{{1,4}}|{known}"
    return rf"\d{{1,2}}(?:st|nd|rd|th)|{known}" if name == "nth" else known


def _firsts(name: str) -> frozenset[str]:
    if name in _DIGITS:
        return frozenset({NUMBER})
    known = frozenset(word.split()[0] for word in _classes()[name])
    return known | {NUMBER} if name in {"count", "nth"} else known


def _element(found: re.Match[str]) -> tuple[str, frozenset[str], bool]:
    """The pattern of one element, the words it may begin with, and whether it may be missing."""
    group = found["group"]
    if group:
        kind = group.rstrip("0123456789")
        inner, firsts = f"(?P<{group}>{_class(kind)})", _firsts(kind)
    else:
        choices = found["choice"].split("|")
        inner = "|".join(re.escape(word) for word in choices)
        firsts = frozenset(NUMBER if word[0].isdigit() else word for word in choices)
    maybe = bool(found["maybe"] or found["may"])
    return f"(?:(?:{inner}) ){'?' if maybe else ''}", firsts, maybe


def compiled(pattern: str) -> tuple[str, frozenset[str]]:
    """The regular expression of a pattern of forms.yaml, and the words that it may begin with."""
    parts: list[str] = []
    firsts: frozenset[str] = frozenset()
    open_start = True
    for element in _ELEMENT.finditer(pattern):
        part, begin, maybe = _element(element)
        parts.append(part)
        if open_start:
            firsts |= begin
            open_start = maybe
    return "".join(parts), firsts


def _beside(row: Mapping[str, Any], key: str) -> frozenset[str]:
    known = words.lists()
    found: set[str] = set()
    for word in row.get(key, ()):
        found |= set(known[word[1:-1]]) if word in {"{counted}", "{leads}"} else {word}
    return frozenset(words.canonical().get(word, word) for word in found)


def _form(row: Mapping[str, Any]) -> Form:
    pattern, firsts = compiled(row["pattern"])
    literal = {word for m in _ELEMENT.finditer(row["pattern"]) if m["choice"] for word in m["choice"].split("|")}
    return Form(
        name=row["form"],
        pattern=re.compile(pattern),
        firsts=firsts,
        value=row["value"],
        fixed=row.get("with", {}),
        after=_beside(row, "after"),
        before=_beside(row, "before"),
        unless_after=_beside(row, "unless_after"),
        unless_before=_beside(row, "unless_before"),
        needs=row.get("needs", ""),
        shy=row.get("shy", False),
        literals=frozenset(literal),
    )


_YEARLY = ("yearly", "nth", "easter", "hijri")  # how a row of named.yaml tells the day of each year


def _named(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row of named.yaml as forms: what comes back each year may have its year behind it."""
    if "day" in row:
        return [{"form": "named day", "pattern": row["words"], "value": "fixed", "with": {"day": row["day"]}}]
    how = next(key for key in _YEARLY if key in row)
    yearly = {**row, "form": "named day", "value": "feast", "with": {"how": how, "told": row[how]}}
    return [{**yearly, "pattern": row["words"]}, {**yearly, "pattern": row["words"] + " ,? {year}"}]


@cache
def forms() -> tuple[Form, ...]:
    """All forms: those with a name of their own first."""
    named = [form for row in data.tree("dates/named.yaml") for form in _named(row)]
    return tuple(_form(row) for row in [*named, *data.tree("dates/forms.yaml")])


@cache
def vocabulary() -> frozenset[str]:
    """Every word that a form or its neighbourhood names."""
    known = words.lists()
    found = {word for name in _classes() for phrase in _classes()[name] for word in phrase.split()}
    for form in forms():
        found |= form.literals | form.after | form.before | form.unless_after | form.unless_before
    found |= (
        set(known["fillers"])
        | set(known["leads"])
        | set(_END_WORDS)
        | {"since", "between", "from", "and", "to", "until", "through", "into"}
    )
    return frozenset(found - {"{end}"})


@lru_cache(maxsize=50_000)
def strict(text: str) -> tuple[str, ...]:
    """The symbols of a token of a story, where "may" is no month."""
    return tuple(words.symbol(piece, vocabulary(), True) for piece in words.pieces(text))


@lru_cache(maxsize=10_000)
def verbal(text: str) -> tuple[str, ...]:
    """The symbols of a verb, which is no month even with a capital letter: "March on!"."""
    return (words.OTHER,) if text.lower() in words.lists()["capital"] else strict(text)


@lru_cache(maxsize=50_000)
def loose(text: str) -> tuple[str, ...]:
    """The symbols of a token of an expression, where "may" can be one."""
    return tuple(words.symbol(piece, vocabulary(), False) for piece in words.pieces(text))


@cache
def triggers() -> frozenset[str]:
    """The spellings of which a date that begins without a number holds at least one."""
    known = words.lists()
    found = {word for name in ("months", "weekdays") for row in known[name] for word in row}
    found |= {name.split()[0] for calendar in ("hijri", "bengali") for name in known[calendar]}
    found |= {word for row in known["units"].values() for word in row} | set(known["seasons"]) | set(known["dayparts"])
    spelled = {word for word, plain in known["spellings"].items() if plain in found or plain == "tonight"}
    return frozenset(found | spelled | set(_ALONE))


@cache
def _filed() -> Mapping[str, tuple[re.Pattern[str], tuple[Form, ...]]]:
    """Forms by their first word, each file with one pattern that tells whether any of its forms can fit."""
    filed: dict[str, list[Form]] = {}
    for form in forms():
        for first in form.firsts:
            filed.setdefault(first, []).append(form)
    return {
        first: (re.compile("|".join(re.sub(r"\?P<\w+>", "?:", f.pattern.pattern) for f in known)), tuple(known))
        for first, known in filed.items()
    }


_ALONE = (
    *("today", "yesterday", "tomorrow", "tonight", "overnight", "quarter", "half", "eve"),
    *("christmas", "easter", "eid", "ashura", "halloween", "thanksgiving"),
)
_END_WORDS = ("and", "but", "or", "when", "as")


def _fits(form: Form, line: Line, start: int, end: int) -> bool:
    before = line.symbols[start - 1] if start else ""
    after = line.symbols[end] if end < len(line.symbols) else ""
    if before in form.unless_after or after in form.unless_before or (form.after and before not in form.after):
        return False
    if form.shy and line.symbols[start] in words.lists()["shy"] and start and before not in words.lists()["leads"]:
        return False
    return not form.before or after in form.before or ("{end}" in form.before and _ends(after))


def _ends(symbol: str) -> bool:
    return not symbol or symbol in _END_WORDS or not (symbol[0].isalnum() or symbol in {words.OTHER, "'s", "'"})


def _decoded(group: str, text: str) -> Any:
    """What the words of a group stand for: a month's number, a unit's name ..."""
    kind = group.rstrip("0123456789")
    if kind in {"units", "unit", "month", "weekday", "wkday", "season", "daypart", "part", "which", "hijri", "bengali"}:
        return _classes()[kind][text]
    if kind in {"count", "nth"} and text in _classes()[kind]:
        return _classes()[kind][text]
    return sum(int(re.sub(r"\D", "", n)) for n in text.split(" - "))


def _given(match: re.Match[str], form: Form) -> dict[str, Any]:
    given = {group: _decoded(group, text) for group, text in match.groupdict().items() if text is not None}
    if "units" in given:
        given["unit"] = given.pop("units")
    if "modern" in given:
        given["year"] = given.pop("modern")
    return given | dict(form.fixed)


def at(line: Line, start: int) -> Found | None:
    """The longest form that fits at symbol `start`, or None."""
    symbol = line.symbols[start]
    gate = _filed().get(NUMBER if symbol[0].isdigit() else symbol) if line.fresh(start) else None
    offset = line.offsets[start]
    if gate is None or not gate[0].match(line.text, offset):
        return None
    best: Found | None = None
    for form in gate[1]:
        match = form.pattern.match(line.text, offset)
        if match is None:
            continue
        end = start + match[0].count(" ")
        if (best is None or end > best.end) and _fits(form, line, start, end):
            best = Found(form, start, end, _given(match, form))
    return best
