"""The corpus keeps its own rules: every label fits its text and the codebook, and there is enough of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
TEXTS = [*sorted((TRAINING / "sentences").glob("*.txt")), *sorted((TRAINING / "stories").glob("*.txt"))]


def lint(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TRAINING / "labels.py"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_label_of_the_corpus_fits() -> None:
    done = lint(*TEXTS)
    assert done.returncode == 0, done.stdout[:2000]


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("! COERCE arrest | arrested | Police=GHA.COP", "are needed"),
        ("! ARREST | arrested | Police=GHA.COP | |", "no such type"),
        ("! COERCE demo | arrested | Police=GHA.COP | |", "is no mode of COERCE"),
        ("! COERCE arrest | jailed | Police=GHA.COP | |", "not in the text"),
        ("! COERCE arrest | arrested | Police | |", "needs its =COUNTRY.SECTOR"),
        ("! COERCE arrest | arrested | Police=GHA.POL | |", "no such sector"),
        ("! COERCE arrest | arrested six | Police=GHA.COP | |", "is one word"),
        ("! COERCE arrest | arrested | Police=GHA.COP | | at=Accra", "no such key"),
    ],
)
def test_a_wrong_label_is_named_with_its_line(tmp_path: Path, label: str, reason: str) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text(f"Police arrested six men in Accra.\n{label}\n", encoding="utf-8")
    done = lint(file)
    assert done.returncode == 1
    assert f"{file}:2:" in done.stdout
    assert reason in done.stdout
