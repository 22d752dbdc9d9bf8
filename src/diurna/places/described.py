"""Places told by what they are: "the Serbian capital", "the capital of Peru"; a bare capital is that of the home."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.records import Place, PlaceAt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.places.candidates import Spot
    from diurna.places.gazetteer import Entry, Gazetteer
    from diurna.records import Reading, Token

POSSESSIVE = {"'s", "’s", "'", "’"}
NAMES = {",", "of", "("}  # what stands between "the capital" and its name


def capitals(reading: Reading, named: Sequence[Spot], gazetteer: Gazetteer, home: str) -> Iterator[PlaceAt]:
    """The capitals told without their names; `home` is the country of a bare one, empty when unknown."""
    starts, ends = {s.start: s for s in named}, {s.end: s for s in named}
    for i, token in enumerate(reading.tokens):
        if token.text == "capital" and not _is_money(reading.tokens, i):
            owner = _owner(reading.tokens, i, starts, ends)
            country = _country(owner) if owner else _bare(reading.tokens, i) * home
            if country and not _is_named(reading.tokens, i, starts, ends, owner):
                yield from (PlaceAt(i, i + 1, _place(token.text, e), e.admin1) for e in _town(country, gazetteer))


def _is_money(tokens: Sequence[Token], i: int) -> bool:
    """Whether it is no town: "capital punishment", "capital markets"."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and after.pos in {"NOUN", "ADJ"} and after.lemma != "city"


def _owner(tokens: Sequence[Token], i: int, starts: dict[int, Spot], ends: dict[int, Spot]) -> Spot | None:
    """The country, or its people, to which the capital belongs."""
    before = i - 1 if i and tokens[i - 1].text in POSSESSIVE else i
    if before in ends:
        return ends[before]
    behind = i + 2 + (i + 2 < len(tokens) and tokens[i + 2].text == "the")
    return starts.get(behind) if i + 1 < len(tokens) and tokens[i + 1].text == "of" else None


def _country(owner: Spot) -> str:
    lands = {e.country for e in owner.entries if e.kind == "country"}
    return lands.pop() if len(lands) == 1 else ""


def _bare(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing says of what it is the capital, as "provincial" does."""
    return i > 0 and tokens[i - 1].text.lower() == "the" and (i + 1 == len(tokens) or tokens[i + 1].text != "of")


def _is_named(
    tokens: Sequence[Token], i: int, starts: dict[int, Spot], ends: dict[int, Spot], owner: Spot | None
) -> bool:
    """Whether the town's name stands beside: "the capital, Lima", "Lima, the Peruvian capital"."""
    behind = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text in NAMES | {"city"})
    first = min(owner.start, i) if owner else i
    first -= first > 0 and tokens[first - 1].text.lower() == "the"
    return (behind in starts and starts[behind] is not owner) or (tokens[first - 1].text == "," and first - 1 in ends)


def _town(country: str, gazetteer: Gazetteer) -> Iterator[Entry]:
    found = (e for e in gazetteer.named(_names().get(country, "")) if e.kind == "capital" and e.country == country)
    yield from list(found)[:1]


@cache
def _names() -> dict[str, str]:
    """Country code -> the name of its capital."""
    return {r["alpha3"]: r["capital"] for r in data.table("places/countries.tsv")}


def _place(words: str, town: Entry) -> Place:
    point = (town.lat, town.lon)
    return Place(words, town.name, town.country, *point, town.geonames, "city", "gazetteer:described")
