"""The coder with parts of it left out, so that each part's worth is seen: options that the benches share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diurna import data
from diurna.conduct import Coder
from diurna.reading import EnglishReader
from diurna.reading.encoder import Encoder
from diurna.reading.gate import Gate

if TYPE_CHECKING:
    import argparse


def options(parser: argparse.ArgumentParser) -> None:
    """Add --without and --model."""
    help_text = "gate: the encoder reads every sentence; encoder: the frames alone"
    parser.add_argument("--without", choices=["gate", "encoder"], action="append", default=[], help=help_text)
    parser.add_argument("--model", type=Path, help="a folder with another encoder, such as the one in full precision")


def coder(args: argparse.Namespace, *, political: bool = True) -> Coder:
    """The coder that the options ask for; without the encoder there is no gate either, as the rules read everything."""
    alone = "encoder" in args.without
    gate = None if alone or "gate" in args.without else Gate(data.path("reading/gate.bin"))
    reader = EnglishReader(gate=gate, encoder=None if alone else Encoder(args.model))
    return Coder(political=political, reader=reader)
