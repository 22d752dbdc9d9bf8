"""The way in: every noun phrase of a reading that denotes a possible actor becomes a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.parties.armed import name_rebels
from diurna.parties.described import visit_noun
from diurna.parties.foretold import name_foretold
from diurna.parties.listed import is_namesake, visit_name
from diurna.parties.persons import visit_unlisted
from diurna.parties.phrases import MODIFIER, NOMINAL
from diurna.parties.references import resolve, visit_pronoun
from diurna.parties.search import Search
from diurna.parties.sectors import ACTING
from diurna.records import Party, PartyAt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from diurna.parties.draft import Draft
    from diurna.parties.entries import Noun
    from diurna.parties.register import Register
    from diurna.records import PlaceAt, Reading


ARMED = {"REB", "MIL", "PRM", "UAF"}
LAWLESS = {"REB", "PRM", "UAF", "CRM"}
HOLDINGS = {"target", "position", "hideout", "stronghold", "base", "camp", "outpost"}  # those who hold them are struck
DEEDS = {
    "attack", "raid", "ambush", "assault", "offensive", "shelling", "bombing", "killing", "massacre", "incursion",
    "advance", "fire", "violence", "shooting", "kidnapping",
}  # fmt: skip
PROTESTS = {"protest", "march", "rally", "demonstration", "strike", "sit-in", "walkout", "riot", "uprising", "unrest"}
TAKEN_AS = {"hostage", "prisoner", "captive"}
GUISES = {"dress", "dressed", "disguise", "disguised", "pose", "posing", "clothe", "masquerade"}
NAMELESS = {"terrorist", "extremist", "bomber", "attacker", "shooter", "suspect"}  # "a terrorist attack" says not whose


def find(
    reading: Reading, register: Register, *, on: date | None, home: str = "", places: Sequence[PlaceAt] = ()
) -> tuple[PartyAt, ...]:
    """Give the parties of a reading in the order of their start tokens.

    `on` is the day whose offices hold (None: the latest known). `home` is the ISO3 code of the country where the story
    is set; bare domestic nouns ("police") and undecided parties get it. `places` are those of the reading; a sentence
    set in one of them is set in its country.
    """
    search = Search(reading, register, on, home, places)
    found: list[tuple[Draft, PartyAt]] = []
    for number, sentence in enumerate(reading.sentences):
        search.open(number, sentence)
        _visit_all(search)
        found += [(draft, _record(search, draft)) for draft in _resolved(search, number)]
    return tuple(name_rebels(name_foretold(found)))


def _visit_all(search: Search) -> None:
    """Draft the parties of the sentence at hand, from its end: what hangs on a noun is known before the noun."""
    tokens, owner, covered = search.tokens, search.owner, search.covered
    for i in range(search.span.end - 1, search.naming.opening - 1, -1):
        if i not in covered and (tokens[i].pos in NOMINAL or i in owner):
            _visit(search, i)


def _visit(search: Search, i: int) -> None:
    token, hit = search.tokens[i], search.owner.get(i)
    if hit is not None and not is_namesake(search, hit):
        visit_name(search, i, hit)
    elif token.pos == "PRON":
        visit_pronoun(search, i)
    elif (
        token.dep == "compound"
        or token.dep not in MODIFIER
        or _holds(search, i)
        or _strikes(search, i)
        or _marches(search, i)
        or _stands_apart(search, i)
    ):
        _visit_word(search, i)


def _holds(search: Search, i: int) -> bool:
    """Whether the word says whose the targets are that its phrase names: "rebel positions", "militant hideouts"."""
    return search.tokens[search.tokens[i].head].lemma in HOLDINGS and search.tokens[i].dep in {"compound", "amod"}


def _is_guise(search: Search, start: int) -> bool:
    """Whether the words only say what somebody looks like: "men dressed as soldiers"."""
    before = search.tokens[max(start - 2, search.span.start) : start]
    return [t.text.lower() for t in before[1:]] == ["as"] and before[0].lemma in GUISES


def _strikes(search: Search, i: int) -> bool:
    """Whether the word says who does the deed that its phrase names: "a rebel attack", "gang killings"."""
    token, deed = search.tokens[i], search.tokens[search.tokens[i].head].lemma
    return deed in DEEDS and token.dep in {"compound", "amod"} and token.lemma not in NAMELESS


def _marches(search: Search, i: int) -> bool:
    """Whether the word says who is behind the protest that its phrase names: "student protests", "a nurses' strike"."""
    token = search.tokens[i]
    return token.dep in {"compound", "nmod"} and search.tokens[token.head].lemma in PROTESTS


def _visit_word(search: Search, i: int) -> None:
    """A word outside the listed names: a party noun, or a name that no list holds."""
    token, noun = search.tokens[i], search.nouns.at(i, search.span.start)
    if noun is None or _is_surname(search, i, noun):
        known = token.text.istitle() and token.tag == "NNS" and search.memory.person(token.text) is not None
        if (token.pos == "PROPN" or known) and token.dep != "compound":  # "Morales" is taken for many
            visit_unlisted(search, i)
    elif noun.kind == "none" or _is_guise(search, i - len(noun.words) + 1) or _is_taken_as(search, i):
        search.covered.update(range(i - len(noun.words) + 1, i + 1))
    elif token.dep in MODIFIER and not _stands_apart(search, i):
        holds = noun.sector in ARMED and _holds(search, i)
        strikes = noun.sector in LAWLESS and _strikes(search, i)
        marches = noun.kind == "people" and _marches(search, i)
        if (noun.kind == "org" and noun.sector in ACTING) or holds or strikes or marches:
            visit_noun(search, i, noun)
    elif "of" in noun.words:
        visit_noun(search, i - len(noun.words) + noun.words.index("of"), noun, i)
    else:
        visit_noun(search, i, noun)


def _is_taken_as(search: Search, i: int) -> bool:
    """Whether the word says as what others are held, and names nobody: "held hostage", "took two engineers hostage"."""
    before = search.tokens[i - 1] if i > search.span.start else None
    return search.tokens[i].text in TAKEN_AS and before is not None and before.pos in ("NOUN", "PROPN", "VERB", "PRON")


def _stands_apart(search: Search, i: int) -> bool:
    """Whether a party noun is not of the one on which the parse hangs it: "the army and drug hitmen"."""
    head = search.tokens[i].head
    if search.tokens[head].text in TAKEN_AS and head > i:
        return True
    return search.tokens[i].dep == "nmod" and i + 1 < head and search.tokens[i + 1].text == "and"


def _is_surname(search: Search, i: int, noun: Noun) -> bool:
    """Whether a title is somebody's last name: "Stephen Bishop", and "Bishop" once the story has named him so."""
    token, before = search.tokens[i], search.tokens[max(i - 1, search.span.start)]
    if noun.kind not in ("title", "people") or len(noun.words) > 1 or token.tag != "NNP" or not token.text.istitle():
        return False
    given = before is not token and before.tag == "NNP" and before.text.istitle() and before.dep == "compound"
    if given:
        named = search.labels.get(i) == search.labels.get(i - 1) == "PERSON"
        return named and i - 1 not in search.owner and search.nouns.at(i - 1, search.span.start) is None
    known = search.memory.person(token.text)
    alone = before is token or before.pos not in ("DET", "PROPN")
    return alone and known is not None and known.rule.startswith(("name:", "apposition:"))


def _resolved(search: Search, number: int) -> list[Draft]:
    """The drafts of the sentence at hand by start, resolved against what came before."""
    found: list[Draft] = []
    for draft in sorted(search.drafts.values(), key=lambda d: (d.start, d.end)):
        draft.sentence = number
        found += (draft, *resolve(search, draft))
        search.memory.keep(draft, search.tokens[draft.head].text)
    return [d for d in found if d.rule]


def _record(search: Search, draft: Draft) -> PartyAt:
    """Turn a draft into the record that leaves the room."""
    tokens = search.tokens
    text = search.naming.part[tokens[draft.start].start : tokens[draft.end - 1].end]
    party = Party(text, draft.name or text, draft.country, draft.sector, draft.rule)
    return PartyAt(draft.start, draft.end, draft.head, party)
