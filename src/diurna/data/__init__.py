"""Knowledge as files: ontology tables, lexicons, actor lists, gazetteer, with their sources. Only readers live here.

Every room may read its own files through these functions; nothing else in the house opens them.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


def path(name: str) -> Path:
    """The path of the file or folder `name` ("coding/frames.tsv"). Raises FileNotFoundError when there is none."""
    found = Path(str(files(__name__))) / name
    if not found.exists():
        raise FileNotFoundError(found)
    return found


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a tab- or comma-separated file with a header line; lines that start with # are notes."""
    with path(name).open(encoding="utf-8", newline="") as f:
        lines = (line for line in f if not line.startswith("#"))
        return tuple(csv.DictReader(lines, delimiter="\t" if name.endswith(".tsv") else ","))


@cache
def tree(name: str) -> Any:
    """The content of a YAML file as plain lists and dicts. Callers do not change it."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader reads 10 times faster
    with path(name).open(encoding="utf-8") as f:
        return yaml.load(f, Loader=loader)
