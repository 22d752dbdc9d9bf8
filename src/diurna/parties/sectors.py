"""The sector of a party: of its noun, of the words before it, of whom it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from diurna.parties.draft import Draft
    from diurna.parties.entries import Noun
    from diurna.parties.names import Giver
    from diurna.parties.nouns import Nouns

ARMED = frozenset(("REB", "PRM", "CRM", "UAF"))
SIDES = frozenset(("OPP", "PTY"))
SIDED = SIDES | {"GOV"}  # whom parties may be with
SERVICE = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "COP"))
CIVIL = frozenset(("SOC", "LAB", "BUS", "EDU", "REL", "MED", "JRN", "PTY", "OPP", "REB"))
STATE = (SERVICE - {"COP"}) | {"ELI"}
OFFICE = SERVICE | {"PTY"}
PRESIDING = frozenset(("president", "vice-president", "secretary"))  # of states, and of bodies
FORCES = frozenset(("MIL", "COP", "SPY"))
KIN = frozenset(
    ("wife", "husband", "widow", "widower", "son", "daughter", "brother", "sister", "father", "mother", "cousin")
)
FOLLOWERS = frozenset(("supporter", "follower", "backer", "activist", "loyalist", "sympathiser", "sympathizer"))
STRONG = 2  # a word that decides for every noun but an institution
ACTING = SERVICE | SIDES | (ARMED - {"UAF"})


class Sectors:
    """The sectors of the parties of one story; `on` is the day whose offices hold."""

    def __init__(self, nouns: Nouns, on: date | None) -> None:
        self._nouns, self._on = nouns, on

    def held(self, sector: str, start: int, stop: int) -> str:
        """The sector of a listed person by the words before the name: "former" and a title outweigh the list."""
        if self._nouns.strength(start, stop)[1] == 3:
            return "ELI"
        title = self._nouns.title(start, stop, start) if sector not in ARMED else None
        if title is not None and title[1].sector == "ELI":
            return "ELI"  # "ex-president Kirchner"
        if title is None or title[1].kind != "title":
            return sector
        office = title[1].home == "1" and title[1].sector != "MIL"  # a rank stays when its bearer rules
        return title[1].sector if office or sector == "ELI" else sector

    def sided(self, sector: str, start: int, stop: int) -> str:
        """The sector of a listed body: the paper's "opposition" or "ruling" outweighs the list's for a party."""
        said = self._nouns.strength(start, stop)[0] if sector in SIDED else ""
        return said if said in SIDED else sector

    def of(
        self, noun: Noun, before: range, givers: Sequence[Giver], belonging: Draft | None, behind: range = range(0)
    ) -> str:
        """The sector of a noun by the words before it, the names among them, and whom it is a part of.

        An organ's words `behind` it say that too, in a name: "Association of Journalists".
        """
        word, strength = self._nouns.strength(before.start, before.stop)
        lent = self._nouns.lender(before.start, before.stop) if noun.kind in ("part", "staff") or noun.organ else ""
        if lent == "GOV" and noun.sector in FORCES:
            lent = ""  # the commander of a mission or a district stays a soldier
        lent = lent or (self._nouns.lender(behind.start, behind.stop) if noun.organ else "")
        apart = self._apart(noun, word, strength, before)
        owner = next((e.term(self._on).sector for _, e in givers if e.kind in ("body", "leader")), "")
        if (strength == 3 and noun.sector in OFFICE) or apart:
            return apart or word
        if (owner in ARMED and noun.kind != "title") or (owner in SIDES and noun.sector == "CVL"):
            return owner
        if noun.sector == "MIL" and noun.kind != "title" and belonging is not None and belonging.sector in ARMED:
            return belonging.sector  # "forces of the warlord"
        if noun.sector == "PTY" and word in ("OPP", "GOV"):  # "the ruling party", "opposition Socialists"
            return word
        if noun.words == ("party",) and self._nouns.owner(before.start, before.stop) == "GOV":
            return "GOV"  # "the president's party"
        if strength == 2 and (noun.kind != "org" or noun.sector == "MIL"):
            return noun.sector if word == "OPP" and noun.sector in ARMED else word
        inherited = belonging.sector if belonging is not None and not belonging.pair else None
        if noun.words[-1] in FOLLOWERS and inherited in (*SIDES, "ELI"):
            return "OPP" if inherited == "ELI" else inherited  # "supporters of the ousted president"
        known = (inherited or owner or lent or noun.sector) in OFFICE
        said = word if strength and (word != "ELI" or known) else ""  # "a former church member" held no office
        return _by_kind(noun, said or lent, owner, inherited)

    def _apart(self, noun: Noun, word: str, strength: int, before: range) -> str:
        """The sector of those who are not what their words say: "the opponent's wife", "the union's president"."""
        if word and noun.words[-1] in KIN:
            return noun.sector
        presides = noun.kind == "title" and noun.words[-1] in PRESIDING and strength < STRONG
        owned = presides or noun.words == ("deputy",)  # the minister's deputy sits in no parliament
        body = self._nouns.owner(before.start, before.stop) if owned else ""
        return body if body in (CIVIL if presides else SERVICE) else ""


def _by_kind(noun: Noun, word: str, owner: str, inherited: str | None) -> str:
    """The sector of staff, organs, parts and heads is that of whom they belong to; other nouns have their own."""
    if noun.kind == "staff":
        held = inherited if inherited is not None else owner or word
        return noun.sector if held in ("", "BUS", "CVL") else held
    if noun.organ:
        held = inherited or word or owner
        return noun.sector if held in ("", *FORCES) else held
    if noun.kind == "title" and inherited:
        return inherited
    if noun.kind not in ("part", "count"):
        rules = noun.sector == "REB" and owner == "GOV"  # the fighters of those who have come to rule
        return "MIL" if rules else noun.sector
    return word or owner or (inherited if inherited is not None else noun.sector)


def mend(draft: Draft, noun: Noun) -> None:
    """Put the class of international organisations where the records have it: as a country, without a sector."""
    if noun.world:
        draft.country = draft.country or "IGO"
    if draft.sector == "NGO":
        draft.country, draft.sector = draft.country or "NGO", "SOC"
    if draft.country == "IGO":
        draft.sector = ""
