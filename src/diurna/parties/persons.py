"""Parties from names that no list holds: persons with their titles, and bodies that a model takes for such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.parties import countries, sectors
from diurna.parties.draft import OTHERS, Draft
from diurna.parties.edges import behind_and, trim
from diurna.parties.naming import is_national
from diurna.parties.nouns import TITLES
from diurna.parties.sectors import ARMED

if TYPE_CHECKING:
    from diurna.parties.entries import Noun
    from diurna.parties.search import Search

SAYING = frozenset(
    ("say", "tell", "add", "warn", "threaten", "urge", "vow", "meet", "visit", "accuse", "deny", "reject", "call",
     "demand", "announce", "pledge", "promise", "condemn", "praise", "welcome", "arrive", "sign", "order",
     "write", "speak")
)  # fmt: skip
TOWARDS = frozenset(("to", "for"))
ALLIED = frozenset(("ally", "rival", "foe", "friend", "neighbour", "neighbor", "partner", "opponent"))
SETTLEMENTS = frozenset(("village", "villages", "town", "towns", "city", "hamlet", "settlement", "suburb"))
GENDERS = {"mr.": "he", "mrs.": "she", "ms.": "she"}


def visit_unlisted(search: Search, i: int) -> None:
    """Draft the person or body of a name that no list holds, if anything says that it is one."""
    label = search.labels.get(i, "")
    start = behind_and(search.tokens, trim(search.tokens, search.left(i), i), i)
    if _is_settlement(search, start):
        return
    title = search.nouns.title(start, i, search.span.start)
    introduced = search.memory.person(search.tokens[i].text) is not None
    if label not in ("PERSON", "ORG") and title is None and not introduced and not _speaks(search, start, i, label):
        return
    if label == "ORG" and title is None and not introduced and not _described(search, i):
        search.add(_body(search, start, i))
        return
    gender = GENDERS.get(search.tokens[start].text.lower(), "")
    draft = Draft(start, i + 1, i, "", "", "", "name:person", "person", gender=gender)
    if title is None:
        _name_alone(search, draft)
        _identify(search, draft)
        _belong(search, draft)
    else:
        _entitle(search, draft, *title)
    search.add(draft)


def _is_settlement(search: Search, start: int) -> bool:
    """Whether the words before the name say that it is of a place: "captured the village of Novopavlivka"."""
    before = [t.text.lower() for t in search.tokens[max(0, start - 2) : start]]
    return before[1:] == ["of"] and before[0] in SETTLEMENTS


def _described(search: Search, i: int) -> bool:
    """Whether what stands in apposition says that a name is a person's: "Godfrey Otunge, the mission's commander"."""
    said = (search.drafts.get(other) for other in search.hanging(i, "appos"))
    return any(d is not None and d.kind == "noun" and d.shape in ("title", "part", "people") for d in said)


def _name_alone(search: Search, draft: Draft) -> None:
    """Name a person without title, behind what says whose or who it is: "Botswana's Amir", "the weekly Al Jahr"."""
    tokens, at = search.tokens, draft.start
    for k in range(draft.start, draft.head):
        noun = search.nouns.at(k, draft.start) if tokens[k].text.islower() else None
        if noun is not None and noun.kind == "org" and k not in search.owner:
            draft.sector, draft.rule, draft.kind, at = noun.sector, "name:org", "name", k + 1
        elif tokens[k].text == "," or tokens[k].dep == "case" or (k == at and is_national(search.owner.get(k))):
            at = k + 1  # "Botswana's Amir", "American Kevin Moss"
    draft.name = search.naming.plain(at, draft.head + 1)
    givers = search.names.givers(draft.start, at)
    if givers and givers[0][1].kind == "country" and search.tokens[givers[0][0]].dep != "poss":
        givers = []  # "the envoy to Sudan Karl Brandt"
    draft.country = givers[0][1].term(search.on).country if givers else ""


def _speaks(search: Search, start: int, i: int, label: str) -> bool:
    """Whether a name that the model passed over is a person: two words or an honorific, and it says something."""
    tokens = search.tokens
    if label or tokens[i].dep != "nsubj" or not tokens[i].text[:1].isupper() or tokens[i].text.isupper():
        return False
    return i > start and tokens[tokens[i].head].lemma in SAYING and tokens[i - 1].text[:1].isupper()


def _body(search: Search, start: int, i: int) -> Draft:
    """A body that no list holds: country and sector from the words of its name ("Lagos State Police Command")."""
    givers = search.names.givers(start, i + 1)
    nouns = [search.nouns.at(k, start) for k in range(start, i)]
    known = [noun.sector for k, noun in enumerate(nouns, start) if noun is not None and _gives_sector(search, noun, k)]
    country, sector = givers[0][1].country if givers else "", known[-1] if known else ""
    lands = [
        k + 1 for k in range(start + 1, i) if search.tokens[k].dep == "case" and is_national(search.owner.get(k - 1))
    ]
    name = search.naming.plain(lands[-1] if lands else start, i + 1)
    return Draft(start, i + 1, i, name, country, "" if country == "IGO" else sector, "name:org", "name")


def _gives_sector(search: Search, noun: Noun, k: int) -> bool:
    """Whether a noun in a body's name says what the body is: "Lagos Police Command", "the U.S. Attorney's Office"."""
    return noun.kind == "org" or (noun.kind in TITLES and search.tokens[k + 1].dep == "case")


def _entitle(search: Search, draft: Draft, at: int, noun: Noun) -> None:
    """Give a person name, country and sector by the title before the name that ends at `at`."""
    i, first = draft.head, at - len(noun.words) + 1
    draft.name, draft.noun = search.naming.plain(at + 1, i + 1), " ".join(noun.words)
    draft.rule = f"title:{draft.noun}"
    givers = search.names.givers(draft.start, at)
    draft.sector = search.sectors.of(noun, range(draft.start, first), givers, None)
    draft.several = noun.others or search.nouns.of_several(draft.start, first)
    of = countries.whose(search, i, noun, givers, abroad=draft.several)
    draft.end, draft.country = of.end, of.country
    if not draft.country:
        countries.guess(search, draft, noun)
    sectors.mend(draft, noun)


def _identify(search: Search, draft: Draft) -> None:
    """A person whom an apposition describes: "Ferit Hoxha, Albania's foreign minister"."""
    for other in search.hanging(draft.head, "appos"):
        said = search.drafts.get(other)
        if said is not None and said.kind in ("noun", "person"):
            if said.owner and said.noun in ALLIED:  # "Mora, his old ally" may be of any land
                del search.drafts[other]
                return
            told = bool(draft.country) and (said.guessed() or not said.country)  # "American Kevin Moss, a professor"
            draft.country, draft.sector, draft.noun = draft.country if told else said.country, said.sector, said.noun
            draft.rule = "apposition:" + said.noun + (OTHERS if said.of_others() and not told else "")
            draft.owner, draft.shape = said.owner, said.shape
            del search.drafts[other]
            return


def _belong(search: Search, draft: Draft) -> None:
    """Give an undescribed person the country that owns the name: "Botswana's Ian Khama"."""
    givers = search.names.givers(draft.start, draft.head)
    if not draft.country and givers and search.tokens[givers[0][0]].dep == "poss":
        draft.country = givers[0][1].country


def name_bearer(search: Search, draft: Draft) -> None:
    """Name a title's bearer who follows as an apposition: "Ambassador Andrii Melnyk", "the minister, Ana Lopez,"."""
    for other in _appositions(search, draft.head):
        person = search.drafts.get(other)
        if person is None or not (person.kind == "person" or person.rule == "name:org"):
            continue
        if search.tokens[draft.head].tag == "NNS" and person.start != draft.end:
            continue  # "neighbours, among them Emmanuel Macron": one of them does not name them all
        draft.name, draft.kind = person.name, "person"
        if person.rule.startswith("list:") and draft.country != "IGO":  # "the EU's commissioner, Emma Bonino"
            draft.country, draft.rule = person.country, person.rule
            if person.sector in ARMED or not (draft.sector == "ELI" or (draft.shape == "title" and draft.sector)):
                draft.sector = person.sector
        if person.start == draft.end:
            draft.end = person.end
        del search.drafts[other]
        return


def _is_name_behind_land(search: Search, i: int) -> bool:
    """Whether the parse takes a land and who is sent there for one name: "the envoy to Sudan Karl Brandt"."""
    draft = search.drafts.get(i)
    hit = search.owner.get(draft.start) if draft is not None and draft.kind == "person" else None
    return hit is not None and hit.entries[0].kind in ("country", "capital")


def _appositions(search: Search, i: int) -> list[int]:
    """What stands in apposition to the noun, or to what it is of: "the mayor of X, Y", "of the district of X, Y"."""
    found = search.hanging(i, "appos")
    if not found and search.tokens[i].lemma == "counterpart":  # "met his Thai counterpart Anutin Charnvirakul"
        found = [head for head, other in search.drafts.items() if other.start == i + 1]
    if not found:
        sent = (k for prep in search.hanging(i, "prep") if search.tokens[prep].text in TOWARDS
                for k in search.hanging(prep, "pobj"))  # fmt: skip
        found = [k for k in sent if _is_name_behind_land(search, k)]
    of = [i]
    while of and not found:
        of = [o for k in of for prep in search.hanging(k, "prep") if search.tokens[prep].text == "of"
              for o in search.hanging(prep, "pobj")]  # fmt: skip
        found = [k for o in of for k in search.hanging(o, "appos")]
    return found
