"""What a story has introduced so far: persons by surname, and all parties in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from diurna.parties.entries import FAMILY_FIRST

if TYPE_CHECKING:
    from diurna.parties.draft import Draft

OTHER_SEX = {
    "he": ("woman", "queen", "princess", "sister", "mother", "wife", "daughter", "widow"),
    "she": (" man", "sman", "king", "prince", "brother", "father", "husband", "son"),
}
WORLDLY = frozenset(  # what the UN, NATO or the IMF are
    ("mission", "agency", "bloc", "alliance", "fund", "tribunal", "watchdog")
)
MISSION = frozenset(("embassy", "consulate", "ambassador", "envoy", "consul"))
JUNIORS = frozenset(("Jr", "Sr", "Junior", "Senior", "II", "III"))
POLITICAL = frozenset(("party", "militia", "front"))  # what no charity and no bloc of states is
FAR = 3  # sentences
JOINED = 12  # parties looked at for those that stand beside one
NO_GROUP = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "JRN"))  # organs of a state, and papers, are no "group"
GROUPS = frozenset(("group", "movement", "organisation", "organization", "militia", "party", "front"))


@dataclass(slots=True)
class Memory:
    """The parties met so far in one story, in the order of the text."""

    persons: dict[str, Draft] = field(default_factory=dict)
    recent: list[Draft] = field(default_factory=list)

    def keep(self, draft: Draft, last: str = "") -> None:
        """Remember a party for what follows; `last` is the last word of a person's name as written.

        Bobi Wine, written "Robert Kyagulanyi", is "Kyagulanyi" in what follows.
        """
        self.recent.append(draft)
        self.introduce(draft, last)

    def introduce(self, draft: Draft, last: str) -> None:
        """Remember a person by the last name."""
        if draft.kind == "person":
            parts = _parts(draft.name) if draft.rule.startswith("list:leader") else draft.name.split()
            if len(parts) > 1 and (draft.country or draft.sector or folded(parts[-1]) not in self.persons):
                self.persons[folded(parts[-1])] = draft
                if len(parts) > 2 and parts[-2][:1].isupper() and len(parts[-2]) > 2:
                    # "Luis Mora Jr." and "Rosa Mora Chen" are "Mora" in what follows, the latter mostly by her father
                    self.persons.setdefault(folded(parts[-2]), draft)
                if last[:1].isupper() and draft.rule == "list:leader":
                    self.persons.setdefault(folded(last), draft)
                if draft.country in FAMILY_FIRST:
                    self.persons[folded(parts[0])] = draft

    def person(self, name: str) -> Draft | None:
        """Give the person introduced by full name whose last name this is."""
        return self.persons.get(folded(_parts(name)[-1])) if name else None

    def holder(self, noun: str, country: str, home: str, sentence: int) -> Draft | None:
        """Give the last person or body met that a bare "the president" or "the Russian leader" can mean.

        A guest of whom the sentence before does not speak gives way to the one of the story's country, `home`.
        """
        held = (d for d in reversed(self.recent) if d.kind == "person" and d.noun and same_office(noun, d.noun))
        last = next(held, None)
        if last is None or (country and last.country != country):
            return None
        guest = not country and last.country != home and last.sentence < sentence - 1
        return next((d for d in held if d.country == home), last) if guest else last

    def body(self, noun: str, *, bare: bool, many: bool = False) -> Draft | None:
        """Give the body that "the group" or, `bare` of other words, "the ministry" names again.

        Of `many` none is meant: "the parties".
        """
        last = noun.rsplit(maxsplit=1)[-1]
        for draft in reversed(self.recent):
            worldly = draft.country == "IGO" or (draft.country == "NGO" and noun in POLITICAL)
            listed = draft.kind == "name" and draft.rule.startswith("list:") and draft.sector not in NO_GROUP
            if noun in GROUPS and listed and not worldly and not many:
                return draft
            if noun in WORLDLY and draft.kind == "name" and draft.country == "IGO":
                return draft
            if bare and draft.kind == "noun" and draft.country and draft.noun.rsplit(maxsplit=1)[-1:] == [last]:
                return draft
        return None

    def mission(self) -> Draft | None:
        """Give the last envoy or mission of a country, whose "the embassy" is."""
        return next((d for d in reversed(self.recent) if d.country and MISSION.intersection(d.noun.split())), None)

    def shortened(self, noun: str, country: str) -> Draft | None:
        """Give the named body of which the noun is the last word: "the congress", the Nigeria Labour Congress.

        "The army" is the state's: no Liberation Army is meant.
        """
        for draft in reversed(self.recent):
            if noun == "army" and draft.sector == "REB":
                continue
            same_land = not country or draft.country == country
            if draft.kind == "name" and draft.country and same_land and draft.name.lower().endswith(f" {noun}"):
                return draft
        return None

    def antecedents(self, pronoun: str, sentence: int, *, opens: bool, doer: str | None = None) -> list[Draft]:
        """Give whom a pronoun stands for: the last compatible subject of this or the previous sentence, or nothing.

        "They" stands for several that are joined, or for one that is many. "They" and "it" look into the sentence
        before only where they open theirs. An object (`doer`: the name of who acts in its clause) stands for
        somebody else than the doer; "them" for any who are many.
        """
        same = [d for d in self.recent[-JOINED:] if d.sentence == sentence and d.rule == "pronoun" and d.noun == "they"]
        if pronoun == "they" and doer is None and same:  # "used batons to disperse them after they hurled bricks"
            return [d for d in same if d.head == same[-1].head]
        first = sentence if pronoun in ("they", "it") and not opens and doer is None else sentence - 1
        for draft in reversed(self.recent):
            if draft.sentence < first:
                break
            if not draft.subject and (doer is None or pronoun != "they"):
                continue
            if draft.rule == "" or draft.name == doer:
                continue
            if pronoun == "they":
                joined = self._joined(draft)
                if len(joined) > 1 or draft.plural:
                    return joined
            elif _fits(pronoun, draft):
                rather = self._rather_main(pronoun, draft) if opens and draft.sentence < sentence else draft
                return [self._rather_owner(pronoun, rather)]
        if pronoun == "they" and doer is None and not opens:
            return self._many(sentence)
        if pronoun not in OTHER_SEX:
            return []
        return self._beside(pronoun, first, doer) or (self._behind_quote(pronoun, sentence) if doer is None else [])

    def _many(self, sentence: int) -> list[Draft]:
        """Give the first of the sentence who are many: "accused the farmers of theft, a charge they denied"."""
        met = (d for d in self.recent[-JOINED:] if d.sentence == sentence and d.plural and d.rule and d.sector)
        return [first] if (first := next(met, None)) is not None else []

    def _behind_quote(self, pronoun: str, sentence: int) -> list[Draft]:
        """Give who acts before sentences that name nobody, mostly quoted: "My fears came true." He begged."""
        for draft in reversed(self.recent):
            if draft.sentence < sentence - FAR:
                break
            if draft.subject and draft.rule and draft.kind == "person" and _fits(pronoun, draft):
                return [draft]
        return []

    def _rather_main(self, pronoun: str, draft: Draft) -> Draft:
        """Whom "he" at the head of a sentence stands for: who was the subject of the one before, not of its clauses."""
        main = (d for d in self.recent if d.sentence == draft.sentence and d.main and d.rule and d.kind == "person")
        return next((d for d in main if _fits(pronoun, d)), draft)

    @staticmethod
    def _rather_owner(pronoun: str, draft: Draft) -> Draft:
        """Whom "he" stands for behind "his lawyer said": the one whose lawyer he is."""
        owner = draft.owned_by
        return owner if owner is not None and draft.owner == pronoun and _fits(pronoun, owner) else draft

    def _beside(self, pronoun: str, first: int, doer: str | None) -> list[Draft]:
        """Give the last person of whom the sentences from `first` speak otherwise than as of their subject.

        An object may stand for somebody without a name: "police arrested a guard. A prosecutor charged him".
        """
        near = [d for d in self.recent if d.sentence >= first and d.country and d.name != doer and _fits(pronoun, d)]
        unnamed = [d for d in near if doer is not None and d.kind == "noun" and d.shape == "people"]
        return [d for d in near if d.kind == "person"][-1:] or unnamed[-1:]

    def pair(self) -> list[str]:
        """Give the two countries last named side by side, or nothing: whom "the two countries" speaks of.

        So are "the leaders of Armenia and Azerbaijan", of whom "the two leaders" speaks later.
        """
        for n in range(len(self.recent) - 1, -1, -1):
            draft = self.recent[n]
            state = draft.kind == "noun" and draft.sector == "GOV"
            if state or (draft.kind == "country" and draft.top != draft.head):
                near = [d for d in self._joined(draft, n + JOINED // 2) if not state or d.head == draft.head]
                together = {d.country: None for d in near if d.country and d.country != "IGO"}
                if len(together) == 2:
                    return list(together)
        return []

    def two(self, sentence: int) -> list[str]:
        """Give the two countries whose states the sentence before speaks of, if it speaks of no third."""
        before = [d for d in self.recent if d.sentence == sentence - 1]
        met = list(dict.fromkeys(d.country for d in before if d.country and d.sector in ("GOV", "MIL")))
        return met if len(met) == 2 else []

    def statesmen(self, sentence: int) -> list[str]:
        """Give the two countries of the statesmen of the sentence before, whom "the parties" then speaks of."""
        before = [d for d in self.recent if d.sentence == sentence - 1 and d.kind in ("person", "noun")]
        met = list(dict.fromkeys(d.country for d in before if d.country and d.sector == "GOV"))
        return met if len(met) == 2 else []

    def rebels(self, home: str) -> Draft | None:
        """Give the one armed body of the country `home` that the story named, and more than once."""
        met = [d for d in self.recent if d.sector == "REB" and d.country == home and d.rule.startswith("list:body")]
        return met[-1] if len(met) > 1 and len({d.name for d in met}) == 1 else None

    def _joined(self, draft: Draft, end: int | None = None) -> list[Draft]:
        end = len(self.recent) if end is None else end
        near = self.recent[max(0, end - JOINED) : end]
        return [d for d in near if d.rule and d.sentence == draft.sentence and d.top == draft.top]

    def possessor(self, pronoun: str, sentence: int, but: str = "", *, served: bool = True) -> Draft | None:
        """Give the last subject of this or the previous sentence, else the last party, that "its" or "his" can mean.

        Nobody of the country `but` is meant, nor police and soldiers where they are not `served`. In "police arrested
        its members" police, who are many, own nobody; "its leader" and "its members" in turn are of one body.
        """
        near = [d for d in self.recent if d.sentence >= sentence - 1 and d.country not in ("", but)]
        near = near if served else [d for d in near if d.sector not in ("COP", "MIL")]
        if pronoun == "it":
            named = [d.owned_by if d.owner == "it" and d.owned_by else d for d in near]
            near = [d for d in named if _fits(pronoun, d)] or near
        elif pronoun != "they":
            nouns = [d for d in near if d.kind == "noun"]
            near = [d for d in near if d.kind == "person"] or [d for d in nouns if _fits(pronoun, d)] or nouns
        subjects = [d for d in near if d.subject]
        chosen = subjects or near
        return chosen[-1] if chosen else None


def folded(name: str) -> str:
    """The name without accents, which papers leave out: "Fils-Aime"."""
    return name if name.isascii() else "".join(c for c in normalize("NFD", name) if not combining(c))


def _parts(name: str) -> list[str]:
    """The words of a person's name, without "Jr." behind them: Marcos is the president, but Trump not his son."""
    words = name.split()
    return words[:-1] if len(words) > 1 and words[-1].rstrip(".") in JUNIORS else words


def _fits(pronoun: str, draft: Draft) -> bool:
    """Whether "he", "she" or "it" can stand for the draft."""
    if pronoun == "it":
        return draft.kind in ("name", "country") or (draft.kind == "noun" and draft.shape == "org" and not draft.plural)
    if draft.gender and draft.gender != pronoun:
        return False
    if draft.kind == "person":
        return not draft.noun.endswith(OTHER_SEX[pronoun])
    human = draft.kind == "noun" and draft.shape in ("people", "title", "part") and not draft.plural
    return human and not draft.noun.endswith(OTHER_SEX[pronoun])


def same_office(said: str, held: str) -> bool:
    """Whether the office said can be the one held: a "leader" heads the state or its government."""
    said = "prime minister" if said in ("pm", "premier") else said
    if said == "leader":
        return any(word in held for word in ("president", "prime minister", "premier", "chancellor", "leader"))
    return said == held or held.endswith(" " + said) or said in held.split(", ")
