"""What the merge knows of a mention: days, place, parties and counts made comparable, and what its story is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from diurna.incidents.words import WORD, bag, own_text, stem, stems, takes_up, weight, weighted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diurna.records import Mention, Party, Story

LEAD_WORDS = 300  # of a story: what follows is background, other news and furniture
OPENING_WORDS = 60  # headline and first paragraph
RARE_NAME = 1.9  # the least sum of the weights of the two words of a full name (1 is the most of each)
TAKEN_UP = 2  # times that the text uses a word of its headline which is its topic
UNUSUAL = 0.8  # weight from which a capitalised word counts as a name: it stands in 1 of 2,000 texts at most
NAMED = ("list", "name", "same name", "title", "apposition", "office")  # rules that give a party by its name
LISTED = ("list:country", "list:people", "list:body", "place")  # rules of parties that are no persons
NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d\d")
ORDINARY_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\"“”'‘’(•|-]\s*)$")
FINE = {"site", "city", "district"}
FAMILIES = {
    "ASSAULT": "force",
    "PROTEST": "protest",
    "COERCE": "repression",
    "SANCTION": "repression",
    "MOBILIZE": "force",
}
NO_TRADE = {"CVL", "SOC", "UNK", ""}  # sectors of strikers of whom another story may know the trade
WORKERS = frozenset(stems("workers union unions unionists employees staff strikers members federation"))
SAID = {"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}  # acts of one who speaks
QUAD_FAMILIES = {1: "words", 2: "deeds", 3: "conflict", 4: "repression"}


@dataclass(frozen=True, slots=True)
class Gist:
    """What a story is about: bags of its lead, opening and title, and its unusual names."""

    story: str
    lead: dict[str, float]
    opening: dict[str, float]
    title: dict[str, float]
    names: dict[str, float]
    topics: frozenset[str]  # unusual words of the headline that the text takes up; no place, no listed party
    places: frozenset[str]
    full_names: tuple[str, ...]  # pairs of unusual names that follow each other, the commonest first
    numbers: frozenset[str]  # of two digits and more in the lead, but for years
    published: int | None  # day number


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map; `fine` when it is a town or smaller."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    precision: str

    @property
    def fine(self) -> bool:
        """Whether it is a town, a district or smaller."""
        return self.precision in FINE


@dataclass(frozen=True, slots=True)
class Profile:
    """One mention, ready to be compared. Days are day numbers; `first` is None when no day is known."""

    event: str
    gist: Gist
    type: str
    family: str
    status: str
    modes: frozenset[str]
    first: int | None
    last: int | None
    place: Point | None
    named: frozenset[str]  # parties by name, either side
    countries: frozenset[str]
    speakers: frozenset[str]  # country and sector of who said it, when it was said
    counts: dict[str, tuple[int, int | None]]
    sentence: dict[str, float]
    doers: frozenset[str] = frozenset()  # countries of those who act on others
    struck: frozenset[str] = frozenset()  # countries of those
    crowd: frozenset[str] = frozenset()  # sectors of those who strike, when their trade is told
    persons: frozenset[str] = frozenset()  # surnames of those to whom it is done


def profiles(story: Story, mentions: Sequence[Mention]) -> list[Profile]:
    """The reports of a story: its events in order, and the story as a whole, whose event id is "STORY:0"."""
    about = gist(story, mentions)
    return [*(profile(mention, about) for mention in mentions), _whole(about)]


def gist(story: Story, mentions: Sequence[Mention] = ()) -> Gist:
    """What `story` is about, and the stems of the names of the places of its events."""
    own = own_text(story.text)
    text = f"{story.title}\n{own}" if takes_up(own, story.title) else story.title
    published = story.published
    lead = bag(_first(LEAD_WORDS, text))
    places = {stem for mention in mentions if mention.place for stem in stems(mention.place.name)}
    title = bag(story.title)
    return Gist(
        story=story.id,
        lead=lead,
        opening=bag(_first(OPENING_WORDS, text)),
        title=title,
        names=weighted(_names(text)),
        topics=_topics(title, own) - places - _known_parties(mentions),
        places=frozenset(places),
        full_names=_full_names(text),
        numbers=frozenset(stem for stem in lead if NUMBER.match(stem)),
        published=date(published.year, published.month, published.day).toordinal() if published else None,
    )


def profile(mention: Mention, about: Gist) -> Profile:
    """What is compared of `mention`, whose story's gist is `about`."""
    sides = (*mention.actors, *mention.recipients)
    place = mention.place
    sentence = " ".join(e.quote for e in mention.evidence if e.field == "sentence")
    return Profile(
        event=mention.id,
        gist=about,
        type=mention.type,
        family=FAMILIES.get(mention.type) or QUAD_FAMILIES.get(mention.quad, mention.type),
        status=mention.status,
        modes=frozenset(mention.modes),
        first=mention.date.start.toordinal() if mention.date else None,
        last=mention.date.end.toordinal() if mention.date else None,
        place=Point(place.name, place.country, place.lat, place.lon, place.precision) if place else None,
        named=frozenset(_key(party) for party in sides if _is_named(party)),
        countries=frozenset(party.country for party in sides if party.country),
        speakers=frozenset(_speakers(mention)),
        counts={count.what: (count.min, count.max) for count in mention.counts},
        sentence=bag(sentence),
        doers=_countries(mention.actors),
        struck=_countries(mention.recipients),
        crowd=_trades(mention),
        persons=_surnames(mention.recipients),
    )


def _whole(about: Gist) -> Profile:
    nothing: frozenset[str] = frozenset()
    return Profile(f"{about.story}:0", about, "", "", "", nothing, None, None, None, nothing, nothing, nothing, {}, {})


def _topics(title: Iterable[str], text: str) -> frozenset[str]:
    """What the headline is about: one word is enough where a theme of weeks has no event that all its stories tell."""
    found = Counter(stems(text))
    return frozenset(stem for stem in title if weight(stem) >= UNUSUAL and found[stem] >= TAKEN_UP)


def _known_parties(mentions: Iterable[Mention]) -> set[str]:
    """The words of the names of leaders and bodies that are listed: two stories of one of them are seldom one."""
    sides = (party for mention in mentions for party in (*mention.actors, *mention.recipients))
    return {stem for party in sides if party.rule.startswith("list") for stem in stems(party.name)}


def _countries(side: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.country for party in side if party.country)


def _surnames(side: Iterable[Party]) -> frozenset[str]:
    """The last words of full names, also of those known by an office: "the mayor, Dragan Milic"."""
    found = (party.name.split() for party in side if not party.rule.startswith(LISTED))
    return frozenset(stem(name[-1]) for name in found if len(name) > 1 and all(word[0].isupper() for word in name))


def _trades(mention: Mention) -> frozenset[str]:
    """Nothing of a union or of "workers": they may be of any trade."""
    sectors = frozenset(party.sector for party in mention.actors)
    named = not any(WORKERS.intersection(stems(party.name)) for party in mention.actors)
    told = "strike" in mention.modes and named and not sectors & NO_TRADE
    return sectors if told else frozenset()


def _speakers(mention: Mention) -> list[str]:
    """Nothing when one of them is unknown."""
    found = [f"{party.country} {party.sector}".strip() for party in mention.actors if party.country and party.sector]
    return found if mention.type in SAID and len(found) == len(mention.actors) else []


def _is_named(party: Party) -> bool:
    return party.rule.partition(":")[0].partition("+")[0] in NAMED


def _key(party: Party) -> str:
    return " ".join(stems(party.name))


def _first(n: int, text: str) -> str:
    """The first `n` words of a text."""
    for number, found in enumerate(WORD.finditer(text), 1):
        if number == n:
            return text[: found.end()]
    return text


def _names(text: str) -> list[str]:
    """Stems of words that are unusual and capitalised inside a sentence."""
    found = []
    for word in WORD.finditer(text):
        if word[0][0].isupper() and not ORDINARY_SENTENCE_START.search(text, max(0, word.start() - 3), word.start()):
            name = stem(word[0])
            if weight(name) >= UNUSUAL:
                found.append(name)
    return found


def _full_names(text: str) -> tuple[str, ...]:
    found: Counter[str] = Counter()
    before, end = "", -1
    for word in WORD.finditer(text):
        name = stem(word[0]) if word[0][0].isupper() else ""
        if name and before and word.start() == end + 1 and weight(name) + weight(before) >= RARE_NAME:
            found[f"{before} {name}"] += 1
        before, end = name, word.end()
    return tuple(name for name, _ in found.most_common())
