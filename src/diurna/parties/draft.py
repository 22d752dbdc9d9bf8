"""A party in the making, from the phrase that shows it to the record that leaves the room."""

from __future__ import annotations

from dataclasses import dataclass

HOME, OTHERS = "+home", "+others"
"""What a rule ends with where the country is that of the story or place, and where it can be neither."""


@dataclass(slots=True)
class Draft:
    """A party in the making. `kind` is country, name, person, noun or pronoun."""

    start: int
    end: int
    head: int
    name: str
    country: str
    sector: str
    rule: str
    kind: str
    noun: str = ""  # the party noun or title, lower case
    definite: bool = False
    sentence: int = 0
    subject: bool = False
    main: bool = False  # the subject of its sentence, not of a clause in it
    gender: str = ""
    shape: str = ""  # the kind of the noun in its list: org, people, title, part ...
    reach: int = 0  # where the proper name ends that goes on behind the head
    top: int = -1  # the first head of those joined to this one by "and"
    plural: bool = False
    unique: bool = False  # one office of which there is one holder: "the president", "Russian leader"
    pair: bool = False  # "both governments", "ministers of the two countries": of two that were named together
    several: bool = False  # of others than the story's country, or of several
    owner: str = ""  # it, they, he or she, for "its", "his", "her" before the noun
    owned_by: Draft | None = None  # whom that stands for

    def plainly(self) -> str:
        """The rule without what was guessed of the country."""
        return self.rule.removesuffix(HOME).removesuffix(OTHERS)

    def guessed(self) -> bool:
        """Whether the country is that of the story or place."""
        return self.rule.endswith(HOME)

    def of_others(self) -> bool:
        """Whether it is of countries that no word tells: "27 countries", "donors"."""
        return self.rule.endswith(OTHERS)
