"""The gazetteer: one read-only SQLite file of places and their names, checked against its pinned hash when opened."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from diurna import data
from diurna.errors import ModelError
from diurna.places.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = (
    "country",
    "admin1",
    "admin2",
    "town",
    "capital",
    "region",
    "island",
    "sea",
    "site",
    "district",
    "continent",
    "seat",
    "part",
)
# A name as given, another name of the place, a division's name without its type word, a word for the people.
MAIN, ALTERNATE, BARE, PEOPLE = 0, 1, 2, 3
MEND = "Run: pip install --force-reinstall diurna"
MAPPED = 1 << 30  # bytes of the file at most that are read by memory map rather than through a buffer
REMEMBERED = 50_000  # words and names kept in memory, most of them no place's: the vocabulary of a few thousand stories
FAMOUS = float("inf")  # how well known countries, capitals, regions and seas are, where towns have their people
OWN_IDS = 1 << 24  # the first id of the towns that are added to the file's
NEWSWORTHY = 20_000  # people: those towns are held to be known like one of that size
LOOK = "SELECT name, places FROM name WHERE name >= ? ORDER BY name LIMIT 2"


class Entry(NamedTuple):
    """A place of the gazetteer. `how` tells by which kind of name it was found; points in degrees."""

    id: int
    geonames: int | None
    name: str
    country: str
    kind: str
    admin1: int | None
    admin2: int | None
    lat: float
    lon: float
    population: int
    fame: int  # how many other names it has, in all scripts; towns only
    how: int = MAIN


class Written(NamedTuple):
    """What the gazetteer knows of a name written in one way."""

    key: str  # as folded
    entries: tuple[Entry, ...] = ()  # all places of the name
    places: tuple[Entry, ...] = ()  # those that may be meant by one who writes so; the peoples where there is no place
    peoples: tuple[Entry, ...] = ()  # those whose people bear the name
    longer: bool = False  # whether a longer name begins with it


class View(NamedTuple):
    """The country and name of a disputed land in the view of one side."""

    country: str
    name: str


class Gazetteer:
    """Places by name, read-only, from the file that diurna ships. Raises ModelError when that is missing or changed.

    `borders` is the view of disputed lands: empty for the file's own, "held" for who holds them, or a claimant's code.
    """

    def __init__(self, file: Path | None = None, *, borders: str = "") -> None:
        self.file = file or _shipped()
        _check(self.file)
        uri = f"{self.file.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._db.execute(f"PRAGMA mmap_size = {MAPPED}")
        self._own = _own_towns()
        self._own_names = sorted(self._own)
        self._views: dict[int, View] = {}
        self._views = dict(self._view(borders)) if borders else {}
        self.written = lru_cache(REMEMBERED)(self._written)

    def named(self, name: str) -> tuple[Entry, ...]:
        """All places of that name, any way of writing it. Empty when there is none."""
        return self.written(name).entries

    def _written(self, text: str) -> Written:
        key = fold(text)
        if not key:
            return Written("", longer=True)
        entries, longer = self._look(key)
        fitting = _weeded(tuple(e for e in entries if _fits_case(e, text, key)))
        peoples = tuple(e for e in fitting if e.how == PEOPLE)
        return Written(key, entries, tuple(e for e in fitting if e.how != PEOPLE) or peoples, peoples, longer)

    def _look(self, key: str) -> tuple[tuple[Entry, ...], bool]:
        """The places of the name, and whether a longer name begins with it."""
        entries: tuple[Entry, ...] = ()
        longer = False
        for name, places in self._db.execute(LOOK, (key,)):
            if name == key:
                entries = self._read(places)
            else:
                longer |= name.startswith(key)
        after = bisect_right(self._own_names, key)
        longer |= after < len(self._own_names) and self._own_names[after].startswith(key)
        return entries + self._own.get(key, ()), longer

    def _read(self, places: bytes) -> tuple[Entry, ...]:
        marks = {n >> 2: n & 3 for (n,) in struct.iter_unpack("<I", places)}
        wanted = ",".join(map(str, marks))
        found = self._db.execute(f"SELECT * FROM place WHERE id IN ({wanted})").fetchall()
        return tuple(self._seen(_entry(r, marks[r[0]])) for r in found)

    def _view(self, borders: str) -> Iterator[tuple[int, View]]:
        """The lands of disputed.tsv that the view sees otherwise than the file, by id."""
        for row in data.table("places/disputed.tsv"):
            names = dict(pair.split("=") for pair in row["names"].split("|") if pair)
            claimed = borders in row["claims"].split("|")
            country = row["held"] if borders == "held" else borders if claimed else ""
            for e in self._look(fold(row["name"]))[0]:
                if e.kind == row["kind"] and (country or borders in names):
                    yield e.id, View(country or e.country, names.get(borders, e.name))

    def _seen(self, entry: Entry) -> Entry:
        """The entry as the chosen view has it: a disputed land, or what lies in one."""
        own, around = self._views.get(entry.id), self._views.get(entry.admin1 or 0)
        if own is not None:
            return entry._replace(country=own.country, name=own.name)
        return entry._replace(country=around.country) if around is not None else entry


def _own_towns() -> dict[str, tuple[Entry, ...]]:
    """The towns and sites of towns.tsv by their folded names."""
    found: defaultdict[str, tuple[Entry, ...]] = defaultdict(tuple)
    for ident, row in enumerate(data.table("places/towns.tsv"), OWN_IDS):
        point = (float(row["lat"]), float(row["lon"]))
        entry = Entry(ident, None, row["name"], row["country"], row["kind"], None, None, *point, NEWSWORTHY, 0)
        for name in dict.fromkeys(map(fold, (row["name"], *filter(None, row["also"].split("|"))))):
            found[name] += (entry,)
    return dict(found)


def _entry(row: tuple[int, int | None, str, str, int, int | None, int | None, int, int, int, int], how: int) -> Entry:
    ident, geonames, name, country, kind, admin1, admin2, lat, lon, population, fame = row
    point = (lat / 1e4, lon / 1e4)
    return Entry(ident, geonames, name, country, KINDS[kind], admin1, admin2, *point, population, fame, how)


def _fits_case(entry: Entry, text: str, key: str) -> bool:
    """Short forms keep their capitals ("US", "UAE"), longer names start with one; "Us" and "car" are no countries."""
    if len(key) <= 3 and (entry.kind in ("country", "admin1") or fold(entry.name) != key):
        return all(c.isupper() for c in text if c.isalpha()) or "." in text
    return True


def _weeded(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries without small places that bear the name of a great one as another name ("Perus" under "Peru")."""
    great = max((_size(e) for e in entries if e.how == MAIN), default=0.0)
    return tuple(e for e in entries if e.how != ALTERNATE or _size(e) * 100 >= great)


def _size(e: Entry) -> float:
    return FAMOUS if e.kind == "country" else float(e.population)


def _shipped() -> Path:
    try:
        return data.path("places/gazetteer.sqlite")
    except FileNotFoundError as error:
        raise ModelError(str(error), "the gazetteer is missing", MEND) from error


def _check(file: Path) -> None:
    """Compare the file with the hash pinned beside it (41 MB, about 30 ms)."""
    pin = file.with_name(file.name + ".sha256")
    if not file.is_file() or not pin.is_file():
        raise ModelError(str(file if not file.is_file() else pin), "the gazetteer is missing", MEND)
    with file.open("rb") as f:
        digest = hashlib.file_digest(f, "sha256").hexdigest()
    if pin.read_text("utf-8").split()[:1] != [digest]:
        raise ModelError(str(file), "the gazetteer is not the pinned one", MEND)
