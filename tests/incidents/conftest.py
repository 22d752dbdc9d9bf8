"""News told by several papers: the stories of examples/incidents, coded once for all tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import diurna

if TYPE_CHECKING:
    from diurna.conduct import Coded

TOLD = Path(__file__).parents[2] / "examples" / "incidents"


@pytest.fixture(scope="session")
def told() -> dict[str, Coded]:
    """Story id -> the story with its events, of the first fourteen situations."""
    found = diurna.code(TOLD / "stories.jsonl")
    return {coded.story.id: coded for coded in found if coded.story.id < "n15"}
