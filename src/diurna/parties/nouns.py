"""Which tokens of a story are party nouns, titles and the words before them that change their sector."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diurna.parties.entries import Hit, Noun
    from diurna.parties.register import Register
    from diurna.records import Token


LENDERS = frozenset(("org", "people", "title", "thing", "staff"))
TITLES = frozenset(("title", "part", "people"))
FAR = 10  # tokens from the first of a list to its "and"
LEND_NOTHING = frozenset((("people",), ("deputy",)))  # a "deputy director" sits in no parliament


class Nouns:
    """The party nouns of one story. `owner` gives the listed name that a token belongs to."""

    def __init__(self, tokens: Sequence[Token], register: Register, owner: Mapping[int, Hit]) -> None:
        self._tokens, self._register, self._owner = tokens, register, owner

    def at(self, i: int, floor: int) -> Noun | None:
        """The party noun that ends at the token and starts at `floor` or later, by its form, else by its lemma."""
        token, nouns = self._tokens[i], self._register.nouns
        text = _word(token)
        known = nouns.get(text)
        found = self._longest(known, i, floor) if known else None
        if found is None:
            lemma = token.lemma.lower()
            if lemma != text:
                known = nouns.get(lemma)
            if known is None and token.pos == "PROPN" and text.endswith("s"):  # the lemma of a name keeps its plural
                known = nouns.get(text[:-1])
            found = self._longest(known, i, floor) if known else None
        return found

    def _longest(self, nouns: list[Noun], i: int, floor: int) -> Noun | None:
        before = _word(self._tokens[i - 1]) if i > floor else ""
        for noun in nouns:
            words = noun.words
            if len(words) == 1:
                return noun
            if words[-2] == before and i - len(words) + 1 >= floor and self._ends(words, i):
                return noun
        return None

    def _ends(self, words: tuple[str, ...], i: int) -> bool:
        """Whether all but the last of a noun's words stand right before the token."""
        first = i - len(words) + 1
        return all(_word(self._tokens[first + k]) == word for k, word in enumerate(words[:-1]))

    def title(self, start: int, stop: int, floor: int) -> tuple[int, Noun] | None:
        """The last title of tokens `start` to `stop` outside listed names, and where it ends."""
        for i in range(stop - 1, start - 1, -1):
            noun = self.at(i, floor) if i not in self._owner else None
            if noun is not None and noun.kind in TITLES and not self._goes_on(i + 1):
                return i, noun
        return None

    def _goes_on(self, i: int) -> bool:
        """Whether the word before the token is no title, but whose office is meant: "the President's Climate Fund"."""
        return self._tokens[i].text == "-" or self._tokens[i].dep == "case"

    def titled(self, start: int, floor: int) -> int:
        """Where the titles that stand directly before a name start."""
        at = start
        while at > floor and self._titular(at - 1, floor):
            at -= 1
        return at

    def _titular(self, i: int, floor: int) -> bool:
        token = self._tokens[i]
        known = self.at(i, floor) is not None or self._register.modifiers.get(token.text.lower()) is not None
        return known or (token.pos == "PROPN" and token.dep == "compound") or i in self._owner

    def strength(self, start: int, stop: int) -> tuple[str, int]:
        """The sector that the words before a noun give it ("former", "rebel"), and how strongly: 0 is not at all.

        Of words that are as strong the last one counts: a "state police chief" is of the police.
        """
        best = ("", 0)
        for i in range(start, stop):
            if i not in self._owner:
                found = self._register.modifiers.get(self._tokens[i].text.lower())
                if found and found[1] and found[1] >= best[1] and not self._is_of_number(i):
                    best = found
        return best

    def _is_of_number(self, i: int) -> bool:
        """Whether the word tells of a number, not of those whom it counts: "an unknown number of women"."""
        return any(token.lemma == "number" for token in self._tokens[i + 1 : i + 2])

    def lender(self, start: int, stop: int) -> str:
        """The sector of the last party noun before another one: "the truckers' leader", "tank crews"."""
        for i in range(stop - 1, start - 1, -1):
            noun = self.at(i, start) if i not in self._owner else None
            if noun is not None and noun.kind in LENDERS and noun.words not in LEND_NOTHING:
                return noun.sector
        return ""

    def owner(self, start: int, stop: int) -> str:
        """The sector of the party noun that owns another one: "the president's party"."""
        return self.lender(start, stop) if start < stop and self._tokens[stop - 1].dep == "case" else ""

    def of_several(self, start: int, stop: int) -> bool:
        """Whether the words before the noun say that it is of other or of several countries: "both armies"."""
        foreign = self._register.foreign
        said = (i for i in range(start, stop) if self._tokens[i].text.lower() in foreign)
        return any(not self._in_noun(i, stop) and not self.lists(i) for i in said)

    def lists(self, i: int) -> bool:
        """Whether the token is the "both" of a list: "both soldiers and guards" are not of two countries."""
        t = self._tokens[i]
        behind = self._tokens[t.head + 1 : t.head + FAR] if t.text.lower() == "both" else ()
        return any(k.dep == "cc" and k.head == t.head for k in behind)

    def _in_noun(self, i: int, stop: int) -> bool:
        """Whether the token begins another noun of the list: "a foreign ministry spokesman" may be of this country."""
        noun = self.at(i + 1, i) if i + 1 < stop else None
        return noun is not None and len(noun.words) > 1


def _word(token: Token) -> str:
    """The token as the list of nouns spells it."""
    return token.text.lower().replace("’", "'")
