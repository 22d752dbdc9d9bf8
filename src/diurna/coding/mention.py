"""A merged draft -> Mention: the fields, and for each the words that gave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from diurna.coding import sureness, tolls
from diurna.coding.derive import derive
from diurna.coding.draft import Draft, Span
from diurna.coding.lexicon import words
from diurna.records import Count, Evidence, Mention, Part, Party, Reading, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


WEEKLY = {"weekday", "weekend"}  # rules of dates that come round every week
NEWS_TENSE = "news tense"  # the rule that dates an act without a date of its own


def mention(reading: Reading, draft: Draft) -> Mention:
    """Give the mention of a draft and all that it absorbed; its id is left empty."""
    tellings = [draft, *draft.absorbed]
    when = _to_come(reading, draft, draft.when.when) if draft.when else _news_day(reading, draft)
    found = tolls.settled(reading, tellings)
    built = Mention(
        id="",
        type=draft.type,
        modes=draft.modes,
        status=draft.status,
        actors=_unique(r.party for r in draft.actors),
        recipients=_unique(r.party for r in draft.recipients),
        date=when,
        place=draft.where.place if draft.where else None,
        counts=tuple(c for c, _ in found),
        attribution=_quote(reading, draft.attribution) if draft.attribution else "",
        evidence=tuple(_evidence(reading, draft, tellings, found, dated=when is not None)),
        contexts=draft.contexts,
        confidence=min(round(max(d.confidence for d in tellings), 2), 0.99) or None,
    )
    return built if draft.frame.own else derive(built)


def _unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    seen: dict[tuple[str, str], Party] = {}
    for p in parties:
        seen.setdefault((p.name, p.country), p)
    return tuple(seen.values())


def _news_day(reading: Reading, draft: Draft) -> When | None:
    """The day of the story, for what it reports as news: not history, not plans, not where somebody has long stood."""
    day = story_day(reading)
    t = reading.tokens[draft.trigger]
    stands = t.tag in {"VBZ", "VBP"} and t.lemma in words("stance") and draft.sentence.part == "text"  # "Iran denies"
    ahead = (
        draft.status in {"planned", "hypothetical"} and draft.type != "THREATEN"
    )  # "will answer in kind" is said now
    if day is None or stands or draft.background or ahead:
        return None
    return When("", day, day, "day", NEWS_TENSE)


def _to_come(reading: Reading, draft: Draft, when: When) -> When:
    """A plan for "Monday" or "the weekend" means the coming one, whatever the words around it let the reader think."""
    day = story_day(reading)
    near = day is not None and timedelta(0) < day - when.end <= timedelta(7)
    if draft.status != "planned" or not near or when.rule not in WEEKLY or _of_past_deed(reading, draft):
        return when
    return replace(when, start=when.start + timedelta(7), end=when.end + timedelta(7), rule=f"{when.rule}, to come")


def _of_past_deed(reading: Reading, draft: Draft) -> bool:
    """Whether the date stands at another, past verb: "flew there on Monday to press for a truce", "will lift the ban,
    it said on Monday".
    """
    k = draft.when.start if draft.when else draft.trigger
    while reading.tokens[k].pos != "VERB" and reading.tokens[k].head != k:
        k = reading.tokens[k].head
    return k != draft.trigger and reading.tokens[k].tag == "VBD"


def story_day(reading: Reading) -> date | None:
    """The day on which the story was published."""
    published = reading.story.published
    return published.date() if isinstance(published, datetime) else published


def _quote(reading: Reading, span: Span) -> str:
    return _text(reading, span)[2]


def _text(reading: Reading, span: Span) -> tuple[int, int, str]:
    start, end = reading.tokens[span.start].start, reading.tokens[span.end - 1].end
    part = reading.story.title if _part(reading, span.start) == "title" else reading.story.text
    return start, end, part[start:end]


def _part(reading: Reading, token: int) -> Part:
    for s in reading.sentences:
        if s.start <= token < s.end:
            return s.part
    return "text"


def _evidence(
    reading: Reading, draft: Draft, tellings: list[Draft], counts: list[tuple[Count, Span]], *, dated: bool
) -> Iterator[Evidence]:
    """The sentences that tell the event, then the words of each field."""
    seen = set()
    for d in tellings:
        if d.number not in seen:
            seen.add(d.number)
            yield _at(reading, Span(d.sentence.start, d.sentence.end), "sentence", d.frame.name)
    yield _at(reading, Span(draft.trigger, draft.trigger + 1), "type", draft.frame.name, draft.confidence)
    if draft.status_by is not None:
        span = Span(draft.status_by, draft.status_by + 1)
        yield _at(reading, span, "status", draft.status, sureness.status(tellings, draft.status))
    for field, roles in (("actors", draft.actors), ("recipients", draft.recipients)):
        for r in roles:
            yield _at(reading, r.span, field, r.party.rule, sureness.part(tellings, field, r.span))
    if draft.when:
        span = Span(draft.when.start, draft.when.end)
        yield _at(reading, span, "date", draft.when.when.rule, sureness.part(tellings, "time", span))
    elif dated:  # the tense of the trigger says that it is the day's news
        yield _at(reading, Span(draft.trigger, draft.trigger + 1), "date", NEWS_TENSE)
    if draft.where:
        span = Span(draft.where.start, draft.where.end)
        yield _at(reading, span, "place", draft.where.place.rule, sureness.part(tellings, "place", span))
    for count, span in counts:
        yield _at(reading, span, "counts", count.what, sureness.part(tellings, "count", span))
    if draft.attribution:
        sure = sureness.part(tellings, "source", draft.attribution)
        yield _at(reading, draft.attribution, "attribution", "report", sure)


def _at(reading: Reading, span: Span, field: str, rule: str, sure: float | None = None) -> Evidence:
    start, _end, quote = _text(reading, span)
    lead = len(quote) - len(quote.lstrip())
    quote = quote.strip()
    start += lead
    confidence = min(round(sure, 2), 0.99) if sure else None  # never certain
    return Evidence(start, start + len(quote), quote, field, _part(reading, span.start), rule, confidence)
