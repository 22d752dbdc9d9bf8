"""The commands on incidents: found, explained, joined and taken apart by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import diurna as package

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
WIRE = (
    "Police in Kisumu arrested 14 teachers on Monday during a march against unpaid wages, the county commissioner "
    "said. The teachers had walked from the bus park to the county hall, where officers stopped them at the gate and "
    "took them to the central police station. The teachers' union said that the march had been announced a week "
    "before and that its members would gather again on Friday unless the wages were paid."
)
OTHER = (
    "Officers in Kisumu arrested 17 teachers on Monday as they marched over wages that have not been paid since May, "
    "the teachers' union said on Tuesday. It named three of them and asked the county to let all of them go."
)
FAR = "Police in Tamale arrested two smugglers on 4 March, an officer said."


@pytest.fixture
def several(tmp_path: Path) -> Path:
    rows = [
        {
            "id": "wire",
            "title": "Kisumu police arrest teachers",
            "source": "Wire",
            "published": "2026-06-01",
            "text": WIRE,
        },
        {"id": "copy", "title": "Teachers held in Kisumu", "source": "Post", "published": "2026-06-01", "text": WIRE},
        {
            "id": "other",
            "title": "Union: 17 teachers held in Kisumu",
            "source": "Star",
            "published": "2026-06-02",
            "text": OTHER,
        },
        {"id": "far", "title": "Two held in Tamale", "source": "Sun", "published": "2026-03-05", "text": FAR},
    ]
    news = tmp_path / "news.jsonl"
    news.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with package.open_record(tmp_path / "record", create=True) as record:
        package.add(record, news)
    return tmp_path / "record"


def arrests(diurna: Run, record: Path) -> list[dict[str, Any]]:
    _, out, _ = diurna("incidents", "--type", "COERCE", "--json", "--record", record)
    return [json.loads(line) for line in out.splitlines()]


def test_three_stories_of_one_arrest_are_one_incident_of_two_origins(diurna: Run, several: Path) -> None:
    first, second = arrests(diurna, several)
    assert (first["stories"], first["origins"], first["copies"]) == (3, 2, [["copy", "wire"]])
    assert [m["story"] for m in second["mentions"]] == ["far"]


def test_contradicting_numbers_are_shown_with_who_gives_them(diurna: Run, several: Path) -> None:
    _, page, _ = diurna("explain", "i:copy:1", "--record", several)
    assert "best of 2: 17" in page
    said = page.split("best of 2: 17")[1].splitlines()[1]
    assert said.strip().startswith("14  “")  # the words that give it
    assert "(2 reports: county commissioner, Post, 2026-06-01; county commissioner, Wire, 2026-06-01)" in said
    assert "rule: the newest report of those that count, of one time what most independent origins say" in page
    assert "on the same day" in page


def test_incidents_told_by_few_are_left_out_on_demand(diurna: Run, several: Path) -> None:
    code, out, _ = diurna("incidents", "--reports", "3", "--record", several)
    assert code == 0
    assert "3 stories" in out
    assert "Tamale" not in out
    code, _, err = diurna("incidents", "--reports", "9", "--record", several)
    assert code == 1
    assert "is told by 9 stories; the most is 3" in err


def test_the_record_finds_what_several_stories_tell_as_one_looks_through_all(several: Path) -> None:
    with package.open_record(several) as record:
        every = package.find_incidents(record)
        for least in (1, 2, 3, 4):
            several_tell = [one.id for one in every if len({r.story.id for r in one.reports}) >= least]
            assert [one.id for one in package.find_incidents(record, stories=least)] == several_tell
        newest = package.find_incidents(record, package.Query(limit=1), stories=3)
        assert len(newest) == 1
        assert len({r.story.id for r in newest[0].reports}) == 3


def test_a_person_takes_a_report_out_and_puts_it_back(diurna: Run, several: Path) -> None:
    incident = str(arrests(diurna, several)[0]["id"])
    _, out, _ = diurna("split", incident, "other:1", "--json", "--record", several)
    assert json.loads(out) == {"incidents": ["i:other:1"]}
    assert [one["stories"] for one in arrests(diurna, several)] == [1, 2, 1]
    _, out, _ = diurna("merge", incident, "other:1", "--record", several)
    assert out == f"One incident now: {incident}\n"
    _, page, _ = diurna("explain", incident, "--record", several)
    assert "a person says that they are one" in page


def test_who_joined_two_and_why_is_kept_where_it_is_given(diurna: Run, several: Path) -> None:
    incident = str(arrests(diurna, several)[0]["id"])
    diurna("split", incident, "other:1", "--record", several)
    diurna("merge", incident, "other:1", "--by", "Ilka Brenn", "--note", "one march", "--record", several)
    _, page, _ = diurna("explain", incident, "--record", several)
    assert "Ilka Brenn says that they are one (one march)" in page
    _, out, _ = diurna("explain", incident, "--json", "--record", several)
    said = [j for j in json.loads(out)["judgements"] if j["by"] == "person"]
    assert [(j["verdict"], j["name"], j["note"]) for j in said] == [("same", "Ilka Brenn", "one march")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explain", "i:nothing:1"], "the record holds no such incident"),
        (["merge", "i:wire:1", "i:nothing:1"], "is not in the record"),
        (["merge", "i:wire:1", "copy:1"], "are one incident already"),
        (["split", "i:wire:1", "far:1"], "is not in i:"),
        (["incidents", "--reports", "none"], "is not a whole number"),
    ],
)
def test_what_is_wrong_is_said(diurna: Run, several: Path, words: list[str], said: str) -> None:
    code, _, err = diurna(*words, "--record", several)
    assert code == 2
    assert said in err


def test_what_two_stories_tell_without_an_event_is_found_where_it_is_asked_for(diurna: Run, tmp_path: Path) -> None:
    text = (
        "The comet Varnholm passed the observatory of Teluk Rengas on Friday night, and hundreds came to see its tail. "
        "Astronomer Ilka Brenn said that the comet Varnholm would be back in 312 years."
    )
    rows = [
        {"id": name, "title": "Comet Varnholm passes Teluk Rengas", "published": "2026-05-02", "text": text}
        for name in ("sky", "star")
    ]
    news = tmp_path / "news.jsonl"
    news.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    record = tmp_path / "record"
    with package.open_record(record, create=True) as opened:
        package.add(opened, news)
    assert diurna("incidents", "--record", record)[0] == 1
    code, out, _ = diurna("incidents", "--uncoded", "--record", record)
    assert code == 0
    assert "no event was coded" in out
    assert "i:sky:0  2 stories" in out
    _, page, _ = diurna("explain", "i:sky:0", "--record", record)
    assert "told by the story's words" in page
    code, _, err = diurna("incidents", "--uncoded", "--reports", "3", "--record", record)
    assert (code, "the most is 2" in err) == (1, True)
