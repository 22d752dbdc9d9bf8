"""The gate lets pass what may tell an act, and keeps back plain prose."""

from __future__ import annotations

import pytest

from diurna import data
from diurna.reading.gate import BINS, Gate, features


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(data.path("reading/gate.bin"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Police in Accra arrested six students on Monday.",
        "The two presidents will meet in Lima next week.",
        "Rebels shelled the town overnight, killing at least four people.",
        "The union called off its strike after the ministry gave way.",
        "Brussels slapped a tariff of 12 percent on Chinese bicycles.",
        "The wounded are out of danger.",
    ],
)
def test_what_tells_an_act_passes(gate: Gate, sentence: str) -> None:
    assert gate.passes(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Whisk the eggs with the sugar until they are pale.", "The jacket is waterproof and comes in four colours.", ""],
)
def test_plain_prose_stays_outside(gate: Gate, sentence: str) -> None:
    assert not gate.passes(sentence)


def test_numbers_count_as_one_word_and_case_does_not_matter() -> None:
    assert features("Killed 14") == features("killed 250"[:9])
    assert all(0 <= k < BINS for k in features("Ten men fled Goma."))
