"""Stories and events as lines for people. Works on the JSON schema, so that coded and kept events look alike."""

from __future__ import annotations

import shutil
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diurna.cli.values import QUADS, country_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")
Json = dict[str, Any]
DOT = " · "
NARROWEST, WIDEST = 20, 110  # columns in which running text reads well


def story_head(story: Json) -> str:
    """Two lines: the title; the times, outlet and place of writing, and the id."""
    title = click.style(clean(story["title"] or "(no title)"), bold=True)
    facts = [moment(story["published"]) or "no date", story["source"], story.get("dateline"), f"story {story['id']}"]
    return f"{title}\n{DOT.join(clean(fact) for fact in facts if fact)}"


def event(found: Json) -> str:
    """An event in a line, and the sentence that carries it under that."""
    words = sentence(found)
    quoted = wrapped(f"“{words}”", "      ") if words else ""
    return "\n".join(part for part in (wrapped(event_line(found), "  ", "    "), quoted) if part)


def kept_event(found: Json) -> str:
    """An event of the record: as `event`, with its id and the story that reports it."""
    head = found["story"]
    facts = [head["source"], moment(head["published"]), head["title"]]
    story = clean(DOT.join(fact for fact in facts if fact))
    return f"{event(found)}\n{named(found['id'], story)}"


def named(name: str, about: str, indent: str = "      ") -> str:
    """An id, and what it stands for."""
    line = f"{click.style(name, fg='cyan')}  {click.style(about, dim=True)}" if about else click.style(name, fg="cyan")
    return wrapped(line, indent, f"{indent}  ")


def incident(found: Json) -> str:
    """An incident in a line; its id, how many tell it, and the headline of the first under that."""
    told = many(found["stories"], "story", "stories")
    if found["origins"] < found["stories"]:
        told = f"{told}, {many(found['origins'], 'independent origin')}"
    after = f"follows {', '.join(found['follows'])}" if found["follows"] else ""
    about = DOT.join(part for part in (told, clean(found["title"]), after) if part)
    line = event_line(found) if found["type"] else "no event was coded"
    return f"{wrapped(line, '  ', '    ')}\n{named(found['id'], about)}"


def event_line(found: Json) -> str:
    """type (modes) · status · actors -> recipients · date · place · counts."""
    modes = f" ({', '.join(found['modes'])})" if found["modes"] else ""
    kind = click.style(found["type"], bold=True) + modes
    facts = [kind, found["status"], sides(found), when(found["date"]), where(found["place"]), counts(found["counts"])]
    return clean(DOT.join(fact for fact in facts if fact), keep="\x1b")


def sides(found: Json) -> str:
    """Who to whom."""
    actors, recipients = ("; ".join(map(party, found[side])) for side in ("actors", "recipients"))
    if not recipients:
        return clean(actors) or "nobody named"
    return clean(f"{actors or 'unknown'} -> {recipients}")


def party(one: Json) -> str:
    """Name, country code with its name, sector: "Narendra Modi (IND India, GOV)"."""
    land = country_name(one["country"])
    code = one["country"] if land in ("", one["name"]) else f"{one['country']} {land}"
    about = ", ".join(part for part in (code, one["sector"]) if part)
    return f"{one['name'] or one['text']} ({about})" if about else one["name"] or one["text"]


def when(found: Json | None) -> str:
    """The day or days, no finer than they are known: "2025-10-14", "2024", "2025-03-01 to 2025-03-07 (week)"."""
    if not found:
        return ""
    start, end, precision = found["start"], found["end"], found["precision"]
    if precision == "day" and start == end:
        return str(start)
    if precision == "month" and start[:7] == end[:7]:
        return str(start[:7])
    if precision == "year" and start[:4] == end[:4]:
        return str(start[:4])
    return f"{start} to {end} ({precision})" if start != end else f"{start} ({precision})"


def where(found: Json | None) -> str:
    """Place, country code with its name, and how closely it is known."""
    if not found:
        return ""
    land = country_name(found["country"])
    if land == found["name"]:
        return clean(f"{found['name']} ({found['country']})")
    about = ", ".join(part for part in (f"{found['country']} {land}".strip(), found["precision"]) if part)
    return clean(f"{found['name']} ({about})")


def counts(found: Json) -> str:
    """ "killed 9 or more, injured 12 to 14"."""
    return ", ".join(f"{what} {span(count)}" for what, count in found.items())


def span(count: Json) -> str:
    """A count in words."""
    least, most = count["min"], count["max"]
    if most is None:
        return f"{least} or more"
    return f"{least}" if least == most else f"{least} to {most}"


def sentence(found: Json) -> str:
    """The first sentence that carries the event; the headline when there is no other."""
    for evidence in (*found["evidence"], *found.get("headline", ())):
        if evidence["field"] == "sentence":
            return clean(" ".join(evidence["quote"].split()))
    return ""


def moment(text: str | None) -> str:
    """An ISO time for people: the day, or the minute with its zone."""
    if not text:
        return ""
    if len(text) <= 10:
        return date.fromisoformat(text).isoformat()
    found = datetime.fromisoformat(text)
    zone = found.strftime("%z")
    shift = "UTC" if zone in ("+0000", "") else f"UTC{zone[:3]}:{zone[3:5]}"
    return f"{found:%Y-%m-%d %H:%M} {shift}"


def many(n: int, one: str, more: str = "") -> str:
    """ "1 story", "1,200 stories"."""
    return f"{n:,} {one if n == 1 else more or f'{one}s'}"


def more(shown: int, limit: int | None) -> None:
    """Tell on stderr that a limit was reached."""
    if shown == limit:
        click.echo(f"Shown are the newest {shown:,}; there may be more (--limit).", err=True)


def quad(number: int) -> str:
    """The name of a quad class."""
    return QUADS[number - 1] if 1 <= number <= 4 else ""


def wrapped(text: str, indent: str = "", hang: str | None = None) -> str:
    """Text in lines that fit the terminal; when the output is no terminal, in one line, so that grep finds it whole.

    The first line begins with `indent`, those after it with `hang`; without `hang`, as the first.
    """
    if not sys.stdout.isatty():
        return f"{indent}{text}"
    room = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    lines = [indent]
    begun = False
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if begun else f"{lines[-1]}{word}"
        if begun and len(click.unstyle(longer)) > room:  # colours take no room
            lines.append(f"{indent if hang is None else hang}{word}")
        else:
            lines[-1], begun = longer, True
    return "\n".join(lines)


def clean(text: str, keep: str = "") -> str:
    """Without control characters: words from the news must not steer the terminal."""
    return "".join(c for c in text if (c >= " " and not "\x7f" <= c <= "\x9f") or c in keep or c in "\n\t")


def with_bar(steps: Iterable[T], label: str, total: int | None, done: Callable[[T], int] = lambda _: 1) -> Iterator[T]:
    """The steps as they come; a bar grows on stderr by what each has `done`, when stderr is a terminal."""
    if not sys.stderr.isatty():
        yield from steps
        return
    with click.progressbar(steps, length=total, label=label, file=sys.stderr, show_pos=True) as bar:
        for step in steps:
            bar.update(done(step))
            yield step


def columns(rows: Sequence[Sequence[str]], indent: str = "  ") -> Iterator[str]:
    """Rows as lines with their columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{indent}{'  '.join(cells)}".rstrip()
