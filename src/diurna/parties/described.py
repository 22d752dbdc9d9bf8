"""Parties from party nouns: "Kenyan police", "thousands of teachers", "its army", "the minister"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.parties import bands, countries, edges, members, persons, sectors
from diurna.parties.draft import HOME, Draft

if TYPE_CHECKING:
    from diurna.parties.entries import Noun
    from diurna.parties.search import Search

DEFINITE = frozenset(("the", "its", "his", "their", "this"))
INDEFINITE = frozenset(("a", "an", "another", "one", "each", "every", "any", "no", "some"))
EVERY = frozenset(("both", "all"))
ARTICLES = frozenset(("a", "an", "the"))
GATHERINGS = frozenset(("protest", "march", "rally", "demonstration", "strike", "sit-in", "movement", "group", "sect"))
LANDS = frozenset(("countries", "country", "nation"))
SIDED = frozenset(
    ("country", "government", "nation", "state", "neighbour", "neighbor", "army", "navy", "military", "minister",
     "president", "leader", "capital", "parliament", "side", "police", "official", "diplomat", "force", "foe", "rival",
     "ally", "party", "camp", "delegation", "head", "koreas", "sudans")
)  # fmt: skip


def visit_noun(search: Search, i: int, noun: Noun, last: int = 0) -> None:
    """Draft the party of a noun with its head at `i`; `last` is given where it ends behind it ("head of state")."""
    last = last or i
    if (noun.world or noun.kind in {"org", "part"}) and _gives_way(search, i, last):
        return
    first = last - len(noun.words) + 1
    draft = _phrase(search, i, noun)
    givers = search.names.givers(draft.start, i, thing=noun.kind == "thing")
    draft.owner = "" if givers else countries.possessor(search, draft.start, i, noun)
    band = bands.fought_for(search, last, noun) or bands.called(search, last, noun)
    draft.pair = _of_two(search, draft.start, i)
    draft.several = search.nouns.of_several(draft.start, first)
    abroad = draft.pair or draft.several or bool(draft.owner)
    owned = draft.owner and noun.words[-1] != "counterpart"  # but "his counterparts from Chad and Niger" are of these
    of = countries.Whose(last + 1) if owned else countries.whose(search, last, noun, givers, abroad=abroad)
    draft.end, draft.country = of.end, of.country
    if last == i and noun.kind == "org":
        _extend(search, draft)
    behind = range(last + 1, draft.end)
    draft.sector = search.sectors.of(noun, range(draft.start, first), givers, of.belonging, behind)
    if noun.words == ("leader",) and _leads_people(search, last):
        draft.sector = "CVL"
    draft.unique = _is_unique(search, draft, noun)
    draft.pair = draft.pair or (of.belonging is not None and of.belonging.pair)
    if noun.kind != "org":
        persons.name_bearer(search, draft)
    draft.several = draft.several or of.others or countries.of_others(search, draft, noun)
    if not draft.country and (draft.several or noun.kind != "count" or of.belonging is None):
        countries.guess(search, draft, noun)
    elif of.belonging is not None and of.belonging.guessed():
        draft.rule += HOME  # "hundreds of men": as guessed as theirs
    sectors.mend(draft, noun)
    if band is not None and draft.kind == "noun":
        bands.join(search, draft, band)
    if len(noun.home) > 1 and draft.kind == "noun" and noun.kind == "title":  # "the pope": of one country only
        draft.name = search.naming.description(draft.start, i, "", first)
    if noun.kind == "count" and of.belonging is not None:
        draft.name = of.belonging.name or search.naming.noun(of.belonging)
    if not _says_nothing(search, draft, noun, of.belonging):
        search.add(draft)
        _share_origin(search, draft)
        _drop_apposition(search, draft)
        members.add_members(search, draft, givers)


def _gives_way(search: Search, i: int, last: int) -> bool:
    """Whether the listed body named right behind the noun is the party: "the regional bloc ECOWAS"."""
    hit = search.owner.get(last + 1)
    if hit is None or hit.start != last + 1 or hit.entries[0].kind != "body":
        return False
    named = next((search.drafts[k] for k in range(hit.start, hit.end) if k in search.drafts), None)
    if named is None:
        return False
    del search.drafts[named.head]
    named.start, named.head = edges.trim(search.tokens, search.left(i), i), i
    search.add(named)
    return True


def _phrase(search: Search, i: int, noun: Noun) -> Draft:
    """The noun's phrase, of no country and sector yet."""
    start, said = edges.start_of(search, i, noun), " ".join(noun.words)
    definite = search.tokens[start].text.lower() in DEFINITE
    return Draft(start, i + 1, i, "", "", "", f"noun:{said}", "noun", said, definite, shape=noun.kind)


def _extend(search: Search, draft: Draft) -> None:
    """Take in the words of a body's proper name behind its head."""
    draft.reach = search.naming.tail(draft.head, search.span.end)
    if draft.reach > draft.end:
        search.absorb(draft.head, draft.reach)
        draft.end = draft.reach


def _of_two(search: Search, start: int, head: int) -> bool:
    """Whether the phrase is "both X" or "the two X" of states: who they are, was said before."""
    tokens = search.tokens
    word = tokens[start].text.lower()
    if word == "the" and tokens[head].text in ("neighbours", "neighbors"):
        return True
    if word == "the" and start + 1 == head and tokens[head].text in ("sides", "parties"):
        return tokens[head].dep == "nsubj"
    if search.nouns.lists(start):
        return False
    counted = word == "both" or (word == "the" and start + 1 < head and tokens[start + 1].text == "two")
    if word == "each":
        return tokens[head].lemma.lower() == "side"
    return counted and tokens[head].lemma.lower() in SIDED


def _leads_people(search: Search, i: int) -> bool:
    """Whether somebody leads those who march or are together: "a leader of the protest", not "of the country"."""
    of = (prep for prep in search.parts.after.get(i, ()) if search.tokens[prep].text == "of")
    return any(
        search.tokens[k].lemma in GATHERINGS and k not in search.drafts for o in of for k in search.hanging(o, "pobj")
    )


def _is_unique(search: Search, draft: Draft, noun: Noun) -> bool:
    """Whether the noun is an office of one holder: "the president", "Russian leader", not "a minister", "leaders"."""
    token = search.tokens[draft.head]
    office = noun.kind == "title" or noun.words == ("leader",)
    return office and token.tag in ("NN", "NNP") and search.tokens[draft.start].text.lower() not in INDEFINITE


def _share_origin(search: Search, draft: Draft) -> None:
    """Of what land several are, by what is said of all of them: "two men, both Egyptians", "three, all Tajiks"."""
    for other in search.hanging(draft.head, "appos"):
        said = search.drafts.get(other)
        first = search.tokens[search.left(other)].text.lower()
        if said is None or first not in EVERY or not (draft.guessed() or not draft.country):
            continue
        if said.country and not said.guessed():
            draft.country, draft.rule = said.country, draft.plainly() + "+all"
            del search.drafts[other]


def _drop_apposition(search: Search, draft: Draft) -> None:
    """What is said of somebody is nobody else: "a teacher, a mother of two", "the Greens, the main opposition"."""
    form = search.tokens[draft.head].tag
    for other in search.hanging(draft.head, "appos"):
        said = search.drafts.get(other)
        if said is None or said.kind != "noun" or draft.kind != "noun" or said.start <= draft.head + 1:
            continue
        same = said.shape == "org" or search.tokens[other].tag == form
        listed = search.hanging(other, "conj") or search.hanging(draft.head, "conj")
        if same and not listed and search.tokens[said.start].text.lower() in ARTICLES:
            draft.sector = said.sector if {draft.sector, said.sector} <= sectors.SIDED else draft.sector
            if said.country and not said.guessed() and (draft.guessed() or not draft.country):
                draft.country, draft.rule = said.country, draft.plainly()
            del search.drafts[other]


def _says_nothing(search: Search, draft: Draft, noun: Noun, belonging: Draft | None) -> bool:
    """Whether the noun names no actor by itself: "a number", "unit 4"."""
    again = draft.definite and not search.tokens[draft.head].tag.endswith("S") and noun.words == ("group",)
    if draft.pair or again:
        return False
    if noun.kind == "count":
        return belonging is None and noun.home != "1"
    if noun.kind == "thing":
        if draft.owner and draft.sector == "MIL":
            return False  # "its warplanes"
        return not draft.country or not search.names.givers(draft.start, draft.head, thing=True)
    if draft.of_others() and draft.noun in LANDS and search.tokens[draft.head].tag == "NNS":
        return False  # "nearly 40 countries"
    if noun.home == "-" and not draft.country and (not draft.sector or (noun.kind == "org" and not draft.definite)):
        return not search.nouns.of_several(draft.start, draft.head)
    return not draft.sector and draft.country != "IGO" and draft.rule.endswith("+home") and not draft.definite
