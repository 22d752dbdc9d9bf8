"""`diurna explain`: an event in the words that carry it, or an incident in the reports that tell it."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.incident import incident_page
from diurna.cli.marking import Mark, bracketed, coloured, painted
from diurna.cli.nearest import nearest_story
from diurna.cli.options import json_option, record_option
from diurna.cli.values import sector_name
from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from diurna.store import Record

Json = dict[str, Any]
FIELDS = ("type", "status", "actors", "recipients", "date", "place", "counts", "attribution")
BESIDE = " " * 14  # where values and reasons stand beside the names of fields
SHOWN = 5  # ids that one line can hold


@click.command("explain")
@click.argument("name", metavar="EVENT|INCIDENT")
@record_option
@json_option
def command(name: str, folder: Path, as_json: bool) -> None:
    """Show an event in the words that carry it: each field's words, and the rule that read them so.

    An incident (i:...) is shown with every value that its reports give, who gives it, and why they are held for one.
    On a terminal the words are coloured (NO_COLOR turns that off), elsewhere they stand in brackets.

    \b
    Examples:
      diurna explain 3f2a91c07b5e:2
      diurna explain i:3f2a91c07b5e:2 --json
    """
    with diurna.open_record(folder) as record:
        if name.startswith("i:"):
            lines = incident_page(record, name, as_json=as_json)
        else:
            event = record.event(name)
            if event is None:
                raise InputError(f"event {name!r}", "the record holds no such event", _hint(record, name))
            event["incident"] = record.incident_of(name)
            lines = [json.dumps(event, ensure_ascii=False)] if as_json else list(_page(event, in_colour()))
    click.echo("\n".join(lines))


def in_colour() -> bool:
    """Whether the reader sees colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _hint(record: Record, event_id: str) -> str:
    story = record.story(event_id) or record.story(event_id.rpartition(":")[0])
    if story is None:
        return nearest_story(record, event_id.partition(":")[0]) or "diurna events shows the ids of events."
    ids = [event["id"] for event in story["events"]]
    few = ", ".join(ids) if len(ids) <= SHOWN else f"{ids[0]} to {ids[-1]}"
    return f"The story's events: {few}." if ids else f"Story {story['id']} has no event."


def _page(event: Json, colours: bool) -> Iterator[str]:
    head = event["story"]
    yield show.wrapped(show.event_line(event), "", "  ")
    facts = (head["title"], head["source"], show.moment(head["published"]), f"story {head['id']}")
    yield show.wrapped(show.clean(show.DOT.join(fact for fact in facts if fact)), "", "  ")
    yield ""
    yield from _sentences(event, colours)
    yield ""
    yield from _legend(event, colours)
    yield ""
    yield from _derived(event)


def _sentences(event: Json, colours: bool) -> Iterator[str]:
    """The sentences, with marks; words of the event that stand outside them follow."""
    for part, name in (("evidence", "text"), ("headline", "headline")):
        spans = event.get(part, [])
        sentences = [span for span in spans if span["field"] == "sentence"]
        for sentence in sentences:
            words = marked(sentence, spans, colours)
            yield show.wrapped(f"{name} {sentence['start']}-{sentence['end']}: {words}", "  ")
        for span in spans:
            if span["field"] != "sentence" and not any(_within(span, sentence) for sentence in sentences):
                words = marked({**span, "field": "sentence"}, [span], colours)
                yield show.wrapped(f"{name} {span['start']}-{span['end']}: {words}", "  ")


def marked(sentence: Json, spans: list[Json], colours: bool) -> str:
    """A sentence with the words of its fields marked; `spans` count from where the sentence's own span counts."""
    text, base = sentence["quote"].replace("\n", " "), sentence["start"]
    marks = [
        Mark(span["start"] - base, span["end"] - base, span["field"])
        for span in spans
        if span["field"] != "sentence" and _within(span, sentence)
    ]
    clean = "".join(c if show.clean(c) else " " for c in text)
    return coloured(clean, marks) if colours else bracketed(clean, marks)


def _within(span: Json, sentence: Json) -> bool:
    return bool(sentence["start"] <= span["start"] and span["end"] <= sentence["end"])


def _legend(event: Json, colours: bool) -> Iterator[str]:
    """Field, value, and the words with their rule and how sure it is."""
    for field in FIELDS:
        value = show.clean(_value(event, field))
        spans = [span for span in (*event["evidence"], *event.get("headline", ())) if span["field"] == field]
        if not value and not spans:
            continue
        name = painted(field, field) if colours else field
        yield show.wrapped(value, f"  {name}{' ' * (12 - len(field))}", BESIDE)
        why = dict.fromkeys(_reason(span) for span in spans)
        for reason in why or [_unspoken(event, field)]:
            yield show.wrapped(show.clean(reason), BESIDE)


def _reason(span: Json) -> str:
    said = f"“{' '.join(span['quote'].split())}”"
    sure = f"  {span['confidence']:.0%} sure" if span["confidence"] else ""
    return f"{said}  by {span['rule']}{sure}" if span["rule"] else f"{said}{sure}"


def _unspoken(event: Json, field: str) -> str:
    """What gave a field for which no word stands in the text."""
    if field == "status":
        return "told as a fact"
    held = event[field]
    rule = held.get("rule", "") if isinstance(held, dict) else ""
    return f"by {rule}, outside the text" if rule else "no words of its own"


def _value(event: Json, field: str) -> str:
    if field == "type":
        modes = f" ({', '.join(event['modes'])})" if event["modes"] else ""
        return f"{event['type']}{modes}"
    if field in ("actors", "recipients"):
        return "; ".join(map(show.party, event[field]))
    shown: dict[str, Callable[[Any], str]] = {"date": show.when, "place": show.where, "counts": show.counts}
    return shown[field](event[field]) if field in shown else str(event[field] or "")


def _derived(event: Json) -> Iterator[str]:
    """The fields that follow from the others by tables."""
    acled = " / ".join(part for part in (event["acled"]["event_type"], event["acled"]["sub_event_type"]) if part)
    parties = [*event["actors"], *event["recipients"]]
    sectors = dict.fromkeys(f"{p['sector']} {sector_name(p['sector'])}" for p in parties if p["sector"])
    facts = [
        ("sectors", "; ".join(sectors)),
        ("PLOVER", f"{event['plover']}, score {event['score']:g}"),
        ("quad class", f"{event['quad']} {show.quad(event['quad'])}"),
        ("CAMEO", event["cameo"]),
        ("ACLED", acled),
        ("contexts", ", ".join(event["contexts"])),
    ]
    yield "  By the tables of the ontology:"
    yield from show.columns([fact for fact in facts if fact[1]], "    ")
    if event["confidence"]:
        yield f"  {event['confidence']:.0%} sure that a reader would code the event."
    yield f"  Part of the incident {event['incident']}"
