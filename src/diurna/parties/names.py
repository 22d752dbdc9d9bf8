"""Which tokens of a story are listed names, and of which country the story speaks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from diurna.parties.entries import CLASSES, NAMED, PLACES, SHORT, Entry, Hit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from diurna.parties.register import Register
    from diurna.records import PlaceAt, Reading, Sentence

AGAINST = frozenset(("pro", "anti", "non", "pan", "trans", "inter"))
NOT_OWNED = frozenset(
    ("backed", "made", "built", "allied", "funded", "born", "supported", "aligned", "supplied", "sponsored", "trained",
     "brokered", "mediated", "speaking", "imposed", "style", "linked", "armed", "designed", "bound", "educated",
     "language", "owned", "registered", "flagged")
)  # fmt: skip
FLAGGED = frozenset(("owned", "registered", "flagged", "operated"))  # whose a ship or a plane is
MANY = 6  # countries
TOWNS = frozenset(("site", "city", "district"))
PARTS = frozenset(("South", "Latin", "Central", "North"))  # a "South American bloc" is not of the United States
STREETS = frozenset(("Avenue", "Road", "Street", "Square", "Boulevard", "Bridge", "Stadium", "Airport"))  # "Moi Avenue"
KIN = frozenset(("son", "daughter", "brother", "sister", "wife", "husband", "father", "mother", "nephew", "cousin"))
OTHERS = frozenset(("ally", "neighbour", "neighbor", "partner", "rival", "enemy", "foe", "adversary", "backer"))
FOREIGN = frozenset(
    ("counterpart", "ambassador", "embassy", "consulate", "envoy", "tourist", "national", "migrant", "refugee",
     "mercenary")
)  # of another country than the story's: "the Danish ambassador", "his Thai counterpart"  # fmt: skip
FIGHTERS = frozenset(("fighter", "rebel", "militant", "insurgent", "guerrilla", "jihadist", "gunman"))
DOMESTIC = frozenset(("LEG", "JUD", "COP", "PTY", "OPP"))  # of whose names many countries have one
PLAIN = 3  # tokens of a name at most that says no more than what the body is: "House of Representatives"
INSTITUTED = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP"))
ENGLISH = frozenset(("USA", "GBR", "CAN", "AUS", "NZL", "IRL", "IGO"))

Giver = tuple[int, Entry]
"""Where a name before a noun starts that says whose the noun is, and what it stands for."""


class Names:
    """The listed names of one story: `owner` gives the hit that a token belongs to, `story` the prevailing country."""

    def __init__(
        self,
        reading: Reading,
        register: Register,
        home: str,
        on: date | None = None,
        places: Sequence[PlaceAt] = (),
    ) -> None:
        self.tokens, self._reading, self._register, self._on = reading.tokens, reading, register, on
        self._lined = bool(home)
        self._home = home or _most_places(places)
        self._places = {at.start: at.place.country for at in places if at.place.country}
        self._located = dict(self._places)
        self._states = {at.start: at.place.country for at in places if at.place.precision == "admin1"}
        self._town_ends = {at.end for at in places if at.end > at.start + 1 and at.place.precision in TOWNS}
        self.owner: dict[int, Hit] = {}
        self.labels: dict[int, str] = {}
        self.hits: list[list[Hit]] = []  # by sentence
        self.story = ""
        self.only = ""  # the one country that the story names, if it names but one
        self.seen: set[str] = set()
        self.named: set[str] = set()  # countries named by themselves, not by a town alone
        for name in reading.names:
            for i in range(name.start, name.end):
                self.labels[i] = name.label
        self._match()

    def _match(self) -> None:
        found = [list(self._register.match(self.tokens, s.start, s.end)) for s in self._reading.sentences]
        self._lands = [hit for hits in found for hit in hits if hit.entries[0].kind in NAMED]
        self._first = {hit.start: hit.entries[0].country for hit in self._lands}
        self._last = {hit.end: hit for hit in self._lands}
        counts: Counter[str] = Counter()
        self._spoken: Counter[str] = Counter()  # how often each country, its bodies and its leaders are named
        self._bare: Counter[str] = Counter()  # how often of these by what others have too: "the Senate"
        self._abroad: Counter[str] = Counter()  # how often of these as one that is not the story's
        self._evident: set[str] = set()  # countries that it names otherwise than by a body at home there
        for sentence, hits in zip(self._reading.sentences, found, strict=True):
            for hit in hits:
                if not hit.needs and not self._elsewhere(hit):
                    self._spoken[hit.entries[0].country] += 1
                    self._bare[hit.entries[0].country] += hit.entries[0].kind == "body" and self._generic(hit)
                    self._abroad[hit.entries[0].country] += self.is_foreign(hit)
                    if not self._domestic(hit):
                        self._evident.add(hit.entries[0].country)
                    self._count(hit, sentence, counts)
        for i in (i for hits in found for hit in hits for i in range(hit.start, hit.end)):
            self._places.pop(i, None)
        self._towns = Counter(self._places.values())
        self.seen.update(counts)
        if counts:
            top, most = counts.most_common(1)[0]
            self.only = top if len(counts) == 1 else ""
            self.story = top if most * 2 > counts.total() else ""
        self.hits = [self._kept(*both) for both in zip(self._reading.sentences, found, strict=True)]

    def _kept(self, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
        """The names of a sentence that can be meant; where one can not, a shorter one or one that overlaps it may be.

        What lies inside a name is not meant by itself, unless it is a country: "Democrats" in "Social Democrats".
        """
        below: dict[int, int] = {}
        inside: dict[int, int] = {}
        while True:
            kept = [(hit, self._plausible(hit)) for hit in hits]
            wrong = {hit.start: hit.end - hit.start for hit, chosen in kept if not chosen}
            if not wrong:
                return [self._own(hit, chosen) for hit, chosen in kept if chosen]
            below |= wrong
            inside |= {i: at + size for at, size in wrong.items() for i in range(at + 1, at + size)}
            again = self._register.match(self.tokens, sentence.start, sentence.end, below)
            hits = [h for h in again if h.end > inside.get(h.start, 0) or h.entries[0].kind in NAMED]

    def _count(self, hit: Hit, sentence: Sentence, counts: Counter[str]) -> None:
        """Note what the name speaks of: a country weighs three in the title, two by a region, else one."""
        kind, country = hit.entries[0].kind, hit.entries[0].country
        self.seen.update(e.name for e in hit.entries)
        if kind == "leader" or (kind == "body" and not self._register.lies_in(self.tokens, hit)):
            return
        if kind not in ("region", "ethnic", "body"):
            self.named.add(country)
        if self.is_foreign(hit):
            self.seen.add(country)
        else:
            counts[country] += 3 if sentence.part == "title" else 2 if kind == "region" else 1

    def foremost(self) -> list[str]:
        """The two countries of which the story speaks most, if no third is named as often; else nothing.

        One that is named much less than the other is no side in what goes on at home: "both sides" of a strike.
        """
        ranked = [found for found in self._spoken.most_common(5) if found[0] not in CLASSES][:3]
        clear = len(ranked) > 1 and ranked[1][1] > 1 and (len(ranked) == 2 or ranked[1][1] > ranked[2][1])
        return [country for country, _ in ranked[:2]] if clear and 2 * ranked[1][1] >= ranked[0][1] else []

    def home(self) -> str:
        """Where the story is set: at its dateline, unless most of it speaks, twice as often, of another country.

        A dateline whose country is not spoken of at all ("GENEVA - The United Nations ...") yields from three namings;
        where a body of the world meets that speaks of others, the story is set nowhere.
        Without a dateline, in the country in which most of its places lie, unless it speaks twice as often of another:
        of Washington, where a story of its parties names Kyiv; else in the one that it names twice as often as any.
        """
        home, story, said = self._home, self.story, self._spoken
        others = sum(said[country] for country in said if country not in CLASSES)
        if home and not said[home] and said["IGO"] > 1 and others > 2:
            return story if said[story] > 2 else ""
        own = Counter(
            {
                country: n
                for country, n in (said + self._towns - self._abroad - self._bare).items()
                if country not in CLASSES
            }
        )
        most = next((country for country, _ in own.most_common(1)), "")
        if home and not self._lined and said[most] > 2 and own[most] >= 2 * own[home]:
            return most
        if home and not self._lined and story and own[story] >= own[home]:
            return story  # no dateline: a capital that speaks of it is no scene
        if home:
            return story if story and 2 * said[home] <= said[story] and (said[home] or said[story] > 2) else home
        return _prevailing(own)

    def towns(self, sentence: Sentence) -> list[tuple[int, str]]:
        """Where the sentence names places that no list holds, and their countries, if these can set a scene."""
        here = range(sentence.start, sentence.end)
        return [(i, self._places[i]) for i in here if i in self._places and self.trusts(self._places[i])]

    def trusts(self, country: str) -> bool:
        """Whether a town of that country can set the scene: the story names the country, or no other one."""
        return country in self.named or country == self._home or not (self.named or self._home)

    def _own(self, hit: Hit, chosen: tuple[Entry, ...]) -> Hit:
        kept = hit if chosen == hit.entries else Hit(hit.start, hit.end, chosen, hit.needs)
        for i in range(hit.start, hit.end):
            self.owner[i] = kept
        return kept

    def _plausible(self, hit: Hit) -> tuple[Entry, ...]:
        """The entry that the name stands for here, as a tuple of one, or nothing."""
        surname = hit.end - hit.start == 1 and self._of_another(hit)
        if surname or self._elsewhere(hit) or self._serves_another(hit) or self._of_unnamed_land(hit):
            return ()
        beside = self._beside(hit) if hit.entries[0].kind == "body" else ""
        beside = beside or self._land_of(hit)
        own = tuple(e for e in hit.entries if e.country == beside)[:1] if beside else ()
        if own:
            return own
        if not hit.needs:
            return self._preferred(hit.entries)
        known = tuple(e for e in hit.entries if e.name in self.seen)[:1]
        if known or hit.entries[0].kind == "leader":
            return known or self._by_surroundings(hit)
        acronym = self.tokens[hit.start].text.isupper()
        if acronym and hit.needs == SHORT and len(hit.entries) == 1 and self.labels.get(hit.start) == "ORG":
            return hit.entries
        if acronym and hit.end < len(self.tokens) and self.tokens[hit.end].lemma in FIGHTERS:
            return tuple(e for e in hit.entries if e.terms[-1].sector == "REB")[:1] or self._at_home(hit.entries)
        home = self._at_home(hit.entries)
        if home or hit.end - hit.start > 1 or not self._generic(hit):
            return home or tuple(e for e in hit.entries if e.country in self.seen)[:1]
        return self._most_spoken(hit.entries)

    def _most_spoken(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Whose "Congress" is meant: of the country that the story names most, itself, its bodies and its leaders."""
        entry = max(entries, key=lambda e: self._spoken[e.country])
        said, home = self._spoken[entry.country], self._home
        enough = said > self._spoken[home] + 1 if home else said >= self._spoken[self.story]
        return (entry,) if said and enough else ()

    def _elsewhere(self, hit: Hit) -> bool:
        """Whether the name is what many countries call a body, and another one stands beside it: "Peru's Congress"; or
        "American" is no word of the United States: "South American".
        """
        if self._of_continent(hit) or self._is_namesake_place(hit) or self._ends_town(hit):
            return True
        if hit.entries[0].kind != "body":
            return False
        beside = self._beside(hit)
        return bool(beside) and all(e.country != beside for e in hit.entries) and self._generic(hit)

    def _is_namesake_place(self, hit: Hit) -> bool:
        """Whether the name is here that of a place of another country: Córdoba in a story of Colombia, Niger State, the
        Tripoli of Lebanon.
        """
        kind = hit.entries[0].kind
        known = self._located if kind in {"region", "capital"} else self._states if kind == "country" else {}
        there = known.get(hit.start, "")
        return bool(there) and all(e.country != there for e in hit.entries)

    def _ends_town(self, hit: Hit) -> bool:
        """Whether a country's name is but the last word of a town's: "Mbanza Congo"."""
        return hit.entries[0].kind == "country" and hit.end in self._town_ends and hit.start not in self._located

    def _of_continent(self, hit: Hit) -> bool:
        said = self.tokens[hit.start].text.startswith("America")
        return said and hit.start > 0 and self.tokens[hit.start - 1].text in PARTS

    def _beside(self, hit: Hit) -> str:
        """The country that stands right before the name as an adjective or owner, or behind it with "of" or "in"."""
        tokens, at = self.tokens, hit.start
        owner = at > 0 and tokens[at - 1].text in ("'s", "’s", "'", "’")
        before = self._last.get(at - owner)
        if before is not None and (owner or before.entries[0].kind == "adjective"):
            return before.entries[0].country
        at = hit.end
        if at + 1 < len(tokens) and tokens[at].text in ("of", "in"):
            return self._first.get(at + 1 + (tokens[at + 1].text == "the"), "")
        return ""

    def _land_of(self, hit: Hit) -> str:
        """The country right behind the name of a king, who may share it: "King Abdullah of Saudi Arabia"."""
        at = hit.end
        of = hit.entries[0].kind == "leader" and at + 1 < len(self.tokens) and self.tokens[at].text == "of"
        return self._first.get(at + 1, "") if of else ""

    def nation(self, hit: Hit) -> str:
        """The country that stands right before the name of a body: "the Guinean Red Cross", "the Uganda Red Cross"."""
        before = self._last.get(hit.start)
        return before.entries[0].country if before is not None and not self.opposed(before) else ""

    def _generic(self, hit: Hit) -> bool:
        """Whether the name says only what the body is, as in other countries too: "Justice Department"."""
        said = tuple(token.text.lower() for token in self.tokens[hit.start : hit.end])
        nouns = [noun for noun in self._register.nouns.get(said[-1], ()) if noun.kind in ("org", "part")]
        if any(noun.words == said for noun in nouns):
            return True
        first = hit.entries[0]
        if first.country in CLASSES or first.terms[-1].sector not in INSTITUTED:
            return False
        return bool(nouns) and not self._register.lies_in(self.tokens, hit)

    def _domestic(self, hit: Hit) -> bool:
        """Whether the name is that of a parliament, court, police or party."""
        return hit.entries[0].kind == "body" and hit.entries[0].terms[-1].sector in DOMESTIC

    def _of_unnamed_land(self, hit: Hit) -> bool:
        """Whether the name is hardly that of the listed body, of whose country a story from elsewhere tells nothing:
        the "Democratic Party" in news from Gabon.
        """
        plain = hit.end - hit.start <= PLAIN and self._generic(hit)
        if not self._home or not plain or not self._domestic(hit):
            return False
        return all(e.country != self._home and e.country not in self._evident for e in hit.entries)

    def _of_another(self, hit: Hit) -> bool:
        kind = hit.entries[0].kind
        if kind in PLACES:
            return self._inside_person(hit.start)
        return kind == "leader" and (self._namesake(hit.start) or self._relative(hit.start))

    def _relative(self, i: int) -> bool:
        """Whether a word of kinship stands before the name: "the general's son Saddam"."""
        return i > 0 and self.tokens[i - 1].text.lower() in KIN

    def _namesake(self, i: int) -> bool:
        """Whether another given name stands before the surname: "Eric Trump"."""
        before = self.tokens[i - 1] if i else None
        if before is None or before.pos != "PROPN" or before.dep != "compound":
            return False
        untitled = before.text.lower() not in self._register.offices and before.text.istitle()
        return untitled and self.labels.get(i - 1) == "PERSON"

    def _serves_another(self, hit: Hit) -> bool:
        """Whether a leader's name is somebody else's, who holds an office of another country: "Colombia's defense
        minister Pedro Sanchez" is not the Spanish premier.
        """
        tokens, at = self.tokens, hit.start
        behind = self._land_of(hit)
        if behind and all(e.country != behind for e in hit.entries):
            return True
        if hit.entries[0].kind != "leader" or not at or tokens[at - 1].text.lower() not in self._register.offices:
            return False
        while at and at not in self._last and tokens[at - 1].pos in {"NOUN", "PROPN", "ADJ"}:
            at -= 1
        owner = self._last.get(at - (at > 0 and tokens[at - 1].tag == "POS"))
        land = owner.entries[0].country if owner else ""
        return bool(land) and land not in CLASSES and all(land != e.country for e in hit.entries)

    def _preferred(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        if len(entries) == 1:
            return entries
        if entries[0].kind == "leader":
            entries = tuple(e for e in entries if e.term(self._on).sector != "ELI") or entries
        home = self._at_home(entries)
        if home:
            return home
        for entry in entries:
            if (entry.country in self.seen and entry.country not in CLASSES) or entry.name in self.seen:
                return (entry,)
        return entries[:1]

    def _at_home(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The first entry of the story's own country, else of the one that it speaks of most, as a tuple of one."""
        for country in (self._home, self.story):
            if country:
                own = tuple(e for e in entries if e.country == country)[:1]
                if own:
                    return own
        return ()

    def _inside_person(self, i: int) -> bool:
        """Whether a place is in a person's name: "Judge Medina" is of no Saudi town."""
        tokens = self.tokens
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(tokens) and self.labels.get(j) == "PERSON"]
        titled = i > 0 and tokens[i - 1].text.istitle() and tokens[i - 1].text.lower() in self._register.offices
        return self.labels.get(i) == "PERSON" and (titled or any(tokens[j].pos == "PROPN" for j in near))

    def _by_surroundings(self, hit: Hit) -> tuple[Entry, ...]:
        """A surname alone stands for a listed person in a story about that country; common ones need a title too."""
        if hit.end < len(self.tokens) and self.tokens[hit.end].text in STREETS:
            return ()
        before = self.tokens[hit.start - 1].text.lower() if hit.start else ""
        titled = before in self._register.offices
        near = tuple(
            e
            for e in hit.entries
            if (titled or e.country not in ENGLISH) and (e.country in self.seen or e.country == self._home)
        )[:1]
        alone = titled and not near and len(hit.entries) == 1 and hit.entries[0].country not in ENGLISH
        return hit.entries if alone and before in hit.entries[0].terms[-1].office.split(", ") else near

    def opposed(self, hit: Hit) -> bool:
        """Whether the name is in "anti-American" or "Iran-backed": it says nothing about whose the noun is."""
        tokens, n = self.tokens, len(self.tokens)
        if hit.end + 1 < n and tokens[hit.end].text == "-" and tokens[hit.end + 1].text.lower() in NOT_OWNED:
            return True
        return self.against(hit)

    def is_foreign(self, hit: Hit) -> bool:
        """Whether the name tells of whom the story's country is not: "the Danish ambassador", "Soviet-made"."""
        following = self.tokens[hit.end] if hit.end < len(self.tokens) else None
        return (following is not None and following.lemma.lower() in FOREIGN) or self.opposed(hit)

    def against(self, hit: Hit) -> bool:
        """Whether the name is in "anti-American", "pro-Palestinian"."""
        tokens, at = self.tokens, hit.start
        return at > 1 and tokens[at - 1].text == "-" and tokens[at - 2].text.lower() in AGAINST

    def givers(self, start: int, stop: int, *, thing: bool = False) -> list[Giver]:
        """The names of tokens `start` to `stop` that say whose the noun at `stop` is; of a `thing`, its flag too."""
        givers, i = [], start
        while i < stop:
            hit = self.owner.get(i)
            if hit is None:
                i += 1
                continue
            flagged = thing and self.tokens[min(hit.end + 1, stop)].text.lower() in FLAGGED
            if flagged or not (self.opposed(hit) or self._of_the_other(hit, stop)):
                givers.append((i, hit.entries[0]))
            i = max(hit.end, i + 1)
        return givers

    def _of_the_other(self, hit: Hit, head: int) -> bool:
        """Whether a country owns somebody who is not of it: "Kyiv's allies"."""
        if hit.entries[0].kind not in PLACES or head >= len(self.tokens):
            return False
        return self.tokens[hit.end - 1].dep == "poss" and self.tokens[head].lemma.lower() in OTHERS


def _prevailing(named: Counter[str]) -> str:
    """The country that is named twice as often as any other; none of a round-up of many lands, each in its turn."""
    ranked = named.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1])
    round_up = len(named) > MANY and 3 * ranked[0][1] < named.total()
    return ranked[0][0] if clear and not round_up else ""


def _most_places(places: Sequence[PlaceAt]) -> str:
    """The country in which most of the places lie, of a story without dateline; empty when none leads.

    A town that is named over and over is one witness: a suburb may share its name with a town abroad.
    """
    named = {(at.place.country, at.place.name) for at in places if at.place.country}
    ranked = Counter(country for country, _ in named).most_common(2)
    said = (
        any(at.place.precision == "country" and at.place.country == ranked[0][0] for at in places) if ranked else False
    )
    leads = ranked and (ranked[0][1] > 1 or said) and ranked[0][1] > sum(n for _, n in ranked[1:])
    return ranked[0][0] if leads else ""
