"""Each line of the frames file codes its own case, with the countries that the case names."""

from __future__ import annotations

from functools import cache

import pytest

from diurna import data
from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Mention, Party, Story

ROWS = [r for r in data.table("coding/frames.tsv") if r["case"]]


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


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


def test_no_two_lines_say_the_same() -> None:
    said = [
        (r["type"], r["trigger"][0], lemma.strip(), r["when"]) for r in ROWS for lemma in r["trigger"][2:].split(",")
    ]
    assert [s for s in set(said) if said.count(s) > 1] == []


def test_lines_stand_by_type_in_the_order_of_the_codebook() -> None:
    types = [r["type"].lstrip("+") for r in ROWS]
    order = list(dict.fromkeys(types))
    assert types == sorted(types, key=order.index)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Kremlin offered no comment.",
        "The Danish minister offered no proof.",
        "Shares in Nairobi retreated on Monday.",
        "Heavy rain bombarded the coast of Ghana.",
        "A typhoon battered the Philippines.",
        "The Kenyan runner surrendered her lead in Rome.",
        "A heatwave held Greece hostage.",
    ],
)
def test_the_same_words_out_of_public_affairs_tell_no_event(sentence: str) -> None:
    assert code(sentence) == ()
