"""The merge in a real record: any order, twice, after a correction, and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diurna import conduct
from diurna.errors import InputError
from diurna.records import Outcome, Party
from diurna.store import Query, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from diurna.conduct import Coded

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
Groups = dict[str, list[str]]


def keep(record: Record, stories: Iterable[Coded], now: datetime = NOON) -> None:
    for coded in stories:
        key = f"{coded.story.id} {hash(coded.story.text)}"
        told = [(coded.story, coded.mentions)]
        record.add(
            origin="a", key=key, stories=told, outcome=Outcome("a", "stored", stories=(coded.story.id,)), now=now
        )


def merge(record: Record, now: datetime = NOON) -> int:
    return sum(conduct.merge(record, now=now))


def groups(record: Record, as_of: datetime | None = None) -> Groups:
    """Incident -> the reports of it, events by id and whole stories as STORY:0."""
    return {
        name: sorted(r.mention.id if r.mention else f"{r.story.id}:0" for r in reports)
        for name, reports in record.incidents(as_of=as_of)
    }


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record", create=True) as opened:
        yield opened


@pytest.fixture
def merged(record: Record, told: dict[str, Coded]) -> Record:
    keep(record, told.values())
    assert merge(record) == len(told)
    return record


def test_reports_of_one_blast_are_one_incident_and_those_of_the_next_week_another(merged: Record) -> None:
    found = groups(merged)
    first = next(name for name, reports in found.items() if "n01a:1" in reports)
    second = next(name for name, reports in found.items() if "n02a:1" in reports)
    assert first != second
    assert {"n01a:1", "n01b:1"} <= set(found[first])


def test_marches_of_one_day_in_two_towns_are_two(merged: Record) -> None:
    marches = {
        r.mention.place.name: name
        for name, reports in merged.incidents()
        for r in reports
        if r.mention and r.mention.type == "PROTEST" and r.mention.place and r.story.id.startswith("n03")
    }
    assert len(set(marches.values())) == len(marches) > 1


def test_merging_again_changes_nothing(merged: Record) -> None:
    before = groups(merged)
    assert merge(merged) == 0
    assert groups(merged) == before


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_arrival_and_the_batches_change_nothing(
    data: st.DataObject, told: dict[str, Coded], tmp_path_factory: pytest.TempPathFactory
) -> None:
    some = data.draw(st.lists(st.sampled_from(sorted(told)), min_size=2, max_size=12, unique=True))
    other = data.draw(st.permutations(some))
    cut = data.draw(st.integers(0, len(some)))
    found = []
    for order, batches in ((some, [some]), (other, [other[:cut], other[cut:]])):
        with Record.open(tmp_path_factory.mktemp("order"), create=True) as record:
            for batch in batches:
                keep(record, [told[story] for story in batch])
                merge(record)
            found.append(groups(record))
        assert order
    assert found[0] == found[1]


def test_a_corrected_story_leaves_the_incident_that_it_no_longer_tells(merged: Record, told: dict[str, Coded]) -> None:
    incident = next(name for name, reports in groups(merged).items() if "n01b:1" in reports)
    other = told["n08a"]
    text = replace(told["n01b"].story, title=other.story.title, text=other.story.text)
    events = tuple(replace(m, id=m.id.replace("n08a", "n01b")) for m in other.mentions)
    later = NOON + timedelta(days=1)
    keep(merged, [replace(told["n01b"], story=text, mentions=events)], now=later)
    merge(merged, now=later)
    assert not any(report.startswith("n01b") for report in groups(merged)[incident])
    assert "n01b:1" in groups(merged, as_of=NOON)[incident]


def test_a_person_splits_and_merges_and_both_can_be_taken_back(merged: Record) -> None:
    before = groups(merged)
    incident = next(name for name, reports in before.items() if "n01b:1" in reports)
    taken = conduct.part(merged, incident, ["n01b:1"], now=NOON)
    assert taken == ["i:n01b:1"]
    assert "n01b:1" not in groups(merged)[incident]
    assert conduct.join(merged, incident, "n01b:1", now=NOON) == incident
    assert groups(merged) == before


def test_a_split_outlives_the_next_merge(merged: Record, told: dict[str, Coded]) -> None:
    incident = next(name for name, reports in groups(merged).items() if "n01b:1" in reports)
    conduct.part(merged, incident, ["n01b:1"], now=NOON)
    copy = told["n01a"]
    story = replace(copy.story, id="again", source="Another Paper")
    mentions = tuple(replace(m, id=m.id.replace("n01a", "again")) for m in copy.mentions)
    keep(merged, [replace(copy, story=story, mentions=mentions)])
    merge(merged)
    apart = [name for name, reports in groups(merged).items() if {"n01a:1", "n01b:1"} & set(reports)]
    assert len(apart) == 2


def test_two_incidents_joined_by_hand_are_told_as_one(merged: Record) -> None:
    conduct.join(merged, "n01a:1", "n08c:1", now=NOON)
    found = conduct.open_incident(merged, "n08c:1")
    assert found is not None
    assert {"n01a", "n08c"} <= {report.story.id for report in found.reports}


def test_what_is_wrong_is_named(merged: Record) -> None:
    with pytest.raises(InputError, match="'nobody:1': is not in the record"):
        conduct.join(merged, "n01a:1", "nobody:1", now=NOON)
    with pytest.raises(InputError, match="are one incident already"):
        conduct.join(merged, "n01a:1", "i:n01b:1", now=NOON)
    with pytest.raises(InputError, match=r"report 'n08c:1': is not in i:n01a:1\. Its reports: n01a:1"):
        conduct.part(merged, "i:n01a:1", ["n08c:1"], now=NOON)
    alone = next(name for name, reports in groups(merged).items() if len(reports) == 1)
    with pytest.raises(InputError, match="would keep no report"):
        conduct.part(merged, alone, [alone.removeprefix("i:")], now=NOON)


def test_verify_finds_nothing_wrong_with_a_merged_record(merged: Record) -> None:
    assert merged.verify() == []


def test_a_key_that_very_many_hold_leads_to_the_newest_of_them(
    record: Record, told: dict[str, Coded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diurna.store.merging.KEY_HOLDERS", 3)
    one, many = told["n01a"], 12
    for n in range(many):
        mentions = tuple(replace(m, id=m.id.replace("n01a", f"c{n}")) for m in one.mentions)
        keep(record, [replace(one, story=replace(one.story, id=f"c{n}", source=f"Paper {n}"), mentions=mentions)])
    merge(record)
    judged = record.judgements([f"c{n}:0" for n in range(many)])
    assert len(judged) == sum(min(n, 3) for n in range(many))
    assert max(map(len, groups(record).values())) == many


def test_an_incident_follows_one_that_is_not_asked_for(record: Record, told: dict[str, Coded]) -> None:
    """A strike of Monday, and again of the next week: who asks for the second week hears of the first."""
    one = told["n01a"]
    attack = next(m for m in one.mentions if m.date and m.place and m.type == "ASSAULT")
    party = Party("Front", "Front", attack.place.country if attack.place else "", "REB")
    for n in range(3):
        day = date(2026, 3, 2) + timedelta(7 * n)
        when = replace(attack.date, start=day, end=day, precision="day")  # type: ignore[type-var]
        mention = replace(attack, id=f"w{n}:1", date=when, actors=(party,))
        story = replace(one.story, id=f"w{n}", published=day)
        keep(record, [replace(one, story=story, mentions=(mention,))])
    last = Query(since=date(2026, 3, 14))
    assert [(i.id, i.follows) for i in conduct.find(record, last)] == [("i:w2:1", ("i:w1:1",))]
    found = conduct.open_incident(record, "w1:1")
    assert found is not None
    assert found.follows == ("i:w0:1",)


def test_an_arrest_follows_the_attack_that_its_sentence_tells(record: Record, told: dict[str, Coded]) -> None:
    one = told["n01a"]
    attack = next(m for m in one.mentions if m.date and m.place and m.type == "ASSAULT")
    later = date(2026, 4, 20)
    when = replace(attack.date, start=later, end=later, precision="day")  # type: ignore[type-var]
    arrest = replace(attack, id="w:1", type="COERCE", modes=("arrest",), date=when, place=None)
    story = replace(one.story, id="w", published=later)
    keep(record, [replace(one, story=story, mentions=(arrest, replace(attack, id="w:2")))])
    found = conduct.open_incident(record, "w:1")
    assert found is not None
    assert found.follows == ("i:w:2",)


def test_stories_in_which_no_event_was_coded_are_an_incident_of_no_type_until_one_tells_it(
    record: Record, told: dict[str, Coded]
) -> None:
    one, other = (replace(told[name], mentions=()) for name in ("n01a", "n01b"))
    keep(record, [one, other])
    merge(record)
    assert groups(record) == {}
    found = conduct.find_uncoded(record)
    assert [(i.id, i.mention.type, [r.story.id for r in i.reports]) for i in found] == [
        ("i:n01a:0", "", ["n01a", "n01b"])
    ]
    assert conduct.open_incident(record, "i:n01b:0") == found[0]
    assert record.verify() == []
    coded = told["n01a"]
    mentions = tuple(replace(m, id=m.id.replace("n01a", "late")) for m in coded.mentions)
    keep(record, [replace(coded, story=replace(coded.story, id="late"), mentions=mentions)])
    merge(record)
    assert conduct.find_uncoded(record) == []
    assert any({"n01a:0", "n01b:0"} <= set(reports) for reports in groups(record).values())


def test_a_person_joins_stories_without_events_to_an_incident(record: Record, told: dict[str, Coded]) -> None:
    keep(record, [replace(told["n01a"], mentions=()), replace(told["n01b"], mentions=()), told["n05a"]])
    merge(record)
    conduct.join(record, "i:n01a:0", told["n05a"].mentions[0].id, now=NOON)
    assert any({"n01a:0", "n01b:0"} <= set(reports) for reports in groups(record).values())
