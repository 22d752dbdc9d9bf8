"""Which tokens name a place: the model's names, the gazetteer, and the words around them decide together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from diurna import data
from diurna.places.gazetteer import ALTERNATE, BARE, Entry, Gazetteer
from diurna.places.names import fold
from diurna.records import Name, Reading, Sentence, Token

LONGEST = 6  # tokens of a place name: "Islamic Republic of Iran" has 4, hyphens count as tokens
PLACE_LABELS = {"GPE", "LOC", "FAC"}
BODY_LABELS = {"ORG", "PERSON", *PLACE_LABELS}
NO_NAME = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY", "PERCENT", "LANGUAGE"}
WELL_KNOWN = 100_000  # people: a town of that size is taken without the model's word
KNOWN = 15_000  # people: a town of that size is taken after a preposition
FAMOUS = float("inf")  # countries, capitals, regions, seas
LIST_TOKENS = 25  # how far the type word after a list of names may stand
LINKS = {",", "and", "or", "/", "&", "-", "–"}  # between the places of a list


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens `start` to `end` that name one of `entries`; `sentence` is the number of the sentence. `within`: the spot of "Y" in "X, Y"."""

    start: int
    end: int
    sentence: int
    key: str
    text: str
    entries: tuple[Entry, ...]
    want: str = ""  # division, county or town, when a type word says so
    within: Spot | None = None


@cache
def words(use: str) -> frozenset[str]:
    """The words of words.tsv with that use."""
    return frozenset(w for row in data.table("places/words.tsv") if row["use"] == use for w in row["words"].split())


@cache
def plurals() -> dict[str, str]:
    """The type words that stand after lists, with what they say of each name."""
    return dict(w.split(":") for w in words("plural"))


def spots(reading: Reading, gazetteer: Gazetteer) -> list[Spot]:
    """All spots of a reading that are places, in order, none over another."""
    return _Spotter(reading, gazetteer).accepted()


class _Spotter:
    """Finds and judges the spots of one reading."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading, self.tokens, self.gazetteer = reading, reading.tokens, gazetteer
        self.names = {i: n for n in reading.names for i in range(n.start, n.end)}
        self.surnames = self._surnames()

    def accepted(self) -> list[Spot]:
        """What is a place by itself, and what stands for one of those names again."""
        candidates = [s for n, sentence in enumerate(self.reading.sentences) for s in self._in_sentence(n, sentence)]
        judged: list[tuple[Spot, bool]] = []
        for spot in candidates:
            before = judged[-1] if judged and judged[-1][0].sentence == spot.sentence else None
            judged.append((spot, Judgement(self, spot, before).is_place()))
        sure = {s.key for s, good in judged if good}
        people = {s.key for s, good in judged if not good and Judgement(self, s, None).speaks()}
        return [s for s, good in self._listed_back(judged) if self._kept(s, good, sure, people)]

    def _listed_back(self, judged: list[tuple[Spot, bool]]) -> list[tuple[Spot, bool]]:
        """The same, with the first of a list of places taken when a preposition stands before it: "from Crockett, Dallas and Houston"."""
        found = list(judged)
        for n in range(len(found) - 2, -1, -1):
            (spot, good), (after, place) = found[n], found[n + 1]
            if not good and place and spot.sentence == after.sentence and self.linked(spot, after):
                found[n] = (spot, Judgement(self, spot, None).may_begin_list())
        return found

    def _kept(self, spot: Spot, good: bool, sure: set[str], people: set[str]) -> bool:
        judgement = Judgement(self, spot, None)
        if spot.key in people and not judgement.firm() and judgement.known < WELL_KNOWN:
            return False
        return good or (spot.key in sure and judgement.may_repeat())

    def linked(self, one: Spot, two: Spot) -> bool:
        """Whether only commas and the like stand between two spots."""
        gap = self.tokens[one.end : two.start]
        return 0 < len(gap) <= 2 and all(t.text in LINKS for t in gap)

    def _surnames(self) -> set[str]:
        """Last names of the people whom the model finds by two or more names."""
        full = [n for n in self.reading.names if n.label == "PERSON" and n.end - n.start > 1]
        last = {fold(self.tokens[n.end - 1].text) for n in full if self.tokens[n.end - 1].tag != "POS"}
        return {s for s in last if not any(e.kind == "country" for e in self.gazetteer.folded(s))}

    def _in_sentence(self, number: int, sentence: Sentence) -> Iterator[Spot]:
        at = sentence.start
        while at < sentence.end:
            spot = self.longest(number, at) if self.may_start(at) else None
            if spot is None:
                at += 1
                continue
            yield self._typed(spot)
            at = spot.end

    def may_start(self, at: int) -> bool:
        """Whether a place's name can begin with this token."""
        text = self.tokens[at].text
        return text[:1].isupper() or text in words("lower") or text in words("compass") or text[:1] in "'‘ʻ"

    def longest(self, number: int, at: int) -> Spot | None:
        """The longest run of tokens from `at` that the gazetteer knows."""
        for end in range(min(at + LONGEST, self.reading.sentences[number].end), at, -1):
            last = self.tokens[end - 1].text
            if last[-1].isalnum() or (last[-1] == "." and 1 < len(last) < 7):
                spot = self._known(number, at, end)
                if spot is not None:
                    return spot
        return None

    def _known(self, number: int, at: int, end: int) -> Spot | None:
        """The spot of these tokens, when the gazetteer has their name written in this way."""
        text = self.written(number, at, end)
        if not any(c.isupper() for c in text):
            return None
        key = fold(text)
        entries = self.gazetteer.folded(key) if key and key not in words("compass") else ()
        entries = tuple(e for e in entries if fits_case(e, text, key))
        return Spot(at, end, number, key, text, entries) if entries else None

    def written(self, number: int, start: int, end: int) -> str:
        """The characters of tokens `start` to `end` of a sentence."""
        story = self.reading.story
        whole = story.title if self.reading.sentences[number].part == "title" else story.text
        return whole[self.tokens[start].start : self.tokens[end - 1].end]

    def _typed(self, spot: Spot) -> Spot:
        """The spot with a type word after it ("Luhansk region"), or with what one before it says ("the town of X")."""
        after = self.token(spot.sentence, spot.end)
        word = after.text.lower() if after else ""
        if after and (after.text.islower() or word not in words("small")):
            for want in ("division", "county"):
                if word in words(want) and not self._goes_on(spot.sentence, spot.end):
                    text = self.written(spot.sentence, spot.start, spot.end + 1)
                    entries = divisions(spot.entries, want)
                    return replace(spot, end=spot.end + 1, text=text, entries=entries, want=want)
        want = self._said_before(spot) or self._said_after(spot)
        return replace(spot, want=want, entries=divisions(spot.entries, want) if want in ("division", "county") else spot.entries)

    def _said_after(self, spot: Spot) -> str:
        """What the type word after a list of names says: "Sumy, Kharkiv and Poltava regions"."""
        for at in range(spot.end, spot.end + LIST_TOKENS):
            token = self.token(spot.sentence, at)
            if token is None:
                return ""
            if token.text in plurals():
                return plurals()[token.text] if at > spot.end else ""
            if token.text not in LINKS and not token.text[0].isupper():
                return ""
        return ""

    def _goes_on(self, number: int, at: int) -> bool:
        """Whether a capitalised type word is followed by more of a body's name: "Kano District Court"."""
        after = self.token(number, at + 1)
        return self.tokens[at].text[0].isupper() and after is not None and after.text[0].isupper()

    def _said_before(self, spot: Spot) -> str:
        before = self.words_before(spot, 2)
        said = before[1] if before[0] == "of" else before[0] if before[0] in words("town") else ""
        return next((w for w in ("town", "division", "county") if said in words(w)), "")

    def words_before(self, spot: Spot, count: int) -> list[str]:
        """The words before the spot in small letters, the nearest first, "the" left out; padded with empty ones."""
        found = []
        for at in range(spot.start - 1, spot.start - count - 2, -1):
            token = self.token(spot.sentence, at)
            if token is not None and token.text.lower() != "the":
                found.append(token.text.lower())
        return [*found[:count], *[""] * (count - len(found))]

    def token(self, number: int, at: int) -> Token | None:
        """The token at a place in a sentence, None outside it."""
        sentence = self.reading.sentences[number]
        return self.tokens[at] if sentence.start <= at < sentence.end else None


class Judgement:
    """Whether one spot is a place. `before` is the spot before it in the sentence and whether that is a place."""

    def __init__(self, spotter: _Spotter, spot: Spot, before: tuple[Spot, bool] | None) -> None:
        self.all, self.spot, self.before = spotter, spot, before
        self.name = self._name()
        self.label = self.name.label if self.name else ""
        self.known = best_known(spot.entries)
        self.last = spotter.token(spot.sentence, spot.start - 1)
        self.next = spotter.token(spot.sentence, spot.end)
        self.said = spotter.words_before(spot, 2)

    def is_place(self) -> bool:
        """Whether this is a place by itself."""
        if self._in_pair():
            return True
        if self._short_form() or self._title_before() or self.speaks() or self._term():
            return False
        if self._heads_report():
            return True
        if all(e.kind == "seat" for e in self.spot.entries if best_known((e,)) == FAMOUS) and self.known == FAMOUS:
            return self.said[0] in words("firmly") | words("likely")
        if self.name is not None and not self._whole():
            return self._in_longer_name()
        if self.spot.want in ("division", "county") or self._self_evident():
            return True
        if self.label in PLACE_LABELS:
            return not self._surname() and self._no_common_word()
        return self._against_the_model()

    def speaks(self) -> bool:
        """Whether the spot does what people do: "Hopkins said"."""
        if self.spot.end - self.spot.start > 1 or self.known >= WELL_KNOWN:
            return False
        token = self.all.tokens[self.spot.start]
        return token.dep == "nsubj" and self.all.tokens[token.head].lemma in words("saying")

    def firm(self) -> bool:
        """Whether a word such as "in" stands before the spot."""
        return self.said[0] in words("firmly")

    def may_begin_list(self) -> bool:
        """Whether this can be the first of a list of places."""
        if self._short_form() or self._title_before() or self._surname() or self.spot.key in words("common"):
            return False
        return (self.said[0] in words("likely") or self.firm()) and self._proper() and (self.name is None or self._whole())

    def may_repeat(self) -> bool:
        """Whether this can be one more mention of a name that is a place elsewhere in the story."""
        if self._short_form() or self._title_before() or self._surname() or self.spot.key in words("common"):
            return False
        return (self.name is None or self._whole()) and self._alone() and self._proper()

    def _name(self) -> Name | None:
        """The model's name over the spot's own tokens."""
        covering = (self.all.names.get(i) for i in range(self.spot.start, self.spot.end))
        found = next((n for n in covering if n), None)
        return None if found is None or found.label in NO_NAME else found

    def _whole(self) -> bool:
        """Whether the model's name is the spot and no more, articles, possessives and type words aside."""
        assert self.name is not None
        outside = [*range(self.name.start, self.spot.start), *range(self.spot.end, self.name.end)]
        return all(self.all.tokens[i].text.lower() in FILLERS or self.all.tokens[i].text in LINKS for i in outside)

    def _in_pair(self) -> bool:
        """Whether the spot is "X" before or "Y" after the comma of "X, Y", Y holding X."""
        if self.before and self._comma(self.before[0], self.spot) and can_hold(self.before[0].entries, self.spot.entries):
            return self.before[1]
        if self.next is None or self.next.text != "," or self._title_before():
            return False
        at = self.spot.end + 1
        if self.all.token(self.spot.sentence, at) is None or not self.all.may_start(at):
            return False
        outer = self.all.longest(self.spot.sentence, at)
        return outer is not None and can_hold(self.spot.entries, outer.entries, strict=True)

    def _comma(self, before: Spot, spot: Spot) -> bool:
        gap = [t.text for t in self.all.tokens[before.end : spot.start]]
        return gap in ([","], [",", "the"], ["("])

    def _short_form(self) -> bool:
        """Whether the spot is a short form that stands for a division only after a town: "Me.", "OH", "IN"."""
        text, key = self.spot.text, self.spot.key
        if any(e.kind == "country" for e in self.spot.entries) or text in {"D.C.", "NY", "DC", "NSW", "NYC"}:
            return False
        if text.endswith(".") and text.count(".") == 1 and len(key) <= 5:
            return self.label != "GPE"
        return len(key) <= 2 and not (text.count(".") > 1 and text[1] == ".")

    def _title_before(self) -> bool:
        word = self.said[0].rstrip(".") if self.last and self.last.text.lower() != "the" else ""
        return word in words("person") and self.spot.want == "" and (self.known < FAMOUS or self.last is not None and self.last.text[0].isupper())

    def _term(self) -> bool:
        """Whether the spot is part of a term: "Reston virus"."""
        return self.next is not None and self.next.text in words("agent")

    def _heads_report(self) -> bool:
        """Whether the spot is a dateline within the text: "OMAHA --"."""
        first = self.spot.start == self.all.reading.sentences[self.spot.sentence].start
        dash = self.next is not None and self.next.text in {"--", "—", "–", "("}
        return first and dash and self.spot.text.isupper() and self.known > 0

    def _in_longer_name(self) -> bool:
        """Within a longer name: only its first words before a public office or body, or a part set off by a comma."""
        assert self.name is not None
        if self.label in PLACE_LABELS and self._set_off():
            return self.known >= KNOWN
        first = all(self.all.tokens[i].text.lower() == "the" for i in range(self.name.start, self.spot.start))
        if not first or self.next is None or self.label not in BODY_LABELS or self.spot.key in words("common"):
            return False
        word = self.next.text.lower().rstrip(".")
        if word in ("'s", "’s"):
            return self.known >= WELL_KNOWN
        return word in words("title") or (word in words("public") and self.label != "PERSON")

    def _set_off(self) -> bool:
        """Whether commas and the like part the spot from the rest of the model's name."""
        assert self.name is not None
        beside = [i for i in (self.spot.start - 1, self.spot.end) if self.name.start <= i < self.name.end]
        return all(self.all.tokens[i].text in LINKS or self.all.tokens[i].text in SET_OFF for i in beside)

    def _self_evident(self) -> bool:
        """Whether the name itself says that it is a division: "Anderson County", "Bay of Bengal" needs no more."""
        words_of = self.spot.key.split()
        return len(words_of) > 1 and (words_of[-1] in words("county") | words("division") or self.known == FAMOUS)

    def _surname(self) -> bool:
        """Whether the spot is the surname of somebody named in full elsewhere."""
        if self.spot.key not in self.all.surnames or self.known == FAMOUS:
            return False
        return not (self.said[0] in words("firmly") or (self.label == "GPE" and self.known >= KNOWN))

    def _no_common_word(self) -> bool:
        return self.spot.key not in words("common") or self.known == FAMOUS

    def _against_the_model(self) -> bool:
        """Without the model's word: by a firm preposition, a list of places, an office after it, or its fame."""
        if self._surname() or not self._alone() or self.spot.key in words("common"):
            return False
        if self.label == "NORP" and self.known < WELL_KNOWN:
            return self.said[0] in words("firmly")
        if not self._proper():
            return self.known == FAMOUS and any(e.kind == "country" for e in self.spot.entries)
        if self.label == "PERSON" and self.known < WELL_KNOWN:
            return self._firmly() or (self._listed() and self.known >= KNOWN)
        return self.known >= WELL_KNOWN or self._firmly() or self._listed() or (self.known >= KNOWN and self._likely())

    def _firmly(self) -> bool:
        town_said = self.said[0] == "of" and self.said[1] in words("town") | {"mayor", "outskirts"}
        return (self.said[0] in words("firmly") or town_said) and self.known > 0

    def _likely(self) -> bool:
        after = self.next.text.lower() if self.next else ""
        return self.said[0] in words("likely") or after in words("title")

    def _listed(self) -> bool:
        """Whether the spot follows another place in a list: "Sumy, Chernihiv and Poltava"."""
        return self.before is not None and self.before[1] and self.known > 0 and self.all.linked(self.before[0], self.spot)

    def _proper(self) -> bool:
        """Whether the spot is written as a name where that tells something: not in a line of capitals."""
        inside = self.all.tokens[self.spot.start : self.spot.end]
        return (any(t.pos == "PROPN" for t in inside) or self.name is not None) and not self._loud()

    def _loud(self) -> bool:
        sentence = self.all.reading.sentences[self.spot.sentence]
        letters = [t.text for t in self.all.tokens[sentence.start : sentence.end] if len(t.text) > 3 and t.text.isalpha()]
        return len(letters) > 3 and sum(w.isupper() for w in letters) > len(letters) * 0.7

    def _alone(self) -> bool:
        """Whether no other name stands right beside the spot: "Washington Post", "Paris Hilton", "Bank of England"."""
        if self.next and named(self.next) and self.next.text.lower().rstrip(".") not in words("title"):
            other = self.all.names.get(self.spot.end)
            if other is None or other is self.name or other.start != self.spot.end or self.known != FAMOUS:
                return False
        if self.last and named(self.last) and self.last.dep == "compound" and self.all.names.get(self.spot.start - 1) is None:
            return False
        return not self._of_a_body()

    def _of_a_body(self) -> bool:
        """Whether "X of" with a capital X stands before: "University of Georgia", "Bank of England"."""
        at = self.spot.start - (2 if self.last and self.last.text.lower() == "the" else 1)
        of, head = self.all.token(self.spot.sentence, at), self.all.token(self.spot.sentence, at - 1)
        if of is None or of.text != "of" or head is None or not named(head):
            return False
        return head.text.lower() not in words("division") | words("town") | words("county") | words("title")


SET_OFF = {"'s", "’s", "to", "in", "from", "of"}
FILLERS = words("division") | words("county") | words("town") | words("compass") | {"the", "'s", "’s", "'", "’", ".", "greater", "metro"}


def named(token: Token) -> bool:
    """Whether a token is part of a name by its capital and tag."""
    return token.pos == "PROPN" and token.text[0].isupper()


def fits_case(entry: Entry, text: str, key: str) -> bool:
    """Short forms keep their capitals ("US", "UAE"), longer names start with one; "Us" and "car" are no countries."""
    if len(key) <= 3 and (entry.kind in ("country", "admin1") or fold(entry.name) != key):
        return all(c.isupper() for c in text if c.isalpha()) or "." in text
    return True


def divisions(entries: tuple[Entry, ...], want: str) -> tuple[Entry, ...]:
    """The entries that a type word allows: divisions of that level, else of any, else whatever there is."""
    levels = ("admin1", "region") if want == "division" else ("admin2", "admin1", "region")
    for wanted in (levels[:1], levels):
        kept = tuple(e for e in entries if e.kind in wanted)
        if kept:
            return kept
    return entries


def best_known(entries: tuple[Entry, ...]) -> float:
    """How well known the best of the entries is, in people; infinite for countries, regions, seas and capitals."""
    return max((_known_by(e) for e in entries), default=0.0)


def _known_by(e: Entry) -> float:
    if e.how == BARE:
        return 0.0
    if e.how == ALTERNATE and e.kind != "capital":
        return e.population / 10 if e.population >= KNOWN else 0.0
    return FAMOUS if e.kind not in ("town", "admin1", "admin2") else float(max(e.population, 1))


def can_hold(inner: tuple[Entry, ...], outer: tuple[Entry, ...], strict: bool = False) -> bool:
    """Whether some entry of `outer` is the country or division of some entry of `inner`; countries are never held by countries."""
    if any(e.kind == "country" for e in inner) and any(o.kind == "country" for o in outer):
        return False
    return any(holds(o, i) for o in outer for i in inner if not strict or o.how != BARE)


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether `outer` is the country or division that `inner` lies in."""
    if outer.id == inner.id or inner.kind == "country":
        return False
    if outer.kind == "country":
        return outer.country == inner.country
    return outer.id in (inner.admin1, inner.admin2)
