"""Of which country a party noun is: by the names before and behind it, else by where the sentence and story are set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diurna.parties.draft import HOME, OTHERS
from diurna.parties.entries import PLACES
from diurna.parties.names import OTHERS as FOES
from diurna.parties.sectors import CIVIL, STATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.parties.draft import Draft
    from diurna.parties.entries import Hit, Noun
    from diurna.parties.names import Giver
    from diurna.parties.search import Search

GIVES_PLACE = frozenset(("of", "in", "from", "at", "near", "throughout", "across", "inside", "around"))
BELONGS = frozenset(("of", "for", "from", "with", "to", "at", "in"))
TIED = frozenset(("linked", "tied", "affiliated", "aligned"))  # "hackers linked to North Korea"
SENT = frozenset(
    ("envoy", "representative", "ambassador", "rapporteur", "embassy", "consulate", "mission", "peacekeeper",
     "inspector", "observer", "monitor", "coordinator")
)  # not of the country in which they are  # fmt: skip
APART = FOES | {"neighbour", "neighbor", "counterpart"}  # "neighbours of Turkey" are not of Turkey
TOWARDS = frozenset(("to", "for", "on"))  # "the envoy to Sudan", "the coordinator for Yemen": where, not whose
CHIEFS = frozenset(("head", "chief", "boss", "director", "leader", "founder", "spokesman", "spokeswoman"))
OF_BODIES = frozenset(("GOV", "LEG", ""))
GOVERNMENTS = frozenset(("government", "capital"))  # several of them are of as many countries
ORGANS = frozenset(("GOV", "LEG"))  # of the state rather than of a place that the sentence names
ABROAD = frozenset(("", "IGO", "NGO", "IMG"))
THEIRS = {"its": "it", "their": "they", "his": "he", "her": "she", "whose": "whose"}


class Whose(NamedTuple):
    """Where the phrase ends with the words that say whose it is, the country they give, and the party it is of."""

    end: int
    country: str = ""
    belonging: Draft | None = None
    others: bool = False  # of several countries that no word tells: "leaders from 27 countries"


def whose(search: Search, i: int, noun: Noun, givers: Sequence[Giver], *, abroad: bool) -> Whose:
    """Whose the noun that ends at `i` is: of the first of the names before it, else of what follows it.

    Who is `abroad` is not of the place in which they are: "both ministers in Havana".
    """
    if givers:
        return Whose(i + 1, givers[0][1].term(search.on).country)
    if len(noun.home) > 1 and (noun.kind == "title" or noun.home in search.names.seen):
        return Whose(i + 1, noun.home)
    return _behind(search, i, noun, abroad=abroad or noun.words[-1] in SENT)


def _behind(search: Search, i: int, noun: Noun, *, abroad: bool) -> Whose:
    """What follows the noun and says whose it is: "of Sudan", "in Darfur", "of Egyptian officers"."""
    for prep in search.parts.after.get(i, ()):
        word = search.tokens[prep].text.lower()
        if word == "in" and abroad:
            continue
        away = (word == "of" and noun.words[-1] in APART) or (word in TOWARDS and noun.words[-1] in SENT)
        near = (prep + 1, *search.hanging(prep, "pobj"))  # "the envoy to Sudan Karl Brandt" may be read as one name
        if away and any((hit := search.owner.get(k)) is not None and _place(hit) for k in near):
            return Whose(i + 1, others=True)
        for obj in search.hanging(prep, "pobj"):
            found = _of_name(search, obj, word, noun) or _of_draft(search, obj, word, noun)
            if found is not None:
                search.absorb(i, found.end)
                return found
    return _tied(search, i) or Whose(i + 1, "" if abroad else _beside(search, i + 1))


def _tied(search: Search, i: int) -> Whose | None:
    """The country that people are said to be linked to, read off the words: the parse often takes them for a verb."""
    behind = [token.text for token in search.tokens[i + 1 : i + 3]]
    if len(behind) < 2 or behind[0] not in TIED or behind[1] not in ("to", "with"):
        return None
    hit = search.owner.get(i + 3) or search.owner.get(i + 4)
    if hit is None or hit.entries[0].kind not in PLACES:
        return None
    search.absorb(i, hit.end)
    return Whose(hit.end, hit.entries[0].country)


def _of_name(search: Search, obj: int, word: str, noun: Noun) -> Whose | None:
    hit = search.owner.get(obj)
    if hit is None or word not in GIVES_PLACE or not (noun.kind == "part" or _place(hit)):
        return None
    entry = hit.entries[0]
    if word == "in" and noun.sector not in OF_BODIES and _names_a_seat(search, hit):
        return Whose(hit.end)  # "police in Brussels" are not the Union's, as "officials in Brussels" are
    of_party = search.drafts.get(obj) if noun.kind == "part" and entry.kind in ("body", "leader") else None
    return Whose(hit.end, of_party.country if of_party is not None else entry.term(search.on).country, of_party)


def _names_a_seat(search: Search, hit: Hit) -> bool:
    """Whether a body of the world is named by the town where it sits: "Brussels", not "the ICC", "NATO"."""
    body = hit.entries[0].kind == "body" and hit.entries[0].country == "IGO" and hit.end == hit.start + 1
    return body and search.tokens[hit.start - 1].text.lower() == "in" and not search.tokens[hit.start].text.isupper()


def _of_draft(search: Search, obj: int, word: str, noun: Noun) -> Whose | None:
    draft = search.drafts.get(obj)
    if draft is None or word not in BELONGS:
        return None
    if draft.of_others() and not draft.pair:
        return Whose(draft.end, "", draft if noun.kind == "count" else None, others=True)
    worldly = draft.country == "IGO"  # "the special representative of the secretary-general"
    if noun.kind == "title" and not (
        draft.pair or worldly or (word == "of" and draft.sector in CIVIL and draft.shape == "org")
    ):
        return None  # a president of a union is the union's, the president of doctors nobody's
    of_nobody = word == "of" and (noun.organ or noun.kind in ("part", "staff", "count")) and draft.sector
    of_two = draft.pair and word in ("of", "from")  # "elders from the two countries"
    unlisted = word == "of" and noun.words[-1] in CHIEFS and draft.rule == "name:org"
    return Whose(draft.end, draft.country, draft) if draft.country or of_nobody or of_two or unlisted else None


def _beside(search: Search, at: int) -> str:
    """The country of "in Guinea" right behind the noun, even where the parse hangs it on the verb."""
    hit = search.owner.get(at + 1)
    if hit is None or at >= search.span.end or search.tokens[at].text.lower() not in GIVES_PLACE:
        return ""
    return hit.entries[0].country if _place(hit) else ""


def _place(hit: Hit) -> bool:
    return hit.entries[0].kind in PLACES or hit.entries[0].kind == "body"


def possessor(search: Search, start: int, stop: int, noun: Noun) -> str:
    """Who owns the noun, as a pronoun (it, they, he, she, whose) or the noun of a body; nothing without one."""
    for i in range(start, stop):
        token = search.tokens[i]
        if token.dep == "poss" and token.text.lower() in THEIRS:
            return THEIRS[token.text.lower()]
    return "" if noun.kind == "org" else _owner_noun(search, start, stop)  # not of "the teachers' union"


def _owner_noun(search: Search, start: int, stop: int) -> str:
    """The body or people that own the noun: "the mission's commander"."""
    for i in range(start, stop - 1):
        if search.tokens[i].dep == "poss" and search.tokens[i + 1].dep == "case" and i not in search.owner:
            noun = search.nouns.at(i, start)
            if noun is not None and noun.kind in ("org", "people"):
                return noun.words[-1]
    return ""


def of_others(search: Search, draft: Draft, noun: Noun) -> bool:
    """Whether a noun that no name places is of others than the story's country: "donors", "the governments"."""
    many = search.tokens[draft.head].tag in ("NNS", "NNPS") and noun.words[-1] in GOVERNMENTS
    return noun.others or (many and not draft.pair)


def guess(search: Search, draft: Draft, noun: Noun) -> None:
    """Give the draft the country that its noun does not say: of the place, the story, or who acts."""
    if draft.several:
        draft.rule += OTHERS
    if draft.several or noun.home == "-":
        return
    home, names, setting = search.home, search.names, search.setting
    before, nearest = _acting(search, draft.start)
    order: tuple[str, ...]
    if noun.sector in (STATE if noun.kind in ("title", "part") else ORGANS if noun.kind == "org" else ()):
        order = (search.scene, home, nearest, names.story, setting)
    elif noun.home == "1":
        order = (setting, home, names.story, nearest)
    else:
        order = (setting, home if before in ("", home) else "", "" if home else names.only)
    draft.country = next((country for country in order if country), "")
    if draft.country:
        draft.rule += HOME


def _acting(search: Search, at: int) -> tuple[str, str]:
    """The country of the last name before the token in the sentence; and that one, else that of the first one after."""
    lands = [
        (hit.start > at, hit.entries[0].country)
        for hit in search.hits
        if hit.entries[0].country not in ABROAD and not search.names.is_foreign(hit)
    ]
    before = [country for after, country in lands if not after][-1:]
    return "".join(before), next(iter(before + [country for _, country in lands]), "")
