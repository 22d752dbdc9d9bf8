"""A record of an older diurna is read as it is, and brought to today's schema by the first writer."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import diurna
from diurna.limits import RECORD_FILE
from diurna.store import Record, file

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "Police in Accra arrested six students on Monday, the interior ministry said."


def older(folder: Path) -> None:
    """Make the record one of schema 1: without confidences, and without the merge."""
    with sqlite3.connect(folder / RECORD_FILE) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        for table in file.MERGE_TABLES:
            db.execute(f"DROP TABLE {table}")
        db.execute("CREATE TABLE incidents (incident INTEGER PRIMARY KEY)")
        db.execute("CREATE TABLE incident_mentions (incident INTEGER REFERENCES incidents)")
        db.execute("ALTER TABLE evidence DROP COLUMN confidence")
        db.execute("DROP TRIGGER IF EXISTS schema_version_last")
        db.execute("UPDATE schema_version SET version = 1")
    db.close()


def add(folder: Path, text: str, name: str) -> None:
    page = folder.parent / f"{name}.txt"
    page.write_text(text, encoding="utf-8")
    with diurna.open_record(folder, create=True) as record:
        diurna.add(record, page, published="2025-06-25")


def events(folder: Path) -> int:
    with Record.open(folder) as record:
        return len(record.events())


def incidents(folder: Path) -> list[str]:
    with Record.open(folder) as record:
        return [name for name, _ in record.incidents()]


def test_an_older_record_is_read_then_upgraded_by_the_first_writer(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    add(folder, NEWS, "first")
    older(folder)
    known = events(folder)
    assert known
    assert len(incidents(folder)) == known
    add(folder, NEWS.replace("Accra", "Kumasi"), "second")
    assert events(folder) == 2 * known
    assert len(incidents(folder)) == 2 * known
    with sqlite3.connect(folder / RECORD_FILE) as db:
        assert db.execute("SELECT max(version) FROM schema_version").fetchone()[0] == file.VERSION
    db.close()
