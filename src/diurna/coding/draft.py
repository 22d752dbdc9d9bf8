"""A draft: one event as one trigger of one sentence tells it, before the tellings of a story are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diurna.coding.frames import Frame
    from diurna.records import Act, Count, Party, PlaceAt, Sentence, Status, WhenAt


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `start` to `end` (half-open) of a reading."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Role:
    """A party in its role, and the tokens that name it."""

    party: Party
    span: Span


@dataclass(slots=True)
class Draft:
    """What one trigger gives. Filled step by step by the modules of this room, then merged into a mention."""

    trigger: int
    frame: Frame
    sentence: Sentence
    number: int  # the sentence's place in the reading
    act: Act | None = None  # what the encoder says of it
    confidence: float = 0.0
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    status: Status = "occurred"
    status_by: int | None = None  # the token that decided the status
    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    when: WhenAt | None = None
    around: WhenAt | None = None  # the date of the clause beside its own, when that has none
    where: PlaceAt | None = None
    counts: tuple[tuple[Count, Span], ...] = ()
    attribution: Span | None = None
    background: bool = False  # told as history: past perfect, "last year"
    weak: bool = False  # too unsure to stand by itself; it may tell again what another draft tells
    of_nobody: bool = False  # it answers a deed of which the story names no doer: "condemned the bombing"
    turned: str = ""  # the type that a "will not" turns the frame's type into
    absorbed: list[Draft] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The event type: the frame's, unless the words around it turn it into another."""
        return self.turned or self.frame.type


def in_sentences(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """The drafts by the number of their sentence, in their order."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.number, []).append(draft)
    return found
