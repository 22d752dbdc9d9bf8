import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from diurna.errors import ModelError
from diurna.places import Gazetteer
from diurna.places.names import fold
from diurna.places.resolving import kilometres

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Cox’s Bazar", "coxs bazar"),
        ("U.S.", "us"),
        ("Saint-Denis", "st denis"),
        ("Łódź", "lodz"),
        ("São Paulo", "sao paulo"),
        ("Ad Dammām", "ad dammam"),
        ("  ", ""),
    ],
)
def test_all_ways_of_writing_a_name_fold_to_one(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(fold(written)) == folded


@pytest.mark.parametrize(
    ("name", "country", "kind", "point"),
    [
        ("Kiev", "UKR", "capital", (50.45, 30.52)),
        ("Bombay", "IND", "town", (19.07, 72.88)),
        ("NAIROBI", "KEN", "capital", (-1.28, 36.82)),
        ("Malmo", "SWE", "town", (55.6, 13.0)),
        ("Nord-Kivu", "COD", "admin1", (-0.8, 29.0)),
        ("DRC", "COD", "country", (-2.5, 23.5)),
        ("Strait of Hormuz", "", "sea", (26.6, 56.3)),
        ("northern Mozambique", "MOZ", "part", (-13.0, 38.0)),
    ],
)
def test_the_shipped_gazetteer_knows_a_place_under_its_names(
    gazetteer: Gazetteer, name: str, country: str, kind: str, point: tuple[float, float]
) -> None:
    found = [e for e in gazetteer.named(name) if (e.country, e.kind) == (country, kind)]
    assert any(kilometres((e.lat, e.lon), point) < 200 for e in found)


def test_a_name_that_no_place_bears_gives_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("Zzyxqville upon Nowhere") == ()
    assert gazetteer.named("") == ()


def test_a_changed_file_is_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    copy = tmp_path / "gazetteer.sqlite"
    shutil.copy(gazetteer.file, copy)
    shutil.copy(f"{gazetteer.file}.sha256", f"{copy}.sha256")
    Gazetteer(copy)
    with copy.open("ab") as f:
        f.write(b"x")
    with pytest.raises(ModelError, match="not the pinned one"):
        Gazetteer(copy)


def test_an_absent_file_or_pin_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        Gazetteer(tmp_path / "nowhere.sqlite")
    (tmp_path / "bare.sqlite").write_bytes(b"")
    with pytest.raises(ModelError, match="sha256"):
        Gazetteer(tmp_path / "bare.sqlite")


def test_the_gazetteer_cannot_be_written(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        gazetteer._db.execute("DELETE FROM place")


TOWNS = """{
 "11": {"countrycode": "CH", "population": 9000, "alternatenames": ["Aveluna", "a ve lun", "AVL"]},
 "12": {"countrycode": "CH", "population": 650, "alternatenames": []}}"""
PLACES = "Avelune\t11\t1|2\t1\t9000\t46.1\t7.1\nBorrwyl\t12\t1\t1\t700\t46.9\t7.9\n"
DIVISIONS = (
    "Haut-Avel\tCH-HA\tCH.HA\t21\tCanton\tHaut-Avel Canton\t1\t\t1\n"
    "Avelune District\t\tCH.HA.1\t22\t\t\t2\t1\t1\n"
)  # fmt: skip
COUNTRIES = "alpha2\talpha3\tname\talso\tcapital\tlat\tlon\tgeonames\nCH\tCHE\tSwitzerland\tSuisse\tBorrwyl\t47\t8\t1\n"


def build(folder: Path, out: str) -> Path:
    sources = {
        "towns.json": TOWNS,
        "places.tsv": PLACES,
        "divisions.tsv": DIVISIONS,
        "iso.json": '{"CH": {"CH-HA": {"name": "Haut-Avel"}}}',
        "countries.tsv": COUNTRIES,
        "regions.tsv": "name\talso\tcountry\tkind\tlat\tlon\nGrey Sea\t\t\tsea\t1\t2\n",
        "points.tsv": "name\tcountry\tlat\tlon\n",
        "shorts.tsv": "short\tname\tcountry\tkind\nAvl.\tAvelune\tCHE\tcity\n",
    }
    for name, text in sources.items():
        (folder / name).write_text(text, "utf-8")
    options = {"towns": "towns.json", "places": "places.tsv", "divisions": "divisions.tsv", "iso": "iso.json"}
    given = [part for option, name in options.items() for part in (f"--{option}", str(folder / name))]
    command = [sys.executable, str(ROOT / "tools/gazetteer.py"), str(folder / out), *given, "--knowledge", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / out


def test_the_same_sources_build_the_same_bytes(tmp_path: Path) -> None:
    assert build(tmp_path, "one.sqlite").read_bytes() == build(tmp_path, "two.sqlite").read_bytes()


def test_a_built_file_holds_towns_in_their_divisions_and_leaves_codes_and_transcripts_out(tmp_path: Path) -> None:
    built = Gazetteer(build(tmp_path, "own.sqlite"))
    canton = next(e for e in built.named("Haut-Avel") if e.kind == "admin1")
    town = next(e for e in built.named("Aveluna") if e.kind == "town")
    assert town.admin1 == canton.id
    assert town == next(e for e in built.named("Avl.") if e.kind == "town")._replace(how=town.how)
    assert (canton.lat, canton.lon, canton.population) == (46.5, 7.5, 9700)
    assert {e.kind for e in built.named("Borrwyl")} == {"capital"}
    assert built.named("a ve lun") == built.named("AVL two") == ()
    assert built.named("Grey Sea")[0].kind == "sea"
