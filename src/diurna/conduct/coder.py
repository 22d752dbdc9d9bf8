"""The line from a page to its coded stories; models and lists are loaded once, at the first story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from diurna import coding, dates, stories
from diurna.records import Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from diurna.parties import Register
    from diurna.places import Gazetteer, Habits
    from diurna.reading import Reader
    from diurna.reading.codebook import Heads
    from diurna.records import Mention, Page, Place

PAGE_DAY = "by the page's day"  # how a date is told in a story that has none of its own


@dataclass(frozen=True, slots=True)
class Coded:
    """A story and its events; `aside` tells as what it was left unread ("sport", "not in English"), if it was."""

    story: Story
    mentions: tuple[Mention, ...]
    aside: str = ""


class Coder:
    """Codes pages and stories. `political` False keeps crime without public meaning (`--scope all`).

    `codebook` is a trained codebook of one's own, whose types are coded beside the 16; `borders` is the view of
    disputed lands (`Gazetteer`). What an outlet usually writes about is learned as its stories come.
    """

    def __init__(
        self,
        *,
        political: bool = True,
        reader: Reader | None = None,
        codebook: Path | None = None,
        borders: str = "",
    ) -> None:
        self.political, self.borders = political, borders
        self._given = reader
        self._heads = _load(codebook) if codebook else None

    @cached_property
    def _reader(self) -> Reader:
        from diurna.reading import open_reader

        return self._given or open_reader(heads=self._heads)

    @cached_property
    def _register(self) -> Register:
        from diurna.parties import Register

        return Register()

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        from diurna.places import Gazetteer

        return Gazetteer(borders=self.borders)

    @cached_property
    def _habits(self) -> Habits:
        from diurna.places import Habits

        return Habits()

    def recall(self, outlets: Iterable[tuple[str, Sequence[Place]]]) -> None:
        """Know, instead of what was learned so far, what the outlets wrote about: a name and places for each story."""
        from diurna.places import Habits

        self._habits = Habits()
        for outlet, found in outlets:
            self._habits.learn(outlet, found)

    def warm(self) -> None:
        """Load models and lists now, so that the first story does not wait for them."""
        self.story(Story("", "", "Ministers met in Oslo on Monday."))

    def page(self, page: Page) -> list[Coded]:
        """Give the page's stories with their events. Raises InputError when the page holds no story."""
        return [self._coded(story) for story in stories.tell(page)]

    def story(self, story: Story) -> tuple[Mention, ...]:
        """Give the events of one story."""
        return self._coded(story).mentions

    def _coded(self, story: Story) -> Coded:
        """A story without public meaning is not even read, which costs most."""
        aside = "" if self._heads else coding.aside(story, political=self.political)
        return Coded(story, () if aside else self._read(story), aside)

    def _read(self, story: Story) -> tuple[Mention, ...]:
        from diurna import parties, places

        reading = self._reader.read(story)
        day = dates.news_day(reading, _day(story))
        if day != _day(story) or story.published is None:
            reading = replace(reading, story=replace(story, published=day))
        line = places.dateline(story, self._gazetteer)
        outlet = outlet_of(story.source, story.url)
        home = line.country if line else ""
        found = places.find(reading, self._gazetteer, home=home, habit=self._habits.of(outlet))
        self._habits.learn(outlet, (at.place for at in found))
        told = coding.code(
            reading,
            parties=parties.find(reading, self._register, on=day, home=home, places=found),
            places=found,
            times=dates.find(reading, anchor=day),
            political=self.political,
        )
        settled = (parties.settle(mention, self._register, day) for mention in told)
        return tuple(settled if story.published else map(_by_page, settled))


def outlet_of(source: str, url: str) -> str:
    """The outlet of a story: its name, else the host of its address."""
    return source or url.partition("//")[2].partition("/")[0]


def _load(codebook: Path) -> Heads:
    from diurna.reading.codebook import load

    return load(codebook)


def _day(story: Story) -> date | None:
    published = story.published or story.page_day
    return published.date() if isinstance(published, datetime) else published


def _by_page(mention: Mention) -> Mention:
    """A mention of a story that has only its page's day: the rule of a date without a year says so."""
    when = mention.date
    if when is None or str(when.start.year) in when.text:
        return mention
    marked = replace(when, rule=f"{when.rule}, {PAGE_DAY}")
    evidence = (replace(e, rule=f"{e.rule}, {PAGE_DAY}") if e.field == "date" else e for e in mention.evidence)
    return replace(mention, date=marked, evidence=tuple(evidence))
