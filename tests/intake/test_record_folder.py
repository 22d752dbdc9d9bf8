"""A record kept inside the folder of news is not read as news."""

from __future__ import annotations

from pathlib import Path

from diurna import intake
from diurna.limits import RECORD_FILE
from diurna.records import Page


def test_a_record_inside_the_folder_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Ministers met in Oslo on Monday.", encoding="utf-8")
    (tmp_path / "kept").mkdir()
    for name in (RECORD_FILE, f"{RECORD_FILE}-wal", "notes.txt"):
        (tmp_path / "kept" / name).write_bytes(b"x")
    found = list(intake.read([str(tmp_path)]))
    assert [Path(p.origin).name for p in found if isinstance(p, Page)] == ["page.txt"]
    assert len(found) == 1
