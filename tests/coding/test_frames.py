"""Each line of the frames file codes its own case, with the countries that the case names."""

from __future__ import annotations

from functools import cache

import pytest

from diurna import data
from diurna.conduct import Coder
from diurna.records import Mention, Party, Story

ROWS = [r for r in data.table("coding/frames.tsv") if r["case"]]


@cache
def coder() -> Coder:
    return Coder()


def code(text: str) -> tuple[Mention, ...]:
    return coder().story(Story("s", "", text))


def countries(parties: tuple[Party, ...]) -> str:
    return ",".join(sorted({p.country for p in parties} - {""}))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['type']} {r['trigger'][:30]} {r['when'][:20]}")
def test_a_frame_codes_its_case(row: dict[str, str]) -> None:
    sentence, _, expected = row["case"].partition(" => ")
    found = [m for m in code(sentence) if m.type == row["type"].lstrip("+")]
    assert found, [(m.type, m.evidence[1].quote) for m in code(sentence)]
    if expected:
        assert expected.strip() in [f"{countries(m.actors)}>{countries(m.recipients)}" for m in found]


def test_every_type_has_frames() -> None:
    assert {r["type"].lstrip("+") for r in ROWS} == {r["type"] for r in data.table("ontology/types.tsv")}


def test_every_mode_of_a_frame_is_a_mode_of_its_type() -> None:
    known = {(r["type"], r["mode"]) for r in data.table("ontology/modes.tsv")}
    assert {(r["type"].lstrip("+"), m) for r in ROWS for m in (r["modes"] or "").split()} <= known
    assert {(r["type"], r["mode"]) for r in data.table("coding/modes.tsv")} <= known
