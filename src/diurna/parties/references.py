"""Who is meant by pronouns, short names, bare titles and "both governments", by what the story said before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.parties.bands import OUTLAWS, RANKS
from diurna.parties.draft import OTHERS as ABROAD_MARK
from diurna.parties.draft import Draft
from diurna.parties.names import OTHERS
from diurna.parties.search import DOER
from diurna.parties.sectors import ARMED, CIVIL, PRESIDING, SIDES

if TYPE_CHECKING:
    from diurna.parties.search import Search

PRONOUNS = frozenset(("he", "she", "they", "it"))
OBJECTS = {"him": "he", "her": "she", "them": "they"}  # not "it": of deeds and things as often as of a body
TO_SOMEBODY = frozenset(("accuse", "urge", "ask", "warn", "sue", "expel", "invite", "advise", "thank", "pressure"))
OWN = {"his": "he", "her": "she", "their": "they", "its": "it"}
BORNE = frozenset(  # deeds and goods of which the owner is a side: "her ouster", "his visit", "froze his accounts"
    ("arrest", "detention", "imprisonment", "jailing", "trial", "prosecution", "indictment", "impeachment",
     "conviction", "expulsion", "dismissal", "ouster", "removal", "overthrow", "extradition", "deportation", "killing",
     "slaying", "assassination", "murder", "kidnapping", "abduction", "visit", "trip",
     "account", "asset", "passport", "licence", "license", "home", "house", "property", "computer", "phone")
)  # fmt: skip
OBJECT = frozenset(("dobj", "dative", "pobj"))
QUOTES = frozenset(("“", "”", "«", "»", '"', "``", "''"))
GUESTS = frozenset(("delegation", "minister", "foreign minister", "envoy", "president", "prime minister", "visitor"))
MISSIONS = frozenset(("embassy", "consulate", "ambassador"))
AT_HOME = ARMED | SIDES | {"LAB"}  # whom governments deal with at home
SERVANTS = frozenset(("chief", "secretary-general", "secretary general", "commissioner", "spokesman", "spokeswoman"))
FELLOWS = frozenset(("leader", "organiser", "organizer", "lawyer", "relative"))  # "police held three of their leaders"
STAFF = frozenset(("worker", "staff", "staff member", "staffer", "employee", "volunteer", "team"))
LED = ARMED | SIDES | CIVIL | {"MIL", "COP"}  # "its fighters", "his men", a union's "members"
RULERS = frozenset(("GOV", "LEG"))
NOBODY: frozenset[str] = frozenset()
PARTIES = frozenset(("party", "camp"))  # two of them are of two states, or at war, only where the story says so
WARRING = PARTIES | {"side", "force", "army"}
LANDS = frozenset(
    ("country", "countries", "nation", "state", "neighbour", "neighbor", "side", "party", "koreas", "sudans")
)
TWINS = {"Koreas": ("KOR", "PRK"), "Sudans": ("SDN", "SSD")}  # "envoys of the two Koreas"
NO_LAND = frozenset(("", "IGO", "NGO", "IMG", "MNC"))
OWN_LAND = frozenset(("country", "nation"))  # "his country" is that country
SOLDIERS = frozenset(("soldier", "troop", "troops", "force", "forces", "marine", "commando", "paratrooper"))
ARMYLESS = {"PSE", "HTI", "CRI", "PAN", "ISL"}  # lands without an army of their own
SPOKEN_OF = 3  # sentences in which soldiers are still those told before
FORCES = frozenset(("army", "military", "navy", "air force", "armed forces", "troops"))
ABROAD = frozenset(("neighbour", "neighbor", "counterpart", "host"))  # "its neighbour", "his host" are of another
ABROAD_OF_STATES = ABROAD | OTHERS | {"creditor", "donor", "backer"}  # "its allies", but his may be of his country
OF_TWO_LANDS = frozenset(
    ("leader", "president", "minister", "premier", "government", "delegation", "army", "navy", "military", "country",
     "nation", "state", "capital", "parliament")
)  # fmt: skip


def visit_pronoun(search: Search, i: int) -> None:
    """Draft the party of a pronoun that is a subject, an object or the owner of a deed, outside quotations."""
    token = search.tokens[i]
    text = token.text.lower()
    if token.tag == "PRP$":
        if text in OWN and search.tokens[token.head].lemma in BORNE and not _quoted(search, i):
            search.add(Draft(i, i + 1, i, "", "", "", "", "pronoun", noun=OWN[text], owner=OWN[text]))
        return
    object_ = token.dep in OBJECT or (token.dep in DOER and text in OBJECTS)  # "ordered him held"
    spoken_to = text == "it" and token.dep == "dobj" and search.tokens[token.head].lemma in TO_SOMEBODY
    does = token.dep in DOER and text in PRONOUNS
    meant = text if spoken_to else OBJECTS.get(text, "") if object_ else text if does else ""
    if meant and not _quoted(search, i):
        search.add(Draft(i, i + 1, i, "", "", "", "", "pronoun", noun=meant))


def _quoted(search: Search, i: int) -> bool:
    """Whether the token stands between quotation marks: who "he" is there, only the speaker knows."""
    inside = False
    for k in range(search.span.start, i):
        text = search.tokens[k].text
        if text in QUOTES:
            inside = text in "“«" or (text in '"``' and not inside)
    return inside


def resolve(search: Search, draft: Draft) -> list[Draft]:
    """Say who a draft is by what came before; gives the others that "they" stands for besides the first."""
    if draft.owner and draft.kind != "pronoun":
        _owned(search, draft)
    if draft.kind == "noun":
        _beside_government(search, draft)
    if draft.kind == "noun" and not draft.name:
        draft.name = _band(search, draft) or search.naming.noun(draft)
    if draft.kind == "pronoun":
        return _pronoun(search, draft)
    if draft.pair:
        return _pair(search, draft)
    if not draft.rule.startswith("list:"):
        if draft.kind == "person":
            _person(search, draft)
        elif draft.kind == "noun" and draft.definite:
            _definite(search, draft)
        elif draft.kind == "noun" and draft.subject:
            _resumed(search, draft)
    return []


def _band(search: Search, draft: Draft) -> str:
    """The armed group whose fighters are spoken of: "ELN rebels" are the National Liberation Army."""
    if draft.noun not in RANKS or draft.head == draft.start:
        return ""
    givers = search.names.givers(draft.start, draft.head)
    entry = givers[-1][1] if givers else None
    if entry is None or entry.kind != "body" or entry.term(search.on).sector not in ARMED:
        return ""
    draft.rule = "list:body"
    return entry.name


def _owned(search: Search, draft: Draft) -> None:
    """ "its army", "his envoy": the country of whoever was named last."""
    if draft.rule == "list:leader":  # "and its foreign minister, Sergei Lavrov"
        return
    if draft.noun in (ABROAD if draft.owner in ("he", "she") else ABROAD_OF_STATES):
        _opposite(search, draft)
        return
    known = draft.owned_by = _owner(search, draft)
    if draft.noun == "deputy" and draft.owner in PRONOUNS:  # no lawmaker: "the minister and his deputy"
        draft.sector = known.sector if known is not None and known.sector else "GOV"
    serving = draft.noun in SERVANTS | STAFF or draft.sector == "MIL"  # "NATO said its planes had hit a bridge"
    served = draft.owner not in PRONOUNS or (draft.owner in ("it", "they") and serving)
    if known is not None and known.country == "IGO" and served:
        draft.country, draft.sector, draft.rule = "IGO", "", draft.plainly() + "+its"
    elif known is not None and known.country and known.country != "IGO":
        draft.country, draft.rule = known.country, draft.plainly() + "+its"
        if draft.noun in OWN_LAND:
            draft.name, draft.sector = search.register.countries.get(known.country, ""), "GOV"
        aiding = known.country == "NGO" and draft.noun in STAFF
        if (known.sector in _led(draft) and known.kind in ("name", "noun")) or aiding:
            draft.sector = known.sector
        if draft.noun in RANKS and known.sector in ARMED and known.kind == "name":
            draft.name, draft.sector = known.name, known.sector
        elif draft.noun in RANKS and (known.sector in OUTLAWS or (known.sector == "MIL" and draft.sector == "CVL")):
            draft.sector = known.sector  # "a Taliban commander said his men had ..."


def _opposite(search: Search, draft: Draft) -> None:
    """ "Its neighbour", "his host": the other of the two countries of which the story speaks."""
    owner = _owner(search, draft) if not draft.plural and (draft.guessed() or not draft.country) else None
    two = search.names.foremost() if owner is not None else []
    if owner is not None and owner.country in two and draft.noun in ABROAD | OTHERS:
        draft.country = next(country for country in two if country != owner.country)
        draft.rule = f"{draft.plainly()}+both"


def _beside_government(search: Search, draft: Draft) -> None:
    """Those whom a government is joined with are of its land: "talks between Chad's government and rebels in Doha"."""
    if (
        search.tokens[draft.head].dep != "conj"
        or draft.sector not in AT_HOME
        or (draft.country and not draft.guessed())
    ):
        return
    first = search.drafts.get(search.tokens[draft.head].head)
    if first is not None and first.kind == "noun" and first.sector == "GOV" and first.country and not first.guessed():
        draft.country, draft.rule = first.country, draft.plainly() + "+beside"


def _led(draft: Draft) -> frozenset[str]:
    """Of what sectors those are whom the noun can lead or serve: police have chiefs, the leaders are of a march."""
    if draft.noun.rpartition(" ")[2] in PRESIDING:
        return CIVIL
    if draft.shape != "part":
        return NOBODY
    return LED - {"COP"} if draft.noun == "leader" else LED


def _owner(search: Search, draft: Draft) -> Draft | None:
    """Whom the possessive before a noun stands for: "its army", "whose army", "the mission's commander"."""
    if draft.owner in PRONOUNS:
        stormed_by = _crowd(search, draft) if draft.noun in ("embassy", "consulate") else ""
        taken = draft.owner == "they" and draft.noun in FELLOWS and not draft.subject
        return search.memory.possessor(draft.owner, draft.sentence, but=stormed_by, served=not taken)
    if draft.owner == "whose":
        return _antecedent(search, draft)
    return search.memory.body(draft.owner, bare=True) or search.memory.shortened(draft.owner, "")


def _crowd(search: Search, draft: Draft) -> str:
    """The country of those who act on an embassy: "Mexico protested after Ecuadorian police stormed its embassy"."""
    i = draft.head
    while search.tokens[i].head != i and i not in search.doers:
        i = search.tokens[i].head
    doer = search.drafts.get(search.doers.get(i, -1))
    return doer.country if doer is not None and doer.kind == "noun" and doer.sector != "GOV" else ""


def _antecedent(search: Search, draft: Draft) -> Draft | None:
    """Whom a relative clause is about: "Kenya, whose army crossed the border"."""
    tokens, i = search.tokens, draft.head
    while tokens[i].dep != "relcl" and tokens[i].head != i:
        i = tokens[i].head
    return search.drafts.get(tokens[i].head)


def _pronoun(search: Search, draft: Draft) -> list[Draft]:
    if draft.owner:
        known = search.memory.possessor(draft.noun, draft.sentence)
        if known is not None:
            _stand_for(draft, known, "pronoun")
        return []
    opens = draft.start < search.span.start + 4
    doing = None if draft.subject else _doing(search, draft.head)
    doer = None if draft.subject else doing.name if doing is not None else ""
    meant = search.memory.antecedents(draft.noun, draft.sentence, opens=opens, doer=doer)
    twins = [replace(draft) for _ in meant[1:]]
    for twin, known in zip((draft, *twins), meant, strict=False):
        _stand_for(twin, known, "pronoun")
    return twins


def _doing(search: Search, i: int) -> Draft | None:
    """Who acts in the clause in which the object at the token stands."""
    tokens = search.tokens
    while tokens[i].head != i:
        i = tokens[i].head
        if i in search.doers:
            return search.drafts.get(search.doers[i])
    return None


def _pair(search: Search, draft: Draft) -> list[Draft]:
    """ "Both governments" stands for the two countries named together before."""
    rebels = search.memory.rebels(search.home) if draft.noun in WARRING else None
    if rebels is not None:
        return _at_war(search, draft, rebels)
    countries = _two(search, draft)
    if not countries and draft.noun in PARTIES:
        return []
    if not countries and draft.noun == "side":
        _at_home(search, draft)
        return []
    undecided = draft.guessed() or not draft.country
    if not countries and undecided and draft.noun.rsplit(maxsplit=1)[-1] in OF_TWO_LANDS:
        draft.country = ""  # hardly both of the land in which they meet
        draft.rule = f"{draft.plainly()}+both"
        draft.name = search.naming.description(draft.start, draft.head, "", draft.head)
    twins = [replace(draft) for _ in countries[1:]]
    for twin, country in zip((draft, *twins), countries, strict=False):
        twin.country, twin.rule, twin.name = country, f"{twin.plainly()}+both", ""
        if twin.noun in LANDS:
            twin.name, twin.sector = search.register.countries.get(country, ""), "GOV"
        twin.name = twin.name or search.naming.description(draft.start, draft.head, country, draft.head)
    return twins


def _at_home(search: Search, draft: Draft) -> None:
    """ "Both sides" of a quarrel in the one land of which the story speaks; not those of a river."""
    only = search.home if search.home and search.names.story == search.home else ""
    if only and not _goes_on(search, draft):
        draft.country, draft.sector, draft.rule = only, "UNK", f"{draft.plainly()}+home"
        draft.name = search.naming.description(draft.start, draft.head, only, draft.head)
    else:
        draft.rule = ""


def _two(search: Search, draft: Draft) -> list[str]:
    """The two countries meant: those of the statesmen told of just before, else those named together or most."""
    memory = search.memory
    named = TWINS.get(search.tokens[draft.end - 1].text)
    if named is not None:
        return list(named)
    met = memory.statesmen(draft.sentence) if draft.noun in WARRING else []
    if met or draft.noun in PARTIES:
        return met
    return memory.pair() or memory.two(draft.sentence) or search.names.foremost()


def _at_war(search: Search, draft: Draft, rebels: Draft) -> list[Draft]:
    """ "Both sides" of a war at home: the state and the armed body that the story names."""
    other = replace(draft)
    _stand_for(other, rebels, f"{draft.plainly()}+both")
    draft.country, draft.sector, draft.rule = search.home, "MIL", other.rule
    draft.name = search.naming.description(draft.start, draft.head, search.home, draft.head)
    return [other]


def _person(search: Search, draft: Draft) -> None:
    """A surname alone, or the same full name again."""
    known = search.memory.person(draft.name)
    same = known is not None and (known.name == draft.name or known.name.lower().endswith(f" {draft.name.lower()}"))
    if known is not None and (len(draft.name.split()) == 1 or same):
        _stand_for(draft, known, "same name")


def _definite(search: Search, draft: Draft) -> None:
    """ "The president", "the group": the last who held that office, or the body of that kind or of that last word."""
    undecided = draft.guessed() or not draft.country
    country = "" if undecided else draft.country
    holder = None
    if draft.shape != "org" and not draft.plural and not _goes_on(search, draft):  # "the presidents" are not one
        holder = search.memory.holder(draft.noun, country, search.home, draft.sentence)
    known = holder or search.memory.shortened(draft.noun, country)
    land = _own_land(search, draft) if undecided and draft.noun in OWN_LAND else ""
    forces = _own_forces(search, draft) if undecided and draft.noun in FORCES else ""
    foreign = draft.noun in SOLDIERS or (draft.noun in FORCES and search.home in ARMYLESS)
    forces = forces or (_same_soldiers(search, draft) if undecided and foreign else "")
    if forces:
        draft.country, draft.rule = forces, draft.plainly() + "+its"
    elif land:
        draft.country, draft.rule = land, draft.plainly() + "+its"
        draft.name, draft.sector = search.register.countries.get(land, ""), "GOV"
    elif known is not None:
        _stand_for(draft, known, "office" if known is holder else "the same")
    elif undecided:
        bare = draft.head - draft.start <= len(draft.noun.split())
        named = any(_is_proper(search, k) for k in range(draft.start, draft.head))  # "the People's Party"
        body = None if named else search.memory.body(draft.noun, bare=bare, many=draft.plural)
        if body is not None:
            _stand_for(draft, body, "the same")
        elif draft.noun == "group" and not draft.sector:
            draft.rule = ""  # of nobody who was named
        else:
            _guest(search, draft)


def _resumed(search: Search, draft: Draft) -> None:
    """ "Nato ministers met. Ministers agreed": the same, where no word says of what land the latter are."""
    bare = draft.plural and draft.end - draft.start == len(draft.noun.split())
    undecided = draft.guessed() or not draft.country
    known = search.memory.body(draft.noun, bare=True) if bare and undecided and draft.sector in RULERS else None
    if known is not None and known.plural and not known.guessed():
        _stand_for(draft, known, "the same")


def _is_proper(search: Search, i: int) -> bool:
    """Whether a word is part of a proper name: "People's", not "Islamist" or "Shiite"."""
    token = search.tokens[i]
    return token.pos == "PROPN" and token.text.lower() not in search.register.modifiers


def _own_land(search: Search, draft: Draft) -> str:
    """ "Macron said that the country would give": the land of who was named just before it in the sentence.

    In "Washington invaded the country" it is another than his who does it.
    """
    named = [d for d in search.memory.recent if d.country not in NO_LAND and not d.guessed()]
    if draft.subject:
        named = [d for d in named if d.sentence == draft.sentence]
    else:
        doer = _doing(search, draft.head)
        if doer is None or doer.country != draft.country:
            return ""
        named = [d for d in named if d.sentence >= draft.sentence - 2 and d.country != doer.country]
    return named[-1].country if named else ""


def _own_forces(search: Search, draft: Draft) -> str:
    """ "Israeli troops held two men whom the army accused": whose statesmen or troops act before it in the sentence."""
    acting = (d for d in reversed(search.memory.recent) if d.sentence == draft.sentence and d.subject)
    last = next((d for d in acting if d.sector in ("GOV", "MIL")), None) if draft.subject else None
    if last is None or last.guessed() or last.country in NO_LAND:
        return ""
    there = any(search.tokens[k].lemma == "where" for k in range(last.head, draft.start))  # "in Chad, where the army"
    return "" if there else last.country


def _same_soldiers(search: Search, draft: Draft) -> str:
    """ "Israeli troops entered Beita. The soldiers shot a boy": those of whom the sentences before speak."""
    near = [d for d in search.memory.recent if draft.sentence - SPOKEN_OF <= d.sentence < draft.sentence]
    told = {d.country for d in near if d.kind == "noun" and d.sector == "MIL" and d.country and not d.guessed()}
    return told.pop() if len(told) == 1 else ""


def _goes_on(search: Search, draft: Draft) -> bool:
    """Whether other words say of what: "the president of the bar association", "the union's leader" are of no state."""
    if draft.owner and draft.owner not in {*PRONOUNS, "whose"}:
        return True
    inside = draft.end > draft.head + 1 and draft.sector in CIVIL
    return inside or (draft.end < search.span.end and search.tokens[draft.end].text == "of")


def _guest(search: Search, draft: Draft) -> None:
    """ "The delegation" that follows a visitor from abroad is the visitor's country's."""
    if draft.noun in MISSIONS:
        mission = search.memory.mission()
        if mission is not None:
            draft.country, draft.rule = mission.country, f"noun:{draft.noun}+guest"
            draft.name = search.naming.noun(draft)
        return
    if draft.noun not in GUESTS:
        return
    known = search.memory.possessor("he", draft.sentence)
    if known is not None and known.country not in ("", search.home) and known.sector == "GOV":
        draft.country, draft.rule = known.country, "noun:" + draft.noun + "+guest"
        draft.name = search.naming.noun(draft)


def _stand_for(draft: Draft, known: Draft, rule: str) -> None:
    draft.name, draft.country = known.name, known.country or draft.country
    gone = draft.sector == "ELI" and known.sector == "GOV"  # "the deposed president"
    if not gone:
        draft.sector = known.sector or ("" if known.country == "IGO" else draft.sector)
    draft.rule, draft.kind = rule + (ABROAD_MARK if known.of_others() and known.kind == "person" else ""), known.kind
    draft.shape = draft.shape or known.shape
