"""What the record promises when a writer is killed, shares the file, or runs out of disk."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diurna.store import Record

WRITER = Path(__file__).with_name("writer.py")
EVENTS = 5
KILLS = 20


def start(folder: Path, prefix: str, count: int, *limit: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(folder), prefix, str(count), *map(str, limit)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check_whole(record: Record, acknowledged: set[str]) -> None:
    """No acknowledged story is lost, none is half there, none is there twice, the ledger agrees."""
    stories = {story["id"]: story for story in record.stories()}
    assert acknowledged <= set(stories)
    assert all(len(story["events"]) == EVENTS for story in stories.values())
    assert record.counts()["events"] == record.counts()["incidents"] == EVENTS * len(stories)
    assert record.counts()["revisions"] == len(stories)
    assert record.sums()["stored"] == record.counts()["inputs"] == len(stories)
    assert record.verify() == []


def test_a_writer_killed_at_any_point_loses_no_acknowledged_story_and_leaves_no_half_one(tmp_path: Path) -> None:
    dice, acknowledged, spare = random.Random(), set[str](), 0
    for n in range(KILLS):
        writer = start(tmp_path, f"k{n}-", 100_000)
        assert writer.stdout
        first = writer.stdout.readline()  # it is at work
        time.sleep(dice.random() * 0.15)
        writer.send_signal(signal.SIGKILL)
        rest, errors = writer.communicate(timeout=20)
        said = (first + rest).splitlines(keepends=True)
        acknowledged |= {line.strip() for line in said if line.endswith("\n")}
        assert writer.returncode == -signal.SIGKILL, errors
        with Record.open(tmp_path) as record:
            kept = record.counts()["stories"]
            spare = max(spare, kept - len(acknowledged))
    assert len(acknowledged) > KILLS
    assert spare <= KILLS  # at most one a kill was kept and not yet said
    with Record.open(tmp_path) as record:
        check_whole(record, acknowledged)


def test_a_writer_killed_while_it_makes_the_record_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    dice = random.Random()
    for n in range(6):
        folder = tmp_path / str(n)
        writer = start(folder, "s", 1)
        deadline = time.monotonic() + 20
        while not (folder / "record.sqlite").exists() and time.monotonic() < deadline:
            time.sleep(0.0005)
        time.sleep(dice.random() * 0.02)
        writer.send_signal(signal.SIGKILL)
        said, _ = writer.communicate(timeout=20)
        with Record.open(folder, create=True) as record:
            check_whole(record, set(said.split()))


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [start(tmp_path, prefix, 60) for prefix in ("a", "b")]
    said = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    with Record.open(tmp_path) as record:
        check_whole(record, {f"{prefix}{n}" for prefix in ("a", "b") for n in range(60)})
        assert record.counts()["stories"] == 120
        assert record.sums(1)["stored"] == record.sums(2)["stored"] == 60


def test_a_reader_beside_a_writer_sees_whole_stories_only(tmp_path: Path) -> None:
    with Record.open(tmp_path, create=True) as record:
        writer = start(tmp_path, "s", 100)
        seen = []
        while writer.poll() is None:
            counts = record.counts()
            assert counts["events"] == EVENTS * counts["stories"]
            seen.append(counts["stories"])
        assert writer.communicate()[1] == ""
        assert seen == sorted(seen)
        check_whole(record, {f"s{n}" for n in range(100)})


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("size", [70_000, 300_000, 1_000_000])
def test_a_full_disk_is_one_line_and_what_was_acknowledged_stays(tmp_path: Path, size: int) -> None:
    with Record.open(tmp_path, create=True):
        pass
    writer = start(tmp_path, "s", 100_000, size)
    said, errors = writer.communicate(timeout=60)
    assert writer.returncode == 1
    assert len(errors.splitlines()) == 1
    assert "disk" in errors
    assert "what was acknowledged is kept" in errors
    with Record.open(tmp_path) as record:
        check_whole(record, set(said.split()))
    after = start(tmp_path, "t", 3)
    assert after.communicate(timeout=20)[1] == ""
    with Record.open(tmp_path) as record:
        check_whole(record, {*said.split(), "t0", "t1", "t2"})


MAKER = """
import sys, time
from pathlib import Path
from diurna.store.file import create
time.sleep(max(0, float(sys.argv[2]) - time.time()))
create(Path(sys.argv[1]))
"""


def test_programs_that_make_one_record_at_the_same_instant_wait_for_each_other(tmp_path: Path) -> None:
    for n in range(4):
        at = str(time.time() + 0.6)
        command = [sys.executable, "-c", MAKER, str(tmp_path / str(n)), at]
        makers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
        said = [maker.communicate(timeout=30)[1] for maker in makers]
        assert [maker.returncode for maker in makers] == [0] * 4, said
        with Record.open(tmp_path / str(n)) as record:
            check_whole(record, set())
