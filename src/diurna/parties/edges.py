"""Where a party's phrase starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.parties.entries import Hit, Noun
    from diurna.parties.search import Search
    from diurna.records import Token

GIVING = frozenset(
    ("sell", "give", "send", "supply", "offer", "lend", "grant", "promise", "hand", "deliver", "donate", "pledge")
)
LOOSE = frozenset(("PUNCT", "ADV", "SYM", "ADP"))
AMOUNT = frozenset(
    ("least", "most", "more", "than", "some", "to", "outside")
)  # "up to", "protested outside parliament"
TIMES = frozenset(
    (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
        "evening",
        "afternoon",
        "midnight",
    )
)
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
    + "jan feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. aug. sep. sept. oct. nov. dec.".split()
)
DASHES = frozenset(("-", "–", "—", "--"))
STOPS = frozenset((".", "!", "?", ";"))
MARKS = "\"'“‘-–|©•"


def trim(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Where the phrase starts without marks, adverbs, days and words of amount at its left."""
    for i in range(stop - 1, start - 1, -1):
        if _is_stop(tokens, i) or _is_for(tokens, i):  # the parse ran over the end of a sentence or of a dateline
            start = i + 1
            break
    while start < stop and (_is_loose(tokens[start]) or _is_date(tokens, start) or _is_shot_dead(tokens, start)):
        start += 1
    return start


def behind_and(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Where a person's phrase starts that the parse joins with another's: "Sudan's Bashir and Uganda's Museveni"."""
    joined = (k + 1 for k in range(stop - 1, start, -1) if tokens[k].text == "and")
    at = next(joined, start)
    owned = any(tokens[k].dep == "case" for k in range(at, stop))
    return at if owned else start


def _is_stop(tokens: Sequence[Token], i: int) -> bool:
    text = tokens[i].text
    return text in STOPS or (text in DASHES and i > 0 and tokens[i].start > tokens[i - 1].end)


def _is_for(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token is "for" behind a noun, and no part of a phrase: "asked Trump for Tomahawk missiles"."""
    return tokens[i].text == "for" and tokens[i].dep == "prep" and tokens[i].head == i - 1


def _is_loose(token: Token) -> bool:
    word = token.text.lower()
    return token.pos in LOOSE or word in AMOUNT or word in TIMES or word in MARKS


def _is_date(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token is a part of a date: "On May 14 rebels attacked", "On 5 March 2026 police arrested"."""
    beside = [tokens[k].text.lower() for k in (i - 1, i + 1) if 0 <= k < len(tokens)]
    if tokens[i].text.lower() in MONTHS:
        return any(text.isdigit() for text in beside)
    return tokens[i].text.isdigit() and any(text in MONTHS for text in beside)


def _is_shot_dead(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token is what somebody was shot: "gunmen shot dead two guards" struck no dead guards."""
    return i > 0 and tokens[i].text == "dead" and tokens[i - 1].text.lower() in {"shot", "shoot", "shoots", "shooting"}


def start_of(search: Search, i: int, noun: Noun) -> int:
    """Where the phrase of a party noun with its head at `i` starts."""
    start = _behind_verb(search, trim(search.tokens, search.left(i), i), i)
    start = _with_words(search, _behind_other(search, start, i), i)
    if search.tokens[i].dep == "compound":
        start = _with_demonym(search, min(start, i - len(noun.words) + 1))
    return _behind_recipient(search, _behind_list(search, start, i), i)


def _behind_other(search: Search, start: int, stop: int) -> int:
    """Where the phrase starts behind another party that the parse makes a part of it: "the army and drug hitmen"."""
    tokens = search.tokens
    for k in range(stop - 1, start, -1):
        if tokens[k].text == "and" and tokens[k - 1].dep == "nmod" and tokens[k].head == k - 1:
            hit = search.owner.get(k - 1)
            body = hit is not None and hit.entries[0].kind == "body"
            noun = search.nouns.at(k - 1, start) if hit is None else None
            return k + 1 if body or (noun is not None and noun.kind in ("org", "people")) else start
    return start


def _with_words(search: Search, start: int, i: int) -> int:
    """Where such another party starts: the parse hangs its own words, too, on the noun behind the "and"."""
    tokens, floor = search.tokens, search.span.start
    if tokens[i].dep != "nmod":
        return start
    while (
        start > floor and tokens[start - 1].head == tokens[i].head and tokens[start - 1].dep in ("det", "nmod", "amod")
    ):
        start -= 1
    return start


def _behind_recipient(search: Search, start: int, stop: int) -> int:
    """ "Sold India 12 jets", "promised Ukraine missiles": the country is to whom it is given, not whose it is."""
    hit = search.owner.get(start)
    verb = search.tokens[start - 1] if start > search.span.start else None
    if hit is None or verb is None or verb.lemma not in GIVING or hit.start != start or hit.end > stop:
        return start
    named = hit.entries[0].kind in ("country", "capital", "leader", "body")
    return hit.end if named and not search.tokens[start].text.isupper() and verb.pos == "VERB" else start


def _behind_verb(search: Search, start: int, stop: int) -> int:
    """ "Guerrillas attack police station": the parse makes a headline's verb a part of what stands behind it."""
    verbs = (k for k in range(stop - 1, start, -1) if search.tokens[k].tag in ("VBP", "VBZ", "VBD"))
    return next(verbs, start - 1) + 1


def _with_demonym(search: Search, start: int) -> int:
    """ "Georgian police vehicles": the adjective hangs on the vehicles but says whose the police is."""
    hit = search.owner.get(start - 1) if start > search.span.start else None
    return hit.start if hit is not None and hit.entries[0].kind in ("adjective", "ethnic") else start


def _behind_list(search: Search, start: int, stop: int) -> int:
    """ "Chad, Niger exchange prisoners": in a headline the countries before the comma are who does it."""
    tokens, at = search.tokens, start
    while at < stop and (hit := _country(search, at)) is not None:
        comma = hit.end < stop and tokens[hit.end].text == ","
        if at == start and not comma and not _listed_before(search, start):
            return start
        at = hit.end + comma
    return at if at < stop else start


def _listed_before(search: Search, start: int) -> bool:
    """Whether a country and a comma open the sentence before the token."""
    opening = _country(search, search.span.start)
    return opening is not None and opening.end == start - 1 and search.tokens[start - 1].text == ","


def _country(search: Search, i: int) -> Hit | None:
    hit = search.owner.get(i)
    return hit if hit is not None and hit.entries[0].kind in ("country", "capital") else None
