"""A small invented story with its events, for the tests of the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from diurna.records import Count, Evidence, Mention, Outcome, Part, Party, Place, Story, When
from diurna.store import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TITLE = "Kenya, Tirana sign fisheries pact"
TEXT = (
    "The foreign ministers of Kenya and Albania met in Mombasa on Monday, officials said.\n"
    "Police in Côte d'Ivoire detained 14 marchers of the BJK party last week."
)

Coded = tuple[Story, tuple[Mention, ...]]


def span(words: str, field: str, part: Part = "text") -> Evidence:
    start = (TITLE if part == "title" else TEXT).index(words)
    return Evidence(start, start + len(words), words, field, part, "rule:test")


def meeting(story_id: str) -> Mention:
    sentence = TEXT.split("\n", maxsplit=1)[0]
    return Mention(
        id=f"{story_id}#1",
        type="CONSULT",
        modes=("visit",),
        status="occurred",
        actors=(Party("Kenya", "Kenya", "KEN", "GOV", "list"), Party("Albania", "Albania", "ALB", "GOV", "list")),
        recipients=(),
        date=When("on Monday", date(2026, 3, 2), date(2026, 3, 2), "day", "weekday"),
        place=Place("Mombasa", "Mombasa", "KEN", -4.05, 39.67, 186301, "city", "gazetteer"),
        counts=(),
        attribution="officials",
        evidence=(
            span(sentence, "sentence"),
            span("met", "type"),
            span("sign", "type", "title"),
            span("Kenya", "actors"),
            span("on Monday", "date"),
            span("Mombasa", "place"),
            span("officials", "attribution"),
        ),
        contexts=("diplomatic", "natural_resource"),
        confidence=0.75,
        plover="CONSULT",
        quad=1,
        score=4.0,
        cameo="042",
    )


def arrest(story_id: str) -> Mention:
    sentence = TEXT.split("\n")[1]
    return Mention(
        id=f"{story_id}#2",
        type="COERCE",
        modes=("arrest",),
        status="alleged",
        actors=(Party("Police in Côte d'Ivoire", "Côte d'Ivoire police", "CIV", "COP", "noun:police"),),
        recipients=(Party("marchers of the BJK party", "BJK party", "", "CVL", "noun:marcher"),),
        date=None,
        place=None,
        counts=(Count("arrested", 14, 14, "14"),),
        attribution="",
        evidence=(
            span(sentence, "sentence"),
            span("detained", "type"),
            span("detained", "status"),
            span("Police in Côte d'Ivoire", "actors"),
            span("marchers of the BJK party", "recipients"),
            span("14", "counts"),
        ),
        plover="COERCE",
        quad=4,
        score=-7.0,
        cameo="173",
        acled_event="Strategic developments",
        acled_sub_event="Arrests",
    )


def coded_story(story_id: str = "s1", published: date | datetime | None = date(2026, 3, 3)) -> Coded:
    story = Story(
        story_id, TITLE, TEXT, f"{story_id}.html", "Coast Post", f"https://x.test/{story_id}", published=published
    )
    return story, (meeting(story_id), arrest(story_id))


def keep(record: Record, *coded: Coded, key: str = "", now: datetime = NOON) -> Outcome:
    origin = coded[0][0].origin
    outcome = Outcome(origin, "stored")
    return record.add(origin=origin, key=key or coded[0][0].id, stories=coded, outcome=outcome, now=now)


def retitled(coded: Coded, title: str) -> Coded:
    story, mentions = coded
    kept = tuple(replace(m, evidence=tuple(e for e in m.evidence if e.part == "text")) for m in mentions)
    return replace(story, title=title), kept


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record", create=True) as opened:
        yield opened


@pytest.fixture
def story_of() -> Callable[..., Coded]:
    return coded_story


@pytest.fixture
def add() -> Callable[..., Outcome]:
    return keep


@pytest.fixture
def retitle() -> Callable[[Coded, str], Coded]:
    return retitled


@pytest.fixture
def noon() -> datetime:
    return NOON
