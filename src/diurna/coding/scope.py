"""Scope: whether a story, and an event in it, has public meaning; sport, markets, kitchens and private crime have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from diurna import data
from diurna.coding.draft import Draft, Role
from diurna.records import Reading

# A domain weighs against politics from 3 words, 1.2 % of the story and 0.6 words to each of politics; set on examples/.
OTHER_WORDS, OTHER_SHARE, OTHER_TO_POLITICS = 3, 0.012, 0.6
PUBLIC = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "ELI", "REF", "LAB", "JRN", "REL", "SOC", "AGR", "EDU"}
WAR = {"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone"}
NEEDS_ACTOR = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE", "COOPERATE", "AID", "SANCTION", "RETREAT"}


@cache
def _domains() -> dict[str, str]:
    """lemma -> domain (data/coding/domains.tsv)."""
    return {w: row["domain"] for row in data.table("coding/domains.tsv") for w in row["words"].split()}


def public(reading: Reading) -> bool:
    """Whether the story is about public affairs, by its words: "other" domains must not outweigh politics."""
    domains = _domains()
    found = Counter(domains[t.lemma] for t in reading.tokens if t.lemma in domains)
    words = sum(t.pos not in {"PUNCT", "SPACE"} for t in reading.tokens)
    politics = found.pop("politics", 0)
    other = max(found.values(), default=0)
    return other < OTHER_WORDS or other < OTHER_SHARE * words or other < OTHER_TO_POLITICS * politics


def keep(draft: Draft, *, scope: str) -> bool:
    """Whether the draft stands as an event: it has somebody or something that makes it one."""
    if not _carried(draft):
        return False
    return scope == "all" or _political(draft)


def _carried(draft: Draft) -> bool:
    """Whether parties (or, for violence and protest, place or toll) carry the draft."""
    if draft.type == "CONSULT" and "visit" in draft.frame.modes:
        return bool(draft.actors and (draft.recipients or draft.where))
    if draft.type == "CONSULT":
        return len(draft.actors) + len(draft.recipients) >= (2 if draft.frame.kind == "n" else 1)
    if "release" in draft.modes:
        return bool(draft.recipients) or draft.frame.joint
    if draft.type in {"RETREAT", "SANCTION", "COERCE", "ACCUSE"}:
        return bool(draft.actors or draft.recipients)
    if draft.type in NEEDS_ACTOR:
        return bool(draft.actors)
    if draft.type == "ASSAULT":
        return bool(draft.actors or draft.recipients or draft.where or draft.counts)
    return bool(draft.actors or draft.recipients or draft.where)


def _political(draft: Draft) -> bool:
    """Whether a public party of a known country or body takes part, or the means are those of war or of the street."""
    roles = (*draft.actors, *draft.recipients)
    somewhere = bool(draft.where) or any(r.party.country for r in roles)
    if not somewhere:
        return False
    if any(_public_party(r) for r in roles) or draft.type == "PROTEST":
        return True
    return draft.type == "ASSAULT" and bool(WAR & set(draft.modes))


def _public_party(role: Role) -> bool:
    p = role.party
    return p.sector in PUBLIC or p.country in {"IGO", "NGO", "IMG"} or (p.sector == "" and bool(p.country))


