"""Events as tables: one flat row an event, for pandas, Polars and Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import polars as pl
    import pyarrow as pa

COUNTED = ("killed", "injured", "arrested", "abducted", "displaced", "participants")
COLUMNS: dict[str, str] = {
    **dict.fromkeys(("id", "type", "plover", "modes", "contexts", "status"), "string"),
    **dict.fromkeys(("actors", "actor_countries", "actor_sectors"), "string"),
    **dict.fromkeys(("recipients", "recipient_countries", "recipient_sectors"), "string"),
    **dict.fromkeys(("date_start", "date_end"), "date32"),
    **dict.fromkeys(("date_precision", "date_text", "place", "place_country"), "string"),
    **dict.fromkeys(("lat", "lon"), "float64"),
    "geonames": "int64",
    **dict.fromkeys(("place_precision", "place_text"), "string"),
    **{f"{what}_{end}": "int64" for what in COUNTED for end in ("min", "max")},
    **dict.fromkeys(("counts", "attribution", "quote"), "string"),
    "confidence": "float64",
    "quad": "int64",
    "score": "float64",
    **dict.fromkeys(("cameo", "acled_event", "acled_sub_event"), "string"),
    **dict.fromkeys(("story", "title", "published", "source", "url", "learned"), "string"),
}
"""The columns and their types. What is empty in the event is null here, lists are joined by "; "."""


def to_arrow(events: Iterable[dict[str, Any]]) -> pa.Table:
    """One row an event, with the columns and types of COLUMNS, also when there is no event."""
    pa = _library("pyarrow")
    types = {"string": pa.string(), "date32": pa.date32(), "float64": pa.float64(), "int64": pa.int64()}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    return pa.Table.from_pylist([row(event) for event in events], schema=schema)


def to_pandas(events: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """As `to_arrow`; days are datetime64, whole numbers Int64, so that unknown is not 0."""
    pandas = _library("pandas")
    table = to_arrow(events)
    whole = {table.schema.field("quad").type: pandas.Int64Dtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=whole.get, date_as_object=False)
    return frame


def to_polars(events: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """As `to_arrow`."""
    frame: pl.DataFrame = _library("polars").from_arrow(to_arrow(events))
    return frame


def row(event: dict[str, Any]) -> dict[str, Any]:
    """One event, as the record gives it or as coded, in one flat row."""
    story = event.get("story") or {}
    same = ("id", "type", "plover", "status", "confidence", "quad", "score", "cameo", "learned")
    flat = {
        **{name: event.get(name) for name in same},
        "modes": _joined(event["modes"]),
        "contexts": _joined(event["contexts"]),
        "attribution": event["attribution"] or None,
        "quote": _joined(span["quote"] for span in event["evidence"] if span["field"] == "sentence"),
        "acled_event": event["acled"]["event_type"] or None,
        "acled_sub_event": event["acled"]["sub_event_type"] or None,
        "story": story.get("id"),
        **{name: story.get(name) or None for name in ("title", "published", "source", "url")},
    }
    sides = _side_cells(event["actors"], "actor") | _side_cells(event["recipients"], "recipient")
    return {
        **flat,
        **sides,
        **_date_cells(event["date"]),
        **_place_cells(event["place"]),
        **_count_cells(event["counts"]),
    }


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(word for word in words if word)) or None


def _side_cells(parties: list[dict[str, str]], side: str) -> dict[str, str | None]:
    return {
        f"{side}s": _joined(party["name"] or party["text"] for party in parties),
        f"{side}_countries": _joined(party["country"] for party in parties),
        f"{side}_sectors": _joined(party["sector"] for party in parties),
    }


def _date_cells(when: dict[str, str] | None) -> dict[str, Any]:
    from datetime import date

    if not when:
        return {}
    days = {f"date_{end}": date.fromisoformat(when[end]) for end in ("start", "end")}
    return {**days, "date_precision": when["precision"], "date_text": when["text"]}


def _place_cells(place: dict[str, Any] | None) -> dict[str, Any]:
    if not place:
        return {}
    same = {name: place[name] for name in ("lat", "lon", "geonames")}
    texts = {
        "place_country": place["country"] or None,
        "place_precision": place["precision"],
        "place_text": place["text"],
    }
    return {"place": place["name"], **texts, **same}


def _count_cells(counts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The usual counts in columns of their own; all of them as text: "killed 12-14; injured 30-"."""
    cells = {f"{what}_{end}": counts.get(what, {}).get(end) for what in COUNTED for end in ("min", "max")}
    return {**cells, "counts": _joined(f"{what} {_span(count)}" for what, count in counts.items())}


def _span(count: dict[str, Any]) -> str:
    least, most = count["min"], count["max"]
    return f"{least}" if least == most else f"{least}-{'' if most is None else most}"


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(name, "is not installed", 'Install it: pip install "diurna[frames]".') from error
