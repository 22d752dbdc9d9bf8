"""`diurna merge`: one incident of two."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

import diurna
from diurna.cli.options import json_option, person_options, record_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("merge")
@click.argument("one", metavar="INCIDENT")
@click.argument("other", metavar="INCIDENT")
@person_options
@record_option
@json_option
def command(one: str, other: str, folder: Path, as_json: bool, name: str, note: str) -> None:
    """Make one incident of two, whatever the rule says. `diurna split` takes it back; the record keeps both judgements.

    INCIDENT is the id of an incident, or of one of its events.

    \b
    Examples:
      diurna merge i:3f2a91c07b5e:2 i:8c11de09a7f2:1
      diurna merge 3f2a91c07b5e:2 8c11de09a7f2:1 --by "A. Prado" --note "same clinic, renamed"
    """
    from diurna import conduct

    with diurna.open_record(folder) as record:
        found = conduct.join(record, one, other, now=datetime.now(UTC), by=conduct.Person(name, note))
    click.echo(json.dumps({"incident": found}) if as_json else f"One incident now: {found}")
