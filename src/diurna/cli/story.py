"""`diurna story`: a story of the record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

import diurna
from diurna.cli import show
from diurna.cli.nearest import nearest_story
from diurna.cli.options import json_option, record_option
from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from diurna.store import Record


@click.command("story")
@click.argument("story_id", metavar="ID")
@record_option
@json_option
def command(story_id: str, folder: Path, as_json: bool) -> None:
    """Show a story of the record: its text, its dates kept apart, and its events.

    \b
    Examples:
      diurna story 3f2a91c07b5e
      diurna story 3f2a91c07b5e --json | jq .events
    """
    with diurna.open_record(folder) as record:
        found = record.story(story_id)
        if found is None:
            raise InputError(f"story {story_id!r}", "the record holds no such story", _hint(record, story_id))
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(_page(found)))


def _hint(record: Record, story_id: str) -> str:
    if record.event(story_id):
        return f"That is an event: diurna explain {story_id}."
    if story_id.startswith("i:"):
        return f"That is an incident: diurna explain {story_id}."
    return nearest_story(record, story_id) or "diurna events shows the ids of stories before the colon."


def _page(story: dict[str, Any]) -> Iterator[str]:
    yield click.style(show.clean(story["title"] or "(no title)"), bold=True)
    facts = [(name, show.clean(value)) for name, value in _facts(story) if value]
    yield from show.columns(facts)
    yield ""
    for block in story["text"].split("\n"):
        yield show.wrapped(show.clean(block))
    yield ""
    yield show.many(len(story["events"]), "event")
    for event in story["events"]:
        yield f"{show.event(event)}\n      {click.style(event['id'], fg='cyan')}"


def _facts(story: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "story", f"{story['id']}, revision {story['revision']}"
    for name in ("source", "agency", "byline", "dateline", "url"):
        yield name, story[name]
    for name in ("published", "updated", "crawled", "learned"):
        yield name, show.moment(story[name]) or ("not known" if name == "published" else "")
    yield "from", story["origin"]
