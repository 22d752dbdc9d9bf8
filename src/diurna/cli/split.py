"""`diurna split`: reports out of an incident."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

import diurna
from diurna.cli.options import json_option, person_options, record_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("split")
@click.argument("incident", metavar="INCIDENT")
@click.argument("mentions", nargs=-1, required=True, metavar="MENTION...")
@person_options
@record_option
@json_option
def command(incident: str, mentions: tuple[str, ...], folder: Path, as_json: bool, name: str, note: str) -> None:
    """Take reports out of an incident, whatever the rule says. `diurna merge` takes it back; the record keeps both.

    MENTION is the id of an event of the incident, or STORY:0 for a story that tells it as a whole. Those that are taken
    out together stay together where the rule finds them alike.

    \b
    Examples:
      diurna split i:3f2a91c07b5e:2 8c11de09a7f2:1
      diurna split i:3f2a91c07b5e:2 8c11de09a7f2:1 0a2b44d1c3aa:0 --json
    """
    from diurna import conduct

    with diurna.open_record(folder) as record:
        found = conduct.part(record, incident, mentions, now=datetime.now(UTC), by=conduct.Person(name, note))
    click.echo(json.dumps({"incidents": found}) if as_json else f"Taken out: {', '.join(found)}")
