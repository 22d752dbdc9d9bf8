"""The records that pass between the rooms. Frozen, without behaviour; offsets count characters, spans are half-open.

Page -> Story -> Reading -> Mention -> Incident. A room takes one record and gives the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Moment = date | datetime
"""A day, or an instant with its zone. A naive datetime never leaves the room that made it."""

Status = Literal["occurred", "planned", "alleged", "denied", "hypothetical"]
Part = Literal["title", "text"]


@dataclass(frozen=True, slots=True)
class Page:
    """What came in: one HTML page, one page saved as text, or one row of a table."""

    origin: str  # the input as the user would name it: a path, "path:12" for a row, "-" for standard input
    html: str | None = None  # decoded: bytes are read at the door alone
    text: str | None = None
    id: str = ""  # given by the user; empty means: made from the content
    url: str = ""
    source: str = ""  # the outlet
    title: str = ""
    published: Moment | None = None
    crawled: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One story of a page. `text` is the body alone (NFC, "\\n" between blocks); every offset points into it."""

    id: str
    title: str
    text: str
    origin: str = ""
    source: str = ""
    url: str = ""
    byline: str = ""
    agency: str = ""
    dateline: str = ""  # the place words before the first sentence, as written: "NEW DELHI"
    published: Moment | None = None
    updated: Moment | None = None
    crawled: datetime | None = None
    page_day: date | None = None  # of the page that holds it, where it has no date and its opening names that weekday


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `head` is the index of the token that governs it (its own index for a root)."""

    text: str
    lemma: str
    pos: str  # universal part of speech: VERB, NOUN, PROPN ...
    tag: str  # Penn tag: VBD, VBN ...
    dep: str  # dependency label of the ClearNLP scheme that spaCy's English models use: nsubj, dobj, nsubjpass ...
    head: int
    start: int  # offsets into the sentence's part (title or text)
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `start` to `end` of a reading, in the title or the text, in the block (paragraph) numbered `block`."""

    start: int
    end: int
    part: Part
    block: int


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` that a model takes for a name, with the model's label (PERSON, ORG, GPE, NORP ...)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class ActPart:
    """Tokens `start` to `end` that an act's `role` (actors, recipients, place, time, count, source) stands in."""

    role: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Act:
    """What a model sees told by `token`: the event type with its probability; empty parts when it is unlikely."""

    token: int
    type: str
    probability: float
    status: tuple[tuple[Status, float], ...] = ()
    modes: tuple[tuple[str, float], ...] = ()
    parts: tuple[ActPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A type of a user's own codebook that the sentence of that number tells."""

    sentence: int
    type: str
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A story read: the sentences of the title come first, then those of the text."""

    story: Story
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    acts: tuple[Act, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Who. `country` is ISO 3166-1 alpha-3, or IGO, NGO, MNC, IMG, or empty; `sector` as in PLOVER."""

    text: str
    name: str
    country: str = ""
    sector: str = ""
    rule: str = ""  # what said so: "list:country", "noun:police", "title:prime minister" ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where. `precision` is site, city, district, admin1 or country; None stands for coordinates that are not known."""

    text: str
    name: str
    country: str
    lat: float | None
    lon: float | None
    geonames: int | None
    precision: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """When: the days `start` to `end`, both included; `precision` is day, week, month, season, year or decade."""

    text: str
    start: date
    end: date
    precision: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many, as reported: at least `min`, at most `max` (None: open)."""

    what: str  # killed, injured, arrested, abducted, displaced, participants, explosions ...
    min: int
    max: int | None
    text: str


@dataclass(frozen=True, slots=True)
class PartyAt:
    """A party written at tokens `start` to `end` of a reading; the rest of the phrase hangs on the token `head`."""

    start: int
    end: int
    head: int
    party: Party


@dataclass(frozen=True, slots=True)
class PlaceAt:
    """A place written at tokens `start` to `end` of a reading; `division` numbers the first-level one around it."""

    start: int
    end: int
    place: Place
    division: int | None = None


@dataclass(frozen=True, slots=True)
class WhenAt:
    """A date written at tokens `start` to `end` of a reading."""

    start: int
    end: int
    when: When


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a field. `text[start:end] == quote` for the part (the story's text, or its title)."""

    start: int
    end: int
    quote: str
    field: str  # sentence, type, status, actors, recipients, date, place, counts, attribution
    part: Part = "text"
    rule: str = ""
    confidence: float | None = None  # the chance that the field is right, where a model was asked


@dataclass(frozen=True, slots=True)
class Mention:
    """One event as one story reports it. What stands below `confidence` follows from the rest by data/ontology."""

    id: str
    type: str
    modes: tuple[str, ...]
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: When | None
    place: Place | None
    counts: tuple[Count, ...]
    attribution: str
    evidence: tuple[Evidence, ...]
    contexts: tuple[str, ...] = ()
    confidence: float | None = None  # the chance that a reader would code the event; None where no model was asked
    plover: str = ""
    quad: int = 0  # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    score: float = 0.0
    cameo: str = ""
    acled_event: str = ""
    acled_sub_event: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One story that tells an incident: the story and its mention; None when the story's words alone tell it."""

    story: Story
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that two reports have in common, or that holds them apart: its name, what it adds, and its words."""

    name: str
    score: float
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two reports (`a` before `b` in the order of text) tell one incident, who says so, and why."""

    a: str
    b: str
    verdict: Literal["same", "different", "none"]
    score: float  # log odds; 0 is as likely as not
    because: tuple[Claim, ...] = ()
    maker: str = "rule"
    name: str = ""  # of the person, if given
    note: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A value as some reports give it: their event ids and, in their order, who says so, when it was published, and the
    words that gave it.
    """

    value: Place | When | Count | Party | str
    reports: tuple[str, ...]
    sources: tuple[str, ...]
    published: tuple[str, ...]  # days; empty where unknown
    words: tuple[str, ...]  # empty where none stand for it, as for what is told as a fact


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing that happened, merged from its reports; each field's best value comes first among its tellings."""

    id: str
    title: str
    mention: Mention  # the merged fields, in the form of a mention; its evidence is that of the reports
    reports: tuple[Report, ...]
    tellings: dict[str, tuple[Telling, ...]]  # field (status, date, place, killed ...) -> values, the best first
    rules: dict[str, str]  # field -> how the best is chosen
    origins: tuple[tuple[str, ...], ...]  # story ids, grouped by who copied whom
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one input ended. `reason` tells why it was refused, failed or left unread, and how to mend it."""

    origin: str
    kind: Literal["stored", "duplicate", "refused", "failed"]
    reason: str = ""
    room: str = ""
    stories: tuple[str, ...] = field(default=())
