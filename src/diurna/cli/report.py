"""`diurna report`: what the record holds, in short."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.options import json_option, record_option
from diurna.cli.values import country_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from diurna.store import Record
    from diurna.views import Summary

SHOWN = 8  # rows of a table that one takes in at a glance
SAMPLES = 3
BAR = 24  # characters


@click.command("report")
@record_option
@json_option
def command(folder: Path, as_json: bool) -> int:
    """Show what the record holds, in short: events by type and country, and a few of them with their sentences.

    \b
    Examples:
      diurna report
      diurna report --record ./record --json
    """
    from diurna import views

    with diurna.open_record(folder) as record:
        found = views.summary(record)
        samples = _samples(record)
    if as_json:
        click.echo(json.dumps({**asdict(found), "samples": samples}, ensure_ascii=False))
    else:
        click.echo("\n".join(_page(found, samples, folder)))
    return 0 if found.events else 1


def _samples(record: Record) -> list[dict[str, Any]]:
    """A few events, each of another type and story, the fullest of the newest first."""
    chosen: list[dict[str, Any]] = []
    for event in sorted(record.events(diurna.Query(limit=200)), key=_fullness, reverse=True):
        alike = any(event["type"] == c["type"] or event["story"] == c["story"] for c in chosen)
        if not alike and len(chosen) < SAMPLES:
            chosen.append(event)
    return chosen


def _fullness(event: dict[str, Any]) -> int:
    filled = ("actors", "recipients", "date", "place", "counts", "modes")
    return sum(bool(event[field]) for field in filled) + int(event["status"] == "occurred")


def _page(found: Summary, samples: list[dict[str, Any]], folder: Path) -> Iterator[str]:
    if not found.events:
        stories = show.many(found.stories, "story", "stories")
        yield f"The record in {folder} holds {stories} and no event. Add news: diurna add INPUT."
        return
    days = f", {found.first_day} to {found.last_day}" if found.first_day else ""
    yield f"{show.many(found.events, 'event')} in {show.many(found.stories, 'story', 'stories')}{days}"
    yield ""
    yield from _table("By type", found.types)
    yield ""
    named = {f"{code} {country_name(code)}".strip(): n for code, n in found.countries.items()}
    yield from _table("By country of a party or place", named)
    yield ""
    yield "By status"
    yield f"  {', '.join(f'{status} {n:,}' for status, n in found.statuses.items())}"
    yield ""
    yield "Three of them" if len(samples) == SAMPLES else "Some of them"
    for event in samples:
        yield show.kept_event(event)


def _table(title: str, counts: dict[str, int]) -> Iterator[str]:
    """The most frequent, each with a bar."""
    yield title
    top = list(counts.items())[:SHOWN]
    most = top[0][1] if top else 1
    yield from show.columns([(name, f"{n:>5,}", "█" * max(1, round(BAR * n / most))) for name, n in top])
    if len(counts) > SHOWN:
        yield f"  and {len(counts) - SHOWN} more"
