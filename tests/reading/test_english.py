"""The English reader: offsets are honest, datelines stand apart, the model is the pinned one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.errors import ModelError
from diurna.reading import Reader, open_reader
from diurna.reading.english import CHUNK_CHARS, _check, _dateline_end, _pieces
from diurna.records import Story

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


def test_every_token_stands_at_its_offsets_in_title_or_text(reader: Reader) -> None:
    story = Story("s", "Ghana’s ministers meet", "ACCRA: Ministers met on Monday.\nThey left at noon — quietly.")
    reading = reader.read(story)
    for sentence in reading.sentences:
        part = story.title if sentence.part == "title" else story.text
        for token in reading.tokens[sentence.start : sentence.end]:
            assert part[token.start : token.end] == token.text


def test_the_dateline_is_read_apart_from_the_sentence_after_it(reader: Reader) -> None:
    reading = reader.read(Story("s", "", "ACCRA, Nov 3 (Meridian) — Police arrested two men."))
    first, second = reading.sentences
    assert reading.tokens[first.start].text == "ACCRA"
    assert reading.tokens[second.start].text == "Police"


@pytest.mark.parametrize(
    "dateline",
    [
        "SANTA ANA, 7 FEB 90 (MERIDIAN) -- [REPORT] [TEXT] ",
        "Manila, 19 Sep 89 (Meridian) -- ",
        "LA PAZ (BOLIVIA), 2 MAY 88 -- [TEXT] ",
        "MANILA (AP) -- ",
        'MANILA " ',
    ],
)
def test_the_dateline_of_an_old_wire_stands_apart_too(dateline: str) -> None:
    assert _dateline_end(f"{dateline}REBELS attacked a truck.") == len(dateline)


def test_a_date_and_a_dash_within_a_sentence_are_no_dateline() -> None:
    assert not _dateline_end("The teenager overtook 13 cars - including that of his friend.")


def test_the_title_comes_first_and_is_marked(reader: Reader) -> None:
    reading = reader.read(Story("s", "Envoys leave", "The envoys left."))
    assert [s.part for s in reading.sentences] == ["title", "text"]
    assert [s.block for s in reading.sentences] == [0, 1]


def test_heads_stay_within_their_sentence(reader: Reader) -> None:
    reading = reader.read(Story("s", "", "Rain fell. Nobody came.\nThe minister spoke and left."))
    for sentence in reading.sentences:
        for i in range(sentence.start, sentence.end):
            assert sentence.start <= reading.tokens[i].head < sentence.end


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=400))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_with_honest_offsets(reader: Reader, text: str) -> None:
    reading = reader.read(Story("s", "", text))
    assert all(text[t.start : t.end] == t.text for t in reading.tokens)


@given(st.text(max_size=3 * CHUNK_CHARS))
@settings(max_examples=30, deadline=None)
def test_long_blocks_are_cut_without_loss(line: str) -> None:
    pieces = list(_pieces(line))
    assert all(line[at : at + len(piece)] == piece and len(piece) <= CHUNK_CHARS for at, piece in pieces)
    assert sum(len(piece.strip()) > 0 for _, piece in pieces) == len([p for _, p in pieces if p.strip()])
    assert "".join(piece for _, piece in pieces).strip() == line.strip() or not line.strip()


def test_where_no_act_is_told_nothing_is_parsed(reader: Reader) -> None:
    reading = reader.read(Story("s", "", "The soup needs salt and thyme. Police in Accra arrested six students."))
    quiet, loud = reading.sentences
    assert all(not t.dep for t in reading.tokens[quiet.start : quiet.end])
    assert all(t.dep for t in reading.tokens[loud.start : loud.end])
    assert {a.type for a in reading.acts if a.probability > 0.5} == {"COERCE"}
    (act,) = [a for a in reading.acts if a.probability > 0.5]
    assert reading.tokens[act.token].text == "arrested"
    assert {p.role for p in act.parts} >= {"actors", "recipients"}


def test_who_claims_an_attack_told_before_is_parsed(reader: Reader) -> None:
    text = "A bomb killed five policemen in Bannu on Saturday. The TTP claimed responsibility for the attack."
    reading = reader.read(Story("s", "", text))
    claim = reading.sentences[1]
    assert all(t.dep for t in reading.tokens[claim.start : claim.end])


def test_the_rules_alone_parse_every_sentence() -> None:
    reading = open_reader(gate=False, encoder=False).read(Story("s", "", "The soup needs salt. Rain fell."))
    assert not reading.acts
    assert all(t.dep for t in reading.tokens)


def test_a_changed_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="pinned"):
        _check(tmp_path)
