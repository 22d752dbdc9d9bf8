"""The lists and the language model, opened once for the room's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diurna.parties import Register
from diurna.reading import open_reader

if TYPE_CHECKING:
    from diurna.reading import Reader


@pytest.fixture(scope="session")
def register() -> Register:
    return Register()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return open_reader(gate=False, encoder=False)  # the rules alone: no sentence is passed over
