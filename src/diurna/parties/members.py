"""Further parties that one phrase names: more countries of one noun, and the members of a group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.parties.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.parties.names import Giver
    from diurna.parties.search import Search

TWINS = {"KOR": ("North", "PRK"), "PRK": ("South", "KOR"), "SSD": ("North", "SDN")}
INCLUDING = frozenset(("including", "like", "as"))


def add_members(search: Search, draft: Draft, givers: Sequence[Giver]) -> None:
    """Draft the further parties of a noun phrase; `givers` are the names before the noun."""
    if draft.head in search.parts.after:
        _add_places(search, draft)
        _include(search, draft)
    if len(givers) > 1:
        _add_countries(search, draft, givers[1:])
    if givers:
        add_twin(search, draft, givers[0][0])


def add_twin(search: Search, draft: Draft, at: int) -> None:
    """ "North and South Korea", "North and South Korean officials": of the first but one word stands there."""
    word, country = TWINS.get(draft.country, ("", ""))
    first = at - 2
    if first >= search.span.start and [t.text for t in search.tokens[first:at]] == [word, "and"]:
        name = search.register.countries.get(country, "")
        if draft.kind != "country":
            name = search.naming.description(draft.start, draft.head, country, draft.head)
        search.drafts[-first - 1] = replace(draft, start=first, end=first + 1, name=name, country=country)


def _add_places(search: Search, draft: Draft) -> None:
    """ "The envoys of Sweden and Jordan", "police in Ghana and Togo": a further country is a party of the same head."""
    tokens, after, drafts = search.tokens, search.parts.after, search.drafts
    preps = [prep for prep in after.get(draft.head, ()) if tokens[prep].text in ("of", "from", "in")]
    objects = [o for prep in preps for o in after.get(prep, ())]
    for i in (k for o in objects if o < draft.end for k in _joined(search, o)):
        hit = search.owner.get(i)
        if hit is not None and i in drafts and hit.entries[0].kind in ("country", "capital"):
            del drafts[i]
            country = hit.entries[0].country
            name = search.naming.description(draft.start, draft.head, country, draft.head)
            drafts[-i] = replace(draft, start=hit.start, end=hit.end, country=country, name=name, reach=0)
    twins = [k for k, d in drafts.items() if k < 0 and d.kind == "country" and d.head in objects]
    for k in twins:  # "the leaders of North and South Korea"
        drafts[k] = replace(drafts[k], head=draft.head, sector=draft.sector, rule=draft.rule, kind="noun")


def _joined(search: Search, i: int) -> list[int]:
    further = [k for k in search.hanging(i, "appos") if search.hanging(k, "conj")]  # "Chad, Niger, Mali and Togo"
    return [k for found in (*search.hanging(i, "conj"), *further) for k in (found, *_joined(search, found))]


def _include(search: Search, draft: Draft) -> None:
    """Who is included in a group stands with its head: "European leaders, including Macron and Merz"."""
    drafts = search.drafts
    members = [k for prep in search.parts.after.get(draft.head, ()) for k in _included(search, prep)]
    named = [drafts[k] for k in members if k in drafts and drafts[k].kind != "noun"]
    if not named:
        return
    for member in named:
        del drafts[member.head]
        drafts[-member.head] = member
        member.head = draft.head
    if not draft.country or draft.guessed():
        del drafts[draft.head]


def _included(search: Search, prep: int) -> list[int]:
    tokens = search.tokens
    word = tokens[prep].text.lower()
    if word not in INCLUDING or (word == "as" and tokens[prep - 1].text.lower() != "such"):
        return []
    return [j for k in search.hanging(prep, "pobj") for j in (k, *_joined(search, k))]


def _add_countries(search: Search, draft: Draft, givers: Sequence[Giver]) -> None:
    """ "Hungarian and Romanian officials": the second country is a party with the same head."""
    tokens, head = search.tokens, draft.head
    for at, entry in givers:
        if entry.kind not in ("country", "adjective") or entry.country == draft.country:
            continue
        if tokens[at].dep == "conj" or tokens[at - 1].text in ("and", ",", "-"):
            name = search.naming.description(at, head, entry.country, head)
            search.drafts[-at] = Draft(
                at, head + 1, head, name, entry.country, draft.sector, draft.rule, "noun", draft.noun
            )
