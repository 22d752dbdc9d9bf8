"""Whatever stories and events are made of, they come back as they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna.errors import InputError
from diurna.records import Count, Evidence, Mention, Outcome, Part, Party, Place, Story, When
from diurna.store import Record, story_from_json, story_json

Make = Callable[..., tuple[Story, tuple[Mention, ...]]]
Coded = tuple[Story, tuple[Mention, ...]]


TEXT = st.text(st.characters(codec="utf-8"), max_size=12)  # with NUL, line ends, and letters beyond 16 bits
IDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.isprintable)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES)
MOMENTS = st.none() | st.dates() | INSTANTS
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
BIG = st.integers(-(2**63), 2**63 - 1)

PARTIES = st.lists(st.builds(Party, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple)
PLACES = st.none() | st.builds(Place, TEXT, TEXT, TEXT, NUMBERS, NUMBERS, st.none() | BIG, TEXT, TEXT)
DAYS = st.tuples(st.dates(), st.dates()).map(sorted)
DATES = st.none() | st.builds(lambda days, *texts: When(texts[0], *days, *texts[1:]), DAYS, TEXT, TEXT, TEXT)
COUNTS = st.lists(st.builds(Count, TEXT, BIG, st.none() | BIG, TEXT), max_size=3, unique_by=lambda c: c.what).map(tuple)


@st.composite
def spans(draw: st.DrawFn, title: str, text: str) -> Evidence:
    part: Part = draw(st.sampled_from(("text", "title")))
    words = text if part == "text" else title
    start = draw(st.integers(0, len(words) - 1))
    end = draw(st.integers(start + 1, len(words)))
    return Evidence(start, end, words[start:end], draw(TEXT), part, draw(TEXT))


@st.composite
def mentions(draw: st.DrawFn, event_id: str, title: str, text: str) -> Mention:
    return Mention(
        id=event_id,
        type=draw(TEXT),
        modes=draw(st.lists(TEXT, max_size=3).map(tuple)),
        status=draw(st.sampled_from(["occurred", "planned", "alleged", "denied", "hypothetical"])),
        actors=draw(PARTIES),
        recipients=draw(PARTIES),
        date=draw(DATES),
        place=draw(PLACES),
        counts=draw(COUNTS),
        attribution=draw(TEXT),
        evidence=tuple(draw(st.lists(spans(title, text), max_size=3))),
        contexts=draw(st.lists(TEXT, max_size=3).map(tuple)),
        confidence=draw(NUMBERS),
        plover=draw(TEXT),
        quad=draw(BIG),
        score=draw(st.floats(allow_nan=False, allow_infinity=False)),
        cameo=draw(TEXT),
        acled_event=draw(TEXT),
        acled_sub_event=draw(TEXT),
    )


@st.composite
def coded(draw: st.DrawFn) -> tuple[Story, tuple[Mention, ...]]:
    story = Story(
        id=draw(IDS),
        title=draw(WORDS),
        text=draw(WORDS),
        origin=draw(TEXT),
        source=draw(TEXT),
        url=draw(TEXT),
        byline=draw(TEXT),
        agency=draw(TEXT),
        dateline=draw(TEXT),
        published=draw(MOMENTS),
        updated=draw(MOMENTS),
        crawled=draw(st.none() | INSTANTS),
    )
    ids = draw(st.lists(IDS, max_size=3, unique=True))
    return story, tuple(draw(mentions(event_id, story.title, story.text)) for event_id in ids)


NOW = datetime(2026, 1, 1, tzinfo=UTC)


def keep(record: Record, pair: Coded, key: str) -> Outcome:
    return record.add(origin="o", key=key, stories=[pair], outcome=Outcome("o", "stored"), now=NOW)


@settings(max_examples=60, deadline=None)
@given(pair=coded())
def test_any_story_comes_back_from_the_record_equal_and_is_a_duplicate_when_added_again(
    pair: Coded, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Record.open(tmp_path_factory.mktemp("r"), create=True) as record:
        assert keep(record, pair, "k").kind == "stored"
        assert record.coded(pair[0].id) == pair
        before = record.story(pair[0].id), record.events()
        assert keep(record, pair, "another key").kind == "duplicate"
        assert (record.story(pair[0].id), record.events()) == before
        assert {e["id"] for e in record.events()} == {m.id for m in pair[1]}
        assert not [p for p in record.verify() if "has no words behind it" not in p.reason]


@settings(max_examples=60, deadline=None)
@given(pair=coded())
def test_any_story_comes_back_from_its_json_line(pair: Coded) -> None:
    story, events = pair
    back = story_from_json(json.loads(json.dumps(story_json(story, events))))
    in_order = tuple(replace(m, evidence=tuple(sorted(m.evidence, key=lambda e: e.part))) for m in events)
    assert back == (story, in_order)  # "text" sorts before "title"


@settings(max_examples=150, deadline=None)
@given(
    given_object=st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "text", "events", "date", "published", "actors"]), inner, max_size=6
            )
        ),
        max_leaves=8,
    )
)
def test_what_is_no_story_is_an_input_error_or_a_story(given_object: Any) -> None:
    try:
        story, _ = story_from_json(given_object)
    except InputError:
        return
    assert story.id == given_object["id"]


def test_the_json_has_the_fields_of_the_schema_in_their_order(story_of: Make) -> None:
    made = story_json(*story_of())
    assert list(made)[:6] == ["id", "source", "url", "title", "published", "text"]
    assert list(made)[-1] == "events"
    assert made["published"] == "2026-03-03"
    event = made["events"][1]
    assert event["counts"] == {"arrested": {"min": 14, "max": 14, "text": "14"}}
    assert event["acled"] == {"event_type": "Strategic developments", "sub_event_type": "Arrests"}
    assert event["recipients"] == [
        {
            "text": "marchers of the BJK party",
            "name": "BJK party",
            "country": "",
            "sector": "CVL",
            "rule": "noun:marcher",
        }
    ]
    assert (event["date"], event["place"], event["confidence"]) == (None, None, None)


def test_a_story_of_another_schema_is_named(story_of: Make) -> None:
    with pytest.raises(InputError, match="story 7"):
        story_from_json({"id": "7"})
    broken = story_json(*story_of())
    broken["events"][0]["date"]["start"] = "yesterday"
    with pytest.raises(InputError, match="story s1"):
        story_from_json(broken)


def test_days_and_instants_keep_their_form() -> None:
    day, instant = date(2026, 1, 2), datetime.fromisoformat("2026-01-02T03:04:05.000006+05:30")
    story = Story("a", "", "x", published=day, updated=instant)
    assert story_from_json(story_json(story, ()))[0] == story
    assert story_json(story, ())["updated"] == "2026-01-02T03:04:05.000006+05:30"
