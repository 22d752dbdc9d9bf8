"""A merge that is killed anywhere is gone on with, to the same incidents."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diurna import conduct
from diurna.store import Record

MERGER = Path(__file__).with_name("merger.py")
KILLS, STORIES, PAPERS = 6, 30, 3  # three papers tell each happening
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def incidents(record: Record) -> dict[str, list[str]]:
    return {name: sorted(report.story.id for report in reports) for name, reports in record.incidents()}


def start(what: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(MERGER), what, str(folder)], stdout=subprocess.PIPE, text=True)


def fill(folder: Path) -> Path:
    assert start("fill", folder).wait(timeout=60) == 0
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The incidents of a merge that nobody disturbed."""
    with Record.open(fill(tmp_path_factory.mktemp("whole"))) as record:
        assert sum(conduct.merge(record, now=NOW)) == STORIES
        found = incidents(record)
    assert {len(stories) for stories in found.values()} == {PAPERS}
    return found


def test_a_killed_merge_is_gone_on_with(tmp_path: Path, whole: dict[str, list[str]]) -> None:
    fill(tmp_path)
    dice, merged = random.Random(), 0
    for _ in range(KILLS):
        merger = start("merge", tmp_path)
        assert merger.stdout
        merged += sum(1 for _ in zip(range(dice.randint(1, 5)), merger.stdout, strict=False))
        merger.send_signal(signal.SIGKILL)
        merger.communicate(timeout=20)
    with Record.open(tmp_path) as record:
        assert record.unmerged() <= STORIES - merged
        for _ in conduct.merge(record, now=NOW):
            pass
        assert incidents(record) == whole
        assert record.verify() == []


def test_what_was_judged_and_not_settled_is_settled_by_the_next_merge(
    tmp_path: Path, whole: dict[str, list[str]]
) -> None:
    with Record.open(fill(tmp_path)) as record:
        assert next(conduct.merge(record, now=NOW)) == STORIES  # one batch, and no settlement
        assert record.unmerged() == 0
        assert len(incidents(record)) == STORIES
        assert sum(conduct.merge(record, now=NOW)) == 0
        assert incidents(record) == whole
