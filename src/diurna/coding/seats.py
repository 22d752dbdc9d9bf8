"""Seats: where parliaments and highest courts rule and envoys are summoned, told without a town: mostly the capital."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.coding.lexicon import words
from diurna.records import Place, PlaceAt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft, Role
    from diurna.records import Token

PLURAL = {"NNS", "NNPS"}
PARTED = {"state", "provincial", "regional", "city", "municipal", "county", "district"}  # bodies of a part of a land
VOTED = {"SUPPORT", "REJECT", "REQUEST", "CONCEDE"}  # what members do together in the house
RULED = {*VOTED, "AGREE", "ACCUSE", "SANCTION", "COERCE"}  # what parliaments and courts do
HIGHEST = {"supreme", "constitutional"}  # courts that sit at one place of a land


def seat(tokens: Sequence[Token], d: Draft) -> PlaceAt | None:
    """Where the state's body sits that does an act of the day; None where it is no such body, or long past."""
    if d.status != "occurred" or d.background:
        return None
    for holds, role in ((_body(tokens, r, d.type), r) for r in d.actors):
        if holds or _receives_envoy(tokens, d, role):
            found = _seats().get((role.party.country, holds or "government"))
            return PlaceAt(role.span.start, role.span.end, replace(found, text=role.party.text)) if found else None
    return None


def _body(tokens: Sequence[Token], role: Role, act: str) -> str:
    """Whether it is the land's parliament, several of its members who vote, or its highest court; else empty."""
    span = tokens[role.span.start : role.span.end]
    said = {t.text.lower() for t in span}
    if said & PARTED or act not in RULED:
        return ""
    if role.party.sector == "JUD":
        return "court" if said & HIGHEST and "court" in said else ""
    if role.party.sector != "LEG":
        return ""
    sits = any(t.lemma.lower() in words("sitting") for t in span)
    voters = any(t.lemma.lower() in words("member") and t.tag in PLURAL for t in span)
    return "parliament" if sits or (voters and act in VOTED) else ""


def _receives_envoy(tokens: Sequence[Token], d: Draft, role: Role) -> bool:
    """Whether a government summons or sends home a diplomat: it does so where his embassy is."""
    envoys = any(
        tokens[k].lemma.lower() in words("envoy") for r in d.recipients for k in range(r.span.start, r.span.end)
    )
    called = d.type == "ACCUSE" and tokens[d.trigger].lemma == "summon"
    sent = d.type == "SANCTION" and "expel" in d.modes
    return role.party.sector == "GOV" and envoys and (called or sent)


@cache
def _seats() -> dict[tuple[str, str], Place]:
    """(country, body) -> where it sits."""
    return {
        (r["country"], body): Place(
            "",
            r["name"],
            r["country"],
            float(r["lat"]),
            float(r["lon"]),
            int(r["geonames"] or 0) or None,
            "city",
            "seat",
        )
        for r in data.table("places/seats.tsv")
        for body in r["holds"].split()
    }
