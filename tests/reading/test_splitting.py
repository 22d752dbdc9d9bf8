"""Sentences end where a reader would end them, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.reading.splitting import split

CASES = [
    ("Rain fell. Nobody came.", ["Rain fell.", "Nobody came."]),
    ("Gen. Addo met Mr. Boateng on Jan. 5.", ["Gen. Addo met Mr. Boateng on Jan. 5."]),
    ("The U.S. Senate sat. It rose at 3 p.m. on Friday.", ["The U.S. Senate sat.", "It rose at 3 p.m. on Friday."]),
    ("He lives in the U.S. The rest stayed.", ["He lives in the U.S.", "The rest stayed."]),
    ("“We won,” he said. “They lost.” Then he left.", ["“We won,” he said.", "“They lost.”", "Then he left."]),
    ("Article No. 5 says no. Nobody read it.", ["Article No. 5 says no.", "Nobody read it."]),
    ("It cost 3.5 million. 14 people paid.", ["It cost 3.5 million.", "14 people paid."]),
    ("Was it he? Yes!", ["Was it he?", "Yes!"]),
    ("J. B. Ocloo spoke.", ["J. B. Ocloo spoke."]),
]


@pytest.mark.parametrize(("paragraph", "sentences"), CASES, ids=[c[0][:30] for c in CASES])
def test_sentences_end_where_a_reader_ends_them(paragraph: str, sentences: list[str]) -> None:
    assert [s for _, s in split(paragraph)] == sentences


@given(st.text(alphabet="Aa b.?!”\"' 5\n", max_size=120))
def test_nothing_but_blanks_is_lost(paragraph: str) -> None:
    told = list(split(paragraph))
    assert all(paragraph[at : at + len(s)] == s and s == s.strip() for at, s in told)
    assert "".join("".join(s.split()) for _, s in told) == "".join(paragraph.split())
