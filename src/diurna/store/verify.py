"""Whether the record still holds what it promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.store import read
from diurna.store.merging import has_merge
from diurna.store.write import fingerprint, seal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from diurna.records import Mention, Story


BATCH = 100  # revisions read at once: half a megabyte


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the record that is not as promised: where, and what."""

    subject: str
    reason: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at in one step, and what is wrong in it."""

    problems: tuple[Problem, ...]
    revisions: int = 0
    events: int = 0
    fields: int = 0


def checked(db: sqlite3.Connection) -> Iterator[Checked]:
    """All that is wrong: first in the file, its links and its ledger, then revision by revision with their events."""
    yield Checked((*_file(db), *_gaps(db), *_altered_entries(db)))
    keys = [key for (key,) in db.execute("SELECT story FROM stories ORDER BY story")]
    for start in range(0, len(keys), BATCH):
        yield _revisions(db, keys[start : start + BATCH])


def _file(db: sqlite3.Connection) -> Iterator[Problem]:
    for (line,) in db.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem("file", line)
    for table, row, target, _ in db.execute("PRAGMA foreign_key_check"):
        yield Problem(f"{table} row {row}", f"points to no row of {target}")


def _revisions(db: sqlite3.Connection, keys: list[int]) -> Checked:
    found: list[Problem] = []
    events = fields = 0
    for key, (story, mentions) in zip(keys, read.coded_stories(db, keys), strict=True):
        found += _altered(db, key, story, mentions)
        found += (problem for mention in mentions for problem in event_problems(story, mention))
        events += len(mentions)
        fields += sum(len(mention.evidence) for mention in mentions)
    return Checked(tuple(found), len(keys), events, fields)


GAPS = {
    "is missing in the word index": """SELECT story_id FROM stories
        WHERE story NOT IN (SELECT id FROM story_words_docsize)""",
    "has a gap in its revisions": "SELECT story_id FROM stories GROUP BY story_id HAVING max(revision) <> count(*)",
    "has revisions that are not in the order they were learned": """SELECT a.story_id FROM stories a JOIN stories b
        ON b.story_id = a.story_id AND b.revision = a.revision + 1 WHERE b.learned_at < a.learned_at""",
    "is in the ledger and not in the record": """SELECT j.value FROM ledger l, json_each(l.stories) j
        WHERE l.kind = 'stored' AND j.value NOT IN (SELECT story_id FROM stories)""",
}


def _gaps(db: sqlite3.Connection) -> Iterator[Problem]:
    for reason, sql in GAPS.items():
        for (story_id,) in db.execute(sql):
            yield Problem(f"story {story_id}", reason)
    for (incident,) in db.execute(NAMELESS) if has_merge(db) else ():
        yield Problem(f"incident {incident}", "does not hold the event, or story, that it is named for")


NAMELESS = """WITH newest AS (SELECT report, incident_id, max(membership) FROM memberships GROUP BY report)
    SELECT DISTINCT n.incident_id FROM newest n LEFT JOIN newest own ON 'i:' || own.report = n.incident_id
    WHERE coalesce(own.incident_id, n.incident_id) <> n.incident_id
        OR substr(n.incident_id, 3) NOT IN (SELECT event_id FROM mentions UNION SELECT story_id || ':0' FROM stories)"""
LEDGER = "SELECT entry, run, at, origin, key, kind, reason, room, stories, seal FROM ledger ORDER BY entry"
STAMP = "SELECT story_id, revision, learned_at, entry, fingerprint, origin, crawled, seal FROM stories WHERE story = ?"


def _altered_entries(db: sqlite3.Connection) -> Iterator[Problem]:
    """Entries of the ledger that are gone or are not as they were written."""
    for number, (entry, *cells) in enumerate(db.execute(LEDGER), start=1):
        if entry != number:
            yield Problem(f"ledger entry {number}", "is missing")
            return
        if seal(*cells[:-1]) != cells[-1]:
            yield Problem(f"ledger entry {entry}", "is not as it was written")


def _altered(db: sqlite3.Connection, key: int, story: Story, mentions: tuple[Mention, ...]) -> Iterator[Problem]:
    """Whether a revision is still what was added."""
    *cells, stamp = db.execute(STAMP, (key,)).fetchone()
    if seal(*cells) != stamp or fingerprint(story, mentions) != cells[4]:
        yield Problem(f"story {story.id}", f"revision {cells[1]} is not as it was written")


def event_problems(story: Story, mention: Mention) -> Iterator[Problem]:
    """Spans that do not hold their words, and fields without a span."""
    for span in mention.evidence:
        part = story.title if span.part == "title" else story.text
        if part[span.start : span.end] != span.quote or not span.quote:
            yield Problem(f"event {mention.id}", f"{span.field} does not stand at {span.part} {span.start}-{span.end}")
    for field in _unproved(story, mention):
        yield Problem(f"event {mention.id}", f"{field} has no words behind it")


def _unproved(story: Story, mention: Mention) -> list[str]:
    """The filled fields that no evidence carries. `occurred` needs none; the dateline stands outside the text."""
    filled = {
        "sentence": True,
        "type": True,
        "status": mention.status != "occurred",
        "actors": mention.actors,
        "recipients": mention.recipients,
        "date": mention.date and not _within(mention.date.text, story.dateline),
        "place": mention.place and not _within(mention.place.text, story.dateline),
        "counts": mention.counts,
        "attribution": mention.attribution,
    }
    proved = {span.field for span in mention.evidence}
    return [field for field, value in filled.items() if value and field not in proved]


def _within(words: str, dateline: str) -> bool:
    return bool(words) and words.casefold() in dateline.casefold()


def index_problem(db: sqlite3.Connection) -> Iterator[Problem]:
    """Whether the word index agrees with the stories. SQLite checks it only where it may write; nothing is written."""
    import sqlite3

    try:
        db.execute("INSERT INTO story_words (story_words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield Problem("word index", f"does not agree with the stories (SQLite: {error})")
