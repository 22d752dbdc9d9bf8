"""Whole runs over inputs: code them, or add them to a record, and account for every one."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from diurna.conduct.coder import outlet_of
from diurna.errors import EventError, InputError
from diurna.limits import HABIT_STORIES
from diurna.records import Outcome, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from diurna.conduct.coder import Coded, Coder
    from diurna.store import Record

KINDS = ("stored", "duplicate", "refused", "failed")
UNREAD = "left unread as "  # begins the reason of an input whose stories, or some of them, are of no public meaning


def code(pages: Iterable[Page | Outcome], coder: Coder) -> Iterator[Coded | Outcome]:
    """Give each coded story; for a page that yields none, the Outcome that tells why."""
    for page in pages:
        if isinstance(page, Outcome):
            yield page
            continue
        coded = _attempt(page, coder)
        if isinstance(coded, Outcome):
            yield coded
        else:
            yield from coded


def add(
    record: Record,
    pages: Iterable[Page | Outcome],
    coder: Coder,
    *,
    now: Callable[[], datetime],
) -> Iterator[Outcome]:
    """Put each page's stories and events into the record; give one Outcome for each input, after it is safe on disk."""
    coder.recall((outlet_of(source, url), places) for source, url, places in record.outlets(limit=HABIT_STORIES))
    for page in pages:
        yield record.outcome(page, now=now()) if isinstance(page, Outcome) else _enter(record, page, coder, now)


def _enter(record: Record, page: Page, coder: Coder, now: Callable[[], datetime]) -> Outcome:
    """Put one page into the record; gives how it ended."""
    key = content_key(page)
    if record.knows(key):
        return record.outcome(Outcome(page.origin, "duplicate", "the record holds this page already"), now=now())
    coded = _attempt(page, coder)
    if isinstance(coded, Outcome):
        return record.outcome(coded, now=now())
    stored = Outcome(page.origin, "stored", _unread(coded), stories=tuple(c.story.id for c in coded))
    told = [(c.story, c.mentions) for c in coded]
    try:
        return record.add(origin=page.origin, key=key, stories=told, outcome=stored, now=now())
    except EventError as error:
        return record.outcome(Outcome(page.origin, "failed", str(error), "coding"), now=now())


def _unread(coded: Sequence[Coded]) -> str:
    """As what stories of a page were left unread; empty when all were read."""
    asides = sorted({c.aside for c in coded if c.aside})
    return UNREAD + ", ".join(asides) if asides else ""


def content_key(page: Page) -> str:
    """A hash of all that the page says: the same page from another folder, or fetched later, is the same input."""
    said = replace(page, origin="", crawled=None)
    return hashlib.sha256(repr(astuple(said)).encode("utf-8", "surrogatepass")).hexdigest()


def ledger_line(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many inputs ended in each of the four ways."""
    counts = dict.fromkeys(KINDS, 0)
    for outcome in outcomes:
        counts[outcome.kind] += 1
    return counts


def _attempt(page: Page, coder: Coder) -> list[Coded] | Outcome:
    """Code a page. What the page itself lacks is a refusal; an error of ours is a failure that names the room."""
    try:
        return coder.page(page)
    except InputError as error:
        return Outcome(page.origin, "refused", error.why, "stories")
    except (
        RecursionError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
    ) as error:
        return Outcome(page.origin, "failed", f"{type(error).__name__}: {error}", _room(error))


def _room(error: BaseException) -> str:
    """The room in which the error arose: the last package of ours in its traceback."""
    room, step = "conduct", error.__traceback__
    while step is not None:
        name = str(step.tb_frame.f_globals.get("__name__", ""))
        if name.startswith("diurna."):
            room = name.split(".")[1]
        step = step.tb_next
    return room
