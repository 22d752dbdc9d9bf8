"""How sure the fields of an event are: what the encoder says of their words, calibrated on held-back sentences."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from diurna import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diurna.coding.draft import Draft, Span
    from diurna.records import Status


def status(tellings: Sequence[Draft], value: Status) -> float | None:
    """The chance that the status is right; None when the encoder was not asked."""
    told = [dict(d.act.status)[value] for d in tellings if d.act and d.act.status]
    return calibrated("status", max(told)) if told else None


def part(tellings: Sequence[Draft], role: str, span: Span) -> float | None:
    """The chance that the words stand in that role; None when the encoder does not see them there."""
    told = [
        p.probability
        for d in tellings
        for p in (d.act.parts if d.act else ())
        if p.role == role and p.start < span.end and p.end > span.start
    ]
    return calibrated(role, max(told)) if told else None


def calibrated(field: str, probability: float) -> float:
    """The share of held-back cases that were right where the encoder was so sure (data/coding/sureness.tsv)."""
    shift, slope = _fits()[field]
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return 1 / (1 + math.exp(-(shift + slope * math.log(bounded / (1 - bounded)))))


@cache
def _fits() -> dict[str, tuple[float, float]]:
    return {row["field"]: (float(row["shift"]), float(row["slope"])) for row in data.table("coding/sureness.tsv")}
