"""diurna reads news and keeps a record of who did what to whom, where and when.

import diurna

for coded in diurna.code("Police arrested 12 protesters in Tunis on Monday.", published="2026-01-20"):
    for event in coded.mentions:
        print(event.type, event.status, [party.name for party in event.actors])

with diurna.open_record("news", create=True) as record:
    diurna.add(record, "examples/news")
    table = diurna.to_pandas(record.events(diurna.Query(type="PROTEST")))
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diurna.conduct import Coded, Coder
    from diurna.errors import DiurnaError, InputError, RecordError
    from diurna.records import Incident, Mention, Moment, Outcome, Page, Story
    from diurna.store import Query, Record, story_json
    from diurna.store.frames import to_arrow, to_pandas, to_polars

__version__ = "0.1.0"
__all__ = [
    "Coded",
    "DiurnaError",
    "InputError",
    "Mention",
    "Outcome",
    "Page",
    "Query",
    "Record",
    "RecordError",
    "Story",
    "add",
    "code",
    "find_incidents",
    "open_record",
    "read",
    "story_json",
    "stream",
    "to_arrow",
    "to_pandas",
    "to_polars",
]

# Where each name lives: it is imported when it is first asked for, so that `import diurna` costs nothing.
HOMES = {
    **dict.fromkeys(("Coded", "Coder"), "diurna.conduct"),
    **dict.fromkeys(("DiurnaError", "InputError", "RecordError"), "diurna.errors"),
    **dict.fromkeys(("Mention", "Outcome", "Page", "Story"), "diurna.records"),
    **dict.fromkeys(("Query", "Record", "story_json"), "diurna.store"),
    **dict.fromkeys(("to_arrow", "to_pandas", "to_polars"), "diurna.store.frames"),
}

Input = str | os.PathLike[str]


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'diurna' has no attribute {name!r}")
    found = getattr(import_module(HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def code(
    what: Input | Page | Iterable[Input | Page],
    *,
    title: str = "",
    published: str | Moment | None = None,
    crawled: str | datetime | None = None,
    scope: str = "political",
) -> list[Coded]:
    """Code news: each story with its events, in order.

    A str is a text; a pathlib.Path is a file or folder; a Page is taken as it is; or several of these in a list.
    `title` is the headline of the texts. `published` (ISO 8601 or date) is for what carries no date of its own, and is
    what "Monday" counts from. scope "all" keeps crime without public meaning. Raises InputError at the first input
    that holds no news; to go on instead, use `stream`.
    """
    from diurna.errors import InputError
    from diurna.records import Outcome

    coded: list[Coded] = []
    for item in stream(what, title=title, published=published, crawled=crawled, scope=scope):
        if isinstance(item, Outcome):
            raise InputError(item.origin, item.reason.rstrip("."))
        coded.append(item)
    return coded


def stream(
    what: Input | Page | Iterable[Input | Page],
    *,
    title: str = "",
    published: str | Moment | None = None,
    crawled: str | datetime | None = None,
    scope: str = "political",
) -> Iterator[Coded | Outcome]:
    """As `code`, one at a time: a Coded for each story, and an Outcome for each input that yields none."""
    from diurna import conduct

    pages = _pages(what, title, _moment(published), _instant(crawled))
    yield from conduct.code(pages, _coder(scope))


def read(
    *inputs: Input,
    published: Moment | None = None,
    crawled: datetime | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Page | Outcome]:
    """The pages in files and folders ("-" is `stdin`), uncoded; an Outcome for each that cannot be used."""
    from diurna import intake

    names = [os.fspath(given) for given in inputs]
    return intake.read(names, stdin=stdin, published=published, crawled=crawled)


def open_record(folder: Input, *, create: bool = False) -> Record:
    """The record in `folder`; with `create` it is made when there is none. Close it, or use it in a with block."""
    from diurna.store import Record

    return Record.open(Path(folder), create=create)


def add(
    record: Record,
    *inputs: Input,
    published: str | Moment | None = None,
    crawled: str | datetime | None = None,
    scope: str = "political",
) -> list[Outcome]:
    """Put files and folders into the record; how each of the inputs ended, in order. Adding again changes nothing.

    What came in is merged with what the record holds: see `find_incidents`.
    """
    from diurna import conduct

    pages = read(*inputs, published=_moment(published), crawled=_instant(crawled))
    outcomes = list(conduct.add(record, pages, _coder(scope), now=lambda: datetime.now(UTC)))
    for _ in conduct.merge(record, now=datetime.now(UTC)):
        pass
    return outcomes


def find_incidents(
    record: Record, query: Query | None = None, *, stories: int = 1, as_of: datetime | None = None
) -> list[Incident]:
    """What happened, each thing once: the incidents with an event that answers `query`, the newest first.

    With `stories`, only those that so many stories tell.
    """
    from diurna import conduct
    from diurna.store import Query

    return conduct.find(record, query or Query(), stories=stories, as_of=as_of)


def moment(text: str) -> Moment:
    """The day or instant that an ISO 8601 text names; a time without a zone is UTC. Raises InputError."""
    from diurna import intake

    return intake.moment(text)


def instant(given: str | Moment) -> datetime:
    """A text as `moment` reads it, or a moment, with its time of day: a bare day is its first second, UTC."""
    found = moment(given) if isinstance(given, str) else given
    return found if isinstance(found, datetime) else datetime(found.year, found.month, found.day, tzinfo=UTC)


_CODERS: dict[str, Coder] = {}


def _coder(scope: str) -> Coder:
    """One coder for each scope in a program: models and lists are loaded once."""
    from diurna.conduct import Coder
    from diurna.errors import InputError

    if scope not in ("political", "all"):
        raise InputError(f"scope {scope!r}", "is not known", "Take political or all.")
    return _CODERS.setdefault(scope, Coder(political=scope == "political"))


def _pages(
    what: Input | Page | Iterable[Input | Page], title: str, published: Moment | None, crawled: datetime | None
) -> Iterator[Page | Outcome]:
    from diurna.records import Page

    several = [what] if isinstance(what, (str, os.PathLike, Page)) else what
    for n, one in enumerate(several, 1):
        if isinstance(one, Page):
            yield one
        elif isinstance(one, str):
            yield Page(origin=f"text {n}", text=one, title=title, published=published, crawled=crawled)
        else:
            yield from read(one, published=published, crawled=crawled)


def _moment(given: str | Moment | None) -> Moment | None:
    return moment(given) if isinstance(given, str) else given


def _instant(given: str | Moment | None) -> datetime | None:
    return None if given is None else instant(given)
