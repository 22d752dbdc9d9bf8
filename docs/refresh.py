"""Runs the commands in the README and puts their output under them: python docs/refresh.py

A block that begins with "$ diurna ..." is a command and its output. The record that it sees holds docs/port.txt.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(```console\n\$ diurna )([^\n]+)\n(.*?)```", re.DOTALL)


def refreshed(text: str) -> str:
    """The text with the output that its commands give now."""
    with tempfile.TemporaryDirectory() as folder:
        diurna(folder, "add", "docs/port.txt")
        return BLOCK.sub(lambda m: f"{m[1]}{m[2]}\n{diurna(folder, *m[2].split())}```", text)


def diurna(record: str, *words: str) -> str:
    """What the command prints."""
    ran = subprocess.run(
        [sys.executable, "-m", "diurna", *words],
        cwd=ROOT,
        env=os.environ | {"DIURNA_RECORD": record},
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode("utf-8")


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
