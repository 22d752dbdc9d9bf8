"""Words with marks keep their words, whatever the spans."""

from __future__ import annotations

import re

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.cli.marking import COLOURS, Mark, bracketed, coloured

TEXT = "Police arrested 12 men in Nairobi on Monday"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], TEXT),
        ([Mark(0, 6, "actors")], "[actors: Police] arrested 12 men in Nairobi on Monday"),
        ([Mark(7, 15, "type"), Mark(37, 43, "date")], "Police [type: arrested] 12 men in Nairobi on [date: Monday]"),
        (
            [Mark(16, 22, "recipients"), Mark(16, 18, "counts")],
            "Police arrested [recipients: [counts: 12] men] in Nairobi on Monday",
        ),
        (
            [Mark(0, 15, "actors"), Mark(7, 22, "counts")],
            "[actors: Police [counts: arrested]][counts:  12 men] in Nairobi on Monday",
        ),
        ([Mark(-1, 3, "type"), Mark(5, 5, "type"), Mark(40, 99, "type")], TEXT),
    ],
)
def test_brackets_stand_around_the_words_of_each_field(marks: list[Mark], expected: str) -> None:
    assert bracketed(TEXT, marks) == expected


MARKS = st.lists(
    st.builds(Mark, st.integers(-2, 45), st.integers(-2, 45), st.sampled_from(sorted(COLOURS))), max_size=8
)


@settings(max_examples=200)
@given(MARKS)
def test_taking_the_marks_off_gives_the_words_back(marks: list[Mark]) -> None:
    assert click.unstyle(coloured(TEXT, marks)) == TEXT
    assert re.sub(r"\[\w+: |\]", "", bracketed(TEXT, marks)) == TEXT


@settings(max_examples=200)
@given(MARKS)
def test_every_whole_span_is_marked_with_its_field(marks: list[Mark]) -> None:
    shown = bracketed(TEXT, marks)
    assert shown.count("[") == shown.count("]")
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(TEXT):
            assert f"[{mark.field}: " in shown


def test_the_inner_colour_wins() -> None:
    shown = coloured("12 men", [Mark(0, 6, "recipients"), Mark(0, 2, "counts")])
    assert shown == click.style("12", fg="bright_magenta", bold=True) + click.style(" men", fg="cyan", bold=True)
