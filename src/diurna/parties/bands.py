"""The name of an armed band behind the words for it: "a column of the FARC", "a group calling itself the Lions"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.parties.draft import Draft
from diurna.parties.sectors import ARMED

if TYPE_CHECKING:
    from diurna.parties.entries import Noun
    from diurna.parties.search import Search

# Those who fight for a band, and the parts of it in which they do: what they do, the band does.
RANKS = frozenset(
    ("fighter", "militant", "rebel", "guerrilla", "insurgent", "force", "troop", "soldier", "man", "gunman", "member",
     "men", "gunmen", "commando", "terrorist", "extremist", "subversive", "militiaman", "militiamen", "hitman",
     "column", "squad", "cell", "unit", "patrol", "detachment", "element", "group",
     "front", "faction", "wing", "band", "combatant")
)  # fmt: skip
BANDS = frozenset(
    ("group", "gang", "band", "organization", "organisation", "movement", "militia", "cell", "squad", "faction")
)
CALLED = (("called",), ("named",), ("known", "as"), ("calling", "itself"), ("calling", "themselves"),
          ("identifying", "itself", "as"), ("which", "calls", "itself"), ("that", "calls", "itself"))  # fmt: skip
OUTLAWS = frozenset(("REB", "PRM", "CRM", "UAF"))
QUOTES = frozenset(('"', "``", "“", "'", "‘"))


def fought_for(search: Search, last: int, noun: Noun) -> Draft | None:
    """The band that people who fight, or a part of it, are said to be of: "urban commandos of the FMLN"."""
    if noun.words[-1] not in RANKS:
        return None
    behind = (k for prep in search.parts.after.get(last, ()) if search.tokens[prep].text.lower() in ("of", "from")
              for k in search.hanging(prep, "pobj"))  # fmt: skip
    named = (search.drafts.get(k) for k in behind)
    return next((d for d in named if d is not None and d.kind == "name" and _is_band(d, noun)), None)


def _is_band(named: Draft, noun: Noun) -> bool:
    """Whether the body is armed, by a list or, where none holds it, by those who are of it: "rebels of the X Front"."""
    return named.sector in ARMED or (named.rule == "name:org" and noun.sector in OUTLAWS and not named.sector)


def join(search: Search, draft: Draft, band: Draft) -> None:
    """Let the party be the band itself; of one that no list holds those say the kind who fight for it."""
    known = band.sector if band.sector in ARMED else draft.sector
    draft.name, draft.rule, draft.kind = band.name, band.rule, "name"
    draft.country = band.country or draft.country or search.setting or search.home
    draft.sector = "REB" if known in ("", "UAF", "MIL") else known


def called(search: Search, last: int, noun: Noun) -> Draft | None:
    """The draft of the name by which a group or gang is said to go: "a gang known as the Foxes"."""
    if noun.words[-1] not in BANDS:
        return None
    words = [t.text.lower() for t in search.tokens[last + 1 : min(last + 5, search.span.end)]]
    if words[:1] == [","]:
        words, last = words[1:], last + 1
    said = next((c for c in CALLED if tuple(words[: len(c)]) == c), None)
    at = last + 1 + len(said) if said else search.span.end
    while at < search.span.end and (search.tokens[at].text.lower() == "the" or search.tokens[at].text in QUOTES):
        at += 1
    return _named(search, at) if at < search.span.end else None


def _named(search: Search, at: int) -> Draft | None:
    """What the capitals from the token on name; a draft of it that the search has already is taken out."""
    end = at
    while end < search.span.end and search.tokens[end].text[:1].isupper():
        end += 1
    if end == at:
        return None
    inside = [h for h, d in search.drafts.items() if at <= d.head < end]
    known = next((search.drafts[h] for h in inside if search.drafts[h].rule == "list:body"), None)
    for head in inside:
        del search.drafts[head]
    return known or Draft(at, end, end - 1, search.naming.plain(at, end), "", "", "name:org", "name")
