"""Rows for what comes in. Every function here runs inside the one transaction of an input, and only ever adds rows."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from diurna.errors import EventError, RecordError
from diurna.limits import ID_CHARS
from diurna.store.export import moment_text, story_json
from diurna.store.query import search_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from diurna.records import Evidence, Mention, Outcome, Story


@dataclass(frozen=True, slots=True)
class Arrival:
    """An input being entered: the run it belongs to, the instant, and the key of its content."""

    run: int
    at: str
    key: str | None


def instant(moment: datetime) -> str:
    """UTC text that sorts by time. Raises RecordError for a time without zone."""
    if moment.utcoffset() is None:
        raise RecordError(f"time {moment.isoformat()}", "has no zone", "Give one, such as +00:00.")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def arrive(db: sqlite3.Connection, run: int | None, key: str | None, now: datetime) -> Arrival:
    """Begin to enter an input, in a new run when there is none yet.

    The instant is `now`, or the record's last one when the clock stands before it: no answer about the past may change.
    """
    at = forward(db, now)
    if run is None:
        run = int(db.execute("INSERT INTO runs (started_at) VALUES (?) RETURNING run", (at,)).fetchone()["run"])
    return Arrival(run, at, key)


def forward(db: sqlite3.Connection, now: datetime) -> str:
    """The instant `now`, or the record's last one when the clock stands before it."""
    last = db.execute("SELECT at FROM ledger ORDER BY entry DESC LIMIT 1").fetchone()
    return max(instant(now), last["at"] if last else "")


def add_entry(db: sqlite3.Connection, arrival: Arrival, outcome: Outcome) -> int:
    """The ledger's row for one input; its number."""
    row = (
        arrival.run,
        arrival.at,
        outcome.origin,
        arrival.key,
        outcome.kind,
        outcome.reason,
        outcome.room,
        json.dumps(outcome.stories),
    )
    sql = """INSERT INTO ledger (run, at, origin, key, kind, reason, room, stories, seal)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING entry"""
    return int(db.execute(sql, (*row, seal(*row))).fetchone()["entry"])


def fingerprint(story: Story, mentions: Sequence[Mention]) -> str:
    """A hash of what the story says and how it is coded.

    Where and when it was fetched is no part of that, nor is what follows from its events by a rule that may change.
    """
    content = {k: v for k, v in story_json(story, mentions).items() if k not in ("origin", "crawled", "contexts")}
    return sha256(json.dumps(content, ensure_ascii=True, allow_nan=True).encode()).hexdigest()


def seal(*cells: str | int | None) -> str:
    """A short hash of cells, by which `verify` sees that one was altered on the disk."""
    return sha256(json.dumps(cells).encode()).hexdigest()[:16]


def check(db: sqlite3.Connection, story: Story, mentions: Sequence[Mention]) -> None:
    """Raise EventError unless each event stands on the words of its story and has an id of its own."""
    _check_id(f"story from {story.origin}", story.id, ID_CHARS)
    _check_times(story)
    ids = [mention.id for mention in mentions]
    for mention in mentions:
        _check_id(f"event of story {story.id}", mention.id, 2 * ID_CHARS)
        if mention.id == whole(story.id):
            raise EventError(f"story {story.id}", "has an event numbered 0", "Number the events from 1.")
        if ids.count(mention.id) > 1:
            raise EventError(f"story {story.id}", f"has two events with id {mention.id!r}", "Number them.")
        _check_numbers(mention)
        for evidence in mention.evidence:
            _check_span(story, mention, evidence)
        _check_owner(db, story, mention)


def whole(story_id: str) -> str:
    """The report that a story is beside its events."""
    return f"{story_id}:0"


def _check_id(subject: str, value: str, longest: int) -> None:
    """Ids become part of permalinks and of lines."""
    if not value or not value.isprintable() or len(value) > longest:
        raise EventError(subject, f"has the id {value[:40]!r}", f"Give it one of 1 to {longest} printable characters.")


def _check_times(story: Story) -> None:
    for moment in (story.published, story.updated, story.crawled):
        if isinstance(moment, datetime):
            instant(moment)


def _check_numbers(mention: Mention) -> None:
    place = mention.place
    numbers = [
        mention.score,
        mention.confidence,
        *(e.confidence for e in mention.evidence),
        *((place.lat, place.lon) if place else ()),
    ]
    if not all(number is None or math.isfinite(number) for number in numbers):
        raise EventError(f"event {mention.id}", "holds a number that is none (NaN or infinite)", "Leave it empty.")


def _check_span(story: Story, mention: Mention, evidence: Evidence) -> None:
    part = story.title if evidence.part == "title" else story.text
    start, end = evidence.start, evidence.end
    if not 0 <= start < end <= len(part) or part[start:end] != evidence.quote:
        raise EventError(
            f"event {mention.id}",
            f"has evidence for {evidence.field} that is not in the {evidence.part} at {start}-{end}",
            "Count offsets in characters of the story as it is stored.",
        )


def _check_owner(db: sqlite3.Connection, story: Story, mention: Mention) -> None:
    sql = """SELECT s.story_id FROM mentions m JOIN stories s USING (story)
             WHERE m.event_id = ? AND s.story_id <> ? LIMIT 1"""
    if other := db.execute(sql, (mention.id, story.id)).fetchone():
        raise EventError(f"event {mention.id}", f"is the id of an event of story {other['story_id']}", "Use another.")


def add_story(db: sqlite3.Connection, story: Story, mentions: Sequence[Mention], entry: int, at: str) -> bool:
    """The story and its events as its next revision. False, and no row, when its newest one says the same."""
    check(db, story, mentions)
    mark = fingerprint(story, mentions)
    sql = "SELECT revision, fingerprint FROM stories WHERE story_id = ? ORDER BY revision DESC LIMIT 1"
    newest = db.execute(sql, (story.id,)).fetchone()
    if newest and newest["fingerprint"] == mark:
        return False
    row = _add_story_row(db, story, (newest["revision"] + 1 if newest else 1, at, entry, mark))
    for n, mention in enumerate(mentions):
        _add_mention(db, story, row, n, mention)
    return True


def _add_story_row(db: sqlite3.Connection, story: Story, head: tuple[int, str, int, str]) -> int:
    """The row of a revision, given its number, instant, ledger entry and fingerprint; gives the key of the row."""
    sql = """INSERT INTO stories (story_id, revision, learned_at, entry, fingerprint, title, text, origin, source, url,
                                  byline, agency, dateline, published, updated, crawled, seal)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING story"""
    names = ("title", "text", "origin", "source", "url", "byline", "agency", "dateline")
    texts = (getattr(story, name) for name in names)
    times = [moment_text(moment) for moment in (story.published, story.updated, story.crawled)]
    stamp = seal(story.id, *head, story.origin, times[-1])
    row = int(db.execute(sql, (story.id, *head, *texts, *times, stamp)).fetchone()["story"])
    db.execute("INSERT INTO story_words (rowid, title, text) VALUES (?, ?, ?)", (row, story.title, story.text))
    return row


MENTION_COLUMNS = (
    *("story", "n", "event_id", "type", "plover", "modes", "contexts", "status", "attribution", "confidence"),
    *("quad", "score", "cameo", "acled_event", "acled_sub_event"),
    *("date_text", "date_start", "date_end", "date_precision", "date_rule"),
    *("place_text", "place_name", "place_country", "place_lat", "place_lon", "place_geonames"),
    *("place_precision", "place_rule", "place_words", "first_day", "last_day"),
)
ADD_MENTION = f"""INSERT INTO mentions ({", ".join(MENTION_COLUMNS)})
                  VALUES ({", ".join("?" * len(MENTION_COLUMNS))}) RETURNING mention"""
ADD_PARTY = "INSERT INTO parties VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_COUNT = "INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?)"
ADD_EVIDENCE = "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def _add_mention(db: sqlite3.Connection, story: Story, row: int, n: int, mention: Mention) -> None:
    m = mention
    coded = (m.id, m.type, m.plover, json.dumps(m.modes), json.dumps(m.contexts), m.status, m.attribution, m.confidence)
    derived = (m.quad, m.score, m.cameo, m.acled_event, m.acled_sub_event)
    cells = (row, n, *coded, *derived, *_date_cells(m), *_place_cells(m), *_days(story, m))
    key = db.execute(ADD_MENTION, cells).fetchone()["mention"]
    for side, parties in (("actor", m.actors), ("recipient", m.recipients)):
        for i, p in enumerate(parties):
            words = search_words(p.name, p.text)
            db.execute(ADD_PARTY, (key, side, i, p.text, p.name, p.country, p.sector, p.rule, words))
    db.executemany(ADD_COUNT, [(key, i, c.what, c.min, c.max, c.text) for i, c in enumerate(m.counts)])
    spans = [(key, i, e.part, e.start, e.end, e.quote, e.field, e.rule, e.confidence) for i, e in enumerate(m.evidence)]
    db.executemany(ADD_EVIDENCE, spans)


def _date_cells(mention: Mention) -> tuple[str | None, ...]:
    when = mention.date
    if when is None:
        return (None,) * 5
    return (when.text, when.start.isoformat(), when.end.isoformat(), when.precision, when.rule)


def _place_cells(mention: Mention) -> tuple[str | float | None, ...]:
    place = mention.place
    if place is None:
        return (*(None,) * 8, "")
    where = (place.text, place.name, place.country, place.lat, place.lon, place.geonames)
    return (*where, place.precision, place.rule, search_words(place.name, place.text))


def _days(story: Story, mention: Mention) -> tuple[str | None, str | None]:
    """The days that the event is found by: its own, else the day of publication as printed."""
    if mention.date:
        return mention.date.start.isoformat(), mention.date.end.isoformat()
    if story.published is None:
        return None, None
    day = date(story.published.year, story.published.month, story.published.day).isoformat()
    return day, day
