"""Within: which place lies in which other, and how far apart two lie."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from diurna.coding.lexicon import words
from diurna.globe import kilometres

if TYPE_CHECKING:
    from diurna.records import Place, PlaceAt

FINE = ("site", "city", "district", "admin1", "country")  # precisions, the finest first
COUNTY_KM = 60.0  # a town further from the middle of a county is hardly in it
DIVISION_KM = 440.0  # the same of a division


def inside(one: PlaceAt, around: PlaceAt) -> bool:
    """Whether a place lies in a broader one: in its country or division, else near enough to the middle of it."""
    fine, broad = one.place, around.place
    part = broad.geonames is None and fine.geonames is not None  # "eastern Ukraine" is wider than Luhansk
    if fine.country != broad.country or FINE.index(fine.precision) >= FINE.index(broad.precision) + part:
        return False
    if broad.precision == "country":
        return True
    if broad.precision == "admin1" and one.division and around.division:
        return one.division == around.division
    return apart(fine, broad) < (DIVISION_KM if broad.precision == "admin1" else COUNTY_KM)


def is_part(at: PlaceAt) -> bool:
    """Whether it is a part of a land that no border marks: "northern Nicaragua": a town near by is seldom meant."""
    return at.place.precision == "admin1" and at.place.geonames is None


def is_county(place: Place) -> bool:
    """Whether a place is said to be a county or the like, in which towns lie."""
    return place.precision == "district" and place.text.rsplit(maxsplit=1)[-1].lower() in words("county")


def apart(one: Place, other: Place) -> float:
    """Kilometres between two places; endless where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    return kilometres((one.lat, one.lon), (other.lat, other.lon))
