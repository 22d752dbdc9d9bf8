"""Each rule of the coder yields exactly the events of its case."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Mention, Party, Story

LINES = [line.split("\t") for line in Path(__file__).with_name("cases.tsv").read_text(encoding="utf-8").splitlines()]
CASES = [tuple(line) for line in LINES if not line[0].startswith("#")][1:]


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def countries(parties: tuple[Party, ...]) -> str:
    return ",".join(sorted({p.country for p in parties} - {""}))


def told(mention: Mention) -> str:
    return f"{mention.type} {mention.status} {countries(mention.actors)}>{countries(mention.recipients)}"


@pytest.mark.parametrize(("rule", "sentence", "events"), CASES, ids=[case[0] for case in CASES])
def test_a_sentence_yields_exactly_its_events(rule: str, sentence: str, events: str) -> None:
    expected = [] if events == "-" else sorted(events.split(" | "))
    assert sorted(told(m) for m in coder().story(Story("s", "", sentence))) == expected


def test_what_the_title_alone_tells_is_no_event() -> None:
    title, text = "Chad expels two Sudanese diplomats", "NDJAMENA: The weather was fine and the markets were full."
    long = f"{text} {'People strolled along the river until late. ' * 10}"
    assert not coder().story(Story("s", title, long, dateline="NDJAMENA"))


def test_behind_a_paywall_the_headline_tells_the_event() -> None:
    title, text = "Chad expels two Sudanese diplomats", "Already a subscriber? Log in to read on."
    (event,) = coder().story(Story("s", title, text))
    assert event.type == "SANCTION"
    assert {e.part for e in event.evidence} == {"title"}


def test_the_title_joins_what_the_body_tells() -> None:
    title, text = "Chad expels two Sudanese diplomats", "Chad expelled two Sudanese diplomats on Monday."
    (mention,) = coder().story(Story("s", title, text))
    assert {e.part for e in mention.evidence if e.field == "sentence"} == {"text", "title"}
