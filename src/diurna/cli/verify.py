"""`diurna verify`: whether the record still holds what it promises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

import diurna
from diurna.cli import show
from diurna.cli.options import json_option, record_option

if TYPE_CHECKING:
    from pathlib import Path

    from diurna.store import Record


@click.command("verify")
@record_option
@json_option
def command(folder: Path, as_json: bool) -> int:
    """Check the record: every field of every event still stands on its words, and the ledger adds up.

    \b
    Examples:
      diurna verify
      diurna verify --record ./record --json
    """
    with diurna.open_record(folder) as record:
        problems = [{"subject": problem.subject, "reason": problem.reason} for problem in record.verify()]
        events, fields = _checked(record)
    if as_json:
        click.echo(json.dumps({"events": events, "fields": fields, "problems": problems}, ensure_ascii=False))
        return 1 if problems else 0
    for problem in problems:
        click.echo(show.clean(f"{problem['subject']}: {problem['reason']}"))
    found = show.many(len(problems), "problem") if problems else "all stand on their words"
    click.echo(f"{show.many(events, 'event')}, {show.many(fields, 'field')} checked: {found}.")
    return 1 if problems else 0


def _checked(record: Record) -> tuple[int, int]:
    """How many events and spans were looked at."""
    events = fields = 0
    for story in record.stories():
        events += len(story["events"])
        fields += sum(len(event["evidence"]) + len(event["headline"]) for event in story["events"])
    return events, fields
