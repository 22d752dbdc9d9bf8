"""The lists of names, countries, offices and party nouns, loaded once and indexed for the longest match."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from diurna import data
from diurna.parties.entries import FAMILY_FIRST, MARKED, NAMED, NOTHING, SHORT, Entry, Hit, Noun, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diurna.records import Token

PLAIN = re.compile(r"[^-–/'’(),]+").fullmatch
APART = re.compile(r"(?<=[^\W\d_])([-–/])(?=[^\W\d_])|(['’]s?)(?=\s|$)|([(),])")
"""Where an alias falls into tokens besides its spaces, as the reader's tokenizer has it: hyphens, possessive marks."""

Alias = tuple[tuple[str, ...], Entry, int]
"""The tokens of a name, what it stands for, and what it needs of the story: NOTHING, SHORT or MARKED."""


class Count(NamedTuple):
    """How many things of one kind the lists hold, and by how many spellings of names they are found."""

    entries: int
    names: int


NO_LIMIT: Mapping[int, int] = MappingProxyType({})


def words(alias: str) -> tuple[str, ...]:
    """Split a name into the tokens the reader makes of it."""
    if PLAIN(alias):
        return tuple(alias.split())
    return tuple(APART.sub(r" \1\2\3 ", alias.replace("’", "'")).split())


def rows_of(kind: str) -> Iterator[dict[str, str]]:
    """The rows of `kind`.tsv, then those of the files in the folder of that name, if there is one."""
    first = f"parties/{kind}.tsv"
    more = sorted(data.path(first).with_suffix("").glob("*.tsv"))
    for name in (first, *(f"parties/{kind}/{file.name}" for file in more)):
        yield from data.table(name)


class Register:
    """Everything the lists know. Opening one reads the knowledge files; it is then only read, and can be shared."""

    def __init__(self) -> None:
        self.nouns: dict[str, list[Noun]] = {}
        self.modifiers: dict[str, tuple[str, int]] = {}
        self.foreign: set[str] = set()  # words that say: not of this country alone
        self.adjectives: dict[str, str] = {}
        self.countries: dict[str, str] = {}
        self.leaders: dict[str, Entry] = {}
        self._index: dict[str, dict[str, list[Alias]]] = {}  # by first token, then second ("": a single token)
        for row in data.table("parties/countries.tsv"):
            self._add_country(row)
        for row in data.table("parties/regions.tsv"):
            kind = "ethnic" if row["kind"] == "people" else "region"
            entry = Entry(kind, row["name"], row["iso3"], [Term(row["iso3"], "")])
            for alias in {row["name"], _unmarked(row["name"])}:
                self._add(alias, entry)
        self._add_bodies()
        self._add_leaders()
        self._add_nouns()
        for seconds in self._index.values():
            for aliases in seconds.values():
                aliases.sort(key=lambda a: -len(a[0]))

    @cached_property
    def offices(self) -> frozenset[str]:
        """The nouns that can stand before a person's name as a title."""
        return frozenset(n.words[-1] for nouns in self.nouns.values() for n in nouns if n.kind in ("title", "part"))

    def counts(self) -> dict[str, Count]:
        """How much the lists hold of each kind of entry: what there is, and the different names for it."""
        entries: dict[str, set[int]] = {}
        names: dict[str, set[tuple[str, ...]]] = {}
        for seconds in self._index.values():
            for parts, entry, _ in chain.from_iterable(seconds.values()):
                entries.setdefault(entry.kind, set()).add(id(entry))
                names.setdefault(entry.kind, set()).add(parts)
        return {kind: Count(len(entries[kind]), len(names[kind])) for kind in sorted(entries)}

    def match(
        self, tokens: Sequence[Token], start: int, end: int, below: Mapping[int, int] = NO_LIMIT
    ) -> Iterator[Hit]:
        """Give the longest names in tokens `start` to `end`, from left to right, without overlaps.

        A name at a token that is a key of `below` has fewer tokens than its value: the longer one does not fit there.
        """
        index, free = self._index, start
        for at, token in enumerate(tokens[start:end], start):
            if at < free:
                continue
            text = token.text
            seconds = index.get(text)
            if seconds is None and len(text) > 3:
                if text.isupper():
                    seconds = index.get(text.title())
                elif "’" in text:
                    seconds = index.get(text.replace("’", "'"))
            stop = min(end, at + below[at] - 1) if at in below else end
            hit = self._longest(seconds, tokens, at, stop) if seconds else None
            if hit is not None:
                yield hit
                free = hit.end

    def lies_in(self, tokens: Sequence[Token], hit: Hit) -> bool:
        """Whether words of the body's name name its country: "Lagos State Police Command"."""
        country = hit.entries[0].country
        for at in range(hit.start, hit.end):
            inner = self._longest(
                self._index.get(tokens[at].text) or {}, tokens, at, min(at + 2, hit.end - (at == hit.start))
            )
            if inner is not None and not inner.needs and inner.entries[0].kind in NAMED:
                return inner.entries[0].country == country
        return False

    def _longest(self, seconds: dict[str, list[Alias]], tokens: Sequence[Token], at: int, end: int) -> Hit | None:
        if at + 1 < end:
            following = tokens[at + 1].text.replace("’", "'")
            hit = self._among(seconds.get(following) or seconds.get(following.title()), tokens, at, end)
            if hit is not None:
                return hit
        return self._among(seconds.get(""), tokens, at, end)

    def _among(self, aliases: list[Alias] | None, tokens: Sequence[Token], at: int, end: int) -> Hit | None:
        """All that the longest of the aliases stands for; what it means with the least backing comes first."""
        size, found = 0, []
        for parts, entry, needs in aliases or ():
            if len(parts) < size:
                break
            if at + len(parts) <= end and (len(parts) == 1 or _spelt(parts, tokens, at)):
                size = len(parts)
                found.append((needs, entry))
        if len(found) > 1:
            found.sort(key=lambda meaning: meaning[0])
        return Hit(at, at + size, tuple(entry for _, entry in found), found[0][0]) if found else None

    def _add(self, alias: str, entry: Entry, needs: int = NOTHING) -> None:
        parts = words(alias)
        if parts:
            second = parts[1] if len(parts) > 1 else ""
            self._index.setdefault(parts[0], {}).setdefault(second, []).append((parts, entry, needs))

    def _add_country(self, row: dict[str, str]) -> None:
        iso, name = row["iso3"], row["name"]
        government = [Term(iso, "GOV")]
        country = Entry("country", name, iso, government)
        capital = Entry("capital", name, iso, government)
        demonyms = _several(row["demonyms"])
        adjective = Entry("adjective", name, iso, [Term(iso, "")])
        people = Entry("people", name, iso, [Term(iso, "CVL")])
        self.countries.setdefault(iso, name)
        self.adjectives.setdefault(iso, demonyms[0] if demonyms else name)  # former states stand below today's
        for alias in (name, *_several(row["other"])):
            self._add(alias, country)
        for alias in demonyms:
            plural = alias.endswith(("s", "men")) and alias != demonyms[0] and not alias.endswith(("ss", "us"))
            self._add(alias, people if plural else adjective)
        for alias in _several(row["capitals"]):
            self._add(alias, capital)

    def _add_bodies(self) -> None:
        known: dict[tuple[str, str], Entry] = {}
        for row in rows_of("bodies"):
            key = (row["name"], row["country"])
            fresh = key not in known
            entry = known.setdefault(key, Entry("body", row["name"].rstrip("?"), row["country"]))
            sector = row["sector"] or ("SOC" if row["country"] == "NGO" else "")
            entry.terms.append(Term(row["country"], sector, row["from"], row["until"]))
            if fresh:
                for alias in (row["name"], *_several(row["aliases"])):
                    self._add(alias.rstrip("?"), entry, _needs_support(alias, row["country"]))

    def _add_leaders(self) -> None:
        seen: set[tuple[str, str]] = set()
        for row in rows_of("leaders"):
            name, famous = row["name"], row["famous"] == "1"
            surname = _surname(name, row["country"])
            entry = self.leaders.setdefault(name, Entry("leader", name, row["country"]))
            entry.terms.append(Term(row["country"], row["sector"], row["from"], row["until"], row["office"]))
            said = _several(row["aliases"])
            for alias in (name, *said, surname):
                if (name, alias) not in seen:
                    seen.add((name, alias))
                    shared = alias == surname and "" in self._index.get(alias, {})
                    if shared and alias not in said:
                        continue  # a town, a body or another leader has that name
                    short = len(alias.split()) == 1 and alias != name
                    for spelling in {alias, _unmarked(alias)}:
                        self._add(spelling, entry, SHORT if short and (shared or not famous) else NOTHING)

    def _add_nouns(self) -> None:
        for row in data.table("parties/sectors.tsv"):
            parts = words(row["noun"])
            kind = row["kind"]
            home = "-" if row["home"] == OTHERS else row["home"]
            shape = SHAPES.get(kind, kind)
            noun = Noun(parts, row["sector"], shape, home, kind == "organ", kind == "world", row["home"] == OTHERS)
            for spelt in {parts, tuple(row["noun"].split())}:  # "ex-president" may be one token
                self.nouns.setdefault(spelt[-1], []).append(replace(noun, words=spelt))
        for nouns in self.nouns.values():
            nouns.sort(key=lambda n: -len(n.words))
        for row in data.table("parties/modifiers.tsv"):
            if row["strength"]:
                self.modifiers[row["word"]] = (row["sector"], int(row["strength"]))
            else:
                self.foreign.add(row["word"])


OTHERS = "x"
"""The home of nouns that are of others."""

SHAPES = {"organ": "org", "world": "people"}
"""The kinds of party nouns that are others with a trait."""


def _unmarked(name: str) -> str:
    """The name without the marks on its letters, as papers often print it."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _surname(name: str, country: str) -> str:
    """The last word of a person's name, where it is the family's; else the name."""
    last = name.rsplit(maxsplit=1)[-1]
    usual = last != name and country not in FAMILY_FIRST and len(last) > 3 and last[0].isupper() and last.isalpha()
    return last if usual else name


def _several(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def _needs_support(alias: str, country: str) -> int:
    if alias.endswith("?"):
        return MARKED
    acronym = alias.isupper() and len(alias) <= 3 and alias.isalpha()
    return SHORT if acronym and country not in ("IGO", "NGO", "IMG", "USA") else NOTHING


def _spelt(parts: tuple[str, ...], tokens: Sequence[Token], at: int) -> bool:
    for offset, part in enumerate(parts):
        text = tokens[at + offset].text
        if text != part and text.replace("’", "'") != part and not (text.isupper() and text == part.upper()):
            return False
    return True
