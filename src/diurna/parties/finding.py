"""The way in: every noun phrase of a reading that denotes a possible actor becomes a party."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.parties.memory import Draft, Memory
from diurna.parties.names import Names
from diurna.parties.naming import Naming
from diurna.parties.phrases import MODIFIER, NOMINAL, Phrases, phrases
from diurna.records import Party, PartyAt, Reading, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from diurna.parties.register import Entry, Hit, Noun, Register

GIVES_PLACE = frozenset(("of", "in", "from", "at", "near", "throughout", "across", "inside", "around"))
BELONGS = frozenset(("of", "for", "from", "with", "to", "at", "in"))
SUBJECT = frozenset(("nsubj", "nsubjpass", "ROOT"))
ARMED = frozenset(("REB", "PRM", "CRM", "UAF"))
SIDES = frozenset(("OPP", "PTY"))
OFFICE = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "COP", "PTY"))
ACTING = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "COP", "REB", "PRM", "CRM", "OPP", "PTY"))
STATE = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "ELI"))
SERVICE = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "COP"))
GUESTS = frozenset(("delegation", "minister", "foreign minister", "envoy", "president", "prime minister", "visitor"))
QUOTES = frozenset(("“", "”", "«", "»", '"', "``", "''"))
SAYING = frozenset(
    ("say", "tell", "add", "warn", "threaten", "urge", "vow", "meet", "visit", "accuse", "deny", "reject", "call",
     "demand", "announce", "pledge", "promise", "condemn", "praise", "welcome", "arrive", "sign", "order",
     "write", "speak")
)  # fmt: skip
SIDED = frozenset(
    ("country", "government", "nation", "state", "neighbour", "neighbor", "army", "navy", "military", "minister",
     "president",
     "leader", "capital", "parliament", "police", "official", "diplomat", "force", "foe", "rival", "ally")
)  # fmt: skip
DASHES = frozenset(("-", "–", "—", "--"))
OTHERS = frozenset(("ally", "neighbour", "neighbor", "partner", "rival", "enemy", "foe", "adversary", "backer"))
INCLUDING = frozenset(("including", "like", "as"))
PLACES = frozenset(("country", "capital", "region"))
LOOSE = frozenset(("PUNCT", "ADV", "SYM", "ADP"))
AMOUNT = frozenset(("least", "most", "more", "than", "some"))
ABROAD = frozenset(("", "IGO", "NGO", "IMG"))
THEIRS = {"its": "it", "their": "it", "his": "he", "her": "she"}


def find(reading: Reading, register: Register, *, on: date | None, home: str = "") -> tuple[PartyAt, ...]:
    """Give the parties of a reading in the order of their start tokens.

    `on` is the day whose offices hold (None: the latest known). `home` is the ISO3 code of the country where the story
    is set; bare domestic nouns ("police") and undecided parties get it.
    """
    search = Search(reading, register, on, home)
    found: list[PartyAt] = []
    for number, sentence in enumerate(reading.sentences):
        found += [search.record(draft) for draft in search.sentence(number, sentence)]
    return tuple(found)


class Search:
    """The state of one call: the names found in the story, and what has been introduced so far."""

    def __init__(self, reading: Reading, register: Register, on: date | None, home: str) -> None:
        self.reading, self.register, self.on, self.home = reading, register, on, home
        self.names = Names(reading, register, home, on)
        self.owner, self.labels = self.names.owner, self.names.labels
        self.naming = Naming(reading, register, self.names)
        self.memory = Memory()
        self.span = Sentence(0, 0, "text", 0)  # the sentence at hand, and what is known of it:
        self.hits: list[Hit] = []
        self.drafts: dict[int, Draft] = {}  # by head
        self.covered: set[int] = set()
        self.parts = Phrases({}, {})
        self.setting = ""  # the country of its places
        self.scene = ""  # the country with whose place it opens: "In Managua, ..."

    # -- sentences -------------------------------------------------------------------------------------------------

    def sentence(self, number: int, sentence: Sentence) -> list[Draft]:
        """Give the parties of one sentence, resolved against what came before, by start."""
        self.drafts, self.covered, self.span = {}, set(), sentence
        self.hits = self.names.hits[number]
        self.parts = phrases(self.reading.tokens, sentence)
        story = self.reading.story
        self.naming.part = story.title if sentence.part == "title" else story.text
        self.setting, self.scene = self._setting(sentence), self._scene(sentence)
        tokens, owner, covered = self.reading.tokens, self.owner, self.covered
        self.naming.opening = self._dateline(sentence)
        for i in range(sentence.end - 1, self.naming.opening - 1, -1):
            if (i in owner or tokens[i].pos in NOMINAL) and i not in covered:
                self._visit(i, sentence)
        ordered = sorted(self.drafts.values(), key=lambda d: (d.start, d.end))
        found: list[Draft] = []
        for draft in ordered:
            draft.sentence = number
            found.append(draft)
            found += self._resolve(draft)
            self.memory.keep(draft)
        return [d for d in found if d.rule]

    def _setting(self, sentence: Sentence) -> str:
        """The country of the first place of the sentence that stands behind "in", "at", "near", or opens a dateline."""
        tokens = self.reading.tokens
        for hit in self.hits:
            i = hit.start
            if hit.entries[0].kind not in PLACES:
                continue
            before = tokens[i - 1].text.lower() if i > sentence.start else ""
            if hit.entries[0].kind == "region" and not self.names.trusts(hit.entries[0].country):
                continue
            dateline = i == sentence.start and tokens[i].text.isupper() and len(tokens[i].text) > 3
            if dateline or before in ("in", "near", "at", "across", "throughout", "outside", "around", "'s", "of"):
                return hit.entries[0].country
        return ""

    def _dateline(self, sentence: Sentence) -> int:
        """Where the sentence goes on behind a dateline: "LIMA, Peru, May 2 - Police ..."; its start without one."""
        tokens, at = self.reading.tokens, sentence.start
        if not (tokens[at].text.isupper() and at in self.owner and sentence.part == "text"):
            return at
        for i in range(at + 1, min(at + 14, sentence.end)):
            if tokens[i].text in DASHES and tokens[i].start > tokens[i - 1].end:
                return i + 1
        return at

    def _scene(self, sentence: Sentence) -> str:
        """The country of the place with which the sentence opens: "In Managua, the minister"."""
        at = sentence.start
        if self.reading.tokens[at].text not in ("In", "Across", "Near"):
            return ""
        hit = self.owner.get(at + 1) if at + 1 < sentence.end else None
        return hit.entries[0].country if hit is not None and hit.entries[0].kind in PLACES else ""

    def _visit(self, i: int, sentence: Sentence) -> None:
        token, hit = self.reading.tokens[i], self.owner.get(i)
        if hit is not None and self._namesake(hit):
            hit = None
        if hit is not None:
            if i == self._top(hit):
                self._visit_name(i, hit, sentence)
            return
        if token.pos == "PRON":
            self._visit_pronoun(i, token)
        elif token.dep == "compound" or token.dep not in MODIFIER:
            noun = self._noun(i, sentence.start)
            if noun is not None and noun.kind == "none":
                self.covered.update(range(i - len(noun.words) + 1, i + 1))
                return
            if token.dep in MODIFIER:
                if noun is not None and noun.kind == "org" and noun.sector in ACTING and token.dep == "compound":
                    self._visit_noun(i, noun)
            elif noun is not None and "of" in noun.words:
                self._visit_noun(i - len(noun.words) + 1, noun, i)
            elif noun is not None:
                self._visit_noun(i, noun)
            elif token.pos == "PROPN":
                self._visit_unlisted(i, sentence)

    def _namesake(self, hit: Hit) -> bool:
        """Whether the story has introduced somebody else by the surname that a listed leader bears too."""
        if hit.entries[0].kind != "leader" or hit.end - hit.start > 1:
            return False
        known = self.memory.persons.get(self.reading.tokens[hit.start].text)
        return known is not None and known.name != hit.entries[0].name

    def _top(self, hit: Hit) -> int:
        tokens = self.reading.tokens
        for i in range(hit.end - 1, hit.start - 1, -1):
            if not hit.start <= tokens[i].head < hit.end or tokens[i].head == i:
                return i
        return hit.end - 1

    def _noun(self, i: int, floor: int) -> Noun | None:
        """The party noun that ends at the token, by its form, else by its lemma."""
        token, nouns = self.reading.tokens[i], self.register.nouns
        text = token.text.lower()
        known = nouns.get(text)
        found = self._longest(known, i, floor) if known else None
        if found is None:
            known = nouns.get(token.lemma.lower())
            if known is None and token.pos == "PROPN" and text.endswith("s"):  # the lemma of a name keeps its plural
                known = nouns.get(text[:-1])
            found = self._longest(known, i, floor) if known else None
        return found

    def _longest(self, nouns: list[Noun], i: int, floor: int) -> Noun | None:
        tokens = self.reading.tokens
        for noun in nouns:
            size = len(noun.words)
            if size == 1:
                return noun
            first = i - size + 1
            if first >= floor and _spelt(noun.words, tokens, first):
                return noun
        return None

    # -- kinds of phrases ------------------------------------------------------------------------------------------

    def _visit_pronoun(self, i: int, token: Token) -> None:
        subject = token.dep in ("nsubj", "nsubjpass") and token.text.lower() in ("he", "she", "they", "it")
        if subject and not self._quoted(i):
            self._add(Draft(i, i + 1, i, "", "", "", "", "pronoun", noun=token.text.lower()))

    def _quoted(self, i: int) -> bool:
        """Whether the token stands between quotation marks: who "he" is there, only the speaker knows."""
        inside, tokens = False, self.reading.tokens
        for k in range(self.span.start, i):
            text = tokens[k].text
            if text in QUOTES:
                inside = text in "“«" or (text in '"``' and not inside)
        return inside

    def _visit_name(self, i: int, hit: Hit, sentence: Sentence) -> None:
        entry, token = hit.entries[0], self.reading.tokens[i]
        if self.names.against(hit):
            return
        start, term = hit.start, entry.term(self.on)
        modifier = token.dep in MODIFIER or token.dep == "poss"
        kind = {"leader": "person", "body": "name"}.get(entry.kind, "country")
        sector = term.sector
        if not modifier:
            start = min(self.parts.left.get(i, i), hit.start)
            if entry.kind in ("adjective", "ethnic"):
                sector = "CVL"
        elif entry.kind == "leader":
            start = self._titled(hit.start, sentence.start)
        if entry.kind == "leader":
            sector = self._held(sector, start, hit.start)
        start = self._trim(start, hit.start)
        name = self.naming.plain(hit.start, hit.end) if entry.kind == "people" else entry.name
        draft = Draft(
            start, max(i + 1, hit.end), i, name, term.country, sector, f"list:{entry.kind}", kind, noun=term.office
        )
        if entry.kind in ("country", "capital", "region") and start < hit.start:
            draft.start = hit.start - 1 if self.reading.tokens[hit.start - 1].pos == "DET" else hit.start
        self._add(draft)
        if not modifier:
            self._drop_appositive(i)

    def _visit_noun(self, i: int, noun: Noun, last: int = 0) -> None:
        """A party noun with its head at `i`; `last` is given where the noun ends behind its head (head of state)."""
        last = last or i
        start = self._trim(self.parts.left.get(i, i), i)
        if self.reading.tokens[i].dep == "compound":
            start = self._with_demonym(min(start, i - len(noun.words) + 1))
        start = self._behind_list(start, i)
        givers = self._givers(start, i)
        owner = self._possessor(start, i) if not givers else ""
        end, country, belonging = (last + 1, "", None) if givers or owner else self._after(last, noun)
        if givers:
            country = givers[0][1].term(self.on).country
        reach = self.naming.tail(i, self.span.end) if noun.kind == "org" and last == i else 0
        if reach > end:
            self._absorb(i, reach)
            end = reach
        first = i if last > i else i - len(noun.words) + 1
        sector = self._sector(noun, start, first, givers, belonging)
        definite = self.reading.tokens[start].text.lower() in ("the", "its", "his", "their", "this")
        said = " ".join(noun.words)
        draft = Draft(start, end, i, "", country, sector, f"noun:{said}", "noun", said, definite)
        draft.shape, draft.reach = noun.kind, reach
        draft.pair = self._of_two(start, i) or (belonging is not None and belonging.pair)
        self._name_person(draft, i, noun)
        if not draft.country:
            self._domestic(draft, noun, first)
        self._mend_sector(draft)
        if noun.kind == "count" and belonging is not None:
            draft.name = belonging.name or self._noun_name(belonging)
        if not self._says_nothing(draft, noun, belonging):
            draft.owner = owner
            self._add(draft)
            self._of_more_places(draft)
            self._include(draft)
            self._more_countries(draft, givers[1:])

    def _behind_list(self, start: int, stop: int) -> int:
        """ "Chad, Niger exchange prisoners": in a headline the countries before the comma are who does it."""
        tokens, at = self.reading.tokens, start
        while at < stop and (hit := self.owner.get(at)) is not None and hit.entries[0].kind in ("country", "capital"):
            comma = hit.end < stop and tokens[hit.end].text == ","
            if at == start and not comma and not self._listed_before(start):
                return start
            at = hit.end + comma
        return at if at < stop else start

    def _of_two(self, start: int, head: int) -> bool:
        """Whether the phrase is "both X" or "the two X" of states: who they are, was said before."""
        tokens = self.reading.tokens
        word = tokens[start].text.lower()
        counted = word == "both" or (word == "the" and start + 1 < head and tokens[start + 1].text == "two")
        return (counted and tokens[head].lemma.lower() in SIDED) or (
            word == "the" and tokens[head].text in ("neighbours", "neighbors")
        )

    def _listed_before(self, start: int) -> bool:
        """Whether a country and a comma open the sentence before the token."""
        opening = self.owner.get(self.span.start)
        listed = opening is not None and opening.entries[0].kind in ("country", "capital")
        return (
            listed and opening is not None and opening.end == start - 1 and self.reading.tokens[start - 1].text == ","
        )

    def _with_demonym(self, start: int) -> int:
        """ "Georgian police vehicles": the adjective hangs on the vehicles but says whose the police is."""
        hit = self.owner.get(start - 1) if start > self.span.start else None
        return hit.start if hit is not None and hit.entries[0].kind in ("adjective", "ethnic") else start

    def _says_nothing(self, draft: Draft, noun: Noun, belonging: Draft | None) -> bool:
        """Whether the noun names no actor by itself: "a number", "unit 4"."""
        if noun.kind == "count":
            return belonging is None and noun.home != "1"
        if noun.kind == "thing":
            return not draft.country or not self._givers(draft.start, draft.head)
        if noun.home == "-" and not draft.country and (not draft.sector or (noun.kind == "org" and not draft.definite)):
            return not self._of_several(draft.start, draft.head)
        return not draft.sector and draft.country != "IGO" and draft.rule.endswith("+home") and not draft.definite

    def _visit_unlisted(self, i: int, sentence: Sentence) -> None:
        label = self.labels.get(i, "")
        start = self._trim(self.parts.left.get(i, i), i)
        title = self._title(start, i, sentence.start)
        introduced = self.reading.tokens[i].text in self.memory.persons
        if label not in ("PERSON", "ORG") and title is None and not introduced and not self._speaks(start, i, label):
            return
        if label == "ORG" and title is None:
            self._add(self._unlisted_body(start, i))
            return
        draft = Draft(start, i + 1, i, "", "", "", "name:person", "person", gender=self._gender(start))
        if title is None:
            draft.name = self.naming.plain(start, i + 1)
            self._identify(draft, i)
        else:
            self._title_gives(draft, title, i)
        self._add(draft)

    def _speaks(self, start: int, i: int, label: str) -> bool:
        """Whether a name that the model passed over is a person: two words or an honorific, and it says something."""
        tokens = self.reading.tokens
        if label or tokens[i].dep != "nsubj" or not tokens[i].text[:1].isupper() or tokens[i].text.isupper():
            return False
        return i > start and tokens[tokens[i].head].lemma in SAYING and tokens[i - 1].text[:1].isupper()

    def _unlisted_body(self, start: int, i: int) -> Draft:
        """A body that no list holds: country and sector from the words of its name ("Lagos State Police Command")."""
        givers = self._givers(start, i + 1)
        nouns = [noun for k in range(start, i) if (noun := self._noun(k, start)) is not None and noun.kind == "org"]
        country = givers[0][1].country if givers else ""
        sector = nouns[-1].sector if nouns else ""
        return Draft(start, i + 1, i, self.naming.plain(start, i + 1), country, sector, "name:org", "name")

    def _title_gives(self, draft: Draft, title: tuple[int, Noun], i: int) -> None:
        at, noun = title
        draft.name, draft.noun = self.naming.plain(at + 1, i + 1), " ".join(noun.words)
        draft.rule = f"title:{draft.noun}"
        givers = self._givers(draft.start, at)
        draft.sector = self._sector(noun, draft.start, at - len(noun.words) + 1, givers, None)
        if givers:
            draft.country = givers[0][1].term(self.on).country
        else:
            draft.end, draft.country, _ = self._after(i, noun)
        if not draft.country:
            self._domestic(draft, noun, at - len(noun.words) + 1)
        self._mend_sector(draft)

    # -- parts of phrases ------------------------------------------------------------------------------------------

    def _trim(self, start: int, stop: int) -> int:
        tokens = self.reading.tokens
        while start < stop and (
            tokens[start].pos in LOOSE or tokens[start].text.lower() in AMOUNT or tokens[start].text in "\"'“‘-–|©•"
        ):
            start += 1
        return start

    def _givers(self, start: int, stop: int) -> list[tuple[int, Entry]]:
        """The names before a noun that say whose it is."""
        givers, i = [], start
        while i < stop:
            hit = self.owner.get(i)
            if hit is None:
                i += 1
                continue
            if not self.names.opposed(hit) and not self._of_the_other(hit, stop):
                givers.append((i, hit.entries[0]))
            i = max(hit.end, i + 1)
        return givers

    def _of_the_other(self, hit: Hit, head: int) -> bool:
        """Whether a country owns somebody who is not of it: "Kyiv's allies"."""
        tokens = self.reading.tokens
        if hit.entries[0].kind not in PLACES or head >= len(tokens):
            return False
        return tokens[hit.end - 1].dep == "poss" and tokens[head].lemma.lower() in OTHERS

    def _after(self, i: int, noun: Noun) -> tuple[int, str, Draft | None]:
        """What follows the noun and says whose it is: "of Sudan", "in Darfur", "of Egyptian officers"."""
        tokens, end = self.reading.tokens, i + 1
        for prep in self.parts.after.get(i, ()):
            word = tokens[prep].text.lower()
            for obj in self.parts.after.get(prep, ()):
                if tokens[obj].dep != "pobj":
                    continue
                hit, draft = self.owner.get(obj), self.drafts.get(obj)
                if hit is not None and word in GIVES_PLACE and (noun.kind == "part" or self._place(hit)):
                    self._absorb(i, hit.end)
                    belongs = draft if noun.kind == "part" and hit.entries[0].kind in ("body", "leader") else None
                    return hit.end, hit.entries[0].term(self.on).country, belongs
                if draft is None or word not in BELONGS or (noun.kind == "title" and not draft.pair):
                    continue
                nobody = noun.kind in ("part", "staff") and draft.sector and word == "of"
                if draft.country or nobody or (draft.pair and word == "of"):
                    self._absorb(i, draft.end)
                    return draft.end, draft.country, draft
        return end, self._beside(i + 1), None

    def _beside(self, at: int) -> str:
        """The country of "in Guinea" right behind the noun, even where the parse hangs it on the verb."""
        tokens, hit = self.reading.tokens, self.owner.get(at + 1)
        if hit is None or at >= self.span.end or tokens[at].text.lower() not in GIVES_PLACE:
            return ""
        return hit.entries[0].country if self._place(hit) else ""

    def _possessor(self, start: int, stop: int) -> str:
        for i in range(start, stop):
            token = self.reading.tokens[i]
            if token.dep == "poss" and token.text.lower() in THEIRS:
                return THEIRS[token.text.lower()]
        return ""

    def _place(self, hit: Hit) -> bool:
        return hit.entries[0].kind in ("country", "capital", "region", "body")

    def _absorb(self, start: int, end: int) -> None:
        for head in [h for h in self.drafts if start < h < end]:
            del self.drafts[head]

    def _strength(self, start: int, stop: int) -> tuple[str, int]:
        best = ("", 0)
        for i in range(start, stop):
            if i not in self.owner:
                found = self.register.modifiers.get(self.reading.tokens[i].text.lower())
                if found and found[1] > best[1]:
                    best = found
        return best

    def _held(self, sector: str, start: int, stop: int) -> str:
        """The sector of a listed person by the words before the name: "former" and a title outweigh the list."""
        if self._strength(start, stop)[1] == 3:
            return "ELI"
        title = self._title(start, stop, start) if sector == "ELI" else None
        return title[1].sector if title is not None and title[1].kind == "title" else sector

    def _sector(
        self, noun: Noun, start: int, first: int, givers: list[tuple[int, Entry]], belonging: Draft | None
    ) -> str:
        word, strength = self._strength(start, first)
        bodies = [e for _, e in givers if e.kind in ("body", "leader")]
        owner = bodies[0].term(self.on).sector if bodies else ""
        if strength == 3 and noun.sector in OFFICE:
            return word
        if (owner in ARMED and noun.kind != "title") or (owner in SIDES and noun.sector == "CVL"):
            return owner
        if strength == 2 and (noun.kind != "org" or noun.sector == "MIL" or (word, noun.sector) == ("OPP", "PTY")):
            return noun.sector if word == "OPP" and noun.sector in ARMED else word
        if noun.kind == "staff":
            held = belonging.sector if belonging is not None else owner or word
            return held if held in SERVICE else noun.sector
        if noun.kind not in ("part", "count"):
            return noun.sector
        inherited = belonging.sector if belonging is not None else noun.sector
        return (word if strength else "") or owner or inherited

    def _mend_sector(self, draft: Draft) -> None:
        if draft.sector == "NGO":
            draft.country, draft.sector = draft.country or "NGO", "" if not draft.country else "SOC"
        if draft.country == "IGO":
            draft.sector = ""

    def _domestic(self, draft: Draft, noun: Noun, first: int) -> None:
        """The country of a noun that does not say it: of the place, the story, or whoever acts in the sentence."""
        if noun.sector == "UAF" or noun.home == "-" or self._of_several(draft.start, first):
            return
        nearest = self._acting(draft.start)
        if noun.sector in STATE and noun.kind in ("title", "part"):
            order = (self.scene, self.home, nearest, self.names.story, self.setting)
        elif noun.home == "1":
            order = (self.setting, self.home, self.names.story, nearest, "")
        else:
            known = self.home if nearest in ("", self.home) else ""
            order = (self.setting, known, "" if self.home else self.names.only, "", "")
        draft.country = next((country for country in order if country), "")
        if draft.country:
            draft.rule += "+home"

    def _of_several(self, start: int, stop: int) -> bool:
        """Whether the words before the noun say that it is of other or of several countries: "both armies"."""
        tokens = self.reading.tokens
        return any(tokens[i].text.lower() in self.register.foreign for i in range(start, stop))

    def _acting(self, before: int) -> str:
        """The country of the last name before the token, else of the first one after it, in the sentence."""
        found = ""
        for hit in self.hits:
            if hit.start > before and found:
                break
            if hit.entries[0].country not in ABROAD and not self.names.opposed(hit):
                found = hit.entries[0].country
        return found

    def _title(self, start: int, stop: int, floor: int) -> tuple[int, Noun] | None:
        for i in range(stop - 1, start - 1, -1):
            noun = self._noun(i, floor) if i not in self.owner else None
            if noun is not None and noun.kind in ("title", "part", "people"):
                return i, noun
        return None

    def _titled(self, start: int, floor: int) -> int:
        """Where the titles that stand directly before a name start."""
        tokens, at = self.reading.tokens, start
        while at > floor:
            before = tokens[at - 1]
            known = self._noun(at - 1, floor) is not None or self.register.modifiers.get(before.text.lower())
            if not (known or (before.pos == "PROPN" and before.dep == "compound") or at - 1 in self.owner):
                break
            at -= 1
        return at

    def _name_person(self, draft: Draft, i: int, noun: Noun) -> None:
        """A title whose bearer follows as an apposition: "Ambassador Andrii Melnyk", "the minister, Ana Lopez,"."""
        if noun.kind == "org":
            return
        for other in self._appositions(i):
            person = self.drafts.get(other)
            if person is None or not (person.kind == "person" or person.rule == "name:org"):
                continue
            draft.name, draft.kind = person.name, "person"
            if person.rule.startswith("list:"):
                draft.country, draft.rule = person.country, person.rule
                draft.sector = draft.sector if draft.sector == "ELI" else person.sector
            if person.start == draft.end:
                draft.end = person.end
            del self.drafts[other]
            return

    def _of_more_places(self, draft: Draft) -> None:
        """ "The envoys of Sweden and Jordan": each further country is a party with the same head."""
        tokens, after = self.reading.tokens, self.parts.after
        objects = [
            o for prep in after.get(draft.head, ()) if tokens[prep].text in ("of", "from") for o in after.get(prep, ())
        ]
        for i in (k for o in objects if o < draft.end for k in self._joined_to(o)):
            hit, known = self.owner.get(i), self.drafts.get(i)
            if hit is not None and known is not None and hit.entries[0].kind in ("country", "capital"):
                del self.drafts[i]
                country = hit.entries[0].country
                self.drafts[-i] = replace(draft, start=hit.start, end=hit.end, country=country, name="", reach=0)
                self.drafts[-i].name = self.naming.description(draft.start, draft.head, country, draft.head)

    def _joined_to(self, i: int) -> list[int]:
        found = [k for k in self.parts.after.get(i, ()) if self.reading.tokens[k].dep == "conj"]
        return [k for f in found for k in (f, *self._joined_to(f))]

    def _include(self, draft: Draft) -> None:
        """Who is included in a group stands with its head: "European leaders, including Macron and Merz"."""
        members = [k for prep in self.parts.after.get(draft.head, ()) for k in self._included(prep)]
        named = [self.drafts[k] for k in members if k in self.drafts and self.drafts[k].kind != "noun"]
        if not named:
            return
        for member in named:
            del self.drafts[member.head]
            self.drafts[-member.head] = member
            member.head = draft.head
        if not draft.country or draft.rule.endswith("+home"):
            del self.drafts[draft.head]

    def _included(self, prep: int) -> list[int]:
        tokens, after = self.reading.tokens, self.parts.after
        word = tokens[prep].text.lower()
        if word not in INCLUDING or (word == "as" and tokens[prep - 1].text.lower() != "such"):
            return []
        return [j for k in after.get(prep, ()) if tokens[k].dep == "pobj" for j in (k, *self._joined_to(k))]

    def _appositions(self, i: int) -> list[int]:
        """What stands in apposition to the noun, or to the place that it is of: "the mayor of X, Y"."""
        tokens, after = self.reading.tokens, self.parts.after
        found = [k for k in after.get(i, ()) if tokens[k].dep == "appos"]
        if not found:
            objects = [o for prep in after.get(i, ()) if tokens[prep].text == "of" for o in after.get(prep, ())]
            found = [k for o in objects for k in after.get(o, ()) if tokens[k].dep == "appos"]
        return found

    def _identify(self, draft: Draft, i: int) -> None:
        """A person whom an apposition describes: "Ferit Hoxha, Albania's foreign minister"."""
        for other in self.parts.after.get(i, ()):
            said = self.drafts.get(other)
            if self.reading.tokens[other].dep == "appos" and said is not None and said.kind in ("noun", "person"):
                draft.country, draft.sector, draft.noun = said.country, said.sector, said.noun
                draft.rule = "apposition:" + said.noun
                del self.drafts[other]
                return

    def _drop_appositive(self, i: int) -> None:
        for other in self.parts.after.get(i, ()):
            said = self.drafts.get(other)
            if self.reading.tokens[other].dep == "appos" and said is not None and said.kind == "noun":
                del self.drafts[other]

    def _more_countries(self, draft: Draft, givers: list[tuple[int, Entry]]) -> None:
        """ "Hungarian and Romanian officials": the second country is a party with the same head."""
        for at, entry in givers:
            if entry.kind in ("country", "adjective") and entry.country != draft.country:
                tokens = self.reading.tokens
                if tokens[at].dep != "conj" and tokens[at - 1].text not in ("and", ",", "-"):
                    continue
                name = self.naming.description(at, draft.head, entry.country, draft.head)
                self.drafts[-at] = Draft(
                    at, draft.head + 1, draft.head, name, entry.country, draft.sector, draft.rule, "noun", draft.noun
                )

    def _add(self, draft: Draft) -> None:
        token = self.reading.tokens[draft.head]
        draft.top = self._top_of_joined(draft.head)
        draft.subject = self.reading.tokens[draft.top].dep in SUBJECT
        draft.plural = token.tag in ("NNS", "NNPS") or token.text.lower() == "police"
        self.drafts[draft.head] = draft
        self.covered.update(range(draft.start, draft.end))

    def _top_of_joined(self, i: int) -> int:
        tokens = self.reading.tokens
        for _ in range(8):
            if tokens[i].dep != "conj" or not self.span.start <= tokens[i].head < i:
                break
            i = tokens[i].head
        return i

    # -- words -----------------------------------------------------------------------------------------------------

    def _noun_name(self, draft: Draft) -> str:
        """A body with a proper name keeps it as written; any other noun is described."""
        start, head = draft.start, draft.head
        words = len(draft.noun.split()) if draft.shape and " of " not in draft.noun else 1
        if draft.reach > head + 1 or self.naming.proper(start, head, head - words + 1):
            return self._own_name(draft)
        owned = any(e.kind in ("body", "leader", "ethnic") for _, e in self._givers(start, head))
        name = self.naming.description(start, head, "" if owned else draft.country, head - words + 1)
        _, of, rest = draft.noun.partition(" of ")
        return name + of + rest

    def _own_name(self, draft: Draft) -> str:
        """The name as written, from behind a possessor: "Dhaka Metropolitan Police", "China's Cosco"."""
        tokens, start = self.reading.tokens, draft.start
        for i in range(draft.start, draft.head):
            if tokens[i].dep == "case":
                start = i + 1
        return self.naming.plain(start, max(draft.head + 1, draft.reach))

    def _gender(self, start: int) -> str:
        return {"mr.": "he", "mrs.": "she", "ms.": "she"}.get(self.reading.tokens[start].text.lower(), "")

    # -- resolution ------------------------------------------------------------------------------------------------

    def _resolve(self, draft: Draft) -> list[Draft]:
        """Say who a draft is by what came before; gives the others that "they" stands for besides the first."""
        if draft.owner:
            self._owned(draft)
        if draft.kind == "noun" and not draft.name:
            draft.name = self._noun_name(draft)
        if draft.kind == "pronoun":
            return self._pronoun(draft)
        if draft.pair:
            return self._pair(draft)
        if draft.kind == "person" and not draft.rule.startswith("list:"):
            known = self.memory.person(draft.name)
            if known is not None and (len(draft.name.split()) == 1 or known.name == draft.name):
                self._stand_for(draft, known, "same name")
        elif draft.kind == "noun" and draft.definite and not draft.rule.startswith("list:"):
            country = "" if draft.rule.endswith("+home") else draft.country
            known = self.memory.holder(draft.noun, country)
            if known is not None:
                self._stand_for(draft, known, "office")
            elif draft.rule.endswith("+home") or not draft.country:
                self._stand_for(draft, self.memory.body(draft.noun) or self._guest(draft), "the same")
        return []

    def _pronoun(self, draft: Draft) -> list[Draft]:
        opens = draft.start < self.span.start + 4
        meant = self.memory.antecedents(draft.noun, draft.sentence, opens=opens)
        twins = [replace(draft) for _ in meant[1:]]
        for twin, known in zip((draft, *twins), meant, strict=False):
            self._stand_for(twin, known, "pronoun")
        return twins

    def _pair(self, draft: Draft) -> list[Draft]:
        """ "Both governments" stands for the two countries named together before."""
        countries = self.memory.pair()
        twins = [replace(draft) for _ in countries[1:]]
        for twin, country in zip((draft, *twins), countries, strict=False):
            twin.country, twin.rule, twin.name = country, f"{twin.rule.removesuffix('+home')}+both", ""
            if twin.noun in ("country", "countries", "nation", "state", "neighbour", "neighbor"):
                twin.name, twin.sector = self.register.countries.get(country, ""), "GOV"
            twin.name = twin.name or self.naming.description(draft.start, draft.head, country, draft.head)
        return twins

    def _guest(self, draft: Draft) -> Draft | None:
        """Whose "the delegation" is that follows a visitor from abroad: the visitor's country's."""
        if draft.noun not in GUESTS:
            return None
        known = self.memory.possessor("he", draft.sentence)
        if known is not None and known.country not in ("", self.home) and known.sector == "GOV":
            draft.country, draft.rule = known.country, "noun:" + draft.noun + "+guest"
            draft.name = self._noun_name(draft)
        return None

    def _owned(self, draft: Draft) -> None:
        """ "its army", "his envoy": the country of whoever was named last."""
        known = self.memory.possessor(draft.owner, draft.sentence)
        if known is not None and known.country and known.country != "IGO":
            draft.country, draft.rule = known.country, draft.rule.removesuffix("+home") + "+its"
            if draft.shape == "part" and known.sector in (ARMED | SIDES) and known.kind in ("name", "noun"):
                draft.sector = known.sector

    def _stand_for(self, draft: Draft, known: Draft | None, rule: str) -> None:
        if known is not None:
            draft.name, draft.country = known.name, known.country or draft.country
            draft.sector, draft.rule, draft.kind = known.sector or draft.sector, rule, known.kind

    def record(self, draft: Draft) -> PartyAt:
        """Turn a draft into the record that leaves the room."""
        tokens, part = self.reading.tokens, self.naming.part
        text = part[tokens[draft.start].start : tokens[draft.end - 1].end]
        party = Party(text, draft.name or text, draft.country, draft.sector, draft.rule)
        return PartyAt(draft.start, draft.end, draft.head, party)


def _spelt(words: tuple[str, ...], tokens: Sequence[Token], first: int) -> bool:
    """Whether all but the last of a noun's words stand from `first` on."""
    for offset in range(len(words) - 1):
        text = tokens[first + offset].text.lower()
        if text != words[offset] and text.replace("’", "'") != words[offset]:
            return False
    return True
