"""What is added to the record is kept as it was given, once, with its past."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from diurna.errors import InputError, RecordError
from diurna.records import Count, Evidence, Judgement, Mention, Outcome, Story
from diurna.store import Record, story_json

if TYPE_CHECKING:
    from pathlib import Path

Make = Callable[..., tuple[Story, tuple[Mention, ...]]]
Add = Callable[..., Outcome]
Retitle = Callable[[tuple[Story, tuple[Mention, ...]], str], tuple[Story, tuple[Mention, ...]]]


SCHEMA = {
    *("id", "type", "plover", "modes", "contexts", "status", "actors", "recipients", "date", "place", "counts"),
    *("attribution", "evidence", "headline", "confidence", "quad", "score", "cameo", "acled"),
}


def of(found: dict[str, Any] | None) -> dict[str, Any]:
    assert found is not None
    return found


def content(record: Record) -> tuple[list[Any], list[Any], list[Any]]:
    return list(record.stories()), record.events(), record.incidents()


def test_a_story_and_its_events_come_back_equal(record: Record, story_of: Make, add: Add) -> None:
    assert add(record, story_of()).kind == "stored"
    assert record.coded("s1") == story_of()
    assert record.story("s1") == {**story_json(*story_of()), "revision": 1, "learned": "2026-03-02T12:00:00.000000Z"}


def test_an_event_has_the_keys_of_the_schema_and_says_where_it_stands(record: Record, story_of: Make, add: Add) -> None:
    add(record, story_of())
    event = of(record.event("s1#1"))
    assert set(event) == {*SCHEMA, "story", "learned"}
    assert event["story"] == {
        "id": "s1",
        "title": "Kenya, Tirana sign fisheries pact",
        "published": "2026-03-03",
        "source": "Coast Post",
        "url": "https://x.test/s1",
    }
    assert [e["quote"] for e in event["headline"]] == ["sign"]
    assert all(of(record.story("s1"))["text"][e["start"] : e["end"]] == e["quote"] for e in event["evidence"])


def test_what_is_not_there_is_none(record: Record) -> None:
    assert (record.story("no"), record.event("no"), record.coded("no")) == (None, None, None)
    assert (record.events(), list(record.stories()), record.incidents(), record.ledger()) == ([], [], [], [])


def test_adding_again_changes_nothing_but_the_ledger(record: Record, story_of: Make, add: Add) -> None:
    add(record, story_of())
    before = content(record)
    again = add(record, story_of())
    assert (again.kind, again.stories) == ("duplicate", ("s1",))
    assert "s1.html" in again.reason
    assert content(record) == before
    assert record.sums() == {"stored": 1, "duplicate": 1, "refused": 0, "failed": 0}


def test_the_record_knows_the_keys_of_what_it_stored_only(record: Record, story_of: Make, add: Add) -> None:
    assert not record.knows("k")
    add(record, story_of(), key="k")
    add(record, story_of(), key="duplicate of k")
    assert record.knows("k")
    assert not record.knows("duplicate of k")


def test_the_same_story_under_another_key_is_a_duplicate_even_when_fetched_later(
    record: Record, story_of: Make, add: Add, noon: datetime
) -> None:
    story, mentions = story_of()
    add(record, (story, mentions))
    before = content(record)
    fetched = replace(story, origin="elsewhere", crawled=noon)
    assert add(record, (fetched, mentions), key="other").kind == "duplicate"
    assert content(record) == before


def test_the_order_of_inputs_does_not_matter(tmp_path: Path, story_of: Make, add: Add) -> None:
    ids = ["a", "b", "c", "d"]
    answers = []
    for name, order in (("one", ids), ("two", ids[::-1])):
        with Record.open(tmp_path / name, create=True) as record:
            for story_id in order:
                add(record, story_of(story_id))
            stories, events, _ = content(record)
            answers.append((stories, events, record.counts()))
    assert answers[0] == answers[1]


def test_a_changed_story_becomes_a_revision_and_the_past_still_answers(
    record: Record, story_of: Make, add: Add, retitle: Retitle, noon: datetime
) -> None:
    add(record, story_of())
    later = noon + timedelta(hours=1)
    assert add(record, retitle(story_of(), "Pact signed"), key="k2", now=later).kind == "stored"
    assert (of(record.story("s1"))["title"], of(record.story("s1"))["revision"]) == ("Pact signed", 2)
    assert record.coded("s1", as_of=noon) == story_of()
    assert of(record.event("s1#1", as_of=noon))["headline"] != of(record.event("s1#1"))["headline"] == []
    assert record.counts() == {"stories": 1, "revisions": 2, "events": 2, "incidents": 2, "runs": 1, "inputs": 2}
    assert record.counts(as_of=noon)["revisions"] == 1
    assert record.verify() == []


def test_before_anything_was_learned_the_record_knows_nothing(
    record: Record, story_of: Make, add: Add, noon: datetime
) -> None:
    add(record, story_of())
    before = noon - timedelta(microseconds=1)
    assert (record.events(as_of=before), list(record.stories(as_of=before)), record.ledger(as_of=before)) == (
        [],
        [],
        [],
    )
    assert set(record.counts(as_of=before).values()) == {0}


def test_events_that_a_revision_drops_are_gone_now_and_kept_in_the_past(
    record: Record, story_of: Make, add: Add, noon: datetime
) -> None:
    story, mentions = story_of()
    add(record, (story, mentions))
    add(record, (story, mentions[:1]), key="k2", now=noon + timedelta(days=1))
    assert [e["id"] for e in record.events()] == ["s1#1"]
    assert [[r.mention.id for r in reports if r.mention] for _, reports in record.incidents()] == [["s1#1"]]
    assert {e["id"] for e in record.events(as_of=noon)} == {"s1#1", "s1#2"}
    assert len(record.incidents(as_of=noon)) == 2


def test_an_old_input_added_again_does_not_bring_an_old_revision_back(
    record: Record, story_of: Make, add: Add, retitle: Retitle
) -> None:
    add(record, story_of(), key="old")
    add(record, retitle(story_of(), "New"), key="new")
    assert add(record, story_of(), key="old").kind == "duplicate"
    assert of(record.story("s1"))["title"] == "New"


def test_a_clock_set_back_does_not_change_the_past(
    record: Record, story_of: Make, add: Add, retitle: Retitle, noon: datetime
) -> None:
    add(record, story_of())
    past = noon - timedelta(days=1)
    add(record, retitle(story_of(), "Late"), key="k2", now=past)
    assert record.events(as_of=past) == []
    assert of(record.story("s1", as_of=noon))["learned"] == "2026-03-02T12:00:00.000000Z"
    assert record.verify() == []


def test_evidence_that_is_not_where_it_says_keeps_nothing_of_the_input(
    record: Record, story_of: Make, add: Add
) -> None:
    story, (first, second) = story_of("bad")
    for wrong in (
        replace(second.evidence[0], start=0, end=5),
        Evidence(0, 5, "Kenya", "actors", "text"),  # that is the title's
        Evidence(-5, 3, "abc", "actors"),
        Evidence(10_000, 10_001, "x", "actors"),
        Evidence(4, 4, "", "actors"),
    ):
        shifted = replace(second, evidence=(*second.evidence, wrong))
        with pytest.raises(RecordError, match="bad#2: has evidence"):
            add(record, story_of("good"), (story, (first, shifted)))
    assert content(record) == ([], [], [])
    assert record.ledger() == []
    assert record.run is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"score": float("nan")}, "holds a number that is none"),
        ({"counts": (Count("killed", 1, 1, "1"), Count("killed", 2, 2, "2"))}, "counts the same thing twice"),
        ({"counts": (Count("killed", 2**70, None, "many"),)}, "beyond 64 bits"),
        ({"attribution": "\ud800"}, "half a character"),
        ({"id": "s1#2"}, "two events with id 's1#2'"),
        ({"id": ""}, "1 to 400 printable"),
        ({"id": "a\nb"}, "1 to 400 printable"),
    ],
)
def test_a_value_that_cannot_be_kept_is_an_error_and_keeps_nothing(
    record: Record, story_of: Make, add: Add, change: dict[str, Any], reason: str
) -> None:
    story, (first, second) = story_of()
    with pytest.raises(RecordError, match=reason):
        add(record, (story, (replace(first, **change), second)))
    assert content(record) == ([], [], [])
    assert add(record, story_of()).kind == "stored"


def test_a_time_without_zone_is_refused(record: Record, story_of: Make, add: Add) -> None:
    with pytest.raises(RecordError, match="has no zone"):
        add(record, story_of(published=datetime(2026, 1, 1, 9)))
    with pytest.raises(RecordError, match="has no zone"):
        add(record, story_of(), now=datetime(2026, 1, 1, 9))
    assert record.ledger() == []


def test_an_event_id_belongs_to_one_story(record: Record, story_of: Make, add: Add) -> None:
    add(record, story_of("s1"))
    story, mentions = story_of("s2")
    with pytest.raises(RecordError, match="s1#1: is the id of an event of story s1"):
        add(record, (story, (replace(mentions[0], id="s1#1"),)))


def test_two_stories_with_one_id_in_one_input_are_refused(record: Record, story_of: Make, add: Add) -> None:
    with pytest.raises(RecordError, match="two stories with one id"):
        add(record, story_of(), story_of())


def test_an_input_of_two_stories_is_one_entry_in_the_ledger(record: Record, story_of: Make, add: Add) -> None:
    assert add(record, story_of("s1"), story_of("s2")).stories == ("s1", "s2")
    assert [e["stories"] for e in record.ledger()] == [["s1", "s2"]]


def test_every_run_accounts_for_each_of_its_inputs(tmp_path: Path, story_of: Make, add: Add, noon: datetime) -> None:
    for _ in range(2):
        with Record.open(tmp_path, create=True) as record:
            add(record, story_of("a"))
            record.outcome(Outcome("b.bin", "refused", "is no text", "intake"), now=noon)
            add(record, story_of("c"))
            record.outcome(Outcome("d.html", "failed", "ran out of memory", "reading"), now=noon)
    with Record.open(tmp_path) as record:
        assert record.sums(1) == {"stored": 2, "duplicate": 0, "refused": 1, "failed": 1}
        assert record.sums(2) == {"stored": 0, "duplicate": 2, "refused": 1, "failed": 1}
        assert sum(record.sums().values()) == len(record.ledger()) == record.counts()["inputs"] == 8
        first = record.ledger(2)[1]
        assert (first["origin"], first["kind"], first["reason"], first["room"]) == (
            "b.bin",
            "refused",
            "is no text",
            "intake",
        )


def test_what_failed_once_can_be_stored_later(record: Record, story_of: Make, add: Add, noon: datetime) -> None:
    record.outcome(Outcome("s1.html", "failed", "x", "reading"), now=noon)
    assert add(record, story_of()).kind == "stored"


def test_a_stored_outcome_without_stories_is_refused(record: Record, noon: datetime) -> None:
    with pytest.raises(RecordError, match=r"Use add\(\)"):
        record.outcome(Outcome("a", "stored"), now=noon)


def test_a_refused_outcome_given_to_add_is_entered_and_stores_nothing(
    record: Record, story_of: Make, noon: datetime
) -> None:
    outcome = Outcome("a", "refused", "too long")
    assert record.add(origin="a", key="k", stories=[story_of()], outcome=outcome, now=noon) == outcome
    assert record.counts()["stories"] == 0
    assert record.sums()["refused"] == 1


def test_rows_can_neither_be_changed_nor_deleted(record: Record, story_of: Make, add: Add, noon: datetime) -> None:
    add(record, story_of())
    with record.merging(now=noon) as rows:
        rows.judge([Judgement("s1#1", "s1#2", "same", 1.0)])
        rows.settle({"s1#2": "i:s1#1"})
        rows.enter(1, ["word"])
    tables = (
        "runs",
        "ledger",
        "stories",
        "mentions",
        "parties",
        "counts",
        "evidence",
        "judgements",
        "memberships",
        "merge_keys",
        "merged",
    )
    db = sqlite3.connect(record.folder / "record.sqlite")
    for table in tables:
        column = db.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
        for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                db.execute(sql)
    db.close()


def test_the_record_reads_beside_an_open_write(record: Record, story_of: Make, add: Add) -> None:
    add(record, story_of())
    other = sqlite3.connect(record.folder / "record.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO runs (started_at) VALUES ('x')")
    assert len(record.events()) == 2
    assert record.counts()["runs"] == 1
    other.close()


def test_a_reader_opened_before_sees_what_a_writer_adds(tmp_path: Path, story_of: Make, add: Add) -> None:
    with Record.open(tmp_path, create=True) as writing, Record.open(tmp_path) as reading:
        assert reading.events() == []
        add(writing, story_of())
        assert len(reading.events()) == 2


def test_stories_given_one_by_one_are_those_of_the_start(
    record: Record, story_of: Make, add: Add, retitle: Retitle
) -> None:
    add(record, story_of("a"))
    add(record, story_of("b"))
    given = record.stories()
    assert next(given)["id"] == "a"
    add(record, retitle(story_of("b"), "Changed"), key="k")
    add(record, story_of("c"))
    assert [(s["id"], s["revision"]) for s in given] == [("b", 1)]


def test_the_vocabulary_holds_what_fields_take(record: Record, story_of: Make, add: Add) -> None:
    add(record, story_of())
    assert record.vocabulary("country") == ["ALB", "CIV", "KEN"]
    assert record.vocabulary("actor") == ["Albania", "Côte d'Ivoire police", "Kenya"]
    assert record.vocabulary("recipient") == ["BJK party"]
    assert record.vocabulary("type") == ["COERCE", "CONSULT"]
    assert record.vocabulary("mode") == ["arrest", "visit"]
    assert record.vocabulary("context") == ["diplomatic", "natural_resource"]
    assert record.vocabulary("place") == ["Mombasa"]
    assert record.vocabulary("status") == ["alleged", "occurred"]
    assert record.vocabulary("source") == ["Coast Post"]
    assert record.vocabulary("sector") == ["COP", "CVL", "GOV"]
    with pytest.raises(InputError, match="Take one of type"):
        record.vocabulary("colour")


def test_tallies_count_each_country_of_an_event_once_and_only_the_newest_revision(
    record: Record, story_of: Make, add: Add
) -> None:
    story, mentions = story_of("s1")
    add(record, (story, mentions))
    add(record, (replace(story, source="Another paper"), mentions))
    events = record.events()
    assert sum(record.tally("type").values()) == len(events) > 0
    for field in ("type", "status"):
        assert record.tally(field) == {value: sum(e[field] == value for e in events) for value in record.tally(field)}
    for country, n in record.tally("country").items():
        named = [
            {p["country"] for side in ("actors", "recipients") for p in e[side]}
            | ({e["place"]["country"]} if e["place"] else set())
            for e in events
        ]
        assert n == sum(country in countries for countries in named)
    starts = [e["date"]["start"] for e in events if e["date"]]
    assert record.days() == (min(starts), max(starts))


def test_an_empty_record_has_no_days_and_no_tallies(record: Record) -> None:
    assert (record.days(), record.tally("country")) == (("", ""), {})


def test_a_better_rule_for_the_contexts_of_stories_leaves_records_sound(
    record: Record, story_of: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(record, story_of("s1"))
    monkeypatch.setattr("diurna.store.export.story_contexts", lambda _: ["health"])
    assert of(record.story("s1"))["contexts"] == ["health"]
    assert record.verify() == []
