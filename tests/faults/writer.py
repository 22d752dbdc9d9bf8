"""Adds numbered stories of five events to a record until it is ended; says each one that is kept. Run as a program.

writer.py FOLDER PREFIX COUNT [BYTES]: no file may grow beyond BYTES, as on a full disk.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from diurna.errors import RecordError
from diurna.records import Evidence, Mention, Outcome, Party, Place, Story, When
from diurna.store import Record

EVENTS = 5
SENTENCE = "The minister of Ruritania met the envoy of Sylvania in Strelsau on Tuesday to speak about the border. "
DAY = date(2026, 1, 6)


def event(story_id: str, n: int) -> Mention:
    start = n * len(SENTENCE)
    words = [("sentence", SENTENCE.strip()), ("type", "met"), ("actors", "minister of Ruritania")]
    words += [("place", "Strelsau"), ("date", "on Tuesday")]
    spans = [(field, start + SENTENCE.index(quote), quote) for field, quote in words]
    return Mention(
        id=f"{story_id}#{n}",
        type="CONSULT",
        modes=(),
        status="occurred",
        actors=(
            Party("minister of Ruritania", "Ruritania", "", "GOV"),
            Party("envoy of Sylvania", "Sylvania", "", "GOV"),
        ),
        recipients=(),
        date=When("on Tuesday", DAY, DAY, "day"),
        place=Place("Strelsau", "Strelsau", "", None, None, None, "city"),
        counts=(),
        attribution="",
        evidence=tuple(Evidence(at, at + len(quote), quote, field) for field, at, quote in spans),
    )


def coded(story_id: str) -> tuple[Story, tuple[Mention, ...]]:
    story = Story(story_id, f"Talks {story_id}", SENTENCE * 30, published=DAY)
    return story, tuple(event(story_id, n) for n in range(EVENTS))


def main(folder: str, prefix: str, count: str, size: str = "") -> None:
    if size:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    with Record.open(Path(folder), create=True) as record:
        for n in range(int(count)):
            story_id = f"{prefix}{n}"
            outcome = Outcome(story_id, "stored")
            pair, now = coded(story_id), datetime.now(UTC)
            record.add(origin=story_id, key=story_id, stories=[pair], outcome=outcome, now=now)
            print(story_id, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except RecordError as error:
        sys.exit(str(error))
