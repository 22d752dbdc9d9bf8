"""Words to days: the dates that a story tells, as intervals with a precision. Knowledge: data/dates/*.yaml."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.dates import cues, forms, words
from diurna.dates.ranges import CLOCK, Dated, asks_tense, dates, matches
from diurna.dates.values import Bearing, Tense, resolved
from diurna.limits import DATE_CHARS
from diurna.records import Name, Reading, Sentence, Token, When, WhenAt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from diurna.dates.forms import Found
    from diurna.dates.words import Line

__all__ = ["find", "news_day", "normalise"]

_YEARLY = re.compile(r"\d{4}|\d[/.]\d|\d-\d")
_PART = re.compile(r"[^\W\d_]+")
_VERBS = frozenset({"VERB", "AUX"})
_INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PUNCT"})
_COMES = {"come", "occur", "happen", "take"}  # lemmas of "the attack came", "took place"
_PHRASE = 6  # tokens
_OWN_DAY = {"weekday", "calendar"}  # values of dates that need no other
_BACK = {"so much earlier", "before something"}  # rules of days that a story only looks back to
_LINKS = {"after", "before", "follow", "following", "since"}
_ALMOST_A_WEEK = timedelta(6)
_LEAD = 3  # sentences of the text, of which the first with a date tells the news
_NEAR = 2  # sentences: "a year later" counts from a date told at most so far before, "a day later" from any day told


def normalise(text: str, *, anchor: date | None, tense: Tense = None) -> When | None:
    """What one expression of time means, told from the day `anchor`; `tense` is that of its clause.

    None where the words are no date, name a day that does not exist, or need an anchor and there is none.
    """
    if len(text) > DATE_CHARS:
        return None
    line = words.line([(forms.loose if _numbered(text) else forms.strict)(word) for word in text.split()], 0)
    found = dates(line, matches(line), anchor, lambda *_: Bearing(anchor, tense, anchor))
    told = [one for one in found if one.found.form.value != CLOCK]
    if len(told) != 1 or told[0].days is None or not _covered(line, found):
        return None
    return When(text, *told[0].days, told[0].rule)


def _numbered(text: str) -> bool:
    """Whether a number stands beside the words, so that "may" and its like need no capital: "3 may 2024"."""
    return any(c.isdigit() for c in text)


def _covered(line: Line, found: Sequence[Dated]) -> bool:
    """Whether nothing but fillers stands outside the dates."""
    inside = {n for one in found for n in range(one.start, one.end)}
    fillers = words.lists()["fillers"]
    return all(symbol in fillers or symbol == "'s" for n, symbol in enumerate(line.symbols) if n not in inside)


def find(reading: Reading, *, anchor: date | None) -> tuple[WhenAt, ...]:
    """Every date in the title and text of a story, told from its publication day `anchor`, in the order of the tokens.

    Spans lie inside one sentence and never overlap. Without an anchor only dates with a year of their own are found.
    """
    silent = _silent(reading)
    told = _Told({})
    found = _told_in_turn(reading, anchor, silent, told)
    if told.asked and told.happened:  # "two days before the vote": the day of the vote may be told further down
        found = _told_in_turn(reading, anchor, silent, _Told(told.happened))
    return tuple(found)


def news_day(reading: Reading, published: date | None) -> date | None:
    """The day from which a story is told: the page's, but the next where its opening tells in the past what happened on
    the weekday of the morrow. Pages are stamped by another zone's clock, or before the story was brought up to date,
    and no news opens with what is six days old.
    """
    if published is None:
        return None
    lead = [n for n, s in enumerate(reading.sentences) if s.part == "text"][:_LEAD]
    silent = _silent(reading)
    dated = ((n, _in_sentence(reading, n, published, silent, _Told({}))) for n in lead)
    number, told = next(((n, here) for n, here in dated if here), (0, []))
    if not told or told[0].when.rule != "weekday" or published - told[0].when.start != _ALMOST_A_WEEK:
        return published
    at, sentence = told[0], reading.sentences[number]
    if reading.tokens[max(at.start - 1, sentence.start)].text.lower() == "before":
        return published  # "in the days before Thursday's vote" tells of the day to come
    past = cues.tense(reading.tokens, at.start, at.end, sentence, True) == "past"
    return published + timedelta(1) if past else published


def _told_in_turn(reading: Reading, anchor: date | None, silent: frozenset[int], told: _Told) -> list[WhenAt]:
    found: list[WhenAt] = []
    for number, sentence in enumerate(reading.sentences):
        if _promising(reading, sentence):
            here = _in_sentence(reading, number, anchor, silent, told)
            told.add_happenings(reading, sentence, here)
            told.settle(reading, sentence, here)
            found += here
    return found


def _promising(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence holds any word that a date needs: a cheap look before the forms are tried."""
    return any(map(_hint, [token.text for token in reading.tokens[sentence.start : sentence.end]]))


@lru_cache(maxsize=50_000)
def _hint(text: str) -> bool:
    low, known = text[:DATE_CHARS].lower(), forms.triggers()
    if low.isalpha() or len(low) < 2:
        return low in known
    return bool(_YEARLY.search(low)) or any(part in known for part in _PART.findall(low))


class _Told:
    """The latest day, the latest date of any precision, and the days of happenings, that the story has told so far."""

    def __init__(self, happened: dict[int, date]) -> None:
        self.happened = dict(happened)  # by the number of their row in cues.yaml
        self.asked = False  # whether a happening was asked for whose day was not told yet
        self.day: date | None = None
        self.last: date | None = None  # the day of the sentence before
        self.any: tuple[int, date] | None = None

    def add(self, number: int, dated: Dated) -> None:
        """Take note of a date of sentence `number`."""
        if dated.days:
            self.any = (number, dated.days[0])
            self.day = dated.days[0] if dated.days[2] == "day" else self.day

    def settle(self, reading: Reading, sentence: Sentence, here: Sequence[WhenAt]) -> None:
        """Let a sentence be of the day of its verb: "thanked them for their help after the quake of 23 January"."""
        days = [at for at in here if at.when.precision == "day"]
        own = [at for at in days if at.when.rule not in _BACK and not _is_of_another(reading.tokens, at, sentence)]
        if days and len(own) < len(days):
            self.day = own[-1].when.start if own else self.last
        self.last = self.day

    def add_happenings(self, reading: Reading, sentence: Sentence, here: Sequence[WhenAt]) -> None:
        """Take note of what happened on the one day that a sentence names."""
        days = {at.when.start for at in here if at.when.precision == "day"}
        if len(days) == 1 and len(here) == 1:
            told = [t for t in reading.tokens[sentence.start : sentence.end] if not _is_apart(reading.tokens, t)]
            for kind in cues.happenings(told):
                self.happened.setdefault(kind, *days)

    def of(self, tokens: Sequence[Token]) -> date | None:
        """The day of the happening that `tokens`, those behind "two days before", name."""
        kinds = cues.happenings(tokens)
        self.asked |= any(kind not in self.happened for kind in kinds)
        return next((self.happened[kind] for kind in kinds if kind in self.happened), None)

    def before(self, number: int, unit: str) -> date | None:
        """The date that "a `unit` later" counts from in sentence `number`."""
        if unit in {"day", "night", "hour"}:
            return self.day
        return self.any[1] if self.any and number - self.any[0] <= _NEAR else None


def _is_of_another(tokens: Sequence[Token], at: WhenAt, sentence: Sentence) -> bool:
    """Whether a date hangs on a noun that another act is told after or before."""
    head = next((k for k in range(at.start, at.end) if not at.start <= tokens[k].head < at.end), at.start)
    for k, link in pairwise([head, *cues.above(tokens, head, sentence)]):
        if tokens[k].pos in _VERBS:
            return False
        if tokens[k].dep == "pobj" and tokens[k].pos == "NOUN" and tokens[link].lemma in _LINKS:
            return True
    return False


def _is_apart(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a noun stands after "after" or "before", so that the day of its sentence is not its own."""
    return token.dep == "pobj" and tokens[token.head].lemma in {"after", "before"}


def _silent(reading: Reading) -> frozenset[int]:
    """Tokens inside names that hold no date: "April 6 Youth Movement", "Theresa May"."""
    return frozenset(n for name in reading.names for n in _hidden(reading, name))


def _hidden(reading: Reading, name: Name) -> Iterator[int]:
    labels, persons = cues.labels()
    tokens = reading.tokens[name.start : name.end]
    if name.label in persons:
        whole = len(tokens) > 1 and _goes_on(tokens[-1].text)
        return (n for n, t in enumerate(tokens, name.start) if whole or t.text.lower() in _months())
    if name.label in labels and len(tokens) > 1 and _goes_on(tokens[-1].text):
        return iter(range(name.start, name.end))
    return iter(())


def _goes_on(last: str) -> bool:
    """Whether a name ends in a word of its own, not in the day that the model took for a part of it."""
    return last.isalpha() and last.lower() not in forms.triggers()


@cache
def _months() -> frozenset[str]:
    return frozenset(word for row in words.lists()["months"] for word in row)


@cache
def _proper() -> frozenset[str]:
    return frozenset(words.lists()["proper"])


def _line(reading: Reading, sentence: Sentence, silent: frozenset[int]) -> Line:
    """The symbols of a sentence; tokens of names that hold no date are blank."""
    tokens = reading.tokens[sentence.start : sentence.end]
    cells = [forms.verbal(t.text) if t.pos in _VERBS else forms.strict(t.text) for t in tokens]
    for n, token in enumerate(tokens[1:], 1):
        if token.text in _proper() and tokens[n - 1].text[:1].isupper() and sentence.part == "text":
            cells[n] = (words.OTHER,)
    for n in silent.intersection(range(sentence.start, sentence.end)) if silent else ():
        cells[n - sentence.start] = (words.OTHER,)
    return words.line(cells, sentence.start)


def _in_sentence(
    reading: Reading, number: int, anchor: date | None, silent: frozenset[int], told: _Told
) -> list[WhenAt]:
    sentence = reading.sentences[number]
    line = _line(reading, sentence, silent)
    every = matches(line)

    def bearing(found: Found, dated: list[Dated]) -> Bearing:
        start, end = line.tokens[found.start], line.tokens[found.end - 1] + 1
        if dated:
            told.add(number, dated[-1])
        weekday = found.form.value == "weekday"
        tense = cues.tense(reading.tokens, start, end, sentence, weekday) if asks_tense(found) else None
        if found.form.value == "nth_day":  # "in November, and on the 24th": of that month
            return Bearing(anchor, tense, dated[-1].days[0] if dated and dated[-1].days else None)
        if found.form.needs == "event" and _opens_clause(reading.tokens, end - 1, sentence):
            if dated and dated[-1].days and dated[-1].days[2] != "day":  # "last October, days after they voted"
                long = found.given.get("unit") in {"month", "year"}  # "in August 2024, two years after they voted"
                return Bearing(anchor, tense, dated[-1].days[0] if long else None, back=True)
            comes = _what_comes(reading.tokens[sentence.start : start])
            return Bearing(anchor, tense, _day_beside(dated) or told.of(comes) or anchor, back=True)
        if found.form.needs == "event":
            behind = _behind(reading, line, found, every)
            days = [d for t in ("future", "past") for d in _told_from(found, behind, anchor, t)] if behind else []
            return Bearing(anchor, tense, days[0] if days else told.of(_object(reading, end, sentence)))
        return Bearing(anchor, tense, told.before(number, found.given.get("unit", "day")))

    placed: list[WhenAt] = []
    for dated in dates(line, every, anchor, bearing):
        told.add(number, dated)
        at = _placed(reading, sentence, line, dated)
        if at and (not placed or placed[-1].end <= at.start):
            placed.append(at)
    return placed


def _behind(reading: Reading, line: Line, found: Found, every: Sequence[Found]) -> Found | None:
    """The date of what a time is told from: Sunday, in "two days before the vote on Sunday"."""
    following = next((f for f in every if f.start >= found.end), None)
    if following is None or following.start - found.end > _PHRASE or following.form.value not in _OWN_DAY:
        return None
    between = reading.tokens[line.tokens[found.end - 1] + 1 : line.tokens[following.start]]
    return None if any(t.pos in _VERBS or t.pos == "PUNCT" for t in between) else following


def _told_from(found: Found, behind: Found, anchor: date | None, tense: Tense) -> list[date]:
    """The day of `behind`, unless the time told from it would then be to come: the vote was on the Sunday before."""
    days = resolved(behind.form.value, behind.given, Bearing(anchor, tense))
    told = days and resolved(found.form.value, found.given, Bearing(anchor, None, days[0]))
    return [days[0]] if days and told and anchor and told[1] <= anchor else []


def _opens_clause(tokens: Sequence[Token], last: int, sentence: Sentence) -> bool:
    """Whether the "after" of "a day after" opens a clause, whose day it then tells: "a day after rebels took a dam",
    "two days after taking a dam".
    """
    verb = tokens[last].head
    if tokens[last].dep == "prep":
        return any(t.dep == "pcomp" and t.head == last for t in tokens[last + 1 : min(last + _PHRASE, sentence.end)])
    return tokens[last].dep in {"mark", "advmod"} and last < verb < sentence.end and tokens[verb].pos in {"VERB", "AUX"}


def _what_comes(before: Sequence[Token]) -> Sequence[Token]:
    """The happening that "a day after" is told of, when it is one told already: "the raid came a day after ..."."""
    return before if {t.lemma for t in before} & _COMES else ()


def _day_beside(dated: Sequence[Dated]) -> date | None:
    """The day that a sentence told last before."""
    return next((one.days[0] for one in reversed(dated) if one.days and one.days[2] == "day"), None)


def _object(reading: Reading, start: int, sentence: Sentence) -> Sequence[Token]:
    """The noun phrase that begins at token `start`: "the deadly car bomb"."""
    end = start
    while end < min(sentence.end, start + _PHRASE) and reading.tokens[end].pos in _INSIDE:
        end += 1
    return reading.tokens[start:end]


def _placed(reading: Reading, sentence: Sentence, line: Line, dated: Dated) -> WhenAt | None:
    if dated.days is None:
        return None
    first, last = line.tokens[dated.start], line.tokens[dated.end - 1]
    part = reading.story.title if sentence.part == "title" else reading.story.text
    text = part[reading.tokens[first].start : reading.tokens[last].end]
    if len(text) > DATE_CHARS:
        return None
    return WhenAt(first, last + 1, When(text, *dated.days, dated.rule))
