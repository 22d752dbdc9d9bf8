"""Which way a date lies: the tense of the clause that it stands in, from the words and the parse around it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diurna.dates.values import Tense
    from diurna.records import Sentence, Token

_STEPS = 12  # heads to climb from a date; no clause hangs deeper, and a parse may hold a loop


@cache
def _cues() -> Mapping[str, Any]:
    known: dict[str, Any] = dict(data.tree("dates/cues.yaml"))
    for key in (
        "modals",
        "governors",
        "ahead",
        "behind",
        "unplanned",
        "deferring",
        "deferred",
        "timetable",
        "name_labels",
        "person_labels",
    ):
        known[key] = frozenset(known[key])
    known["pairs"] = frozenset(tuple(pair) for pair in known["pairs"])
    return known


def labels() -> tuple[frozenset[str], frozenset[str]]:
    """The labels of names that hold no date, and of those that hold no month."""
    return _cues()["name_labels"], _cues()["person_labels"]


def _verb(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"}


def _helpers(tokens: Sequence[Token], verb: int, first: int) -> list[Token]:
    """The auxiliaries and "to" that stand before a verb."""
    found = []
    for at in range(verb - 1, max(first, verb - 8) - 1, -1):
        token = tokens[at]
        if token.pos in {"AUX", "PART"} or token.tag in {"MD", "TO"}:
            found.append(token)
        elif token.head != verb and token.pos != "ADV":
            break
    return found


def _modal(helpers: Sequence[Token]) -> Tense:
    """Future for "will meet", past for "would have met", None without a modal."""
    modal = [h for h in helpers if h.lemma.lower() in _cues()["modals"] or h.text.lower() in _cues()["modals"]]
    if not modal:
        return None
    return (
        "past"
        if any(h.lemma == "have" for h in helpers) and modal[0].lemma.lower() not in {"will", "shall"}
        else "future"
    )


def _infinitive(tokens: Sequence[Token], verb: int, first: int, title: bool) -> Tense:
    """Future for a verb after "to" that hangs on "due", "expected", "invited", "is", or that makes the headline."""
    head = tokens[verb].head
    if head == verb:
        return "future" if title else None
    governor = tokens[head] if first <= head < len(tokens) else tokens[verb]
    if governor.lemma.lower() in _cues()["governors"] or (
        governor.lemma == "be" and governor.tag in {"VBZ", "VBP", "VBD"}
    ):
        return "future"
    return None


def _tense(tokens: Sequence[Token], verb: int, sentence: Sentence) -> Tense:
    """What one verb says: future, past, or None where another has to."""
    token, helpers = tokens[verb], _helpers(tokens, verb, sentence.start)
    modal = _modal(helpers)
    if modal:
        return modal
    if any(h.tag == "TO" for h in helpers):
        return _infinitive(tokens, verb, sentence.start, sentence.part == "title")
    if token.tag == "MD":
        return "future"
    if any(h.tag == "VBD" or h.lemma == "have" for h in helpers) or token.tag == "VBD":
        return "past"
    if token.tag == "VBN":
        return None if helpers else "past"
    running = token.tag in {"VBZ", "VBP"} or any(h.lemma == "be" for h in helpers)
    return "future" if running and sentence.part == "text" and token.lemma in _cues()["timetable"] else None


def _beside(tokens: Sequence[Token], start: int, sentence: Sentence, possessive: bool) -> Tense:
    """What the few words before a date say by themselves: "ahead of a verdict on", "after talks on", "a strike for"."""
    known, low = _cues(), [t.text.lower() for t in tokens[max(sentence.start, start - _cues()["window"]) : start]]
    first = start - len(low)
    if low and low[-1] == "for" and not possessive:
        return "future"
    if low and low[-1] in known["unplanned"]:
        return "past"
    for at in range(start - 1, first - 1, -1):
        token, word = tokens[at], low[at - first]
        follows = low[at - first + 1] if at + 1 < start else ""
        if word in known["ahead"] or token.lemma.lower() in known["ahead"] or (word, follows) in known["pairs"]:
            return "future"
        if word in known["behind"]:
            return "past"
        if _verb(token) or token.pos == "PUNCT":
            break
    return None


def _deferred(tokens: Sequence[Token], start: int, sentence: Sentence) -> bool:
    """ "adjourned until Monday"."""
    if start <= sentence.start or tokens[start - 1].text.lower() not in _cues()["deferred"]:
        return False
    return any(t.lemma.lower() in _cues()["deferring"] for t in tokens[max(sentence.start, start - 9) : start - 1])


def _climbed(tokens: Sequence[Token], start: int, sentence: Sentence) -> Tense | bool:
    """The tense of the first verb above a date that tells one; False where the parse shows no verb at all."""
    at, seen = start, False
    for _ in range(_STEPS):
        above = tokens[at].head
        if above == at or not sentence.start <= above < sentence.end:
            break
        at = above
        if tokens[at].lemma in _cues()["unplanned"] and not seen:
            return "past"
        if _verb(tokens[at]):
            seen = True
            tense = _tense(tokens, at, sentence)
            if tense:
                return tense
    return None if seen else False


def _along(tokens: Sequence[Token], start: int, end: int, sentence: Sentence) -> Tense:
    """Without a parse: the closest verb to the left, else to the right."""
    left = range(start - 1, max(sentence.start, start - 12) - 1, -1)
    for at in (*left, *range(end, min(sentence.end, end + 12))):
        if _verb(tokens[at]) and tokens[at].tag != "MD":
            return _tense(tokens, at, sentence)
    return None


def tense(tokens: Sequence[Token], start: int, end: int, sentence: Sentence) -> Tense:
    """Whether the date at tokens `start` to `end` lies ahead or behind, as its clause says; None if it does not say."""
    possessive = end < sentence.end and tokens[end].tag == "POS"
    beside = _beside(tokens, start, sentence, possessive)
    if beside:
        return beside
    if _deferred(tokens, start, sentence):
        return "future"
    head = next((n for n in range(start, end) if not start <= tokens[n].head < end), start)
    climbed = _climbed(tokens, head, sentence)
    return _along(tokens, start, end, sentence) if climbed is False else climbed  # type: ignore[return-value]
