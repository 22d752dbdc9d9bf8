"""Brings the papers up to date: python docs/refresh.py

A block of the README that begins with "$ diurna ..." is a command, and gets the output that it gives now; the record
that it sees holds docs/port.txt. docs/sources.md gets the hash of the gazetteer.
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
SOURCES = ROOT / "docs" / "sources.md"
PIN = ROOT / "src" / "diurna" / "data" / "places" / "gazetteer.sqlite.sha256"
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


def pinned(text: str) -> str:
    """The text with the hash that the gazetteer has now: the one SHA-256 in it."""
    return re.sub(r"`[0-9a-f]{64}`", f"`{PIN.read_text(encoding='utf-8').split()[0]}`", text)


if __name__ == "__main__":
    SOURCES.write_text(pinned(SOURCES.read_text(encoding="utf-8")), encoding="utf-8")
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
