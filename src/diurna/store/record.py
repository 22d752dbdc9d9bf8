"""The record as the rest of the house sees it: one class, opened on a folder."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from diurna.errors import InputError, RecordError
from diurna.limits import RECORD_FILE
from diurna.records import Outcome
from diurna.store import file, merging, read, verify, write
from diurna.store.query import Query

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from diurna.records import Judgement, Mention, Place, Report, Story


class Record:
    """A record in a folder. Make one with `Record.open`; close it, or use it as a context manager.

    Reading never waits for a writer. Writers, in this program or another, take turns input by input. One opened record
    is one run in the ledger, from its first input on. Use it in the thread that opened it.
    """

    def __init__(self, folder: Path, reader: sqlite3.Connection) -> None:
        self.folder = folder
        self.run: int | None = None  # the number of this run in the ledger, once something came in
        self._reader = reader
        self._writer: sqlite3.Connection | None = None

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Record:
        """The record in `folder`; with `create` it is made when there is none.

        Raises RecordError when there is none, or it is damaged, of a newer version, or of another program.
        """
        if create:
            file.create(folder)
        if not folder.is_dir():
            raise RecordError(
                str(folder), "is no folder", "Add news to make a record: diurna add INPUT --record FOLDER."
            )
        return cls(folder, file.reader(folder))

    def close(self) -> None:
        """Let go of the file. What was added is kept already."""
        self._reader.close()
        if self._writer:
            self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- writing

    def add(
        self,
        *,
        origin: str,
        key: str,
        stories: Sequence[tuple[Story, Sequence[Mention]]],
        outcome: Outcome,
        now: datetime,
    ) -> Outcome:
        """Keep one input: its stories with their events and its outcome, all or nothing; on disk when this returns.

        `key` stands for the content of the input. What is already kept under it, or holds no story that is new or
        changed, ends as a duplicate: the ledger gets its row and nothing else changes. A story whose id is known and
        whose content or coding changed becomes that story's next revision. Returns the outcome as it was kept.
        Raises RecordError, keeping nothing, when evidence is not where it says, or the file cannot be written.
        """
        given = replace(outcome, origin=origin)
        if given.kind != "stored":
            return self.outcome(given, now=now)
        with file.transaction(self._writing(), self.folder) as db:
            arrival = write.arrive(db, self.run, key, now)
            kept = _kept_before(db, key, given) or _keep(db, arrival, stories, given)
            if kept.kind != "stored":
                write.add_entry(db, arrival, kept)
        self.run = arrival.run
        return kept

    def outcome(self, outcome: Outcome, *, now: datetime) -> Outcome:
        """Enter an input that brought no story: refused, failed, or seen to be a duplicate. Returns `outcome`."""
        if outcome.kind == "stored":
            raise RecordError(outcome.origin, "cannot be stored without its stories", "Use add().")
        with file.transaction(self._writing(), self.folder) as db:
            arrival = write.arrive(db, self.run, None, now)
            write.add_entry(db, arrival, outcome)
        self.run = arrival.run
        return outcome

    @contextmanager
    def merging(self, *, now: datetime) -> Iterator[merging.Merging]:
        """The rows of the merge, for writing: all that is done inside is kept, or nothing."""
        with file.transaction(self._writing(), self.folder) as db:
            yield merging.Merging(db, write.forward(db, now))

    def unmerged(self) -> int:
        """How many stories wait for the merge."""
        with file.snapshot(self._reader, self.folder) as db:
            return merging.unmerged(db)

    def _writing(self) -> sqlite3.Connection:
        if self._writer is None:
            self._writer = file.writer(self.folder)
        return self._writer

    def knows(self, key: str) -> bool:
        """Whether an input with that content key is stored: what is known need not be coded again."""
        with file.snapshot(self._reader, self.folder) as db:
            return db.execute("SELECT 1 FROM ledger WHERE key = ? AND kind = 'stored'", (key,)).fetchone() is not None

    # ---- reading; `as_of` answers from what the record knew at that instant

    def events(self, query: Query | None = None, *, as_of: datetime | None = None) -> list[dict[str, Any]]:
        """The events that answer `query`, the newest first, in the JSON schema of events.

        Each has besides "story" (id, title, published, source, url) and "learned", the instant the record learned it.
        """
        with file.snapshot(self._reader, self.folder) as db:
            return read.event_dicts(db, read.matching(db, query or Query(), _instant(as_of)))

    def event(self, event_id: str, *, as_of: datetime | None = None) -> dict[str, Any] | None:
        """One event as `events` gives it, or None."""
        with file.snapshot(self._reader, self.folder) as db:
            found = read.event_dicts(db, read.mention_of(db, event_id, _instant(as_of)))
            return found[0] if found else None

    def story(self, story_id: str, *, as_of: datetime | None = None) -> dict[str, Any] | None:
        """One story with its events in the JSON schema of stories, with "revision" and "learned"; or None."""
        with file.snapshot(self._reader, self.folder) as db:
            key = read.revision_of(db, story_id, _instant(as_of))
            return read.story_dict(db, key) if key else None

    def coded(self, story_id: str, *, as_of: datetime | None = None) -> tuple[Story, tuple[Mention, ...]] | None:
        """One story and its events as records, equal to what was added; or None."""
        with file.snapshot(self._reader, self.folder) as db:
            key = read.revision_of(db, story_id, _instant(as_of))
            return read.coded_story(db, key) if key else None

    def stories(self, *, as_of: datetime | None = None) -> Iterator[dict[str, Any]]:
        """All stories as `story` gives them, ordered by id; what is added meanwhile is not among them."""
        with file.snapshot(self._reader, self.folder) as db:
            keys = read.revisions(db, _instant(as_of))
        for key in keys:
            with file.snapshot(self._reader, self.folder) as db:
                found = read.story_dict(db, key)
            yield found

    def incidents(
        self, query: Query | None = None, *, stories: int = 1, as_of: datetime | None = None
    ) -> list[tuple[str, list[Report]]]:
        """The incidents with an event that answers `query` and told by so many `stories`, each with all its reports.

        The newest event first; the limit counts incidents.
        """
        asked = query or Query(limit=None)
        with file.snapshot(self._reader, self.folder) as db:
            instant = _instant(as_of)
            names = merging.incidents_of(db, asked, instant, least=stories)
            return [(name, merging.reports_of(db, name, instant)) for name in names]

    def uncoded(self, *, as_of: datetime | None = None) -> list[tuple[str, list[Report]]]:
        """The incidents that several stories tell and none by an event."""
        with file.snapshot(self._reader, self.folder) as db:
            instant = _instant(as_of)
            found = [(name, merging.reports_of(db, name, instant)) for name in merging.uncoded(db, instant)]
        return [(name, reports) for name, reports in found if len(reports) > 1]

    def incident(self, name: str, *, as_of: datetime | None = None) -> tuple[str, list[Report]] | None:
        """The incident of an id of now or before, or of an event: its id and its reports; or None."""
        with file.snapshot(self._reader, self.folder) as db:
            found = merging.incident_of(db, name.removeprefix("i:"), _instant(as_of))
            reports = merging.reports_of(db, found, _instant(as_of))
        return (found, reports) if len(reports) > 1 or any(report.mention for report in reports) else None

    def outlets(self, *, limit: int) -> list[tuple[str, str, list[Place]]]:
        """Of the newest `limit` stories that have an event with a place: source, url and those places."""
        with file.snapshot(self._reader, self.folder) as db:
            return read.outlets(db, limit)

    def incident_of(self, event_id: str, *, as_of: datetime | None = None) -> str:
        """The id of the incident that an event belongs to."""
        with file.snapshot(self._reader, self.folder) as db:
            return merging.incident_of(db, event_id, _instant(as_of))

    def situation(self, mention: Mention, *, days: int, limit: int, as_of: datetime | None = None) -> list[str]:
        """The last `limit` incidents of the type and country of a dated `mention` in the `days` before it."""
        if not mention.date or not mention.place:
            return []
        start = mention.date.start
        since, until = start - timedelta(days=days), start - timedelta(days=1)
        asked = Query(type=mention.type, country=mention.place.country, since=since, until=until, limit=limit)
        with file.snapshot(self._reader, self.folder) as db:
            return merging.incidents_of(db, asked, _instant(as_of))

    def told_beside(self, events: Sequence[str], *, as_of: datetime | None = None) -> list[str]:
        """The incidents of the other events of the stories that tell `events`."""
        with file.snapshot(self._reader, self.folder) as db:
            return merging.told_beside(db, events, _instant(as_of))

    def judgements(self, reports: Sequence[str], *, as_of: datetime | None = None) -> list[Judgement]:
        """What holds between the reports: how alike the rule finds two of them and why, and what a person said."""
        among = set(reports)
        with file.snapshot(self._reader, self.folder) as db:
            found = merging.judged(db, reports, _instant(as_of))
        return [judgement for judgement in found if {judgement.a, judgement.b} <= among]

    def ledger(self, run: int | None = None, *, as_of: datetime | None = None) -> list[dict[str, Any]]:
        """How every input of `run`, or of all runs, ended: entry, run, at, origin, key, kind, reason, room, stories."""
        with file.snapshot(self._reader, self.folder) as db:
            return list(read.ledger(db, run, _instant(as_of)))

    def sums(self, run: int | None = None, *, as_of: datetime | None = None) -> dict[str, int]:
        """How many inputs of `run`, or of all runs, ended as stored, duplicate, refused, failed: their sum is all."""
        with file.snapshot(self._reader, self.folder) as db:
            found = dict(db.execute(read.SUMS, {"run": run, "as_of": _instant(as_of)}).fetchall())
        return {kind: found.get(kind, 0) for kind in ("stored", "duplicate", "refused", "failed")}

    def counts(self, *, as_of: datetime | None = None) -> dict[str, int]:
        """How many stories, revisions, events, incidents, runs and inputs there are."""
        with file.snapshot(self._reader, self.folder) as db:
            bound = {"as_of": _instant(as_of)}
            held = {name: db.execute(sql, bound).fetchone()[0] for name, sql in read.COUNTS.items()}
            return {**held, "incidents": merging.count(db, bound["as_of"])}

    def ids(self, *, limit: int) -> list[str]:
        """The first `limit` ids of stories in their order."""
        sql = "SELECT DISTINCT story_id FROM stories ORDER BY story_id LIMIT ?"
        with file.snapshot(self._reader, self.folder) as db:
            return [story_id for (story_id,) in db.execute(sql, (limit,))]

    def vocabulary(self, field: str) -> list[str]:
        """The values that `field` takes anywhere in the record, sorted.

        Fields: type, status, mode, context, actor, recipient, country, sector, place, source.
        """
        if field not in read.VOCABULARY:
            raise InputError(f"field {field!r}", "has no vocabulary", f"Take one of {', '.join(read.VOCABULARY)}.")
        with file.snapshot(self._reader, self.folder) as db:
            return sorted(value for (value,) in db.execute(read.VOCABULARY[field]) if value)

    def tally(self, field: str, *, as_of: datetime | None = None) -> dict[str, int]:
        """How many events there are of each type, status or country (of a party or the place), the most first."""
        with file.snapshot(self._reader, self.folder) as db:
            rows = db.execute(f"{read.TALLIES[field]} ORDER BY n DESC, value", {"as_of": _instant(as_of)})
            return {row["value"]: row["n"] for row in rows}

    def days(self, *, as_of: datetime | None = None) -> tuple[str, str]:
        """The first and the last day on which an event begins, as ISO dates; empty when no event has a date."""
        with file.snapshot(self._reader, self.folder) as db:
            row = db.execute(read.DAYS, {"as_of": _instant(as_of)}).fetchone()
            return row["first"] or "", row["last"] or ""

    def checked(self) -> Iterator[verify.Checked]:
        """All that is wrong in the file, its links, its word index, its ledger, and the words behind each field.

        Told in steps, as it is found, with how much each step looked at.
        """
        with file.snapshot(self._reader, self.folder) as db:
            yield from verify.checked(db)
        if os.access(self.folder / RECORD_FILE, os.W_OK):
            with file.transaction(self._writing(), self.folder) as db:
                found = tuple(verify.index_problem(db))
            yield verify.Checked(found)

    def verify(self) -> list[verify.Problem]:
        """All that `checked` finds."""
        return [problem for step in self.checked() for problem in step.problems]


def _kept_before(db: sqlite3.Connection, key: str, outcome: Outcome) -> Outcome | None:
    """The outcome of an input whose content is kept already."""
    sql = "SELECT origin, at, stories FROM ledger WHERE key = ? AND kind = 'stored'"
    row = db.execute(sql, (key,)).fetchone()
    if row is None:
        return None
    import json

    reason = f"the same content was stored from {row['origin']} on {row['at'][:10]}"
    return Outcome(outcome.origin, "duplicate", reason, stories=tuple(json.loads(row["stories"])))


def _keep(
    db: sqlite3.Connection,
    arrival: write.Arrival,
    stories: Sequence[tuple[Story, Sequence[Mention]]],
    outcome: Outcome,
) -> Outcome:
    """Write the stories that are new or changed and the ledger's row; without any, write nothing: a duplicate."""
    stored = replace(outcome, stories=tuple(story.id for story, _ in stories))
    if len(set(stored.stories)) < len(stories):
        raise RecordError(outcome.origin, "holds two stories with one id", "Give each an id of its own.")
    db.execute("SAVEPOINT input")
    entry = write.add_entry(db, arrival, stored)
    added = [write.add_story(db, story, mentions, entry, arrival.at) for story, mentions in stories]
    if any(added) or not stories:
        return stored
    db.execute("ROLLBACK TO input")
    return replace(stored, kind="duplicate", reason="every story of it is in the record as it is")


def _instant(as_of: datetime | None) -> str:
    return write.instant(as_of) if as_of else read.FOREVER
