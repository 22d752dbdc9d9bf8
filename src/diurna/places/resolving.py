"""Which of the places of a name is meant: size, countries and divisions named beside it, "X, Y", nearness, and home."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import log10, sqrt
from typing import TYPE_CHECKING

import numpy as np

from diurna.globe import EARTH_KM, kilometres
from diurna.places.candidates import Spot, holds
from diurna.places.gazetteer import ALTERNATE, BARE, MAIN, PEOPLE, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from diurna.places.habits import Habit

    Numbers = NDArray[np.float64]
    Indices = NDArray[np.intp]

Key = tuple[str, str]  # a name and what its type word says: all its mentions in a story mean one place


BASE = {
    "country": 8.6,
    "continent": 8.0,
    "sea": 7.0,
    "seat": 7.0,
    "part": 7.0,
    "region": 6.8,
    "site": 6.0,
    "island": 6.0,
    "district": 6.0,
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence is worth; 1.0 is a factor of ten in people. Chosen on public sets of news."""

    country: float = 3.5  # all other names lie in the same country
    admin1: float = 2.0  # two other names lie in the same first-level division
    near: float = 2.9  # another name lies close by
    near_km: float = 150.0  # how far "close" reaches
    doubt: float = 0.25  # how much less an uncertain neighbour counts: the power of its probability
    fame: float = 0.45  # ten times as many other names
    state: float = 0.5  # how much a country named as such counts in `country`, beside a town of it
    home: float = 1.0  # the story is written from the same country
    usual_country: float = 1.0  # all that the outlet usually names lies in the country
    usual_near: float = 6.0  # all that the outlet usually names lies around the place
    beside: float = 3.4  # "X, Y" and Y holds X, for both
    alike: float = 3.5  # all names of its list are countries or first-level divisions, and so is it
    twin: float = 3.5  # a division named after its own town gives way to it
    capital: float = 1.5  # a small town of a capital's name gives way to that, but in news from around it
    sharp: float = 1.2  # how fast a lead in score becomes certainty
    base: dict[str, float] = field(default_factory=lambda: dict(BASE))  # places whose people are not counted
    shift: dict[str, float] = field(default_factory=lambda: {"capital": 1.4, "town": 0.0, "admin1": 0.6, "admin2": 0.5})
    other_name: dict[int, float] = field(default_factory=lambda: {MAIN: 0.0, ALTERNATE: -2.5, BARE: -4.0, PEOPLE: 0.0})


WEIGHTS = Weights()
TWIN_KM = 150.0  # a town and the division named after it lie no further apart
FAR_LARGER = 8  # times as many people
WATCHED = {"ISR": {"ISR", "PSE"}}  # what is written from Jerusalem plays in Jenin as often as in Haifa
CANDIDATES = 24  # places of one name that are weighed, the likeliest first: "San Antonio" has 600
HEARD = 400  # places of a story, the likeliest, whose nearness is heard: few stories name more
BLOCK = 1_000  # places weighed at once: memory holds their distances to all that are heard
ROUNDS = 2  # how often what the names say for each other is weighed anew


def resolve(
    spots: Sequence[Spot], home: str = "", habit: Habit | None = None, weights: Weights = WEIGHTS
) -> list[tuple[Entry, str]]:
    """The place of each spot and what decided: only (one candidate), size, beside ("X, Y"), context (other names).

    `habit` is what the outlet of the story usually writes about.
    """
    return _Resolver(spots, home, habit, weights).decide() if spots else []


class _Resolver:
    """Weighs the places of all names of one story together."""

    def __init__(self, spots: Sequence[Spot], home: str, habit: Habit | None, weights: Weights) -> None:
        self.spots, self.habit, self.weights = spots, habit, weights
        self.homes = WATCHED.get(home, {home}) if home else set()
        given: dict[Key, list[tuple[Entry, ...]]] = defaultdict(list)  # mentions of one name mostly have the same
        self.outer: dict[Key, list[Spot]] = defaultdict(list)
        self.inner: dict[int, Spot] = {}  # the X of "X, Y" by the first token of Y
        for s in spots:
            if s.entries not in given[s.key, s.want]:
                given[s.key, s.want].append(s.entries)
            if s.within is not None:
                self.outer[s.key, s.want].append(s.within)
                self.inner[s.within.start] = s
        self.entries = {key: {e.id: e for entries in rows for e in entries} for key, rows in given.items()}
        self.prior = {key: self._start(key) for key in self.entries}

    def decide(self) -> list[tuple[Entry, str]]:
        """The place and the rule for each spot."""
        scores = self._weighed()
        alone = [self._choice(s, scores) for s in self.spots]
        rows: dict[int, list[str]] = defaultdict(list)
        for spot, (entry, _) in zip(self.spots, alone, strict=True):
            rows[spot.row].append(entry.kind)
        alike = {row: _alike(kinds) for row, kinds in rows.items() if row >= 0}
        return [
            self._choice(s, scores, *alike[s.row]) if alike.get(s.row) else c
            for s, c in zip(self.spots, alone, strict=True)
        ]

    def _choice(
        self, spot: Spot, scores: dict[Key, dict[int, float]], kind: str = "", share: float = 0.0
    ) -> tuple[Entry, str]:
        """The best place of a spot and the rule; `share` is that of the places of that kind in its list."""
        key = spot.key, spot.want
        own, prior = scores[key], self.prior[key]
        entries = [e for e in spot.entries if e.id in own]
        if len(entries) == 1:
            return entries[0], "only"
        if kind:
            own = {e.id: own[e.id] + self.weights.alike * share * (e.kind == kind) for e in entries}
        first = max(entries, key=lambda e: (prior[e.id], -e.id))
        if spot.within is None and spot.start not in self.inner:
            best, said = max(entries, key=lambda e: (own[e.id], -e.id)), 0.0
        else:
            beside = {e.id: self._beside(e, spot, scores) for e in entries}
            best = max(entries, key=lambda e: (own[e.id] + beside[e.id], -e.id))
            said = beside[best.id]
        return best, "beside" if said else "size" if best is first else "context"

    def _beside(self, entry: Entry, spot: Spot, scores: dict[Key, dict[int, float]]) -> float:
        """What "X, Y" adds to a place of X or Y: less when the other would have to be a less likely place for it."""
        said = [0.0]
        if spot.within is not None:
            outer = scores.get((spot.within.key, spot.within.want), {})
            said += [self._joint(outer, o.id) for o in spot.within.entries if holds(o, entry)]
        if spot.start in self.inner:
            x = self.inner[spot.start]
            said += [self._joint(scores[x.key, x.want], i.id) for i in x.entries if holds(entry, i)]
        return max(said)

    def _joint(self, other: dict[int, float], ident: int) -> float:
        return self.weights.beside + other[ident] - max(other.values()) if ident in other else 0.0

    def _start(self, key: Key) -> dict[int, float]:
        """The candidates of a name with what speaks for them before the story is looked at."""
        entries = list(self.entries[key].values())
        scores = {e.id: self._prior(e, key[1]) for e in entries}
        if not key[1] and len(entries) > 1:
            towns = [e for e in entries if e.kind in ("town", "capital")]
            lands = {e.country for e in entries if e.kind == "country"}
            for e in entries:
                scores[e.id] -= self.weights.twin * _overshadowed(e, towns, lands)
                scores[e.id] -= self.weights.capital * (_is_namesake(e, towns) and not self._is_usual(e))
        if len(entries) <= CANDIDATES:
            return scores
        outer = [o for s in self.outer.get(key, ()) for o in s.entries]
        kept = sorted(entries, key=lambda e: (-scores[e.id] - 9.0 * any(holds(o, e) for o in outer), e.id))[:CANDIDATES]
        self.entries[key] = {e.id: e for e in kept}
        return {e.id: scores[e.id] for e in kept}

    def _prior(self, e: Entry, want: str) -> float:
        w = self.weights
        score = w.base[e.kind] if e.kind in w.base else log10(e.population + 100) + w.shift[e.kind]
        score += w.fame * log10(1 + e.fame) + w.other_name[e.how] + w.home * (e.country in self.homes)
        score += self._usual(e, self.habit) if self.habit is not None and self.habit.total else 0.0
        if want in ("town", "site") and e.kind in ("town", "capital"):
            score += w.twin
        return score

    def _is_usual(self, e: Entry) -> bool:
        """Whether the outlet writes about the places around."""
        return self.habit is not None and self.habit.near_share(e.name, e.lat, e.lon) > 0

    def _usual(self, e: Entry, habit: Habit) -> float:
        """What speaks for a place by the habit of the outlet."""
        usual = self.weights.usual_country * habit.country_share(e.name, e.country)
        if e.kind in ("town", "capital", "admin2", "district", "site"):
            usual += self.weights.usual_near * sqrt(habit.near_share(e.name, e.lat, e.lon))
        return usual

    def _weighed(self) -> dict[Key, dict[int, float]]:
        """The scores of the places after what the likely places of the other names have said for each, in rounds."""
        voices = _Voices([(key, e) for key, entries in self.entries.items() for e in entries.values()], self.weights)
        prior = np.array([v for scores in self.prior.values() for v in scores.values()])
        prior_and_held = prior + np.array([self._held(key, e) for key, e in voices.candidates])
        scores = prior
        for _ in range(ROUNDS):
            scores = prior_and_held + voices.say(scores)
        said = iter(scores.tolist())
        return {key: dict(zip(entries, said, strict=False)) for key, entries in self.entries.items()}

    def _held(self, key: Key, entry: Entry) -> float:
        outer = self.outer.get(key, ())
        return self.weights.beside if any(holds(o, entry) for s in outer for o in s.entries) else 0.0


class _Voices:
    """What the likely places of the other names of a story say for a place: same country, same division, nearness.

    The candidates of one name stand together. All sums are over arrays: a story may name hundreds of places.
    """

    def __init__(self, candidates: list[tuple[Key, Entry]], weights: Weights) -> None:
        self.candidates, self.weights = candidates, weights
        keys, entries = [k for k, _ in candidates], [e for _, e in candidates]
        self.key = _numbered(keys)
        self.starts = np.flatnonzero(np.diff(self.key, prepend=-1))
        self.name = _numbered([k[0] for k in keys])
        self.land = _numbered([e.country for e in entries])
        self.division = _numbered([_division(e) for e in entries])
        self.own_land = _numbered(list(zip(self.name.tolist(), self.land.tolist(), strict=True)))
        self.own_division = _numbered(list(zip(self.name.tolist(), self.division.tolist(), strict=True)))
        self.country = np.array([e.kind == "country" for e in entries])
        self.undivided = self.country | np.array([_division(e) is None for e in entries])
        self.pointed = np.array([e.kind not in ("country", "admin1") for e in entries])
        points = np.array([(e.lat, e.lon) for e in entries])
        self.lat, (lat, lon) = points[:, 0], np.radians(points).T
        self.point = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]).T

    def say(self, scores: Numbers) -> Numbers:
        """The sum of the voices for each candidate, by the scores so far."""
        w, likely = self.weights, self._shares(scores)
        total = likely.sum() - np.bincount(self.name, likely)[self.name]
        known = _of_others(np.where(self.country, w.state * likely, likely), self.land, self.own_land)
        same = _of_others(np.where(self.undivided, 0.0, likely), self.division, self.own_division)
        local = w.admin1 * np.minimum(1.0, same / 2) * ~self.undivided + w.near * self._nearness(likely)
        return np.asarray(w.country * known / (total + 1) + local * ~self.country, np.float64)

    def _shares(self, scores: Numbers) -> Numbers:
        """The probability of each place of a name, 0 for those under 5 %."""
        raw = np.exp(self.weights.sharp * (scores - np.maximum.reduceat(scores, self.starts)[self.key]))
        shares = raw / np.add.reduceat(raw, self.starts)[self.key]
        return np.where(shares > 0.05, shares, 0.0)

    def _nearness(self, likely: Numbers) -> Numbers:
        """How near the nearest likely place of another name lies, 0 to 1, those in the same country alone."""
        reach = self.weights.near_km / 30.0  # in degrees; beyond it nearness is under 3 %
        near = np.flatnonzero(self.pointed & (likely > 0))
        near = near[np.argsort(-likely[near], kind="stable")[:HEARD]]
        nearest = np.zeros(len(likely))
        for start in range(0, len(likely), BLOCK):
            at = np.arange(start, min(start + BLOCK, len(likely)))[:, None]
            heard = (self.land[at] == self.land[near]) & (self.name[at] != self.name[near])
            who, whom = np.nonzero(heard & (np.abs(self.lat[at] - self.lat[near]) < reach))
            who, whom = who + start, near[whom]
            chord = np.sqrt(((self.point[who] - self.point[whom]) ** 2).sum(axis=1))
            apart = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, chord / 2))
            close = likely[whom] ** self.weights.doubt * np.exp(-apart / self.weights.near_km)
            np.maximum.at(nearest, who, close)
        return nearest


def _alike(kinds: Sequence[str]) -> tuple[str, float] | tuple[()]:
    """The kind of which the places of a list mostly are, and their share: "Mali, Burkina Faso and Niger" are states."""
    found = ((kind, kinds.count(kind) / len(kinds)) for kind in ("country", "admin1")) if len(kinds) > 2 else ()
    return next((said for said in found if said[1] >= 0.5), ())


def _numbered(values: Sequence[object]) -> Indices:
    """The values as numbers from 0, like for like, in the order of their first."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(v, len(numbers)) for v in values])


def _of_others(likely: Numbers, group: Indices, own: Indices) -> Numbers:
    """The sum over the group of each candidate, without what its own name gives to that."""
    return np.asarray(np.bincount(group, likely)[group] - np.bincount(own, likely)[own], np.float64)


def _division(e: Entry) -> int | None:
    return e.id if e.kind == "admin1" else e.admin1


def _overshadowed(e: Entry, towns: list[Entry], lands: set[str]) -> int:
    """How many greater places of its name a place gives way to: its town, its country ("Mexico" is no state first)."""
    named_after = e.kind in ("admin1", "admin2") and any(_twins(e, t) for t in towns)
    return named_after + (e.kind != "country" and e.country in lands)


def _is_namesake(e: Entry, towns: list[Entry]) -> bool:
    """Whether a town shares its name with a far larger capital of another land, or is only also called so: Washington
    in England, or Anantnag, an "Islamabad" too.
    """
    others = (t for t in towns if t.kind == "capital" and t.how == MAIN and t.country != e.country)
    return e.kind == "town" and any(t.population >= FAR_LARGER * e.population or e.how == ALTERNATE for t in others)


def _twins(division: Entry, town: Entry) -> bool:
    """Whether the division is named after the town: near it, and not far larger."""
    if division.country != town.country or town.population * 20 <= division.population:
        return False
    return kilometres((division.lat, division.lon), (town.lat, town.lon)) < TWIN_KM
