"""What the encoder tells in characters of a sentence, as acts in tokens of the reading."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from diurna.records import Act, ActPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diurna.reading.encoder import Told
    from diurna.records import Sentence, Token


def placed(found: Sequence[Told], offset: int, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Act]:
    """The acts of a sentence that begins at character `offset`, each on the token that holds its word."""
    starts = [tokens[k].start for k in range(sentence.start, sentence.end)] if found else []

    def token(at: int) -> int:
        return sentence.start + max(bisect_right(starts, offset + at) - 1, 0)

    for told in found:
        parts = (ActPart(p.role, token(p.start), token(p.end - 1) + 1, p.probability) for p in told.parts)
        yield Act(token(told.start), told.type, told.probability, told.status, told.modes, tuple(parts))
