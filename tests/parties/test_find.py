"""The parties room on real parses."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.parties import Register


@pytest.fixture(scope="module")
def register() -> Register:
    return Register()


def test_a_country_alias_resolves_to_its_code(register: Register) -> None:
    assert register.adjectives["KEN"] == "Kenyan"
    assert Path(__file__).exists()
