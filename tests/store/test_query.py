"""Each filter gives the events that it says, and no others."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna.errors import InputError
from diurna.records import Mention, Outcome, Party, Story, When
from diurna.store import Query, Record

Make = Callable[..., tuple[Story, tuple[Mention, ...]]]
Add = Callable[..., Outcome]
Retitle = Callable[[tuple[Story, tuple[Mention, ...]], str], tuple[Story, tuple[Mention, ...]]]
Ask = Callable[..., set[str]]


@pytest.fixture
def asked(record: Record, story_of: Make, add: Add) -> Ask:
    add(record, story_of())

    def ask(**fields: Any) -> set[str]:
        return {event["id"].split("#")[1] for event in record.events(Query(**fields))}

    return ask


MEETING, ARREST, BOTH = {"1"}, {"2"}, {"1", "2"}
NONE: set[str] = set()


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, BOTH),
        ({"actor": "kenya"}, MEETING),
        ({"actor": "Ken"}, MEETING),
        ({"actor": "KEN"}, MEETING),
        ({"actor": "cote d'ivoire"}, ARREST),
        ({"actor": "ivoire police"}, ARREST),
        ({"actor": "ALB"}, MEETING),
        ({"actor": "lbania"}, NONE),  # not the beginning of a word
        ({"actor": "marchers"}, NONE),  # they are the recipient
        ({"recipient": "marchers"}, ARREST),
        ({"recipient": "BJK"}, ARREST),
        ({"recipient": "BJ"}, ARREST),
        ({"recipient": "MAR"}, NONE),  # a code or a whole word
        ({"recipient": "KEN"}, NONE),
        ({"country": "KEN"}, MEETING),
        ({"country": "civ"}, ARREST),
        ({"country": "FRA"}, NONE),
        ({"type": "consult"}, MEETING),
        ({"quad": 4}, ARREST),
        ({"quad": 0}, NONE),
        ({"status": "alleged"}, ARREST),
        ({"place": "mombasa"}, MEETING),
        ({"place": "KEN"}, MEETING),
        ({"place": "Nairobi"}, NONE),
        ({"since": date(2026, 3, 2)}, BOTH),
        ({"since": date(2026, 3, 3)}, ARREST),  # without a date, found by the day of publication
        ({"until": date(2026, 3, 2)}, MEETING),
        ({"until": date(2026, 3, 1)}, NONE),
        ({"since": date(2026, 3, 3), "until": date(2026, 3, 3)}, ARREST),
        ({"text": "fisheries mombasa"}, BOTH),
        ({"text": "fishery"}, BOTH),
        ({"text": "cote"}, BOTH),
        ({"text": '"met in Mombasa"'}, BOTH),
        ({"text": '"Mombasa in met"'}, NONE),
        ({"text": "mombasa zebra"}, NONE),
        ({"text": "NOT fisheries"}, NONE),  # no operator gets through: "not" is a word
        ({"text": "title:fisheries*"}, NONE),
        ({"scope": ("s1",)}, BOTH),
        ({"scope": ("s2",)}, NONE),
        ({"actor": "KEN", "type": "COERCE"}, NONE),
        ({"actor": "KEN", "quad": 1, "text": "pact", "since": date(2026, 3, 1)}, MEETING),
        ({"limit": 0}, NONE),
        ({"limit": None}, BOTH),
        ({"actor": "' OR 1=1 --x"}, NONE),
    ],
    ids=lambda value: json.dumps(value, default=str) if isinstance(value, dict) else "",
)
def test_a_filter_finds(asked: Ask, fields: dict[str, Any], found: set[str]) -> None:
    assert asked(**fields) == found


def test_the_planned_meeting_is_found_under_its_plover_type_too(record: Record, story_of: Make, add: Add) -> None:
    story, (meeting, _) = story_of()
    add(record, (story, (replace(meeting, status="planned", plover="AGREE"),)))
    assert len(record.events(Query(type="AGREE"))) == len(record.events(Query(type="CONSULT"))) == 1


def test_a_range_is_found_when_it_overlaps_the_days_asked_for(record: Record, story_of: Make, add: Add) -> None:
    story, (meeting, _) = story_of()
    may = When("on Monday", date(2026, 5, 1), date(2026, 5, 31), "month")
    add(record, (story, (replace(meeting, date=may),)))
    assert len(record.events(Query(since=date(2026, 5, 31), until=date(2026, 6, 9)))) == 1
    assert len(record.events(Query(since=date(2026, 4, 1), until=date(2026, 5, 1)))) == 1
    assert record.events(Query(since=date(2026, 6, 1))) == []


def test_an_event_with_no_day_at_all_is_found_unless_a_day_is_asked_for(
    record: Record, story_of: Make, add: Add
) -> None:
    story, (_, arrest) = story_of(published=None)
    add(record, (story, (arrest,)))
    assert len(record.events()) == 1
    assert record.events(Query(since=date(1900, 1, 1))) == []


def test_the_day_of_publication_is_the_one_printed(record: Record, story_of: Make, add: Add) -> None:
    story, (_, arrest) = story_of(published=datetime.fromisoformat("2026-03-03T01:00:00+09:00"))
    add(record, (story, (arrest,)))
    day = date(2026, 3, 3)
    assert len(record.events(Query(since=day, until=day))) == 1


def test_the_newest_come_first_and_the_limit_keeps_them(record: Record, story_of: Make, add: Add) -> None:
    for n in range(1, 6):
        add(record, story_of(f"s{n}", date(2026, 4, n)))
    arrests = record.events(Query(type="COERCE", limit=3))
    assert [event["story"]["id"] for event in arrests] == ["s5", "s4", "s3"]


def test_the_text_asked_for_is_that_of_the_newest_revision(
    record: Record, story_of: Make, add: Add, retitle: Retitle, noon: datetime
) -> None:
    add(record, story_of())
    add(record, retitle(story_of(), "Zebra"), key="k", now=noon.replace(hour=13))
    assert record.events(Query(text="fisheries")) == []
    assert len(record.events(Query(text="zebra"))) == 2
    assert len(record.events(Query(text="fisheries"), as_of=noon)) == 2
    assert record.events(Query(text="zebra"), as_of=noon) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"since": date(2026, 2, 1), "until": date(2026, 1, 1)},
        {"limit": -1},
        {"actor": "?!"},
        {"text": '"'},
        {"place": "  "},
    ],
)
def test_a_question_that_makes_no_sense_is_an_error(fields: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        Query(**fields)


WORDS = st.text(st.characters(codec="utf-8"), max_size=30)


QUERIES = st.fixed_dictionaries(
    dict.fromkeys(("text", "actor", "recipient", "place", "country", "type", "status"), WORDS)
    | {"scope": st.lists(WORDS).map(tuple)}
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=QUERIES)
def test_no_words_of_a_user_break_a_question(asked: Ask, fields: dict[str, Any]) -> None:
    with suppress(InputError):
        assert asked(**fields) <= BOTH


@settings(max_examples=50, deadline=None)
@given(word=st.text(st.characters(categories=("L", "N"), codec="utf-8"), min_size=1, max_size=12))
def test_a_word_of_a_name_finds_its_party_in_every_script(word: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    from diurna.records import Mention, Outcome, Story

    party = Party(f"the {word} group", f"{word} group")
    mention = Mention("e", "AGREE", (), "occurred", (party,), (), None, None, (), "", ())
    with Record.open(tmp_path_factory.mktemp("r"), create=True) as record:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        coded = [(Story("s", "", ""), (mention,))]
        record.add(origin="o", key="k", stories=coded, outcome=Outcome("o", "stored"), now=now)
        try:
            query = Query(actor=word)
        except InputError:
            return
        assert len(record.events(query)) == 1
