import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from diurna.errors import ModelError
from diurna.globe import kilometres
from diurna.places import Gazetteer
from diurna.places.gazetteer import PEOPLE
from diurna.places.names import fold

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
POINT = {"latitude": 46.4, "longitude": 7.4}
OUTLINES = {
    "features": [
        {"properties": {"gn_id": 21, "iso_a2": "CH", "name": "Haut-Avel", "name_alt": "Upper Avel", **POINT}},
        {"properties": {"gn_id": 99, "iso_a2": "CH", "name": "Lesser Avel", "latitude": 47.0, "longitude": 8.0}},
    ]
}
POST = (
    "CH\t1\tBorrwyl\tx\tHA\tx\t1\t\t\t46.91\t7.91\t4\n"  # a town already
    "US\t2\tQuarrydale\tx\tXX\tx\t1\t\t\t40.0\t-90.0\t4\n"
    "US\t3\tQuarrydale\tx\tXX\tx\t1\t\t\t40.01\t-90.01\t4\n"  # the same again
    "US\t4\tPasture\tx\tXX\tx\t1\t\t\t41.0\t-91.0\t4\n"  # a word of prose
    "US\t5\tGuessville\tx\tXX\tx\t1\t\t\t42.0\t-92.0\t1\n"  # its point a guess
    "UA\t6\tВелика Журавка\tx\tXX\tx\t1\t\t\t49.0\t36.0\t4\n"
    "RU\t7\tЩукино Яблонево\tx\tXX\tx\t1\t\t\t55.0\t63.0\t4\n"
)
COUNTRIES = "alpha2\talpha3\tname\talso\tcapital\tlat\tlon\tgeonames\nCH\tCHE\tSwitzerland\tSuisse\tBorrwyl\t47\t8\t1\n"
COUNTRIES += "US\tUSA\tUnited States\t\t\t39\t-98\t2\nUA\tUKR\tUkraine\t\t\t49\t32\t3\n"
COUNTRIES += "RU\tRUS\tRussia\t\t\t60\t100\t4\n"


def build(folder: Path, out: str) -> Path:
    sources = {
        "towns.json": TOWNS,
        "places.tsv": PLACES,
        "divisions.tsv": DIVISIONS,
        "iso.json": '{"CH": {"CH-HA": {"name": "Haut-Avel"}}}',
        "countries.tsv": COUNTRIES,
        "regions.tsv": "name\talso\tcountry\tkind\tlat\tlon\nGrey Sea\t\t\tsea\t1\t2\n",
        "points.tsv": "name\tcountry\tlat\tlon\n",
        "peoples.tsv": "words\tname\tcountry\tkind\nAveler|Avelers\tHaut-Avel\tCHE\tadmin1\n",
        "demonyms.tsv": "iso3\tname\tother\tdemonyms\tcapitals\nCHE\tSwitzerland\t\tSwiss\tBern\n",
        "outlines.json": json.dumps(OUTLINES),
        "post.tsv": POST,
        "small.tsv": "word\npasture\n",
        "shorts.tsv": "short\tname\tcountry\tkind\nAvl.\tAvelune\tCHE\tcity\n",
    }
    for name, text in sources.items():
        (folder / name).write_text(text, "utf-8")
    options = {"towns": "towns.json", "places": "places.tsv", "divisions": "divisions.tsv", "iso": "iso.json"}
    options |= {"outlines": "outlines.json", "post": "post.tsv", "small": "small.tsv", "demonyms": "demonyms.tsv"}
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
    assert (canton.lat, canton.lon, canton.population) == (46.4, 7.4, 9700)
    assert built.named("Upper Avel")[0].id == canton.id
    assert [e.kind for e in built.named("Lesser Avel")] == ["admin2"]
    assert {e.kind for e in built.named("Borrwyl")} == {"capital"}
    assert built.named("a ve lun") == built.named("AVL two") == ()
    assert built.named("Grey Sea")[0].kind == "sea"


def test_villages_of_the_post_are_held_once_and_no_words_or_guesses(tmp_path: Path) -> None:
    built = Gazetteer(build(tmp_path, "own.sqlite"))
    assert [(e.kind, e.lat) for e in built.named("Quarrydale")] == [("town", 40.0)]
    assert [e.country for e in built.named("Velyka Zhuravka")] == ["UKR"]
    assert [e.country for e in built.named("Shchukino Yablonevo")] == ["RUS"]
    assert built.named("Pasture") == built.named("Guessville") == ()


def test_words_for_a_people_lead_to_its_land_and_say_so(tmp_path: Path) -> None:
    built = Gazetteer(build(tmp_path, "own.sqlite"))
    assert [(e.name, e.how) for e in built.named("Swiss")] == [("Switzerland", PEOPLE)]
    assert [(e.name, e.how) for e in built.named("Avelers")] == [("Haut-Avel", PEOPLE)]


@pytest.mark.parametrize(
    ("borders", "name", "kind", "country", "shown"),
    [
        ("", "Crimea", "region", "UKR", "Crimea"),
        ("RUS", "Crimea", "region", "RUS", "Republic of Crimea"),
        ("held", "Golan Heights", "region", "ISR", "Golan Heights"),
        ("JPN", "Dokdo", "island", "JPN", "Takeshima"),
        ("PHL", "South China Sea", "sea", "", "West Philippine Sea"),
        ("FRA", "Crimea", "region", "UKR", "Crimea"),
    ],
)
def test_disputed_lands_follow_the_chosen_view(borders: str, name: str, kind: str, country: str, shown: str) -> None:
    [entry] = [e for e in Gazetteer(borders=borders).named(name) if e.kind == kind]
    assert (entry.country, entry.name) == (country, shown)


def test_towns_in_a_disputed_division_have_its_country() -> None:
    def lands(borders: str) -> set[str]:
        return {e.country for e in Gazetteer(borders=borders).named("Simferopol") if e.kind == "town"}

    assert (lands(""), lands("RUS")) == ({"UKR"}, {"RUS"})
