"""Texts in capitals alone are recased letter for letter; others stay as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diurna.reading import open_reader
from diurna.reading.casing import recase
from diurna.records import Story

WIRE = (
    "LIMA, 3 MAR 88 (MERIDIAN) -- TWO BOMBS EXPLODED OUTSIDE A BANK IN LIMA TODAY, WOUNDING THE GUARD'S SON. "
    "THE MINISTER BLAMED THE UNITED NATIONS. I SAW IT, SAID JOSE QUISPE."
)


def test_words_become_small_names_keep_their_letters() -> None:
    assert recase(WIRE).endswith(
        "Two bombs exploded outside a bank in Lima today, wounding the guard's son. "
        "The minister blamed the United Nations. I saw it, said Jose Quispe."
    )


def test_what_is_written_as_prose_stays() -> None:
    prose = "The FMLN said on Monday that it would free two mayors. The army denied having asked for it in SAN MIGUEL."
    assert recase(prose) == prose


@given(st.text(max_size=300))
def test_the_length_never_changes(text: str) -> None:
    assert len(recase(text.upper())) == len(text.upper())


def test_offsets_point_into_the_text_as_it_was_written() -> None:
    reading = open_reader().read(Story("s", "", WIRE))
    assert all(WIRE[t.start : t.end].lower() == t.text.lower() for t in reading.tokens)


def test_initials_and_acronyms_that_are_words_do_not_break_a_sentence() -> None:
    wire = (
        "QUITO, 3 MAR 88 (MERIDIAN) -- REBELS LET THREE U.S. CITIZENS LEAVE THE VILLAGE WITH THEIR MULES. "
        "THE MAYOR, ANSWERING A QUESTION, NAMED US AND JOSE R. QUISPE OF THE FMLN."
    )
    assert recase(wire).endswith(
        "Rebels let three U.S. citizens leave the village with their mules. "
        "The mayor, answering a question, named us and Jose R. Quispe of the FMLN."
    )
