"""What the outlets usually write about, learned without labels from the places of their stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.records import Place

CELL = 1.0  # degrees: how finely the points of an outlet are kept, about 100 km
FEW = 6.0  # names: an outlet of which fewer are known says little
POINTS = frozenset({"city", "district", "site"})

Cell = tuple[int, int]


@dataclass(slots=True)
class Habit:
    """The names that one outlet's stories placed, by country and by the cell of the map; each name once a story.

    What a name itself was taken for never speaks for it, else the first guess would confirm itself.
    """

    total: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    cells: Counter[Cell] = field(default_factory=Counter)
    of_name: Counter[tuple[str, str | Cell]] = field(default_factory=Counter)
    of_names: Counter[str] = field(default_factory=Counter)

    def learn(self, places: Iterable[Place]) -> None:
        """Add the places of one more story."""
        for name, country, precision, lat, lon in {(p.name, p.country, p.precision, p.lat, p.lon) for p in places}:
            self.total += 1
            self.of_names[name] += 1
            self.countries[country] += 1
            self.of_name[name, country] += 1
            if precision in POINTS and lat is not None and lon is not None:
                self.cells[cell(lat, lon)] += 1
                self.of_name[name, cell(lat, lon)] += 1

    def country_share(self, name: str, country: str) -> float:
        """The share of the outlet's other names that lie in the country, 0 to 1."""
        return self._share(name, [country], self.countries.get(country, 0))

    def near_share(self, name: str, lat: float, lon: float) -> float:
        """The share of the outlet's other names that lie around the point."""
        row, column = cell(lat, lon)
        around = [(row + a, column + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        return self._share(name, around, sum(self.cells.get(c, 0) for c in around))

    def _share(self, name: str, where: Iterable[str | Cell], count: int) -> float:
        own = sum(self.of_name.get((name, w), 0) for w in where) if count else 0
        return (count - own) / (self.total - self.of_names.get(name, 0) + FEW)


class Habits:
    """The habits of all outlets, by the name of the outlet."""

    def __init__(self) -> None:
        self._of: defaultdict[str, Habit] = defaultdict(Habit)

    def of(self, outlet: str) -> Habit:
        """The habit of an outlet, empty for one that is not known."""
        return self._of.get(outlet) or Habit()

    def learn(self, outlet: str, places: Iterable[Place]) -> None:
        """Add the places of a story of the outlet; a story without an outlet teaches nothing."""
        if outlet:
            self._of[outlet].learn(places)


def cell(lat: float, lon: float) -> Cell:
    """The cell of the map in which a point lies."""
    return int(lat // CELL), int(lon // CELL)
