"""Which tokens name a place: runs of tokens that the gazetteer knows, with the type words around them, each judged."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.globe import kilometres
from diurna.places.candidates import (
    KNOWN,
    LINKS,
    WELL_KNOWN,
    Spot,
    can_hold,
    divisions,
    may_start,
    only_country,
    plurals,
    words,
)
from diurna.places.gazetteer import MAIN
from diurna.places.judging import Judgement
from diurna.places.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.places.gazetteer import Gazetteer
    from diurna.records import Reading, Sentence, Token

LONGEST = 6  # tokens of a place name: "Islamic Republic of Iran" has 4, hyphens count as tokens
ENDS = frozenset(',;:()[]"“”—–/!?') | {"--", "said", "is", "was", "has", "for", "with"}
VILLAGES = frozenset({"village", "hamlet", "settlement"})
VILLAGE_GAP = VILLAGES | {",", "in", "a", "the", "small"}  # between a village and what it lies in
WORDS_BEFORE = 4  # words before a name that tell what it is
NEAR_KM = 150.0  # a small town lies no further from a place of the story to be believed for its sake
LIST_TOKENS = 25  # how far the type word after a list of names may stand


def spots(reading: Reading, gazetteer: Gazetteer) -> list[Spot]:
    """All spots of a reading that are places or peoples, in order, none over another."""
    return Spotter(reading, gazetteer).accepted()


class Spotter:
    """Finds and judges the spots of one reading."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading, self.tokens, self.gazetteer = reading, reading.tokens, gazetteer
        self.names = {i: n for n in reading.names for i in range(n.start, n.end)}
        self.surnames = self._surnames()
        self._before: dict[int, list[str]] = {}

    def accepted(self) -> list[Spot]:
        """What is a place by itself, what stands for one of those names again, and the peoples."""
        candidates = [s for n, sentence in enumerate(self.reading.sentences) for s in self._in_sentence(n, sentence)]
        judged: list[tuple[Judgement, bool]] = []
        for spot in candidates:
            before = (
                (judged[-1][0].spot, judged[-1][1]) if judged and judged[-1][0].spot.sentence == spot.sentence else None
            )
            judgement = Judgement(self, spot, before)
            judged.append((judgement, not spot.people and judgement.is_place()))
        sure = {j.spot.key for j, good in judged if good and j.stands_alone()}
        people = {j.spot.key for j, good in judged if not good and (j.speaks() or j.street())}
        judged = self._near_others(self._listed_back(judged))
        kept = ((j, self._kept(j, good, sure, people)) for j, good in judged)
        found = [_as_found(j, good) for j, good in kept if good or j.spot.peoples]
        elsewhere = {s.start for s, after in pairwise(found) if self._is_namesake(s, after)}
        named = {i for s in candidates if s.start not in elsewhere for i in range(s.start, s.end)}
        return [self._with_village(s, named) for s in found if s.start not in elsewhere]

    def _listed_back(self, judged: list[tuple[Judgement, bool]]) -> list[tuple[Judgement, bool]]:
        """The same, with the first of a list taken when a preposition leads it: "from Crockett, Dallas and Houston"."""
        found = list(judged)
        for n in range(len(found) - 2, -1, -1):
            (judgement, good), (after, place) = found[n], found[n + 1]
            spot = judgement.spot
            if not good and place and spot.sentence == after.spot.sentence and self.linked(spot, after.spot):
                found[n] = (judgement, judgement.may_begin_list())
        return found

    def _near_others(self, judged: list[tuple[Judgement, bool]]) -> list[tuple[Judgement, bool]]:
        """The same, with small towns that lie near one that the story names for sure: "Bokkos" in news from Jos."""
        sure = ([e for e in j.spot.entries if e.kind in ("town", "capital")] for j, good in judged if good)
        largest = (max(towns, key=lambda e: e.population) for towns in sure if towns)
        towns = {(e.lat, e.lon) for e in largest}

        def near(spot: Spot) -> bool:
            points = [(e.lat, e.lon) for e in spot.entries if e.kind == "town" and e.how == MAIN]
            return any(kilometres(p, town) < NEAR_KM for p in points for town in towns)

        return [(j, good or (j.may_lie_near() and near(j.spot))) for j, good in judged]

    def _kept(self, judgement: Judgement, good: bool, sure: set[str], people: set[str]) -> bool:
        spot = judgement.spot
        if spot.people:
            return False
        if spot.key in people and not judgement.firm() and judgement.known < WELL_KNOWN:
            return False
        return good or (spot.key in sure and judgement.may_repeat())

    def _is_namesake(self, spot: Spot, country: Spot) -> bool:
        """Whether only small towns of other lands bear the name: a "Nasir, South Sudan" is not the one in Turkey."""
        beside = [t.text for t in self.tokens[spot.end : country.start]] == [","]
        listed = country.end < len(self.tokens) and self.tokens[country.end].text in LINKS - {","}
        small = all(e.kind == "town" and e.population < KNOWN for e in spot.entries)
        lies_there = can_hold(spot.entries, country.entries)
        return beside and not listed and small and only_country(country.entries) and not lies_there

    def _with_village(self, spot: Spot, named: set[int]) -> Spot:
        """The spot with the unknown village that lies in it: "Kampala Kuu, a village in Bunia territory"."""
        at = spot.start - 1
        while at >= 0 and self.tokens[at].text in VILLAGE_GAP:
            at -= 1
        name = self.names.get(at) if at < spot.start - 1 else None
        if name is None or spot.people or named & set(range(name.start, name.end)):
            return spot
        start = name.start + (self.tokens[name.start].text.lower() in ("the", "a"))
        lead = self.tokens[start - 1].text.lower() if start else ""
        if lead not in words("firmly", "likely") and name.label != "LOC":
            return spot
        said = any(t.text in VILLAGES for t in self.tokens[max(start - 2, 0) : spot.start])
        if start < self.reading.sentences[spot.sentence].start or not (said or name.label in ("GPE", "LOC")):
            return spot
        return spot._replace(start=start, village=self.written(spot.sentence, start, spot.end))

    def linked(self, one: Spot, two: Spot) -> bool:
        """Whether only commas and the like stand between two spots."""
        gap = self.tokens[one.end : two.start]
        return 0 < len(gap) <= 2 and all(t.text in LINKS for t in gap)

    def _surnames(self) -> set[str]:
        """Last names of the people whom the model finds by two or more names."""
        full = [n for n in self.reading.names if n.label == "PERSON" and n.end - n.start > 1]
        last = {self.tokens[n.end - 1].text for n in full if self.tokens[n.end - 1].tag != "POS"}
        return {fold(s) for s in last if not any(e.kind == "country" for e in self.gazetteer.named(s))}

    @cached_property
    def lain_in(self) -> set[str]:
        """The surnames that also stand after "in" or "near": then a town has that name too."""
        behind = (b.text for a, b in pairwise(self.tokens) if a.text.lower() in words("firmly"))
        return {fold(text) for text in behind if text[:1].isupper()} & self.surnames

    def _in_sentence(self, number: int, sentence: Sentence) -> Iterator[Spot]:
        at = sentence.start
        while at < sentence.end:
            spot = self.longest(number, at) if may_start(self.tokens[at].text) else None
            if spot is None:
                at += 1
                continue
            yield self._typed(spot)
            at = spot.end

    def longest(self, number: int, at: int) -> Spot | None:
        """The longest run of tokens from `at` that the gazetteer knows."""
        found = None
        stop = min(at + LONGEST, self.reading.sentences[number].end)
        for end in range(at + 1, stop + 1):
            if end > at + 1 and self.tokens[end - 1].text in ENDS:
                break
            text = self.written(number, at, end)
            known = self.gazetteer.written(text)
            if known.places and self._may_end(at, end) and not self._no_name(number, end, known.key, text):
                found = Spot(at, end, number, known.key, text, known.places, peoples=known.peoples)
            if not known.longer:
                break
        return found

    def _may_end(self, at: int, end: int) -> bool:
        """Whether a name from `at` can end here: "Cuba's" is not "Cubas", but "St. John's" is whole."""
        last = self.tokens[end - 1].text
        if last in ("'s", "’s"):
            return self.tokens[at].text in ("St.", "St", "Saint")
        return last[-1].isalnum() or (last[-1] == "." and 1 < len(last) < 7)

    def _no_name(self, number: int, end: int, key: str, text: str) -> bool:
        """Whether the name is mere small or compass words: "Eastern", and "South West" without "region" after it."""
        parts = key.split()
        if text.removeprefix("The ").islower() or (text.rsplit(maxsplit=1)[-1] in words("ground") and len(parts) > 1):
            return True  # a stabbing in "Croydon park" was not in Croydon Park
        if not all(p in words("compass") for p in parts):
            return False
        after = self.token(number, end)
        return len(parts) == 1 or after is None or after.text.lower() not in words("division")

    def written(self, number: int, start: int, end: int) -> str:
        """The characters of tokens `start` to `end` of a sentence."""
        story = self.reading.story
        whole = story.title if self.reading.sentences[number].part == "title" else story.text
        return whole[self.tokens[start].start : self.tokens[end - 1].end]

    def _typed(self, spot: Spot) -> Spot:
        """The spot with a type word after it ("Luhansk region"), or with what one before it says ("the town of X")."""
        want = self._type_after(spot)
        if want:
            text = self.written(spot.sentence, spot.start, spot.end + 1)
            return spot._replace(end=spot.end + 1, text=text, entries=divisions(spot.entries, want), want=want)
        if self.words_before(spot, 1) == ["at"]:
            points = tuple(e for e in spot.entries if e.kind not in ("country", "admin1"))
            spot = spot._replace(entries=points or spot.entries)  # "gathered at Maryland" is in Lagos
        want = self._said_before(spot) or self._said_after(spot) or self._office_after(spot) or self._site(spot)
        return spot._replace(want=want, entries=divisions(spot.entries, want)) if want else spot

    def _office_after(self, spot: Spot) -> str:
        """What an office right after the name says: governors have divisions, mayors towns."""
        after = self.token(spot.sentence, spot.end)
        word = after.text.lower().rstrip(".") if after is not None else ""
        kinds = {e.kind for e in spot.entries}
        if word in words("ruler") and "admin1" in kinds:
            return "division"
        return "town" if word in words("mayor") and kinds & {"town", "capital"} else ""

    def _site(self, spot: Spot) -> str:
        """Whether a site in a town is meant: "Kherson airport", "the embassy in Tehran"."""
        if not any(e.kind in ("town", "capital") for e in spot.entries):
            return ""
        after, last = self.token(spot.sentence, spot.end), self.words_before(spot, 2)
        said = after is not None and after.text in words("site")
        return "site" if said or (last[0] == "in" and last[1] in words("post")) else ""

    def _type_after(self, spot: Spot) -> str:
        after = self.token(spot.sentence, spot.end)
        if after is None or only_country(spot.entries) or self._goes_on(spot.sentence, spot.end):
            return ""
        word = after.text.lower()
        if word in words("small") and not after.text.islower():
            return ""
        return next((want for want in ("division", "county") if word in words(want)), "")

    def _said_after(self, spot: Spot) -> str:
        """What the type word after a list of names says: "Sumy, Kharkiv and Poltava regions"."""
        for at in range(spot.end, spot.end + LIST_TOKENS):
            token = self.token(spot.sentence, at)
            if token is None:
                return ""
            if token.text in plurals():
                return "" if at == spot.end and self._is_lone_division(spot) else plurals()[token.text]
            if token.text not in LINKS and not token.text[0].isupper():
                return ""
        return ""

    def _is_lone_division(self, spot: Spot) -> bool:
        """Whether those of a division are meant, and no list ends: "nine Indiana counties"."""
        listed = spot.start > 0 and self.tokens[spot.start - 1].text in LINKS
        return not listed and any(e.kind == "admin1" and e.how == MAIN for e in spot.entries)

    def _goes_on(self, number: int, at: int) -> bool:
        """Whether a capitalised type word is followed by more of a body's name: "Kano District Court"."""
        after = self.token(number, at + 1)
        return self.tokens[at].text[0].isupper() and after is not None and after.text[0].isupper()

    def _said_before(self, spot: Spot) -> str:
        before = self.words_before(spot, 2)
        at = spot.start - 3 - (self.tokens[spot.start - 1].text.lower() == "the" and spot.start > 3)
        if before[0] == "of" and at >= 0 and self.tokens[at].text[0].isupper():
            return ""  # "the Linden area of Columbus" tells what Linden is
        said = before[1] if before[0] == "of" else before[0] if before[0] in words("town") else ""
        return next((w for w in ("town", "division", "county") if said in words(w)), "")

    def words_before(self, spot: Spot, count: int) -> list[str]:
        """The words before the spot in small letters, the nearest first, "the" left out; padded with empty ones."""
        found = self._before.get(spot.start)
        if found is None:
            first = max(self.reading.sentences[spot.sentence].start, spot.start - WORDS_BEFORE - 1)
            said = [self.tokens[at].text.lower() for at in range(spot.start - 1, first - 1, -1)]
            found = [*(w for w in said if w != "the"), *[""] * WORDS_BEFORE]
            self._before[spot.start] = found
        return found[:count]

    def token(self, number: int, at: int) -> Token | None:
        """The token at a place in a sentence, None outside it."""
        sentence = self.reading.sentences[number]
        return self.tokens[at] if sentence.start <= at < sentence.end else None


def _as_found(judgement: Judgement, good: bool) -> Spot:
    """A place, marked where it is a part of some town; or the people."""
    spot = judgement.spot
    return spot._replace(part=judgement.part_of_town()) if good else spot._replace(entries=spot.peoples)
