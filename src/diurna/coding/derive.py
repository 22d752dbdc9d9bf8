"""The fields of a mention that follow from the others by the tables in data/ontology."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

from diurna.data import table
from diurna.errors import ModelError

if TYPE_CHECKING:
    from diurna.records import Count, Mention, Party

ANNOUNCED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
"""PLOVER's rule for what is only planned: cooperation to come is AGREE, a retreat to come is CONCEDE."""

TAKES_PLACE = ("occurred", "alleged")  # the statuses of which ACLED codes events
SIDES = 12  # parties looked at on one side; a longer list (a summit) says nothing new about who is armed
SECTOR_OF = {"IMG": "REB", "NGO": "SOC"}  # of parties whose country says what they are, when no sector does


def derive(mention: Mention) -> Mention:
    """Give `mention` with plover, quad, score, cameo, acled_event and acled_sub_event filled.

    What those fields held before does not count. Raises ModelError for a type that
    data/ontology/types.tsv does not know.
    """
    if mention.type not in _types():
        raise ModelError(f"event {mention.id}", f"no type {mention.type!r} in data/ontology/types.tsv")
    plover = ANNOUNCED.get(mention.type, mention.type) if mention.status == "planned" else mention.type
    event, sub_event = _acled(mention)
    return replace(
        mention,
        plover=plover,
        quad=int(_types()[plover]["quad"]),
        score=_score(plover, mention.modes),
        cameo=_cameo(mention, plover),
        acled_event=event,
        acled_sub_event=sub_event,
    )


@cache
def _types() -> dict[str, dict[str, str]]:
    return {row["type"]: row for row in table("ontology/types.tsv")}


@cache
def _mode_scores() -> dict[tuple[str, str], float]:
    rows = table("ontology/modes.tsv")
    return {(row["type"], row["mode"]): float(row["score"]) for row in rows if row["score"]}


def _score(plover: str, modes: tuple[str, ...]) -> float:
    """The value of largest magnitude among the modes; the type's own when no mode of that type has one."""
    known = [_mode_scores()[plover, mode] for mode in modes if (plover, mode) in _mode_scores()]
    return max(known, key=abs) if known else float(_types()[plover]["score"])


def _cameo(mention: Mention, plover: str) -> str:
    for row in table("ontology/plover_cameo.tsv"):
        if (
            row["type"] == mention.type
            and row["plover"] in (plover, "*")
            and _names_one(row["mode"], mention.modes)
            and _names_one(row["context"], mention.contexts)
        ):
            return row["cameo"]
    return ""


def _acled(mention: Mention) -> tuple[str, str]:
    if mention.status not in TAKES_PLACE:
        return "", ""
    for row in table("ontology/acled.tsv"):
        if (
            _names_one(row["type"], (mention.type,))
            and _names_one(row["modes"], mention.modes)
            and _has_parties(row["actors"], mention.actors)
            and _has_parties(row["recipients"], mention.recipients)
            and _has_count(row["counts"], mention.counts)
        ):
            return row["event_type"] or "", row["sub_event_type"] or ""
    return "", ""


def _names_one(cell: str, present: tuple[str, ...]) -> bool:
    return cell == "*" or any(name.strip() in present for name in cell.split(","))


def _has_parties(cell: str, parties: tuple[Party, ...]) -> bool:
    """Whether different parties stand for each of the wanted classes or sectors ("armed/state + armed")."""
    if cell == "*":
        return True
    wanted = [{name.strip() for name in group.split("/")} for group in cell.split("+")]
    if not parties:
        return len(wanted) == 1 and "-" in wanted[0]
    found = list(dict.fromkeys((p.name, p.country, p.sector) for p in parties))
    kinds = [_kinds(country, sector) for _, country, sector in found]
    return any(
        all(group & kind for group, kind in zip(wanted, chosen, strict=True))
        for chosen in permutations(kinds[:SIDES], len(wanted))
    )


def _kinds(country: str, sector: str) -> set[str]:
    """The sector of a party and the class of that sector."""
    sector = sector or SECTOR_OF.get(country, "")
    return {sector, _classes().get(sector, "")} - {""}


@cache
def _classes() -> dict[str, str]:
    return {row["sector"]: row["class"] for row in table("ontology/sectors.tsv")}


def _has_count(cell: str, counts: tuple[Count, ...]) -> bool:
    """Whether a count reaches the wanted least value ("arrested>=10")."""
    if cell == "*":
        return True
    what, least = cell.split(">=")
    return any(count.what == what and count.min >= int(least) for count in counts)
