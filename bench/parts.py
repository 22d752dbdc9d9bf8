"""What the benches share: the coder with parts of it left out, so that each one's worth is seen; words of names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diurna.conduct import Coder
from diurna.reading import open_reader

if TYPE_CHECKING:
    import argparse

LESSER = frozenset("the a an of in on and s to for by with from at its his their de la el los del".split())


def options(parser: argparse.ArgumentParser) -> None:
    """Add --without and --model."""
    help_text = "gate: the encoder reads every sentence; encoder: the frames alone"
    parser.add_argument("--without", choices=["gate", "encoder"], action="append", default=[], help=help_text)
    parser.add_argument("--model", type=Path, help="a folder with another encoder, such as the one in full precision")


def coder(args: argparse.Namespace, *, political: bool = True) -> Coder:
    """The coder that the options ask for; without the encoder there is no gate either, as the rules read everything."""
    rules = "encoder" in args.without
    gate = not rules and "gate" not in args.without
    return Coder(political=political, reader=open_reader(gate=gate, encoder=not rules, model=args.model))


def annotated(path: Path) -> Path:
    """The path, when there is such a file; exits with a message when there is none."""
    if not path.is_file():
        raise SystemExit(f"{path}: there is no such file. Annotated texts are not part of this repository: name yours.")
    return path


def words(text: str) -> set[str]:
    """The words of a name that count."""
    return set(re.findall(r"\w+", text.lower())) - LESSER


def side(event: dict[str, Any], *names: str) -> set[str]:
    """The words by which the event's parties on those sides are named."""
    return {w for name in names for p in event[name] for w in words(f"{p['text']} {p['name']}")}
