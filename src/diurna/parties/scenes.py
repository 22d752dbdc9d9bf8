"""Where a sentence is set, by its dateline and its places."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from diurna import data
from diurna.parties.entries import PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.parties.entries import Hit
    from diurna.parties.names import Names
    from diurna.records import Sentence, Token

SETS = frozenset(("in", "near", "at", "across", "throughout", "outside", "around", "'s", "of"))
REACH = 20  # tokens before a verb among which its subject is looked for
DASHES = frozenset(("-", "–", "—", "--", '"'))


@cache
def _words() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["words"].split()) for row in data.table("parties/scenes.tsv")}


def setting(names: Names, hits: Sequence[Hit], sentence: Sentence) -> str:
    """The country of the first place of the sentence that stands behind "in", "at", "near", or opens a dateline."""
    tokens = names.tokens
    listed = [(hit.start, hit.entries[0].country) for hit in hits if _is_place(names, hit)]
    for i, country in sorted(listed + names.towns(sentence)):
        dateline = i == sentence.start and tokens[i].text.isupper() and len(tokens[i].text) > 3
        if dateline or (i > sentence.start and _sets(names, i - 1)):
            return country
    return ""


def _is_place(names: Names, hit: Hit) -> bool:
    entry = hit.entries[0]
    return entry.kind in PLACES and (entry.kind != "region" or names.trusts(entry.country))


def _sets(names: Names, at: int) -> bool:
    """Whether the word before a place says that something happens there."""
    tokens = names.tokens
    word = tokens[at].text.lower()
    if word == "of":
        return tokens[at - 1].lemma.lower() in _words()["part"]
    return word in SETS and not _names_matter(tokens, tokens[at].head) and not _stays(tokens, tokens[at].head)


def _stays(tokens: Sequence[Token], i: int) -> bool:
    """Whether somebody is only said to live there, who may be of elsewhere: "the exile lives in Paris"."""
    return tokens[i].lemma.lower() in _words()["stay"]


def _names_matter(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word, or who does what it says, is spoken of from elsewhere or met for: "talks opened in Oslo"."""
    matter = _words()["matter"]
    if tokens[i].lemma.lower() in matter:
        return True
    before = (t for t in tokens[max(0, i - REACH) : i] if t.dep in ("nsubj", "nsubjpass") and t.head == i)
    return any(t.lemma.lower() in matter for t in before)


def scene(names: Names, sentence: Sentence) -> str:
    """The country of the place with which the sentence opens: "In Managua, the minister"."""
    at = sentence.start
    if names.tokens[at].text not in ("In", "Across", "Near"):
        return ""
    hit = names.owner.get(at + 1) if at + 1 < sentence.end else None
    return hit.entries[0].country if hit is not None and hit.entries[0].kind in PLACES else ""


def opening(names: Names, sentence: Sentence) -> int:
    """Where the sentence goes on behind a dateline: "LIMA, Peru, May 2 - Police ..."; its start without one."""
    tokens, at = names.tokens, sentence.start
    if not (tokens[at].text.isupper() and at in names.owner and sentence.part == "text"):
        return at
    for i in range(at + 1, min(at + 14, sentence.end)):
        if tokens[i].text in DASHES and tokens[i].start > tokens[i - 1].end:
            return i + 1
    return at
