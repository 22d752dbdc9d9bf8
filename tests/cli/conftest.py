"""A record made by `diurna add` from three pages, and a way to run commands in this process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from diurna.cli.running import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = [
    {
        "id": "nairobi",
        "title": "Police hold 12 after Nairobi march",
        "published": "2025-06-25",
        "source": "Jacaranda Post",
        "text": "Police arrested 12 protesters in Nairobi on Monday, the interior ministry said.\n"
        "Residents said the streets were calm by the evening.",
    },
    {
        "id": "paris",
        "title": "Macron receives Kenyan president",
        "published": "2025-07-02T18:00:00+02:00",
        "source": "Quai Dispatch",
        "text": "French President Emmanuel Macron met Kenyan President William Ruto in Paris on Wednesday.",
    },
    {
        "id": "quiet",
        "title": "A wet week ahead",
        "published": "2025-07-03",
        "source": "Jacaranda Post",
        "text": "Rain is expected in most parts of the country this week, with sunny spells on Friday.",
    },
]


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def diurna(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line: diurna("events", "--type", "PROTEST")."""

    def ran(*words: object) -> Ran:
        capsys.readouterr()
        code = run([str(word) for word in words])
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of three stories."""
    file = tmp_path_factory.mktemp("news") / "pages.jsonl"
    file.write_text("".join(f"{json.dumps(page)}\n" for page in PAGES), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def record(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that holds them."""
    folder = tmp_path_factory.mktemp("kept") / "record"
    assert run(["add", str(pages), "--record", str(folder)]) == 0
    return folder
