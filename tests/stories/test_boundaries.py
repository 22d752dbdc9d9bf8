from __future__ import annotations

from datetime import UTC, date, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import data, stories
from diurna.errors import InputError
from diurna.records import Page, Story
from diurna.stories.boundaries import boundaries
from diurna.stories.furniture import lines


def blocks(text: str) -> list[str]:
    return [" ".join(block.split()) for block in text.strip().split("\n\n")]


HARBOUR = (
    "Dredgers to reopen silted harbour at Beira before the cyclone season",
    blocks("""
Two dredgers from a Rotterdam shipyard began on Monday to clear the silted channel of the harbour at Beira,
the port master said.

Grain ships have been turned away from the Mozambican port since August, when the channel lost four metres of
depth in a month.

The port master said that the dredgers would work in turns, day and night, until tankers could berth again at
the fuel jetty.

Shipping agents in Beira put the loss of the closed channel at three million dollars a week, and millers in
Malawi have run short.

The dredging is paid for by a loan that parliament in Maputo approved in July against the votes of the
opposition.

Fishermen on the northern shore fear that the dumped silt will bury the shrimp beds off the mangroves, their
cooperative said.
"""),
)
TEACHERS = (
    "Bolivian teachers camp outside ministry over unpaid rural bonus",
    blocks("""
About 200 teachers pitched tents outside the education ministry in La Paz on Tuesday to claim a bonus for
rural schools.

Their union said that classrooms in Oruro and Potosi would stay shut until the treasury paid what it owed
since February.

The education minister, Omar Quispe, offered to pay half of the bonus before Christmas and asked the campers
to go home.

Riot police watched the tents from the cathedral steps but did not move in, a reporter of a local radio
station said.

A teacher from Uyuni, Rosa Mamani, said that she walked nine kilometres to her pupils and bought the chalk
herself.

Parents in El Alto brought soup to the tents and hung a banner that read: Without teachers no country.
"""),
)
SUBHEADS = [*HARBOUR[1][:3], "What the closed channel costs millers in Malawi", *HARBOUR[1][3:]]
LIVE = "\n".join(
    f"{hour}:{minute:02} GMT\n{head}\n{text}"
    for hour, minute, head, text in [
        (9, 5, "Dredgers leave the yard", HARBOUR[1][0]),
        (10, 40, "Teachers pitch their tents", TEACHERS[1][0]),
        (11, 15, "Millers speak of shortage", HARBOUR[1][3]),
        (12, 0, "Minister makes an offer", TEACHERS[1][2]),
    ]
)


def bare(title: str, body: list[str], mark: str = "") -> str:
    return "\n\n".join([f"{mark}{title}{mark}", *body, ""])


def tell(text: str) -> list[Story]:
    return stories.tell(Page("page.txt", text=text))


def told_html(body: str) -> list[Story]:
    return stories.tell(Page("page.html", html=f"<html><head><title>Daily</title></head><body>{body}</body></html>"))


def paragraphs(body: list[str]) -> str:
    return "".join(f"<p>{block}</p>" for block in body)


@pytest.mark.parametrize("mark", ["", "**", "__"])
def test_a_bare_or_bold_headline_begins_a_story(mark: str) -> None:
    first, second = tell(bare(*HARBOUR, mark) + "\n" + bare(*TEACHERS, mark))
    assert (first.title, second.title) == (HARBOUR[0], TEACHERS[0])
    assert first.text.split("\n") == HARBOUR[1]
    assert second.text.split("\n") == TEACHERS[1]


def test_a_title_line_between_bodies_without_blank_lines_begins_a_story() -> None:
    text = "\n".join([HARBOUR[0], *HARBOUR[1], TEACHERS[0], *TEACHERS[1]])
    assert [story.title for story in tell(text)] == [HARBOUR[0], TEACHERS[0]]


@pytest.mark.parametrize("rule", ["* * *", "---", "________", "###"])
def test_a_dateline_below_a_ruled_line_begins_a_story(rule: str) -> None:
    text = "\n".join(
        ["BEIRA, Mozambique — " + HARBOUR[1][0], *HARBOUR[1][1:], rule, "LA PAZ: " + TEACHERS[1][0], *TEACHERS[1][1:]]
    )
    first, second = tell(text)
    assert (first.dateline, second.dateline) == ("BEIRA", "LA PAZ")
    assert rule not in first.text


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_bare_headings_of_unrelated_stories_tell_them_apart(tag: str) -> None:
    page = "".join(f"<{tag}>{title}</{tag}>{paragraphs(body)}" for title, body in (HARBOUR, TEACHERS))
    first, second = told_html(page)
    assert (first.title, second.title) == (HARBOUR[0], TEACHERS[0])
    assert first.text.split("\n") == HARBOUR[1]


def test_subheadings_of_one_story_tell_nothing_apart() -> None:
    assert len(tell("\n\n".join([HARBOUR[0], *SUBHEADS]))) == 1
    html = f"<h1>{HARBOUR[0]}</h1>" + paragraphs(SUBHEADS[:3]) + f"<h2>{SUBHEADS[3]}</h2>" + paragraphs(SUBHEADS[4:])
    assert len(told_html(html)) == 1


def test_a_ruled_line_alone_begins_nothing() -> None:
    text = "\n".join([HARBOUR[0], *HARBOUR[1][:3], "* * *", *HARBOUR[1][3:]])
    (story,) = tell(text)
    assert story.text.split("\n") == HARBOUR[1]


def test_a_live_blog_is_one_story_with_the_times_of_its_entries() -> None:
    (story,) = tell("Beira and La Paz: the day as it happened\n\n" + LIVE)
    assert "10:40 GMT" in story.text


ENTRIES = "".join(
    f"<article><h2>{title}</h2><time>{hour}:15</time>{paragraphs(body)}</article>"
    for hour, (title, body) in enumerate(
        [HARBOUR, TEACHERS, (TEACHERS[1][5], HARBOUR[1]), (HARBOUR[1][5], TEACHERS[1])], 9
    )
)


def test_a_live_blog_in_html_is_one_story() -> None:
    assert len(told_html(f"<h1>The day as it happened</h1>{ENTRIES}")) == 1
    entry = '{"@type": ["LiveBlogPosting"], "headline": "The day", "datePublished": "2026-05-18T09:00:00Z"}'
    entries = ENTRIES.replace("<time>", "<i>at about ")
    html = f"<html><head><script type='application/ld+json'>{entry}</script></head><body>{entries}</body></html>"
    assert len(stories.tell(Page("page.html", html=html))) == 1


def test_teasers_of_other_stories_are_no_stories() -> None:
    teasers = "".join(f"<article><h3>{title}</h3><p>{body[0]}</p></article>" for title, body in (TEACHERS, TEACHERS))
    (story,) = told_html(f"<article><h1>{HARBOUR[0]}</h1>{paragraphs(HARBOUR[1])}</article>{teasers}")
    assert story.title == HARBOUR[0]


def test_what_stands_above_the_story_that_names_the_page_is_no_story() -> None:
    above = f"<h2>Why your screen shows this box to readers</h2>{paragraphs(TEACHERS[1])}"
    head = f"<title>{HARBOUR[0]}</title><meta property='og:title' content='{HARBOUR[0]}'>"
    html = f"<html><head>{head}</head><body>{above}<h1>{HARBOUR[0]}</h1>{paragraphs(HARBOUR[1])}</body></html>"
    assert stories.tell(Page("page.html", html=html))[0].title == HARBOUR[0]


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            "<span class='date'>Tue, 19 May 2026</span><p>By Ana Prado<br>18 May 2026, 22:11 GMT+10</p>",
            date(2026, 5, 18),
        ),
        ("<span class='entry-time'>2026年05月18日</span>", date(2026, 5, 18)),
    ],
)
def test_a_printed_moment_dates_a_page_that_states_none(body: str, day: date) -> None:
    published = told_html(f"{body}<h1>{HARBOUR[0]}</h1>{paragraphs(HARBOUR[1])}")[0].published
    assert published is not None
    assert (published.date() if isinstance(published, datetime) else published) == day


@pytest.mark.parametrize(("hour", "published"), [(3, date(2026, 5, 17)), (11, datetime(2026, 5, 18, 11, tzinfo=UTC))])
def test_the_day_of_the_address_stands_when_some_clock_showed_it(hour: int, published: date) -> None:
    head = f"<meta property='article:published_time' content='2026-05-18T{hour:02}:00:00Z'>"
    html = f"<html><head>{head}</head><body><h1>{HARBOUR[0]}</h1>{paragraphs(HARBOUR[1])}</body></html>"
    (story,) = stories.tell(Page("p", html=html, url="https://news.example/2026/05/17/dredgers.html"))
    assert story.published == published


def test_each_cue_has_a_weight_and_a_note() -> None:
    assert all(float(row["weight"]) and row["note"] is not None for row in data.table("stories/cues.tsv"))


LINES = st.lists(
    st.sampled_from([HARBOUR[0], TEACHERS[0], *HARBOUR[1], *TEACHERS[1], "* * *", "", "9:05 GMT", "Share"]), max_size=40
)


@settings(deadline=None)
@given(LINES)
def test_boundaries_of_any_lines_rise_and_each_story_has_lines(given_lines: list[str]) -> None:
    found = lines(given_lines, None)
    starts = boundaries(found)
    assert starts == sorted(set(starts))
    assert all(0 < start < len(found) for start in starts)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (f"<html><body>{paragraphs(HARBOUR[1]) * 1500}</body></html>", "characters, more than a page of news can have"),
        (f"<html><body>{'<div>Hm.</div>' * 40_000}</body></html>", "lines, more than a page of news can have"),
    ],
)
def test_a_page_that_would_take_minutes_is_refused_at_once(html: str, reason: str) -> None:
    start = process_time()
    with pytest.raises(InputError, match=reason):
        stories.tell(Page("page.html", html=html))
    assert process_time() - start < 2


def test_a_page_of_many_deep_elements_is_read_flat() -> None:
    start = process_time()
    html = f"<html><body>{('<div>' * 190 + HARBOUR[1][0] + '</div>' * 190) * 200}</body></html>"
    assert HARBOUR[1][0] in stories.tell(Page("page.html", html=html))[0].text
    assert process_time() - start < 4
