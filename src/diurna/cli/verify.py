"""`diurna verify`: whether the record still holds what it promises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

import diurna
from diurna.cli import show
from diurna.cli.options import json_option, record_option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
    events = fields = 0
    problems: list[dict[str, str]] = []
    with diurna.open_record(folder) as record:
        total = record.counts()["revisions"]
        for step in show.with_bar(record.checked(), "Checking", total, done=lambda step: step.revisions):
            problems += ({"subject": problem.subject, "reason": problem.reason} for problem in step.problems)
            events, fields = events + step.events, fields + step.fields
    if as_json:
        click.echo(json.dumps({"events": events, "fields": fields, "problems": problems}, ensure_ascii=False))
    else:
        click.echo("\n".join(_told(problems, events, fields)))
    return 1 if problems else 0


def _told(problems: list[dict[str, str]], events: int, fields: int) -> Iterator[str]:
    for problem in problems:
        yield show.clean(f"{problem['subject']}: {problem['reason']}")
    found = show.many(len(problems), "problem") if problems else "all stand on their words"
    yield f"{show.many(events, 'event')}, {show.many(fields, 'field')} checked: {found}."
