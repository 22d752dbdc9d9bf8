"""Setting: where and when acts are whose own sentence does not say: the running scene, else nowhere.

Never the first place of the story, nor the outlet's home town.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from diurna.coding.focus import dateline, focus, headline_town
from diurna.coding.grounds import countries
from diurna.coding.lexicon import words
from diurna.coding.scene import WORDS, Along, desks
from diurna.coding.seats import seat
from diurna.coding.within import inside, is_county, is_part
from diurna.datelines import heads
from diurna.records import PlaceAt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft
    from diurna.records import Name, Reading, When

# Acts that happen somewhere even when the sentence does not say where.
PHYSICAL = {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"}
MEETINGS = {"CONSULT", "COOPERATE"}  # people come together for them, not always at home
REACH = 3  # sentences around an act in which a finer place or the same meeting is sought; set on examples/
DATELINE_TOKENS = 6  # between a dateline and its sentence: the day and the agency
DATELINE_BLOCKS = 3  # paragraphs that the dateline speaks for; set on examples/
DESK_TOKENS = 8  # how far from an opening "In Conakry" the word of telling stands
ABOUT = {"warship", "frigate", "destroyer", "carrier", "submarine", "jet", "aircraft", "plane"}  # are not at home
STRUCK = "parties:struck"  # the rule of a country of which no more is known than that its people were struck there
AFAR = {"aerial", "drone", "heavy-weapons"}  # modes of attacks that reach over a border
TOWNLIKE = {"site", "city", "district"}  # precisions of what one can be at
DECREED = {"curfew", "martial-law"}  # what is decreed for a province is not for its chief town alone
ALL_OVER = {"across", "throughout"}  # before a country in every part of which something happens
ARMED = {"MIL", "COP", "REB"}  # who fights abroad
WHOLE = {"country", "nation", "island"}  # behind "across the"
LOCAL = {"COP", "JUD"}  # police and courts named after a town speak there too
BODIES = {"IGO", "NGO", "MNC", "IMG", ""}  # codes in the place of a country


def settle(reading: Reading, drafts: Sequence[Draft], places: Sequence[PlaceAt], found: Sequence[PlaceAt] = ()) -> None:
    """Place the acts told without a place, sharpen those that are placed broadly; a call by phone is nowhere.

    `places` are those where an act can happen, `found` all that are known.
    """
    setting = Setting(reading, drafts, places, found or places)
    for d in sorted(drafts, key=lambda d: d.number):
        setting.turn_to(d)
        d.where = None if "phone" in d.modes else setting.sharper(d, d.where or setting.place(d))
        setting.go_on(d)


class Setting:
    """What a story tells of where it plays; the scene moves on with each act that has a place."""

    def __init__(
        self, reading: Reading, drafts: Sequence[Draft], places: Sequence[PlaceAt], found: Sequence[PlaceAt]
    ) -> None:
        self.reading, self.places, self.found = reading, Along(places), Along(found)
        self.names = Along(n for n in reading.names if _may_be_place(reading, n))
        self.streets = Along(reading.names)
        self.dateline = dateline(reading, places)
        self.heads = heads(reading, places)
        self.opened = 0  # the block before the report that is told
        self._all = places
        self.own: defaultdict[int, set[str]] = defaultdict(set)  # first token of a place -> the acts that it is told of
        for d in drafts:
            for at in (t.where for t in (d, *d.absorbed) if t.where and d.type in PHYSICAL | WORDS):
                self.own[at.start].add(d.type)
        self.lands = {p.place.country: p.place for p in reversed(places) if p.place.precision == "country"}
        self.scene: PlaceAt | None = headline_town(reading, places)
        self.day: When | None = None  # of the act that set the scene
        self.named = -REACH  # the number of the last sentence that set the scene by a place of its own
        self.told: dict[tuple[str, int], list[Draft]] = {}
        for d in drafts:
            self.told.setdefault((d.type, d.number), []).append(d)

    @cached_property
    def focus(self) -> PlaceAt | None:
        """The town around which the story plays; none once a page has turned to its next report."""
        return focus(self.reading, self._all)

    def place(self, d: Draft) -> PlaceAt | None:
        """The place of an act that its own words do not place."""
        if _happens(d):
            around = self._of_actor(d) or self._seat(d) or (None if self._nationwide(d) else self._around(d))
            return around or self._domestic(d)
        if d.type not in MEETINGS and not self._signs(d):
            local = self._of_actor(d) if any(r.party.sector in LOCAL for r in d.actors) else None
            return local or self._in_one_breath(d) or self._going_on(d) or self._seat(d)
        return (
            self._same_meeting(d)
            or self._going_on(d)
            or (self._around(d) or self._hosted(d) if _in_person(d) else None)
        )

    def turn_to(self, d: Draft) -> None:
        """Let the next report of a page with several begin at its own dateline: "MITROVICA: Police deployed ..."."""
        while self.heads and self.heads[0][0].start <= d.trigger:
            head, block = self.heads.pop(0)
            if self.dateline is not None and head.place.name != self.dateline.place.name:
                self.scene = self.dateline = head
                self.day, self.opened, self.focus = None, block - 1, None

    def go_on(self, d: Draft) -> None:
        """Let the scene be that of this act, when it is told more finely than by a country.

        What is said of it in another land is no scene: "Spain summoned the envoy in Madrid. A curfew runs till six".
        Nor is the house of a parliament, where another scene is told, nor where some will meet one day.
        """
        if d.where and self.scene and d.type in WORDS and d.where.place.country != self.scene.place.country:
            return
        if d.type == "CONSULT" and d.status == "planned":
            return
        told = d.where and (self.scene is None or d.where.place.rule != "seat")
        if d.where and told and d.where.place.precision != "country":
            self.scene, self.day = d.where, d.when.when if d.when else None
            self.named = d.number if d.where.start >= d.sentence.start else self.named

    def _around(self, d: Draft) -> PlaceAt | None:
        """The running scene, else the dateline, else the town of the story; not past a place that nobody knows.

        An attack is first in the town of the story unless the sentence before names a place: the scene moves on to
        hospitals, courts and arrests.
        """
        if self._elsewhere(d) or (_in_past_times(d) and not self._on_street(d)):
            return None
        first = (d.type == "ASSAULT" and d.number - self.named > 1) or self._on_street(d)
        moved = self._another_day(d)
        around = [None if moved else self.scene, self._reported(d)]
        around.insert(0 if first else len(around), self.focus if _happens(d) and not self._wanders(moved) else None)
        if self.scene is not None and not moved and _is_hit(self.scene, d):
            return self.scene
        abroad = len(_lands(d)) == 1 and self._abroad(d, *_lands(d))
        fitting = (at for at in around if at is not None and (abroad or _fits(at, d)))
        return next(fitting, None) or self._struck(d)

    def _on_street(self, d: Draft) -> bool:
        """Whether the sentence names a street and no town: the story's own, also long ago."""
        if self.places.between(d.sentence.start, d.sentence.end):
            return False
        return any(_is_street(self.reading, n) for n in self.streets.between(d.sentence.start, d.sentence.end))

    def _wanders(self, moved: bool) -> bool:
        """Whether a story that goes on to another day has left its town already: then it is a round-up."""
        scene, focus = self.scene, self.focus
        return moved and scene is not None and focus is not None and scene.place.name != focus.place.name

    def _another_day(self, d: Draft) -> bool:
        """Whether the scene is of another day than the act's own: round-ups go from town to town by days."""
        own = d.when is not None and d.sentence.start <= d.when.start < d.sentence.end
        if self.day is None or d.when is None or not own:
            return False
        return self.day.end < d.when.when.start or d.when.when.end < self.day.start

    def _reported(self, d: Draft) -> PlaceAt | None:
        """The dateline is where the first paragraphs happened."""
        return self.dateline if d.sentence.block - self.opened <= DATELINE_BLOCKS else None

    def _struck(self, d: Draft) -> PlaceAt | None:
        """Strangers who are struck by nobody knows whom in the first paragraphs are struck at the dateline."""
        return self._reported(d) if d.type == "ASSAULT" and not d.actors else None

    def _of_actor(self, d: Draft) -> PlaceAt | None:
        """The town or division in the name of who acts: "the Dhaka Metropolitan Police Commissioner"."""
        spans = [r.span for r in d.actors]
        within = ((p, s) for s in spans for p in self.places.between(s.start, s.end) if p.end <= s.end)
        parts = (p for p, s in within if p.end - p.start < s.end - s.start)
        return next((p for p in parts if p.place.precision != "country"), None)

    def _in_one_breath(self, d: Draft) -> PlaceAt | None:
        """Where those are who say it and meet in the same clause: "met nurses in Ikeja and promised buses"."""
        names = {r.party.name for r in d.actors}
        met = (o for o in self.told.get(("CONSULT", d.number), ()) if o.where and o.status == d.status == "occurred")
        tokens = self.reading.tokens
        joined = (o for o in met if tokens[d.trigger].dep == "conj" and tokens[d.trigger].head == o.trigger)
        return next((o.where for o in joined if names & {r.party.name for r in o.actors}), None)

    def _going_on(self, d: Draft) -> PlaceAt | None:
        """Where those met or spoke who go on in the next sentence: "They met in Pune. The two sides agreed ...".

        Who is named anew may speak elsewhere.
        """
        if d.status != "occurred" or d.background or not self._is_taken_up(d):
            return None
        before = (
            o
            for n in (d.number - 1, d.number - 2)
            for kind in (*MEETINGS, *WORDS)
            for o in self.told.get((kind, n), ())
        )
        told = (o for o in before if o.where and o.status == "occurred" and o.where.place.precision in TOWNLIKE)
        return next((o.where for o in told if _same_people(o, d)), None)

    def _is_taken_up(self, d: Draft) -> bool:
        """Whether who acts is named by a word that points back: "he", "both sides", "the ministers"."""
        first = [self.reading.tokens[r.span.start].text.lower() for r in d.actors]
        many = any(t.tag == "NNS" for r in d.actors for t in self.reading.tokens[r.span.start : r.span.end])
        return bool(first) and all(word in words("pointing") or (many and word == "the") for word in first)

    def _signs(self, d: Draft) -> bool:
        """Whether two sides put their names to a paper, for which they come together."""
        sides = d.actors + d.recipients
        two = len(sides) > 1 or any(r.party.text.lower().startswith(("both ", "the two ")) for r in sides)
        return two and self.reading.tokens[d.trigger].lemma in words("signing")

    def _hosted(self, d: Draft) -> PlaceAt | None:
        """The dateline in a third land, where a report that opens there tells how two others meet: "SINGAPORE - Donald
        Trump met Kim Jong Un".
        """
        head = self.dateline
        opens = head is not None and d.sentence.start <= head.end + DATELINE_TOKENS
        return head if opens and d.type == "CONSULT" and len(_lands(d)) > 1 else None

    def _seat(self, d: Draft) -> PlaceAt | None:
        """Where a land's parliament or highest court sits, of what it did in these days; not a province's."""
        return None if _in_past_times(d) or self._of_actor(d) else seat(self.reading.tokens, d)

    def _same_meeting(self, d: Draft) -> PlaceAt | None:
        """Where the nearest act of the same kind is told to be that some of the same take part in."""
        reach = sorted(range(d.number - REACH, d.number + REACH + 1), key=lambda n: abs(n - d.number))
        near = (o for n in reach for o in self.told.get((d.type, n), ()))
        return next((o.where for o in near if o.where and _lands(o) & _lands(d)), None)

    def _nationwide(self, d: Draft) -> bool:
        """Whether it is in all of the land: "called a nationwide strike", "were arrested across the country"."""
        near = self.reading.tokens[max(d.trigger - 4, d.sentence.start) : min(d.trigger + 9, d.sentence.end)]
        said = [t.lemma.lower() for t in near]
        across = (said[k] in ALL_OVER | {"around"} and said[k + 2] in WHOLE for k in range(len(said) - 2))
        return not {"nationwide", "countrywide"}.isdisjoint(said[:9]) or any(across)

    def _domestic(self, d: Draft) -> PlaceAt | None:
        """What a country's people do to each other they do at home; known to the country, on the words that name it.

        So do those whom another's aircraft and guns strike, but for ships: "Israeli jets killed nine Lebanese".
        """
        afar = len(_lands(d)) > 1 and self._from_afar(d)
        lands = _recipient_lands(d) if afar else _lands(d)
        if len(lands) != 1:
            return None
        land = lands.pop()
        if self._abroad(d, land):
            return None
        role = next(r for r in (*d.actors, *d.recipients) if r.party.country == land)
        known = self.lands.get(land) or countries().get(land)
        at = replace(known, text=role.party.text, rule=STRUCK if afar else "parties") if known else None
        return PlaceAt(role.span.start, role.span.end, at) if at else None

    def _from_afar(self, d: Draft) -> bool:
        """Whether soldiers strike what stands in another land: people, bases, no ships."""
        struck = (t for r in d.recipients for t in self.reading.tokens[r.span.start : r.span.end])
        armed = bool(AFAR.intersection(d.modes)) and all(r.party.sector in {"MIL", "GOV"} for r in d.actors)
        ashore = _recipient_lands(d).isdisjoint(r.party.country for r in d.actors)
        return armed and ashore and not any(t.lemma.lower() in words("vessel") | ABOUT for t in struck)

    def _abroad(self, d: Draft, land: str) -> bool:
        """Whether armed men fight whom no word gives a land, in a story that names no place of their own: they are out
        in the world: "American troops wounded two gunmen near Debelde".
        """
        told = [r for r in (*d.actors, *d.recipients) if r.party.country == land and "+" not in r.party.rule]
        soldiers = d.type in {"ASSAULT", "MOBILIZE"} and all(r.party.sector in ARMED for r in told)
        at_home = any(p.place.country == land and p.place.precision != "country" for p in self._all)
        return soldiers and bool(told) and not at_home and bool(self.headed) and land not in self.headed

    @cached_property
    def headed(self) -> set[str]:
        """The land of the dateline, else those named."""
        return {self.dateline.place.country} if self.dateline else set(self.lands)

    def _elsewhere(self, d: Draft) -> bool:
        """Whether the sentence names a place that nobody knows: then the running scene is not the act's."""
        here = self.names.between(d.sentence.start, d.sentence.end)
        known = {k for p in self.found.between(d.sentence.start, d.sentence.end) for k in range(p.start, p.end)}
        return any(known.isdisjoint(range(n.start, n.end)) for n in here)

    def sharper(self, d: Draft, where: PlaceAt | None) -> PlaceAt | None:
        """The one finer place in a broad one that the act's sentences name, else those around them, else the broad."""
        broad = where is not None and (where.place.precision in {"country", "admin1"} or is_county(where.place))
        if where is None or not broad or d.type not in PHYSICAL | MEETINGS:
            return where
        decreed = where.place.precision == "admin1" and bool(DECREED.intersection(d.modes))
        if where.place.rule == STRUCK or self._everywhere(where) or self._nationwide(d) or decreed:
            return where
        apart = self._elsewhere(d) or _in_past_times(d) or self._another_day(d)
        finer = self._finer(d, where, 0) or (None if apart else self._finer(d, where, REACH))
        return finer or self._in_focus(d, where)

    def _finer(self, d: Draft, where: PlaceAt, reach: int) -> PlaceAt | None:
        """The one place in a broad one that is named near the act, and not of another act alone."""
        near = (p for p in self._near(d, reach) if inside(p, where) and not self._is_desk(p))
        own = (p for p in near if p.start not in self.own or d.type in self.own[p.start])
        finer = [p for p in own if not self._written_from(p, where)]
        if reach and is_part(where):  # a town near by is seldom in the part of the land that is told
            finer = [p for p in finer if p.place.precision == "admin1"]
        return finer[0] if len({p.place.name for p in finer}) == 1 else None

    def _is_desk(self, at: PlaceAt) -> bool:
        """Whether it is but where somebody speaks: "the ministry said in Lisbon", "In Conakry the army said"."""
        before = self.reading.tokens[max(at.start - 2, 0) : at.start]
        said = len(before) == 2 and before[1].text == "in" and before[0].lemma in words("telling")
        opens = bool(before) and before[-1].text == "In"
        after = [t.lemma for t in self.reading.tokens[at.end : at.end + DESK_TOKENS]]
        return at.place.name in desks() and (said or (opens and not words("telling").isdisjoint(after)))

    def _everywhere(self, where: PlaceAt) -> bool:
        """Whether it is said that all of a place is meant: "riots across France"."""
        return where.start > 0 and self.reading.tokens[where.start - 1].lemma in ALL_OVER

    def _in_focus(self, d: Draft, where: PlaceAt) -> PlaceAt:
        """The town around which the story plays, for an attack told to be in the division where that lies."""
        told = where.place.precision != "country" or where.place.rule == "parties"
        if (
            self.focus is None
            or d.type != "ASSAULT"
            or d.status != "occurred"
            or not told
            or self._elsewhere(d)
            or _in_past_times(d)
        ):
            return where
        return self.focus if inside(self.focus, where) and not self._written_from(self.focus, where) else where

    def _written_from(self, town: PlaceAt, where: PlaceAt) -> bool:
        """Whether a town heads the report, and the act was in a part of the country.

        "OUAGADOUGOU - Gunmen attacked a village in northern Burkina Faso": the town is where the reporter sits.
        """
        head = self.dateline
        return is_part(where) and head is not None and head.place.name == town.place.name

    def _near(self, d: Draft, reach: int) -> list[PlaceAt]:
        """The places of the sentences that tell the act, and of `reach` before and after each."""
        told = {t.number + k for t in (d, *d.absorbed) for k in range(-reach, reach + 1)}
        here = (self.reading.sentences[n] for n in sorted(told) if 0 <= n < len(self.reading.sentences))
        return [p for s in here for p in self.places.between(s.start, s.end)]


def _same_people(before: Draft, d: Draft) -> bool:
    """Whether who acts took part in an act of meeting or speaking, or the lands of all."""
    names = {r.party.name for r in before.actors} | {r.party.name for r in before.recipients if before.type in MEETINGS}
    lands = {r.party.country for r in d.actors} - BODIES
    met = before.type in MEETINGS and len(lands) > 1 and lands == _lands(before)
    return met or names.issuperset(r.party.name for r in d.actors)


def _happens(d: Draft) -> bool:
    """Whether the act happens somewhere: force, crowds and courts do, words need not."""
    court = "convict" in d.modes or any(r.party.rule.startswith("implied") for r in d.actors)
    return (d.type in PHYSICAL or court) and not d.background


def _in_past_times(d: Draft) -> bool:
    """Whether the act is dated by a month or more: "in May", "that year" is not the day's scene."""
    return d.when is not None and d.when.when.precision not in {"day", "week"}


def _in_person(d: Draft) -> bool:
    """Whether people came together for the act: talks, exercises."""
    return d.status == "occurred" and not d.background


def _is_street(reading: Reading, name: Name) -> bool:
    """Whether a name is a street's or square's: "Hudson Street", "Avenue Bourguiba"."""
    first, last = (reading.tokens[k].text.lower().rstrip(".") for k in (name.start, name.end - 1))
    after = reading.tokens[name.end].text.lower() if name.end < len(reading.tokens) else ""
    if name.end - name.start == 1:
        return after in words("street")
    return first in words("street_lead") or not words("street").isdisjoint({last, after})


def _may_be_place(reading: Reading, name: Name) -> bool:
    """Whether a name is a place's: the model says so, or it takes it for a person's after "in" or "near".

    Not a street's, nor that of another part of the town in which the story plays: "the West Side", "Elm Street".
    """
    before = reading.tokens[name.start - 1].text.lower() if name.start else ""
    after = reading.tokens[name.end].text if name.end < len(reading.tokens) else ""
    last = reading.tokens[name.end - 1].text.lower().rstrip(".")
    if after in words("quarter") or last in words("within_town") or after.lower() in words("within_town"):
        return False
    town = before == "of" and reading.tokens[name.start - 2].lemma in words("area")  # "the town of Adan"
    stands = town or before in {"in", "near", "into", "outside"}
    site = name.label == "ORG" and before in {"near", "outside"}  # "near Ta Muen temple"
    return name.label in {"GPE", "LOC"} or (name.label == "PERSON" and stands) or site


def _fits(at: PlaceAt, d: Draft) -> bool:
    """Whether some country that takes part is the place's; anything fits an act of nobody known."""
    struck = _recipient_lands(d)
    soldiers = d.type == "ASSAULT" and bool(d.actors) and all(r.party.sector == "MIL" for r in d.actors)
    abroad = soldiers and not d.frame.joint and struck and struck.isdisjoint(r.party.country for r in d.actors)
    lands = struck if abroad else _lands(d)  # "Israeli strikes killed 55 Lebanese" was not in Jerusalem
    return not lands or at.place.country in lands


def _is_hit(at: PlaceAt, d: Draft) -> bool:
    """Whether it lies abroad for soldiers who strike from afar what no word gives a land: "a drone hit a van"."""
    if not AFAR.intersection(d.modes) or any(r.party.sector != "MIL" for r in d.actors):
        return False
    lands = _lands(d)
    return bool(lands) and lands.isdisjoint({at.place.country, *_recipient_lands(d)})


def _recipient_lands(d: Draft) -> set[str]:
    return {r.party.country for r in d.recipients} - BODIES


def _lands(d: Draft) -> set[str]:
    """The lands of those who take part, without whom "two men, both Egyptians" tells to be from elsewhere."""
    known = (r.party for r in (*d.actors, *d.recipients) if not r.party.rule.endswith("+all"))
    return {p.country for p in known} - BODIES
