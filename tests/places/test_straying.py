from diurna.places.candidates import Spot
from diurna.places.gazetteer import Entry
from diurna.places.straying import straying


def town(ident: int, name: str, lat: float, people: int, admin1: int = 50) -> tuple[Spot, Entry]:
    entry = Entry(ident, ident, name, "USA", "town", admin1, None, lat, -90.0, people, 1)
    return Spot(ident, ident + 1, 0, name, name, (entry, entry._replace(id=ident + 100))), entry


def test_a_small_town_far_from_all_others_is_a_quarter_or_a_house() -> None:
    big, near, far = town(1, "larkmoor", 40.0, 200_000), town(2, "quarrydale", 41.0, 900), town(3, "ashwick", 48.0, 900)
    assert straying([big, near, far], None) == {"ashwick"}


def test_a_larger_town_strays_when_two_more_have_its_name() -> None:
    big, (spot, far) = town(1, "larkmoor", 40.0, 200_000), town(3, "ashwick", 48.0, 90_000)
    assert straying([big, (spot._replace(entries=(*spot.entries, far._replace(id=7))), far)], None) == {"ashwick"}
    great = far._replace(population=400_000)
    assert straying([big, (spot._replace(entries=(great, far, far._replace(id=7))), great)], None) == set()


def test_it_is_a_town_when_it_is_large_or_its_division_is_named_or_it_stands_alone() -> None:
    big, far = town(1, "larkmoor", 40.0, 200_000), town(3, "ashwick", 48.0, 900, admin1=9)
    state = Entry(9, 9, "Borrowland", "USA", "admin1", None, None, 48.5, -90.0, 1, 1)
    assert straying([big, town(3, "ashwick", 48.0, 90_000)], None) == set()
    assert straying([big, far, (Spot(9, 10, 0, "borrowland", "Borrowland", (state,)), state)], None) == set()
    assert straying([far], None) == set()


def test_a_hamlet_abroad_is_not_meant_where_one_country_alone_is_named() -> None:
    spot, hamlet = town(3, "ashwick", 48.0, 900)
    land = Entry(9, 9, "Borrowland", "CAN", "country", None, None, 60.0, -90.0, 1, 1)
    named = Spot(9, 10, 0, "borrowland", "Borrowland", (land,)), land
    assert straying([(spot, hamlet), named], None) == {"ashwick"}
    assert straying([(spot, hamlet._replace(population=9_000)), named], None) == set()
    assert straying([(spot, hamlet._replace(country="CAN")), named], None) == set()
