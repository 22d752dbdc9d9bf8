"""`diurna codebook train`: event types of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import click

from diurna.cli.options import json_option
from diurna.cli.values import OneOf

ENOUGH = 0.4  # a type whose left-out examples are told less often than this wants more or clearer ones


@click.command("codebook")
@click.argument("action", type=OneOf("action", lambda: {"train": "train"}), metavar="train")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it; default: FILE, ending .codebook."
)
@json_option
def command(action: str, file: Path, out: Path | None, as_json: bool) -> int:  # noqa: ARG001
    """Learn event types of your own from ten examples each; takes seconds.

    For each type it prints how many of its own examples are told when they are left out of the learning: a low share
    asks for more or clearer examples.

    \b
    FILE is YAML:
      types:
        - name: CATTLE_RAID
          definition: armed people take livestock from herders
          examples:
            - Raiders drove off 300 cows from a kraal near Pibor at dawn.
            - (nine more)
          counterexamples:        # not needed: what looks alike and is not meant
            - Cattle prices fell by a tenth at the market in Juba.

    \b
    Examples:
      diurna codebook train raids.yaml
      diurna codebook train raids.yaml --out my.codebook --json
      diurna code stories.jsonl --codebook raids.codebook
    """
    from diurna import conduct

    place = out or file.with_suffix(".codebook")
    told = conduct.learn(file, place)
    if as_json:
        click.echo(json.dumps({"codebook": str(place), "left_out_told": told}))
        return 0
    for name, share in told.items():
        hint = "" if share >= ENOUGH else "  few: give more or clearer examples"
        click.echo(f"{name}  {share:.0%} of its examples told when left out{hint}")
    click.echo(f"Written to {place}. Code with it: diurna code INPUT --codebook {place}")
    return 0
