"""A folder that holds no good record says so in one line, with what to do; verify finds what was spoilt."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diurna.errors import RecordError
from diurna.limits import RECORD_FILE
from diurna.records import Mention, Outcome, Story
from diurna.store import Record, file

if TYPE_CHECKING:
    from pathlib import Path

Make = Callable[..., tuple[Story, tuple[Mention, ...]]]
Add = Callable[..., Outcome]


def spoil(record: Record, *statements: str) -> None:
    with closing(sqlite3.connect(record.folder / RECORD_FILE, isolation_level=None)) as db:
        for name in [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)


def refusal(folder: Path) -> str:
    with pytest.raises(RecordError) as caught:
        Record.open(folder)
    assert "\n" not in str(caught.value)
    assert caught.value.mend
    return str(caught.value)


def test_a_folder_that_is_not_there_says_how_to_make_a_record(tmp_path: Path) -> None:
    assert "is no folder. Add news" in refusal(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_without_a_record_says_so_and_stays_empty(tmp_path: Path) -> None:
    assert "holds no record" in refusal(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_create_makes_the_folder_and_its_parents_and_keeps_what_is_there(
    tmp_path: Path, story_of: Make, add: Add
) -> None:
    folder = tmp_path / "a b" / "ü?#%20"
    with Record.open(folder, create=True) as record:
        add(record, story_of())
    with Record.open(folder, create=True) as record:
        assert len(record.events()) == 2


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello")
    assert "is no folder" in refusal(tmp_path / "x")
    with pytest.raises(RecordError, match="cannot be made a folder"):
        Record.open(tmp_path / "x", create=True)


def test_a_file_of_junk_is_not_a_record_and_is_left_alone(tmp_path: Path) -> None:
    junk = random.Random(1).randbytes(5000)
    (tmp_path / RECORD_FILE).write_bytes(junk)
    assert "is not a record" in refusal(tmp_path)
    with pytest.raises(RecordError, match="is not a record"):
        Record.open(tmp_path, create=True)
    assert (tmp_path / RECORD_FILE).read_bytes() == junk


def test_an_empty_file_is_no_record_yet_and_create_makes_it_one(tmp_path: Path) -> None:
    (tmp_path / RECORD_FILE).touch()
    assert "holds no record" in refusal(tmp_path)
    with Record.open(tmp_path, create=True) as record:
        assert record.events() == []


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / RECORD_FILE)) as db:
        db.execute("CREATE TABLE songs (title)")
    assert "belongs to another program" in refusal(tmp_path)
    with pytest.raises(RecordError, match="belongs to another program"):
        Record.open(tmp_path, create=True)


def test_a_record_of_a_newer_version_asks_for_an_upgrade(record: Record) -> None:
    spoil(record, "INSERT INTO schema_version VALUES (99)")
    assert "newer diurna (schema 99; this one knows 3). Upgrade" in refusal(record.folder)


def test_a_record_cut_short_is_damaged(tmp_path: Path, story_of: Make, add: Add) -> None:
    with Record.open(tmp_path, create=True) as record:
        for n in range(20):
            add(record, story_of(f"s{n}"))
    path = tmp_path / RECORD_FILE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    with pytest.raises(RecordError, match=r"is damaged|is not a record"), Record.open(tmp_path) as record:
        list(record.stories())


def test_flipped_bytes_are_an_error_or_a_problem_or_harmless_never_a_wrong_answer(
    tmp_path: Path, story_of: Make, add: Add
) -> None:
    with Record.open(tmp_path, create=True) as record:
        for n in range(8):
            add(record, story_of(f"s{n}"))
        good = list(record.stories()), record.events(), record.ledger()
    path = tmp_path / RECORD_FILE
    whole, dice, found = path.read_bytes(), random.Random(7), 0
    for _ in range(40):
        spoilt = bytearray(whole)
        at = dice.randrange(len(whole))
        spoilt[at : at + 16] = dice.randbytes(16)
        path.write_bytes(spoilt)
        try:
            with Record.open(tmp_path) as record:
                answer = list(record.stories()), record.events(), record.ledger()
                problems = record.verify()
        except RecordError:
            found += 1
            continue
        found += bool(problems)
        assert problems or answer == good
    assert found >= 3


def test_another_writer_that_does_not_let_go_is_named_after_a_while(
    record: Record, story_of: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "WAIT_S", 0.1)
    with closing(sqlite3.connect(record.folder / RECORD_FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        with pytest.raises(RecordError, match=r"is being written by another program.*Wait until"):
            add(record, story_of())
        assert time.monotonic() - start < 5
        other.execute("ROLLBACK")
    assert add(record, story_of()).kind == "stored"


def test_two_opened_records_take_turns_and_are_two_runs(tmp_path: Path, story_of: Make, add: Add) -> None:
    with Record.open(tmp_path, create=True) as one, Record.open(tmp_path) as two:
        for n in range(5):
            assert add(one, story_of(f"a{n}")).kind == "stored"
            assert add(two, story_of(f"b{n}")).kind == "stored"
        assert (one.run, two.run) == (1, 2)
        assert one.counts() == two.counts()
        assert one.sums(1) == one.sums(2) == {"stored": 5, "duplicate": 0, "refused": 0, "failed": 0}


def test_a_closed_record_says_so(tmp_path: Path, story_of: Make, add: Add) -> None:
    with Record.open(tmp_path, create=True) as record:
        add(record, story_of())
    with pytest.raises(RecordError, match="closed"):
        record.events()


def test_a_good_record_has_no_problems(record: Record, story_of: Make, add: Add) -> None:
    add(record, story_of())
    assert record.verify() == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE stories SET text = 'x' || text", "type does not stand at text"),
        ("UPDATE evidence SET quote = 'other' WHERE field = 'place'", "place does not stand at text"),
        ("UPDATE evidence SET start = start - 1 WHERE part = 'title'", "type does not stand at title"),
        ("DELETE FROM evidence WHERE field = 'counts'", "s1#2: counts has no words behind it"),
        ("DELETE FROM evidence WHERE field = 'status'", "s1#2: status has no words behind it"),
        ("DELETE FROM evidence WHERE field = 'sentence'", "sentence has no words behind it"),
        ("DELETE FROM ledger", "points to no row of ledger"),
        (
            "INSERT INTO memberships VALUES (9, 's1#1', 'i:x', '')",
            "i:x: does not hold the event, or story, that it is named for",
        ),
        ("DELETE FROM story_words_docsize", "is missing in the word index"),
        ("UPDATE stories SET title = 'other words' ", "does not agree with the stories"),
        ("UPDATE stories SET revision = 2", "has a gap in its revisions"),
        ("UPDATE ledger SET stories = '[\"s9\"]'", "s9: is in the ledger and not in the record"),
        ("UPDATE ledger SET kind = 'refused'", "ledger entry 1: is not as it was written"),
        ("UPDATE mentions SET status = 'planned'", "story s1: revision 1 is not as it was written"),
        ("DELETE FROM parties WHERE n = 1", "story s1: revision 1 is not as it was written"),
        ("UPDATE stories SET origin = 'b'", "story s1: revision 1 is not as it was written"),
        ("UPDATE stories SET learned_at = '1999'", "story s1: revision 1 is not as it was written"),
        ("UPDATE ledger SET entry = 7", "ledger entry 1: is missing"),
    ],
)
def test_verify_finds(record: Record, story_of: Make, add: Add, statement: str, problem: str) -> None:
    add(record, story_of())
    spoil(record, statement)
    assert any(problem in str(found) for found in record.verify())


@pytest.mark.parametrize(("dateline", "problems"), [("MOMBASA, Kenya", []), ("", ["place has no words behind it"])])
def test_a_place_may_stand_on_the_dateline_instead_of_the_text(
    record: Record, story_of: Make, add: Add, dateline: str, problems: list[str]
) -> None:
    story, (meeting, _) = story_of()
    bare = replace(meeting, evidence=tuple(e for e in meeting.evidence if e.field != "place"))
    add(record, (replace(story, dateline=dateline), (bare,)))
    assert [p.reason for p in record.verify()] == problems
