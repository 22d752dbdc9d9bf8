"""Whether a name that the gazetteer knows is a place where it stands, by the model's word and the words around it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diurna.places.candidates import KNOWN, LINKS, WELL_KNOWN, best_known, can_hold, may_start, words
from diurna.places.gazetteer import FAMOUS, MAIN

if TYPE_CHECKING:
    from diurna.places.candidates import Spot
    from diurna.places.spotting import Spotter
    from diurna.records import Name, Token

PLACE_LABELS = {"GPE", "LOC", "FAC"}
BODY_LABELS = {"ORG", "PERSON", *PLACE_LABELS}
NO_NAME = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY", "PERCENT"}
DATELINE_TOKENS = 9  # a dateline is no longer: "PUTRAJAYA, Malaysia, Nov. 22 (Reuters) —"
CROSSING_TOKENS = 5  # "and North Elm streets"
DASHES = {"--", "—", "–", '"'}
SET_OFF = frozenset(
    {"'s", "’s", "to", "in", "from", "of"}
)  # between a place and the rest of a name that the model drew too wide
ASIDE = frozenset(
    {"the", "'s", "’s", "'", "’", ".", "greater", "metro"}
)  # in a name of the model, but no part of the place's


NO_SURNAMES = frozenset({"country", "capital", "sea"})


@cache
def fillers() -> frozenset[str]:
    """The words that the model may add to a place's name without changing it."""
    return ASIDE | words("division", "county", "town", "compass")


class Judgement:
    """Whether one spot is a place. `before` is the spot before it in the sentence and whether that is a place."""

    def __init__(self, spotter: Spotter, spot: Spot, before: tuple[Spot, bool] | None) -> None:
        self.all, self.spot, self.before = spotter, spot, before
        self.known = best_known(spot.entries)
        self.name = self._name()
        self.label = self.name.label if self.name else ""
        self.last = spotter.token(spot.sentence, spot.start - 1)
        self.next = spotter.token(spot.sentence, spot.end)
        self.said = spotter.words_before(spot, 2)

    def is_place(self) -> bool:
        """Whether this is a place by itself: the first that applies decides."""
        if self._in_pair():
            return True
        if self.spot.peoples and not (self.firm() and self._ends_phrase()):
            return False
        if self._short_form() or self._title_before() or self.speaks() or self._term() or self._mere_words():
            return False
        if self.street() or self._river():
            return False
        return self._heads_headline() or self._heads_report() or (not self._acronym() and self._by_its_name())

    def _by_its_name(self) -> bool:
        """By what kind of name it is, and what the model takes it for."""
        if self._seat():
            return self.said[0] in words("firmly", "likely")
        if self.name is not None and not self._whole():
            return self._in_longer_name()
        if self._self_evident():
            return True
        if self.spot.want in ("division", "county"):
            return self.spot.key not in words("common")  # "Arab states"
        return self._with_the_model() if self.label in PLACE_LABELS else self._against_the_model()

    def speaks(self) -> bool:
        """Whether the spot does what people do: "Hopkins said"."""
        if self.spot.end - self.spot.start > 1 or self.known >= WELL_KNOWN:
            return False
        token = self.all.tokens[self.spot.start]
        return token.dep == "nsubj" and self.all.tokens[token.head].lemma in words("saying")

    def firm(self) -> bool:
        """Whether a word such as "in" stands before the spot."""
        return self.said[0] in words("firmly")

    def _ends_phrase(self) -> bool:
        """Whether no noun follows the spot: in "in the Thai town of Surin" no town of Thai is meant."""
        return self.next is None or self.next.pos not in ("NOUN", "PROPN", "ADJ")

    def _river(self) -> bool:
        """Whether it is rather a river: "a bridge over the Mississippi", but not "the Mississippi town of Laurel"."""
        rivers = self.last is not None and self.last.text.lower() == "the" and self.spot.key in words("river")
        unread = self.next is not None and self.next.pos == "X"  # a sentence that was not parsed
        return rivers and not self.spot.want and self._ends_phrase() and not unread

    def may_lie_near(self) -> bool:
        """Whether this can be a small town, so it lies near the story's others: "turned back at Rogatica"."""
        if not (self._possible() and self._proper() and self._alone()) or self.known == 0:
            return False
        return self._likely_or_taken() and any(e.kind == "town" and e.how == MAIN for e in self.spot.entries)

    def _likely_or_taken(self) -> bool:
        """Whether a word such as "at" stands before the spot, or it is what an army takes: "took Knin"."""
        token = self.all.tokens[self.spot.start]
        taken = token.dep == "dobj" and self.all.tokens[token.head].lemma in words("taking")
        return taken or self.firm() or self.said[0] in words("likely")

    def may_begin_list(self) -> bool:
        """Whether this can be the first of a list of places."""
        return self._possible() and self._proper() and (self.said[0] in words("likely") or self.firm())

    def may_repeat(self) -> bool:
        """Whether this can be one more mention of a name that is a place elsewhere in the story."""
        return self._possible() and self._proper() and self._alone()

    def stands_alone(self) -> bool:
        """Whether it is no part of a longer name, or a town of some size."""
        return self.name is None or self._whole() or self.known >= KNOWN

    def _possible(self) -> bool:
        """Whether nothing speaks against a place, and the model's name, if any, is the spot."""
        if self._short_form() or self._title_before() or self._surname():
            return False
        if self.spot.key in words("common") and not (self.label == "GPE" and self.known >= WELL_KNOWN):
            return False
        return self.name is None or self._whole()

    def _seat(self) -> bool:
        """Whether the name is that of a seat of power, which mostly means those who sit there."""
        famous = {e.kind for e in self.spot.entries if best_known((e,)) == FAMOUS}
        return famous == {"seat"}

    def _name(self) -> Name | None:
        """The model's name over the spot's own tokens."""
        covering = (self.all.names.get(i) for i in range(self.spot.start, self.spot.end))
        found = next((n for n in covering if n), None)
        return None if found is None or found.label in NO_NAME or self._is_half(found) else found

    def _is_half(self, name: Name) -> bool:
        """Whether the model takes two towns for one name: "attacks on Kharkiv and Odesa"."""
        first, last = self.spot.start == name.start, self.spot.end == name.end
        link = self.spot.end if first else self.spot.start - 1
        if first == last or self.known < WELL_KNOWN or self.all.tokens[link].text != "and":
            return False
        start, end = (link + 1, name.end) if first else (name.start, link)
        other = self.all.longest(self.spot.sentence, start)
        return other is not None and other.end == end and best_known(other.entries) >= WELL_KNOWN

    def _whole(self) -> bool:
        """Whether the model's name is the spot and no more, articles, possessives and type words aside."""
        assert self.name is not None
        outside = [*range(self.name.start, self.spot.start), *range(self.spot.end, self.name.end)]
        return all(self.all.tokens[i].text.lower() in fillers() | LINKS for i in outside)

    def _in_pair(self) -> bool:
        """Whether the spot is "X" before or "Y" after the comma of "X, Y", Y holding X."""
        if self.before and self._comma(self.before[0]) and can_hold(self.before[0].entries, self.spot.entries):
            return self.before[1]
        if self.next is None or self._title_before() or self._surname():
            return False
        if self.next.text == ",":
            return self._held_by(self.spot.end + 1) or self._lies_in(self.spot.end + 1)
        prepared = self.said[0] in words("likely", "firmly")
        return self.next.text == "in" and prepared and self._held_by(self.spot.end + 1)

    def _lies_in(self, at: int) -> bool:
        """Whether "in" and a place that can hold the spot follow: "in a lorry at Larne, in Northern Ireland"."""
        link = self.all.token(self.spot.sentence, at)
        prepared = self.said[0] in words("likely", "firmly")
        return prepared and link is not None and link.text == "in" and self._held_by(at + 1)

    def _held_by(self, at: int) -> bool:
        """Whether a place that can hold the spot begins at this token, "the" left out."""
        token = self.all.token(self.spot.sentence, at)
        if token is not None and token.text == "the":
            at, token = at + 1, self.all.token(self.spot.sentence, at + 1)
        outer = self.all.longest(self.spot.sentence, at) if token is not None and may_start(token.text) else None
        return outer is not None and not outer.people and can_hold(self.spot.entries, outer.entries, strict=True)

    def _comma(self, before: Spot) -> bool:
        gap = [t.text for t in self.all.tokens[before.end : self.spot.start]]
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
        """Whether a title makes it a person's name: "Mr. Houston", "coach Ripley"; the famous need a capital one."""
        if self.last is None or self.last.text.lower() == "the" or self.spot.want:
            return False
        return self.said[0].rstrip(".") in words("person") and (self.known < FAMOUS or self.last.text[0].isupper())

    def _term(self) -> bool:
        """Whether the spot is part of a term: "Reston virus"."""
        return self.next is not None and self.next.text in words("agent")

    def _mere_words(self) -> bool:
        """Whether a small place's name is made of words for bodies and streets: "High Court", "District 3"."""
        parts = self.spot.key.split()
        mere = words("common", "public", "compass", "county")
        return len(parts) > 1 and self.known < KNOWN and all(p in mere or p.isdigit() for p in parts)

    def part_of_town(self) -> bool:
        """Whether the spot names what every town may have: "the East Side", "the Austin neighborhood"; but "a Chicago
        neighborhood" is one of Chicago. Of such a name only a place near the story's others is believed.
        """
        if all(p in words("part", "compass") for p in self.spot.key.split()):
            return self.known < FAMOUS and not self._set_beside()
        if self.spot.want == "county" and self._of_town():
            return True
        one = self.last is not None and self.last.text.lower() in ("a", "an")
        after = self.next.text if self.next is not None else ""
        return (after in words("quarter") and not one) or (after[:1].isupper() and after.lower() in words("house"))

    def _of_town(self) -> bool:
        """Whether a town follows that it is a part of: "the Linden area of Columbus"; no "district of Uganda"."""
        if self.next is None or self.next.text != "of":
            return False
        outer = self.all.longest(self.spot.sentence, self.spot.end + 1)
        kinds = {e.kind for e in outer.entries if e.how == MAIN} if outer else set()
        return bool(kinds & {"town", "capital"}) and not kinds & {"country", "admin1", "region"}

    def _set_beside(self) -> bool:
        """Whether the place's country or division follows: "Side, Turkey"."""
        return self.next is not None and self.next.text == "," and self._held_by(self.spot.end + 1)

    def street(self) -> bool:
        """Whether the spot is a street's or a house's name: "the 400 block of North Detroit", "Midland Apartments"."""
        word = self.next.text if self.next else ""
        if word[:1].isupper() and word.lower().rstrip(".") in words("street"):
            return True
        if word in ("and", "&") and self._crossing():
            return True
        said = self.all.words_before(self.spot, 4)
        while said and said[0] in words("compass"):
            said = said[1:]
        return said[:1] == ["of"] and not words("stretch").isdisjoint(said[1:2])

    def _crossing(self) -> bool:
        """Whether the spot begins the name of a crossing: "Old Dover and Elm streets"."""
        for at in range(self.spot.end + 1, self.spot.end + CROSSING_TOKENS):
            token = self.all.token(self.spot.sentence, at)
            if token is None or not (token.text[0].isupper() or token.text in words("streets")):
                return False
            if token.text in words("streets"):
                return True
        return False

    def _acronym(self) -> bool:
        """Whether the spot is rather the short form of a body: "ITU", in a line that is not all in capitals."""
        if not self.spot.text.isupper() or len(self.spot.text) > 4 or self._loud():
            return False
        return all(e.kind in ("town", "admin2") for e in self.spot.entries)

    def _heads_report(self) -> bool:
        """Whether the spot is a dateline within the text: "OMAHA --", "OMAHA - ", but not "OMAHA-BASED"."""
        sentence = self.all.reading.sentences[self.spot.sentence]
        if self.spot.start != sentence.start or self.known == 0 or not self.spot.text.isupper():
            return False
        behind = self.all.tokens[self.spot.end : min(sentence.end, self.spot.end + DATELINE_TOKENS)]
        rest = [t.text for t in behind]
        hyphened = rest[:1] == ["-"] and behind[0].start == self.all.tokens[self.spot.end - 1].end
        dashes = DASHES if hyphened else {*DASHES, "-"}
        if rest[:1] == [","]:
            return bool({*dashes, ":"} & set(rest))
        told = self.all.reading.story.dateline.casefold().startswith(self.spot.text.casefold())
        return (rest[:1] == [":"] and (told or self.known == FAMOUS or self._opens_paragraph())) or (
            bool(rest) and rest[0] in {*dashes, "("}
        )

    def _opens_paragraph(self) -> bool:
        """Whether a paragraph of a page of reports begins with the spot: not who speaks in an interview, "JACKSON:"."""
        sentences, number = self.all.reading.sentences, self.spot.sentence
        reports = bool(self.all.reading.story.dateline) and number > 0
        return reports and sentences[number - 1].block != sentences[number].block

    def _heads_headline(self) -> bool:
        """Whether the spot opens a headline: "Minneapolis: Lorry drives into crowd"."""
        sentence = self.all.reading.sentences[self.spot.sentence]
        opens = self.spot.start == sentence.start and sentence.part == "title"
        return opens and self.known >= WELL_KNOWN and self.next is not None and self.next.text == ":"

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
        if self.label in ("ORG", "FAC") and (
            self.spot.key.split()[-1] in words("county") or self.spot.want == "county"
        ):
            return True  # "the Anderson County Courthouse" stands there
        if word in words("house") and self.known < KNOWN:
            return False  # "Pasteur Hospital" is named after a man
        return word in words("title") or (word in words("public") and self.label != "PERSON")

    def _set_off(self) -> bool:
        """Whether commas and the like part the spot from the rest of the model's name."""
        assert self.name is not None
        beside = [i for i in (self.spot.start - 1, self.spot.end) if self.name.start <= i < self.name.end]
        return all(self.all.tokens[i].text in LINKS | SET_OFF for i in beside)

    def _self_evident(self) -> bool:
        """Whether the name itself says that it is a division: "Anderson County", "Bay of Bengal" needs no more."""
        words_of = self.spot.key.split()
        return len(words_of) > 1 and (words_of[-1] in words("county", "division") or self.known == FAMOUS)

    def _surname(self) -> bool:
        """Whether the spot is the surname of somebody named in full elsewhere."""
        if self.spot.key not in self.all.surnames or any(e.kind in NO_SURNAMES for e in self.spot.entries):
            return False
        if self.said[0] in words("firmly"):
            return False
        told = self.spot.key in self.all.lain_in or (self.next is not None and self.next.text == ",")
        return not (told and self.label == "GPE" and self.known >= KNOWN)

    def _with_the_model(self) -> bool:
        """The model takes it for a place: a surname or common word still is none, nor a rare name without "in"."""
        if self._surname():
            return False
        if self.known == 0:
            return self.firm()
        return self.spot.key not in words("common") or self.known == FAMOUS or self._town_said()

    def _town_said(self) -> bool:
        """Whether a great town of a common name is meant: "in Nice", "the city of Reading"."""
        said = self.said[0] == "of" and self.said[1] in words("town")
        return self.known >= WELL_KNOWN and (said or self.firm())

    def _against_the_model(self) -> bool:
        """Without the model's word: by a firm preposition, a list of places, an office after it, or its fame."""
        if self._surname() or not self._alone() or self.spot.key in words("common"):
            return False
        if self.label in ("NORP", "LANGUAGE") and self.known < WELL_KNOWN:
            return self.firm() and self.known >= KNOWN
        if not self._proper():
            return self.known == FAMOUS and any(e.kind == "country" for e in self.spot.entries)
        if self.label == "PERSON" and self.known < WELL_KNOWN:
            return self._firmly() or self._local() or (self._listed() and self.known >= KNOWN)
        if self.known >= WELL_KNOWN or self._firmly() or self._listed() or self._local():
            return True
        return self.known >= KNOWN and self._likely()

    def _firmly(self) -> bool:
        town_said = self.said[0] == "of" and self.said[1] in words("town") | {"mayor", "outskirts"}
        return (self.said[0] in words("firmly") or town_said) and self.known > 0

    def _likely(self) -> bool:
        after = self.next.text.lower() if self.next else ""
        return self.said[0] in words("likely") or after in words("title")

    def _local(self) -> bool:
        """Whether a word for its people or houses follows the name: "an Alton man"."""
        return self.known > 0 and self.next is not None and self.next.text in words("local")

    def _listed(self) -> bool:
        """Whether the spot follows another place in a list: "Sumy, Chernihiv and Poltava"."""
        if self.before is None or not self.before[1] or self.known == 0:
            return False
        return self.all.linked(self.before[0], self.spot)

    def _proper(self) -> bool:
        """Whether the spot is written as a name where that tells something: not in a line of capitals."""
        inside = self.all.tokens[self.spot.start : self.spot.end]
        return (any(t.pos == "PROPN" for t in inside) or self.name is not None) and not self._loud()

    def _loud(self) -> bool:
        sentence = self.all.reading.sentences[self.spot.sentence]
        inside = (t.text for t in self.all.tokens[sentence.start : sentence.end])
        long = [w for w in inside if len(w) > 3 and w.isalpha()]
        return len(long) > 3 and sum(w.isupper() for w in long) > len(long) * 0.7

    def _alone(self) -> bool:
        """Whether no other name stands right beside the spot: "Washington Post", "Paris Hilton", "Bank of England"."""
        return not (self._goes_on() or self._begun_before() or self._of_a_body())

    def _goes_on(self) -> bool:
        """Whether a capitalised word after the spot carries its name on; a title does not, nor a name of its own."""
        if self.next is None or not named(self.next) or self.next.text.lower().rstrip(".") in words("title"):
            return False
        other = self.all.names.get(self.spot.end)
        apart = other is not None and other is not self.name and other.start == self.spot.end
        return not (apart and self.known == FAMOUS)

    def _begun_before(self) -> bool:
        """Whether the word before the spot begins its name."""
        if self.last is None or not named(self.last) or self.last.dep != "compound":
            return False
        return self.all.names.get(self.spot.start - 1) is None

    def _of_a_body(self) -> bool:
        """Whether "X of" with a capital X stands before: "University of Georgia", "Bank of England"."""
        at = self.spot.start - (2 if self.last and self.last.text.lower() == "the" else 1)
        of, head = self.all.token(self.spot.sentence, at), self.all.token(self.spot.sentence, at - 1)
        if of is None or of.text != "of" or head is None or not named(head):
            return False
        return head.text.lower() not in words("division", "town", "county", "title")


def named(token: Token) -> bool:
    """Whether a token is part of a name by its capital and tag."""
    return token.pos == "PROPN" and token.text[0].isupper()
