"""The labelled texts of the corpus: read them, and check them against the codebook.

`python training/labels.py FILE ...` prints every fault with its line, then what the files hold; exit 1 on a fault.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
TYPES = tuple(MODES)
WAYS = tuple(f"{t}.{m}" for t in TYPES for m in MODES[t].split())
ROLES = ("actors", "recipients", "place", "time", "count", "source")
STATUSES = ("occurred", "planned", "alleged", "denied", "hypothetical")
SECTORS = frozenset(
    "GOV LEG JUD MIL COP SPY PTY OPP REB PRM UAF CRM CVL ELI BUS LAB AGR JRN EDU REL MED REF SOC UNK".split()
)
CONTEXTS = frozenset(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic "
    "legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity "
    "inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment "
    "technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking".split()
)
KEYS = {"in": "place", "on": "time", "n": "count", "by": "source"}
BODIES = {"IGO", "NGO", "MNC", "IMG"}


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of the text; `country` and `sector` for a party."""

    start: int
    end: int
    country: str = ""
    sector: str = ""


@dataclass
class Event:
    """One event of a text, as labelled."""

    type: str
    modes: tuple[str, ...]
    status: str
    trigger: Span
    actors: list[Span] = field(default_factory=list)
    recipients: list[Span] = field(default_factory=list)
    place: list[Span] = field(default_factory=list)
    time: list[Span] = field(default_factory=list)
    count: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)


@dataclass
class Text:
    """One sentence or headline with its events; `story` numbers the stories of a file, -1 outside of one."""

    text: str
    events: list[Event]
    line: int
    story: int = -1
    headline: bool = False
    printed: str = ""
    contexts: tuple[str, ...] = ()
    group: str = ""  # what is held back together
    file: str = ""  # the name of the file that holds it


class LabelError(ValueError):
    """A label that does not fit its text or the codebook."""


def read(path: Path, faults: list[str] | None = None) -> list[Text]:
    """Give the labelled texts of a file. A fault is added to `faults`; without that list it raises LabelError."""
    texts: list[Text] = []
    story, printed, contexts, headline = -1, "", (), False
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    for number, line in enumerate(lines, 1):
        try:
            if not line or line.startswith("#"):
                continue
            if line.startswith("==="):
                story += 1
                printed, contexts = _opening(line)
                headline = True
            elif line.startswith("!"):
                if not texts:
                    raise LabelError("an event before any text")
                texts[-1].events.append(_event(line[1:], texts[-1].text))
            else:
                texts.append(Text(line, [], number, story, headline, printed, contexts))
                headline = False
        except LabelError as error:
            fault = f"{path}:{number}: {error}"
            if faults is None:
                raise LabelError(fault) from None
            faults.append(fault)
    return texts


def _opening(line: str) -> tuple[str, tuple[str, ...]]:
    found = re.fullmatch(r"=== (\d{4}-\d\d-\d\d)(?: (.*))?", line)
    if not found:
        raise LabelError("a story begins with '=== YYYY-MM-DD context, context'")
    contexts = tuple(c.strip() for c in (found[2] or "").split(",") if c.strip())
    for c in contexts:
        if c not in CONTEXTS:
            raise LabelError(f"no such context: {c!r}; there are {', '.join(sorted(CONTEXTS))}")
    return found[1], contexts


def _event(line: str, text: str) -> Event:
    head, *rest = [part.strip() for part in line.split("|")]
    words = head.split()
    if not words or words[0] not in MODES:
        raise LabelError(f"no such type in {head!r}")
    kind = words[0]
    status = [w for w in words[1:] if w in STATUSES]
    modes = tuple(w for w in words[1:] if w not in STATUSES)
    for m in modes:
        if m not in MODES[kind].split():
            raise LabelError(f"{m!r} is no mode of {kind}; it has: {MODES[kind] or 'none'}")
    if len(status) > 1:
        raise LabelError("two statuses")
    if len(rest) < 3:
        raise LabelError("trigger | actors | recipients are needed, split by |; an empty one stays empty")
    trigger, actors, recipients, *keys = rest
    event = Event(kind, modes, status[0] if status else "occurred", _trigger(trigger, text))
    event.actors = [_party(p, text) for p in _parts(actors)]
    event.recipients = [_party(p, text) for p in _parts(recipients)]
    for key in keys:
        name, _, value = key.partition("=")
        if not key:
            continue
        if name not in KEYS:
            raise LabelError(f"no such key {key!r}; there are in= on= n= by=")
        setattr(event, KEYS[name], [_span(v, text) for v in _parts(value)])
    return event


def _parts(value: str) -> list[str]:
    return [p.strip() for p in value.split(";") if p.strip()]


def _trigger(word: str, text: str) -> Span:
    if not word or len(word.split()) != 1:
        raise LabelError(f"the trigger is one word, not {word!r}")
    return _span(word, text)


def _party(value: str, text: str) -> Span:
    words, sign, code = value.rpartition("=")
    if not sign:
        raise LabelError(f"{value!r} needs its =COUNTRY.SECTOR")
    span = _span(words.strip(), text)
    if code == "?":
        return span
    country, _, sector = code.partition(".")
    if country and country not in BODIES and not re.fullmatch("[A-Z]{3}", country):
        raise LabelError(f"no country code: {country!r}")
    if sector and sector not in SECTORS:
        raise LabelError(f"no such sector: {sector!r}; there are {' '.join(sorted(SECTORS))}")
    return Span(span.start, span.end, country, sector)


def _span(words: str, text: str) -> Span:
    """The place of the words in the text, as whole words; `words#2` is their second place."""
    found = re.fullmatch(r"(.*)#(\d)", words)
    words, nth = (found[1], int(found[2])) if found else (words, 1)
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if len(places) < nth:
        raise LabelError(f"not in the text{' so often' if places else ''}: {words!r}")
    return Span(places[nth - 1], places[nth - 1] + len(words))


def main() -> int:
    """Check the files that are named; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    files = parser.parse_args().files
    faults: list[str] = []
    texts = [t for f in files for t in read(f, faults)]
    seen = Counter(t.text for t in texts)
    faults += [f"twice: {text!r}" for text, n in seen.items() if n > 1]
    print(*faults, sep="\n")
    events = [e for t in texts for e in t.events]
    stories = len({(t.printed, t.story) for t in texts if t.story >= 0})
    print(
        f"{len(texts)} texts, {sum(not t.events for t in texts)} without event, {stories} stories, {len(events)} events"
    )
    print(" ".join(f"{k} {n}" for k, n in Counter(e.type for e in events).most_common()))
    print(" ".join(f"{k} {n}" for k, n in Counter(e.status for e in events).most_common()))
    print(" ".join(f"{k} {n}" for k, n in Counter(m for e in events for m in e.modes).most_common()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
