"""The one SQLite file of a record: made, opened, checked; and what SQLite says, in words that help."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from diurna.errors import RecordError
from diurna.limits import RECORD_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = 3  # of schema.sql
APPLICATION = 0x44495552  # "DIUR" in the file's header: tells a record from other programs' SQLite files
CACHE_KB = 64_000  # of pages: the merge looks up keys all over the file
WAIT_S = 10.0  # for another writer: a story takes milliseconds, a checkpoint of a full log a second


def reader(folder: Path) -> sqlite3.Connection:
    """A connection that cannot write. Raises RecordError when `folder` holds no record that this version can read."""
    path = folder / RECORD_FILE
    if not path.is_file() or path.stat().st_size == 0:
        raise RecordError(str(folder), "holds no record", "Add news to it first: diurna add INPUT --record FOLDER.")
    settled = not os.access(folder, os.W_OK) and not path.with_name(f"{RECORD_FILE}-wal").exists()
    with reading(folder):
        db = _connect(path, "immutable=1" if settled else "mode=ro")  # a WAL file's readers too write beside it
        try:
            _check(db, folder)
        except BaseException:
            db.close()
            raise
        return db


def writer(folder: Path) -> sqlite3.Connection:
    """A connection for writing to the record in `folder`; what it commits is on the disk when the commit returns."""
    with speaking_of(folder):
        db = _connect(folder / RECORD_FILE, "mode=rw")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        _upgrade(db, folder)
        return db


def _upgrade(db: sqlite3.Connection, folder: Path) -> None:
    """Bring a record of an older diurna to this version, or leave it as it is when anything fails."""
    if _version(db) == VERSION:
        return
    with transaction(db, folder):
        for version in range(_version(db), VERSION):  # another program may have done it meanwhile
            for statement in _upgrades()[version]:
                db.execute(statement)
            db.execute("INSERT INTO schema_version VALUES (?)", (version + 1,))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT max(version) FROM schema_version").fetchone()[0])


def create(folder: Path) -> None:
    """Make a record in `folder`, and the folder; do nothing when there is one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(str(folder), f"cannot be made a folder ({error.strerror})", "Name another folder.") from error
    with speaking_of(folder), closing(_connect(folder / RECORD_FILE, "mode=rwc")) as db:
        if _tables(db):
            return
        _use_wal(db)  # writes the header: a file without tables was left by an ended program
        db.execute("PRAGMA synchronous = FULL")
        with transaction(db, folder):
            if not _tables(db):  # another program may have made it meanwhile
                for statement in _statements():
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION}")
                db.execute("INSERT INTO schema_version VALUES (?)", (VERSION,))


@contextmanager
def transaction(db: sqlite3.Connection, folder: Path) -> Iterator[sqlite3.Connection]:
    """All of what is done inside or, after any exception, nothing. SQLite's errors come out as RecordError."""
    with speaking_of(folder):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


@contextmanager
def snapshot(db: sqlite3.Connection, folder: Path) -> Iterator[sqlite3.Connection]:
    """Reads inside see one state of the record, whatever a writer does meanwhile."""
    with reading(folder):
        db.execute("BEGIN")
        try:
            yield db
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


@contextmanager
def speaking_of(folder: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of values that it cannot hold into RecordError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _trouble(folder, error) from error
    except UnicodeEncodeError as error:
        raise RecordError(
            str(folder), f"cannot keep half a character ({error.reason})", "Decode the text anew."
        ) from error
    except OverflowError as error:
        raise RecordError(str(folder), "cannot keep a number beyond 64 bits", "Leave it out.") from error


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """As `speaking_of`; and cells that cannot be what was written are damage."""
    with speaking_of(folder):
        try:
            yield
        except UnicodeEncodeError:
            raise
        except (ValueError, TypeError, LookupError) as error:
            raise RecordError(str(folder), f"is damaged ({error})", DAMAGED) from error


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=WAIT_S)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA cell_size_check = ON")  # damage is met as an error, not as a wrong row
    return db


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to a write-ahead log: the one statement that SQLite does not wait with while another program does it."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _check(db: sqlite3.Connection, folder: Path) -> None:
    """Raise RecordError unless the file is a record of this version, or of one that this version can read."""
    db.execute("PRAGMA query_only = ON")
    if not _tables(db):
        raise RecordError(str(folder), "holds a record that was never finished", "Add news to it: diurna add INPUT.")
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise RecordError(str(folder), f"{RECORD_FILE} belongs to another program", "Name another folder.")
    version = db.execute("SELECT max(version) FROM schema_version").fetchone()[0]
    if version is None or version > VERSION:
        raise RecordError(
            str(folder),
            f"was written by a newer diurna (schema {version}; this one knows {VERSION})",
            "Upgrade: pip install -U diurna.",
        )


def _tables(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


def _statements() -> Iterator[str]:
    """The statements of schema.sql, one by one: executescript() would commit before the first."""
    statement = ""
    for line in (files(__package__) / "schema.sql").read_text(encoding="utf-8").splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _upgrades() -> dict[int, tuple[str, ...]]:
    """Version -> the statements that make the next one of it."""
    new = tuple(s for s in _statements() if any(f" {table} " in s for table in MERGE_TABLES))
    return {
        1: ("ALTER TABLE evidence ADD COLUMN confidence REAL",),
        2: ("DROP TABLE incident_mentions", "DROP TABLE incidents", *new),  # these held single events alone
    }


MERGE_TABLES = ("judgements", "memberships", "merge_keys", "merged", "settled")
DAMAGED = "Put a copy of it in its place, or add the news to a new record."
TROUBLES = {
    sqlite3.SQLITE_BUSY: ("is being written by another program", "Wait until it has ended, or end it, and try again."),
    sqlite3.SQLITE_NOTADB: (
        f"{RECORD_FILE} is not a record",
        "Name another folder, or put a copy of the record in its place.",
    ),
    sqlite3.SQLITE_CORRUPT: ("is damaged", DAMAGED),
    sqlite3.SQLITE_FULL: ("is on a full disk", "Make room and try again: what was acknowledged is kept."),
    sqlite3.SQLITE_IOERR: (
        "is on a disk that fails or is full",
        "Make room, or check the disk: what was acknowledged is kept.",
    ),
    sqlite3.SQLITE_READONLY: ("cannot be written", "Check who may write to the folder."),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "Check who may read and write the folder."),
    sqlite3.SQLITE_PERM: ("cannot be opened", "Check who may read and write the folder."),
}


def _trouble(folder: Path, error: sqlite3.Error) -> RecordError:
    code = getattr(error, "sqlite_errorcode", None)  # none for errors of the sqlite3 module itself
    reason, mend = TROUBLES.get(code & 0xFF if code else 0, ("refuses this", "The record is as it was before."))
    return RecordError(str(folder), f"{reason} (SQLite: {error})", mend)
