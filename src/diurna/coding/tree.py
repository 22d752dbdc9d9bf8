"""The parse of a reading as questions: who is the subject of this verb, what hangs on that noun by "against"?"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.coding.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.records import PlaceAt, Reading, Token

SUBJECTS = {"nsubj", "csubj"}
PASSIVES = {"nsubjpass", "csubjpass"}
OBJECTS = {"dobj", "obj"}
TAKEN_AS = {"hostage", "prisoner", "captive"}
COMPLEMENTS = {"xcomp", "ccomp", "pcomp"}
CONTROLLED = {"xcomp", "advcl", "ccomp", "pcomp"}
BARE = {"let", "help", "make", "see", "have"}  # verbs whose complement has no "to"
LOOSE = {"by", "to", "against", "with", "from", "between"}  # prepositions that the parse often hangs one noun too deep
RELATIVES = {"who", "that", "which", "whom"}
LISTED = {"nsubj", "nsubjpass", "dep", "intj", "npadvmod", "advcl"}  # what two subjects without "and" are taken for
ENTERED = {"take", "retake", "capture", "recapture", "seize", "enter", "overrun", "reach", "leave", "flee", "besiege"}
AT = {"on", "in", "near", "into", "at", "around", "towards", "toward", "outside"}
UNPLACED = {None, "PERSON", "ORG", "PRODUCT"}  # what the model takes towns for that it does not know
DASHES = {"-", "--", "–", "—"}


def _rejoined(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens, with a past tense that the parse joins to an infinitive joined to the past tense above that:
    "offered to mediate and spoke with both".
    """
    astray = {i: _past_above(tokens, t) for i, t in enumerate(tokens) if t.dep == "conj" and t.tag == "VBD"}
    return tuple(replace(t, head=astray.get(i, t.head)) for i, t in enumerate(tokens)) if astray else tokens


def _past_above(tokens: tuple[Token, ...], joined: Token) -> int:
    """The past tense on which the infinitive hangs to which a verb is joined; else what it hangs on already."""
    k = joined.head
    while tokens[k].tag == "VB" and tokens[k].dep in {"xcomp", "advcl", "conj"}:
        k = tokens[k].head
    return k if tokens[k].tag == "VBD" else joined.head


class Tree:
    """A reading with its children looked up once. Arguments and answers are token indices."""

    def __init__(self, reading: Reading) -> None:
        self.tokens: tuple[Token, ...] = _rejoined(reading.tokens)
        self._starts = [sentence.start for sentence in reading.sentences]
        self.labels: dict[int, str] = {name.end - 1: name.label for name in reading.names}  # last words of names
        self._deps = [t.dep for t in self.tokens]
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for i, t in enumerate(self.tokens):
            if t.head != i:
                self._children[t.head].append(i)

    def place(self, places: Iterable[PlaceAt]) -> None:
        """Take names for places that the gazetteer knows and that stand as such, whatever the model takes them for:
        "took Goma", "marched on Goma"; the Austin who was shot stays a person.
        """
        named = (at.end - 1 for at in places if self.tokens[at.end - 1].pos == "PROPN")
        unknown = (k for k in named if self.labels.get(k) in UNPLACED)
        self.labels |= dict.fromkeys((k for k in unknown if self._stands_as_place(k)), "GPE")

    def _stands_as_place(self, i: int) -> bool:
        """Whether a name is what somebody takes or enters, or stands behind "in", "near" and the like."""
        while self.tokens[i].dep == "conj":
            i = self.tokens[i].head
        t, head = self.tokens[i], self.tokens[self.tokens[i].head]
        return head.lemma in (ENTERED if t.dep == "dobj" else AT if t.dep == "pobj" else ())

    def sentence_start(self, i: int) -> int:
        """The first token of the sentence that `i` stands in."""
        return self._starts[bisect_right(self._starts, i) - 1] if self._starts else 0

    def children(self, i: int, *deps: str) -> list[int]:
        """The tokens that hang on `i`, those with one of the labels `deps` when any are given."""
        found = self._children[i]
        return [c for c in found if self._deps[c] in deps] if deps and found else found.copy()

    def aims(self, v: int) -> list[int]:
        """The verbs that say what `v` is done for: "met to sign a treaty"."""
        return [k for k in self.children(v, "advcl", "xcomp") if self.tokens[k].tag == "VB"]

    def wishes(self, v: int) -> list[int]:
        """The clauses of the verb `v` that say what shall be: "insisted that Minsk close the road"."""
        clauses = [k for k in self.children(v, "ccomp") if self.tokens[k].tag in {"VB", "VBP"}]
        return [k for k in clauses if self._wishes(k)]

    def _wishes(self, v: int) -> bool:
        """Whether a clause has no auxiliary and its verb no ending after one who would call for it: "that he go"."""
        subjects = self.children(v, *SUBJECTS, *PASSIVES)
        bare = bool(subjects) and not self.children(v, "aux") and self.tokens[v].lemma != "be"
        said = self.tokens[subjects[0]] if bare else None
        many = said is not None and (said.tag in {"NNS", "NNPS"} or len(self.conjuncts(subjects[0])) > 1)
        return said is not None and (self.tokens[v].tag == "VB" or not (many or said.pos == "PRON"))

    def subtree(self, i: int) -> list[int]:
        """`i` and all tokens below it, in the order of the text."""
        found, todo = [], [i]
        while todo:
            k = todo.pop()
            found.append(k)
            todo += self._children[k]
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The tokens above `i`, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def conjuncts(self, i: int) -> list[int]:
        """`i` and what is joined to it by "and", "or" or a comma, which the parse may take for appositions."""
        found = [i]
        for k in found:
            found += self.children(k, "conj")
            found += [c for c in self.children(k, "appos") if self._goes_on(c)]
        return found

    def _goes_on(self, i: int) -> bool:
        """Whether an apposition is the next name of a list: "met Hu, Abe and Li", not "two judges, Diaz and Mora"."""
        names = self.tokens[i].pos == self.tokens[self.tokens[i].head].pos == "PROPN"
        return names and any(self.tokens[k].pos == "PROPN" for k in self.children(i, "conj"))

    def beside(self, i: int) -> list[int]:
        """The nouns that only a comma or "and" parts from the noun `i`, on the same verb or as an apposition of it."""
        t = self.tokens[i]
        deps = LISTED if t.dep in LISTED else ()
        same = [k for k in self.children(t.head, *deps) if k != i] if deps else []
        found = [k for k in (*same, *self.children(i, "appos")) if self.tokens[k].pos in {"PROPN", "NOUN"}]
        return [k for k in found if self._joins(min(i, k), max(i, k))]

    def _joins(self, a: int, b: int) -> bool:
        """Whether a comma or "and" stands between the words of two nouns, and no more."""
        first = min((k for k in self.subtree(b) if k > a), default=b)
        between = {t.text for t in self.tokens[a + 1 : first]}
        return bool(between & {",", "and"}) and between <= {",", "and", "the"}

    def doer(self, v: int) -> int | None:
        """Who does what the verb `v` says: its subject, or in a passive who stands behind "by"."""
        return self.agent(v) if self.passive(v) else self.subject(v)

    def sufferer(self, v: int) -> int | None:
        """To whom the verb `v` is done: its object, or in a passive its subject."""
        return self.subject(v) if self.passive(v) else self.object(v)

    def present(self, v: int) -> bool:
        """Whether the verb `v` tells what goes on as it is told: "regrets", "are looking into", not "has left"."""
        first = self.tokens[min((v, *self.children(v, "aux", "auxpass")))]
        return first.tag in {"VBZ", "VBP"} and first.lemma != "have"

    def passive(self, v: int) -> bool:
        """Whether the verb `v` is passive: "was arrested", "soldiers killed in", "arrested by"."""
        t = self.tokens[v]
        if self.children(v, "nsubjpass", "auxpass", "csubjpass"):
            return True
        if self.children(v, "agent") and self.agent(v) is not None:
            return True
        if (t.lemma in words("undergone") or self._is_blamed(v)) and self._is_clipped(v):
            return True
        objects = [k for k in self.children(v, *OBJECTS) if self.tokens[k].text not in TAKEN_AS]  # "held hostage by"
        if t.tag != "VBN" or objects or self.children(v, "aux"):
            goes_on = t.dep == "conj" and not objects and not self.children(v, *SUBJECTS)
            suffered = t.tag == "VBN" or (t.tag == "VBD" and t.lemma in words("suffered"))  # "was held and later freed"
            return goes_on and suffered and self.passive(t.head)
        if self.children(v, *SUBJECTS):  # "three were killed and a dozen wounded"
            return t.dep == "conj" and self.passive(t.head)
        found = t.dep in {"oprd", "xcomp", "acomp"} and self.tokens[t.head].lemma in words("found")
        return found or t.dep in {"acl", "advcl", "conj", "ROOT", "ccomp"}  # "was found wounded", "left dead"

    def _is_clipped(self, v: int) -> bool:
        """Whether a verb that wants an object has none: "student shot dead in Lagos", "with eight civilians killed"."""
        t, below = self.tokens[v], (v, *self.children(v, "conj"))
        subjects = self.children(v, *SUBJECTS)
        if t.tag not in {"VBD", "VBN"} or t.dep == "relcl" or len(subjects) != 1 or self.children(v, "aux"):
            return False
        named = self.tokens[subjects[0]].pos in {"NOUN", "PROPN", "NUM"}
        dead = t.lemma != "shoot" or any(self.tokens[c].lemma == "dead" for c in self.children(v))
        return named and dead and not any(self.children(k, *OBJECTS, "ccomp") for k in below)

    def _is_blamed(self, v: int) -> bool:
        """Whether a headline leaves out "is": "Army accused of killing herders", "Editor charged with sedition"."""
        t = self.tokens[v]
        of = self.prepositional(v, "of", "with", "over", "for") if t.lemma in words("charged") else []
        return bool(of) and not any(self.tokens[k].lemma in words("club") for k in of)  # "police charged with batons"

    def subject(self, v: int, depth: int = 0) -> int | None:
        """The token of who or what does `v` in the grammar of the clause (the sufferer when `v` is passive)."""
        own = self.children(v, *SUBJECTS, *PASSIVES)
        if own:
            return self._antecedent(self._past_dateline(own[0]), v)
        t = self.tokens[v]
        if depth > 6 or t.head == v:
            return None
        if t.dep in {"acl", "relcl"}:
            return t.head
        if t.dep in {"acomp", "attr", "oprd"}:
            return self.subject(t.head, depth + 1)
        above = self._verb_above(v)
        if above is None or self.is_means(v):
            return None
        return self._controller(v, above) or self.subject(above, depth + 1)

    def is_means(self, v: int) -> bool:
        """Whether a participle names by what somebody suffered: "killed by shelling from the hills"."""
        by = self.tokens[v].head
        return self.tokens[v].dep == "pcomp" and self.tokens[by].lemma == "by" and self.passive(self.tokens[by].head)

    def _past_dateline(self, s: int) -> int:
        """The subject after a dateline that the parse takes for it: "SEOUL (Yonhap) -- South Korea's court"."""
        beside = self.children(s, "appos")
        if not beside or s != self.sentence_start(s) or not self.tokens[s].text.isupper():
            return s
        return beside[-1] if any(t.text in DASHES for t in self.tokens[s : beside[-1]]) else s

    def _controller(self, v: int, above: int) -> int | None:
        """The object that does `v`: "urged Peru to leave", "accused Peru of leaving", "barred Peru from leaving".

        Who telephones somebody to thank him thanks himself.
        """
        t = self.tokens[v]
        to_verb = t.dep in {"xcomp", "ccomp"} and t.tag == "VB" and self.tokens[above].lemma not in words("reach_out")
        of_verb = t.dep == "pcomp" and self.tokens[t.head].lemma in {"of", "from", "for", "with", "into"}
        blamed = t.dep == "pcomp" and self.tokens[t.head].lemma == "by" and self._blames(above)
        return self.object(above) if to_verb or of_verb or blamed else None

    def _blames(self, v: int) -> bool:
        """Whether a verb blames a deed on its object, who did it by what follows: "accused Peru of fraud by moving"."""
        return self.tokens[v].lemma in words("charged") and bool(self.prepositional(v, "of"))

    def _verb_above(self, v: int) -> int | None:
        """The verb that lends its subject to `v`: through "and", "to", "by ...ing" and the like."""
        t = self.tokens[v]
        if t.dep == "conj" or t.dep in CONTROLLED:
            for a in self.ancestors(v):
                if self.tokens[a].pos in {"VERB", "AUX"}:
                    return self._told_like(v, a)
                if self.tokens[a].pos in {"NOUN", "PROPN"} and t.dep == "conj":
                    return None
        return None

    def _told_like(self, v: int, above: int) -> int:
        """The verb that `v` goes on with: "said it would end hopes of joining and called on" joins no "called" to
        "joining", as the parse does, but to "said".
        """
        t = self.tokens[v]
        if t.dep != "conj" or t.tag not in {"VBD", "VBZ"} or self.tokens[above].tag not in {"VB", "VBG"}:
            return above
        like = (a for a in self.ancestors(above) if self.tokens[a].tag == t.tag and self.tokens[a].pos == "VERB")
        return next(like, above)

    def _antecedent(self, s: int, v: int) -> int:
        """What a relative pronoun stands for."""
        if self.tokens[s].lemma not in RELATIVES or self.tokens[v].dep not in {"relcl", "acl"}:
            return s
        noun = self.tokens[v].head
        joined = self.tokens[noun].dep == "conj" and self.tokens[noun].tag in {"NN", "NNP"}
        both = joined and self._plural(v)  # "Mali and Niger, which have closed"
        return self.tokens[noun].head if both else noun

    def _plural(self, v: int) -> bool:
        """Whether the form of the verb `v` says that several do it."""
        forms = [self.tokens[k] for k in (v, *self.children(v, "aux", "auxpass"))]
        return any(t.tag == "VBP" or t.text == "were" for t in forms)

    def object(self, v: int) -> int | None:
        """The direct object of `v`, its passive subject excluded."""
        own = self.children(v, *OBJECTS)
        if own:
            return self._antecedent(own[0], v)
        for k in self.children(
            v, "ccomp"
        ):  # "let inspectors enter", "want Moscow to leave": the parse makes it a clause
            doer = self.children(k, "nsubj")
            bare = self.tokens[v].lemma in BARE
            if (
                doer
                and self.tokens[k].tag == "VB"
                and (bare or any(self.tokens[a].tag == "TO" for a in self.children(k, "aux")))
            ):
                return doer[0]
        return None

    def agent(self, v: int) -> int | None:
        """The noun after "by" of a passive verb or an action noun."""
        for p in self.children(v, "agent", "prep"):
            noun = self.complement(p) if self.tokens[p].lemma == "by" else None
            if noun is not None:  # "spoke by phone": the parse sees an agent
                return None if self.tokens[noun].lemma in words("means") else noun
        return None

    def complement(self, p: int) -> int | None:
        """The noun that the preposition `p` governs."""
        own = self.children(p, "pobj", "pcomp")
        return own[0] if own else None

    def prepositional(self, i: int, *prepositions: str) -> list[int]:
        """The nouns that hang on `i` by one of the prepositions.

        A noun's own phrases may hang on the noun between: "the visit of the president to Mexico" goes to Mexico.
        """
        found = self._hanging(i, prepositions)
        if not found and self.tokens[i].pos in {"NOUN", "PROPN"}:
            inner = [n for p in self.children(i, "prep") if (n := self.complement(p)) is not None]
            found = [n for k in inner for n in self._hanging(k, tuple(set(prepositions) & LOOSE))]
        return found

    def _hanging(self, i: int, prepositions: tuple[str, ...]) -> list[int]:
        found = []
        for p in self._joined_heads(i):
            if self.tokens[p].pos != "ADP" and self.tokens[p].dep == "dative":
                found += [p] if "to" in prepositions else []
            elif self.tokens[p].lemma in prepositions and (noun := self.complement(p)) is not None:
                found.append(noun)
            else:  # "out of the talks"
                found += [
                    n
                    for q in self.children(p, "prep")
                    if self.tokens[q].lemma in prepositions and (n := self.complement(q)) is not None
                ]
        return found

    def _joined_heads(self, i: int) -> list[int]:
        """The prepositions on `i`, with those joined to them: "spoke to the envoy and to the king"."""
        found = self.children(i, "prep", "dative", "agent")
        return found + [q for p in found for q in self.children(p, "conj") if self.tokens[q].pos == "ADP"]

    def below(self, i: int) -> int:
        """The noun that a word of quantity measures: "dozens of activists" gives activists."""
        t = self.tokens[i]
        if t.lemma.rstrip("s") in words("quantity") or t.pos == "NUM":
            nouns = self.prepositional(i, "of")
            if nouns:
                return nouns[0]
        return i

    def noun_words(self, i: int) -> list[int]:
        """`i` and the modifiers before it: the compound and adjectives of a base noun phrase."""
        found = [i]
        for k in found:
            found += self.children(k, "compound", "amod", "nmod")
        return found
