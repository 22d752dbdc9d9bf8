"""Each line of the frames and hints files codes its own case, with the countries that the case names."""

from __future__ import annotations

from functools import cache

import pytest

from diurna import data
from diurna.coding import triggers
from diurna.coding.frames import match
from diurna.coding.lexicon import FILES
from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Mention, Party, Story

FRAMES = [r for r in data.table("coding/frames.tsv") if r["case"]]
HINTS = [r for r in data.table("coding/hints.tsv") if r["case"]]
ROWS = [*FRAMES, *HINTS]


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def code(text: str) -> tuple[Mention, ...]:
    return coder().story(Story("s", "", text))


def countries(parties: tuple[Party, ...]) -> str:
    return ",".join(sorted({p.country for p in parties} - {""}))


def named(row: dict[str, str]) -> str:
    return f"{row['type']} {row['trigger'][:30]} {row['when'][:20]}"


@pytest.mark.parametrize("row", FRAMES, ids=named)
def test_a_frame_codes_its_case(row: dict[str, str]) -> None:
    codes_its_case(row)


@pytest.mark.parametrize("row", HINTS, ids=named)
def test_a_hint_that_is_borne_out_codes_its_case(row: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "match", lambda tree, i: match(tree, i, "hints"))
    codes_its_case(row)


def codes_its_case(row: dict[str, str]) -> None:
    sentence, _, expected = row["case"].partition(" => ")
    found = [m for m in code(sentence) if m.type == row["type"].lstrip("+")]
    assert found, [(m.type, m.evidence[1].quote) for m in code(sentence)]
    if expected:
        assert expected.strip() in [f"{countries(m.actors)}>{countries(m.recipients)}" for m in found]


def test_a_hint_counts_only_where_the_encoder_sees_its_type() -> None:
    sentence = "Soldiers in Bouaké mutinied over pay."
    assert [m.type for m in Coder().story(Story("s", "", sentence))] == ["PROTEST"]
    assert code(sentence) == ()


def test_a_hint_that_is_borne_out_stands_before_a_frame_that_is_not() -> None:
    sentence = "The Supreme Court of Kenya threw out the election on Friday."
    assert [m.type for m in Coder().story(Story("s", "", sentence))] == ["SANCTION"]
    assert [m.type for m in code(sentence)] == ["REJECT"]


def test_every_type_has_frames() -> None:
    assert {r["type"].lstrip("+") for r in FRAMES} == {r["type"] for r in data.table("ontology/types.tsv")}


def test_every_mode_of_a_frame_is_a_mode_of_its_type() -> None:
    known = {(r["type"], r["mode"]) for r in data.table("ontology/modes.tsv")}
    assert {(r["type"].lstrip("+"), m) for r in ROWS for m in (r["modes"] or "").split()} <= known
    assert {(r["type"], r["mode"]) for r in data.table("coding/modes.tsv")} <= known


def test_no_two_lines_say_the_same() -> None:
    said = [
        (r["type"], r["trigger"][0], lemma.strip(), r["when"]) for r in ROWS for lemma in r["trigger"][2:].split(",")
    ]
    assert [s for s in set(said) if said.count(s) > 1] == []


@pytest.mark.parametrize("rows", [FRAMES, HINTS], ids=["frames", "hints"])
def test_lines_stand_by_type_in_the_order_of_the_codebook(rows: list[dict[str, str]]) -> None:
    types = [r["type"].lstrip("+") for r in rows]
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


def test_who_denies_an_accusation_is_the_accused() -> None:
    sentence = "Togo said that Benin had closed the river, an accusation denied by Cotonou."
    accused = next(m for m in Coder().story(Story("s", "", sentence)) if m.type == "ACCUSE")
    assert [[p.country for p in side] for side in (accused.actors, accused.recipients)] == [["TGO"], ["BEN"]]


def test_a_class_of_words_stands_once() -> None:
    named = [row["class"] for file in FILES for row in data.table(file)]
    assert sorted(named) == sorted(set(named))
