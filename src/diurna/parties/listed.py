"""Parties from listed names: countries, capitals, peoples, bodies, leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.parties.draft import Draft
from diurna.parties.edges import behind_and, trim
from diurna.parties.entries import PLACES
from diurna.parties.members import add_twin
from diurna.parties.phrases import MODIFIER

if TYPE_CHECKING:
    from diurna.parties.entries import Entry, Hit
    from diurna.parties.search import Search

OUSTED = frozenset(("ousted", "deposed", "toppled", "overthrown", "fugitive", "exiled"))
KINDS = {"leader": "person", "body": "name"}


def visit_name(search: Search, i: int, hit: Hit) -> None:
    """Draft the party of a listed name, if the token `i` of it is its head."""
    if i != _top(search, hit) or search.names.against(hit):
        return
    entry, token = hit.entries[0], search.tokens[i]
    if _is_branch(search, i, hit):
        hit = search.owner[hit.start - 1]
        entry = hit.entries[0]
    term = entry.term(search.on)
    joined = token.dep == "conj" and entry.kind == "adjective" and search.tokens[token.head].dep in MODIFIER
    inside = token.dep in MODIFIER or token.dep == "poss" or joined
    left = _left(search, i, hit, inside)
    sector = term.sector
    if entry.kind == "leader" and term.country != "IGO":
        sector = search.sectors.held(sector, left, hit.start)
    elif entry.kind == "body":
        sector = search.sectors.sided(sector, left, hit.start)
    elif entry.kind in ("adjective", "people", "ethnic"):
        sector = _of_people(search, entry, left, hit, inside=inside)
    start, end = _behind_words(search, left, hit), max(i + 1, hit.end)
    name = search.naming.plain(hit.start, hit.end) if entry.kind == "people" else entry.name
    kind = KINDS.get(entry.kind, "country")
    country = term.country
    if entry.kind == "body" and country == "NGO":
        country = search.names.nation(hit) or country
    search.add(Draft(start, end, i, name, country, sector, f"list:{entry.kind}", kind, noun=term.office))
    add_twin(search, search.drafts[i], hit.start)
    if not inside:
        _drop_appositive(search, i)


def _is_branch(search: Search, i: int, hit: Hit) -> bool:
    """Whether a country ends the name of a world-wide body: "Oxfam Kenya", "Amnesty International Nigeria"."""
    whole = search.owner.get(hit.start - 1) if hit.start > search.span.start else None
    if hit.entries[0].kind != "country" or whole is None or whole.entries[0].kind != "body":
        return False
    inside = search.tokens[i].dep in MODIFIER or search.tokens[i].dep == "poss"
    return whole.entries[0].country == "NGO" and not inside


def _of_people(search: Search, entry: Entry, left: int, hit: Hit, *, inside: bool) -> str:
    """ "Russian oil", "the Russians" stand for their government, "a Russian" and "20 Russians" for themselves."""
    if inside:
        return "GOV" if entry.kind == "adjective" else ""
    whole = left == hit.start - 1 and search.tokens[left].text.lower() == "the"
    return "GOV" if whole and entry.kind != "ethnic" else "CVL"


def is_namesake(search: Search, hit: Hit) -> bool:
    """Whether the story has introduced somebody else by the surname that a listed leader bears too."""
    if hit.entries[0].kind != "leader" or hit.end - hit.start > 1:
        return False
    surname = search.tokens[hit.start].text
    known = search.memory.person(surname)
    return known is not None and known.name != hit.entries[0].name and known.name.endswith(surname)


def _top(search: Search, hit: Hit) -> int:
    """The token of the name that governs the others of it."""
    tokens = search.tokens
    for i in range(hit.end - 1, hit.start - 1, -1):
        if not hit.start <= tokens[i].head < hit.end or tokens[i].head == i:
            return i
    return hit.end - 1


def _left(search: Search, i: int, hit: Hit, inside: bool) -> int:
    if not inside:
        return min(search.left(i), hit.start)
    return search.nouns.titled(hit.start, search.span.start) if hit.entries[0].kind == "leader" else hit.start


def _behind_words(search: Search, left: int, hit: Hit) -> int:
    """Where the phrase starts; a country has at most its article with it."""
    start = trim(search.tokens, left, hit.start)
    if hit.entries[0].kind == "leader":
        start = behind_and(search.tokens, start, hit.start)
    if start < hit.start and hit.entries[0].kind in PLACES:
        return hit.start - 1 if search.tokens[hit.start - 1].pos == "DET" else hit.start
    return start


def _drop_appositive(search: Search, i: int) -> None:
    """What is said of a name is no other party; but "Serbia, Kosovo leaders to meet" lists two."""
    for other in search.hanging(i, "appos"):
        said = search.drafts.get(other)
        if said is not None and said.kind == "noun" and not _is_another(search, i, said):
            _lose_office(search, search.drafts[i], said)
            del search.drafts[other]


def _lose_office(search: Search, named: Draft, said: Draft) -> None:
    """ "Carles Puigdemont, the ousted leader": who is said to be ousted holds no office, whatever the list says."""
    words = {token.text.lower() for token in search.tokens[said.start : said.head]}
    if named.sector == "GOV" and not OUSTED.isdisjoint(words):
        named.sector = "ELI"


def _is_another(search: Search, i: int, said: Draft) -> bool:
    """Whether a phrase behind a country's name begins with the name of another country, and not as its owner."""
    hit, named = search.owner.get(said.start), search.owner[i].entries[0]
    if hit is None or hit.start != said.start or named.kind not in PLACES:
        return False
    other = hit.entries[0]
    owns = search.tokens[hit.end - 1].dep == "poss"
    return other.kind in ("country", "adjective") and other.country != named.country and not owns
