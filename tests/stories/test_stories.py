from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import data, limits, stories
from diurna.errors import InputError
from diurna.records import Page, Story
from diurna.stories.dateline import dateline, dateline_day
from diurna.stories.furniture import lines
from diurna.stories.stamps import iso, stamp

CRAWL = datetime(2024, 5, 20, 9, 0, tzinfo=UTC)

RIVER = """Peru and Ecuador sign treaty on shared river

Ministers shake hands on the bridge near Tumbes on May 2, 2024. (AFP)
Short Url
Updated 02 May 2024
Follow

Peru and Ecuador sign treaty on shared river

  • Treaty ends nine years of talks over dams
  • Farmers on both banks fear for their water

LIMA: Peru and Ecuador signed a treaty on Thursday that shares the water of a border river, officials in Lima said.

The two foreign ministers met on the bridge near Tumbes and exchanged the signed copies before reporters.

“We have waited nine years for this treaty,” said a spokesman of the Ecuadorian foreign ministry.

Farmers on the Peruvian bank of the river said that the treaty leaves them too little water for rice.
"""
STRIKE = """Nairobi bus drivers strike over fuel levy

Updated 6 sec ago
Follow

Nairobi bus drivers strike over fuel levy

NAIROBI: Bus drivers in the Kenyan capital stopped work on Monday to protest a levy that parliament passed last week.
Police fired tear gas at drivers who blocked the Thika highway with tyres, witnesses said.
No injuries were reported by noon, a hospital in the city centre said.
The transport union called for three more days of strikes unless the levy is withdrawn.
Advertisement
“We cannot feed our children,” said Joseph Otieno, who has driven a minibus for eleven years.
"""


def tell(text: str = "", **fields: object) -> list[Story]:
    return stories.tell(Page(origin="page.txt", text=text or None, **fields))  # type: ignore[arg-type]


def told_html(body: str, head: str = "", **fields: object) -> list[Story]:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return stories.tell(Page(origin="page.html", html=html, **fields))  # type: ignore[arg-type]


def paragraphs(*sentences: str) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def article(title: str, *sentences: str, tag: str = "article", extra: str = "") -> str:
    return f"<{tag}><h1>{title}</h1>{extra}{paragraphs(*sentences)}</{tag}>"


RIVER_SENTENCES = [line for line in RIVER.splitlines() if len(line) > 90 and not line.endswith("(AFP)")]
STRIKE_SENTENCES = [line for line in STRIKE.splitlines() if len(line) > 60]


def test_a_saved_page_with_two_stories_is_told_as_two_with_their_own_dates() -> None:
    first, second = tell(RIVER + "\n\n" + STRIKE, crawled=CRAWL)
    assert first.title == "Peru and Ecuador sign treaty on shared river"
    assert second.title == "Nairobi bus drivers strike over fuel levy"
    assert (first.published, second.published) == (date(2024, 5, 2), date(2024, 5, 20))
    assert (first.dateline, second.dateline) == ("LIMA", "NAIROBI")
    assert second.updated == CRAWL - timedelta(seconds=6)


def test_no_furniture_caption_or_repeated_title_is_left_in_a_saved_page() -> None:
    for story in tell(RIVER + "\n\n" + STRIKE, crawled=CRAWL):
        for wrong in ("Short Url", "Updated", "Follow", "(AFP)", "Advertisement", story.title):
            assert wrong not in story.text


def test_the_bullets_at_the_head_are_the_first_blocks() -> None:
    assert tell(RIVER)[0].text.split("\n")[:2] == [
        "Treaty ends nine years of talks over dams",
        "Farmers on both banks fear for their water",
    ]


def test_every_sentence_of_the_body_is_kept() -> None:
    first, second = tell(RIVER + "\n\n" + STRIKE)
    assert first.text.endswith("too little water for rice.")
    assert all(sentence in second.text for sentence in STRIKE_SENTENCES)
    assert "“We cannot feed our children,”" in second.text


def test_without_a_crawl_time_six_seconds_ago_is_unknown() -> None:
    story = tell(STRIKE)[0]
    assert (story.published, story.updated) == (None, None)


def test_the_users_date_is_the_first_storys_and_not_the_seconds() -> None:
    first, second = tell(RIVER + "\n\n" + STRIKE, published=date(2024, 5, 3))
    assert (first.published, second.published) == (date(2024, 5, 3), None)


@pytest.mark.parametrize(
    ("opening", "page", "day"),
    [
        (
            "NAIROBI: Bus drivers walked out on Friday over a levy on fuel that their union calls a theft of bread.",
            3,
            3,
        ),
        (
            "NAIROBI: Bus drivers walked out on Thursday over a levy on fuel that their union calls a theft of bread.",
            3,
            0,
        ),
        (
            "NAIROBI: Bus drivers walked out over a levy on fuel that their union has long called a theft of bread.",
            3,
            0,
        ),
        (
            "NAIROBI, May 10: Bus drivers walked out on Friday over a levy on fuel that they call a theft of bread.",
            3,
            0,
        ),
    ],
)
def test_a_later_story_has_the_pages_day_only_where_it_opens_with_that_weekday(
    opening: str, page: int, day: int
) -> None:
    strike = "\n".join(line if len(line) < 60 else f"{opening} {line}" for line in STRIKE.splitlines())
    first, second = tell(RIVER + "\n\n" + strike, published=date(2024, 5, page))
    assert (first.page_day, second.published) == (None, None)
    assert second.page_day == (date(2024, 5, day) if day else None)


@pytest.mark.parametrize("between", ["", "\n\n\n"])
def test_one_story_is_not_split_at_its_subheadings(between: str) -> None:
    text = RIVER + f"{between}\nWhat the treaty means for rice farmers\n\n" + "\n".join(RIVER_SENTENCES[::-1])
    assert len(tell(text)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Police arrested 12 people in Lima on Monday.",
        "follow the money, the minister said",
        "Protesters gather outside parliament in Nairobi on May 3, 2024. (AFP)",
        "- and the army withdrew",
        "LIMA (Reuters) - The president resigned.",
        "Share",
    ],
)
def test_a_plain_sentence_comes_through_whole(sentence: str) -> None:
    found = tell(sentence)
    assert [(s.title, s.text) for s in found] == [("", sentence)]


def test_a_title_given_by_the_user_is_not_looked_for_in_the_text() -> None:
    story = tell("Fresh talks on the river\nThe ministers met on Monday.", title="Ministers meet")[0]
    assert (story.title, story.text) == ("Ministers meet", "Fresh talks on the river\nThe ministers met on Monday.")


def test_a_title_with_the_name_of_the_site_is_still_found_repeated() -> None:
    title = "Peru and Ecuador sign treaty on shared river - World | The Daily Courier"
    assert "sign treaty on shared river" not in tell(RIVER, title=title)[0].text.split("\n")[0]


def test_a_title_without_a_body_is_the_text() -> None:
    html = "<html><head><title>Ministers sign treaty in Lima</title></head><body></body></html>"
    story = stories.tell(Page("x", html=html))[0]
    assert story.text == story.title == "Ministers sign treaty in Lima"


def test_lines_that_a_wire_wrapped_are_joined_again() -> None:
    wrapped = [
        "LIMA, 2 MAY 90 -- The ministers of the two countries met on the",
        "bridge near the town of Tumbes and exchanged the signed copies",
        "of the treaty before reporters who had waited since the early",
        "morning in the rain.",
        "",
        "A second meeting follows.",
    ]
    story = tell("\n".join(wrapped))[0]
    assert story.text.count("\n") == 1
    assert "met on the bridge near" in story.text
    assert story.published == date(1990, 5, 2)


def test_related_links_are_dropped_but_not_the_paragraph_after_them() -> None:
    links = "\nRelated stories\nCoffee prices rise again in Brazil\nChile opens new port\n"
    text = RIVER + links + "\nThe treaty enters into force in June, the ministry said.\n"
    told = tell(text)[0].text
    assert "Coffee" not in told
    assert told.endswith("The treaty enters into force in June, the ministry said.")


@pytest.mark.parametrize(
    ("block", "place", "agency"),
    [
        ("LONDON, Nov 22 (Reuters) - The minister resigned.", "LONDON", "Reuters"),
        ("PUTRAJAYA, Nov 22 — The minister resigned.", "PUTRAJAYA", ""),
        ("NEW DELHI: The minister resigned.", "NEW DELHI", ""),
        ("KYIV, Ukraine (AP) — The minister resigned.", "KYIV", "AP"),
        ("BEIJING, Sept. 15 (Xinhua) -- The minister resigned.", "BEIJING", "Xinhua"),
        ("New Delhi [India], November 16 (ANI): The minister resigned.", "New Delhi", "ANI"),
        ("Paris (AFP) – The minister resigned.", "Paris", "AFP"),
        ("(Reuters) - The minister resigned.", "", "Reuters"),
        ('LIMA, Peru " The minister resigned.', "LIMA", ""),  # the dash as some pages print it
        ("MOSCOW/KYIV, March 3 (Reuters) - The minister resigned.", "MOSCOW/KYIV", "Reuters"),
    ],
)
def test_datelines_are_read_and_stay_in_the_text(block: str, place: str, agency: str) -> None:
    story = tell(f"Minister resigns\n\n{block}\nNobody knows why he did so.", title="Minister resigns")[0]
    assert (story.dateline, story.agency) == (place, agency)
    assert story.text.startswith(block)


@pytest.mark.parametrize(
    "block",
    [
        "UPDATE: The minister resigned.",
        "Putin: no talks yet.",
        "He said: no.",
        "EU: no deal.",
        "On Monday - a day late - he left.",
    ],
)
def test_labels_and_speakers_are_no_datelines(block: str) -> None:
    assert dateline(block) is None


def test_a_dateline_date_dates_a_story_that_has_no_other() -> None:
    text = "Minister resigns\n\nLIMA, Nov 22 (Reuters) - The minister resigned on Friday.\nNobody knows why he did so."
    assert tell(text)[0].published is None
    assert tell(text, crawled=CRAWL)[0].published == date(2023, 11, 22)


def test_an_impossible_dateline_date_is_unknown() -> None:
    found = dateline("LIMA, Feb. 30 (Reuters) - The minister resigned.")
    assert found is not None
    assert dateline_day(found, date(2024, 5, 1)) is None


@pytest.mark.parametrize(
    ("line", "what", "moment"),
    [
        ("Updated 02 May 2024", "updated", date(2024, 5, 2)),
        ("Published: May 2, 2024 10:31 GMT", "published", datetime(2024, 5, 2, 10, 31, tzinfo=UTC)),
        ("Last updated on: 2 May, 2024, 10:31 pm", "updated", date(2024, 5, 2)),
        ("2024-05-02 17:52", "published", date(2024, 5, 2)),
        ("Thursday, May 2nd, 2024", "published", date(2024, 5, 2)),
        ("May 2, 2024 7:05 AM EST", "published", datetime(2024, 5, 2, 7, 5, tzinfo=timezone(timedelta(hours=-5)))),
        ("2 hours ago", "published", CRAWL - timedelta(hours=2)),
        ("Updated 6 sec ago", "updated", CRAWL - timedelta(seconds=6)),
        ("Updated yesterday", "updated", date(2024, 5, 19)),
        ("Published 3 days ago", "published", date(2024, 5, 17)),
        ("Updated 31 February 2024", "updated", None),
    ],
)
def test_stamps_are_read(line: str, what: str, moment: date | None) -> None:
    assert [(s.what, s.moment) for s in stamp(line, CRAWL)] == [(what, moment)]


@pytest.mark.parametrize(
    "line",
    [
        "The law was published on May 2, 2024.",
        "He left two hours ago",
        "Nobody was hurt",
        "May 2, 2024 was a Thursday in Lima",
    ],
)
def test_a_sentence_with_a_date_is_no_stamp(line: str) -> None:
    assert stamp(line, CRAWL) == []


def test_two_stamps_on_one_line_are_told_apart() -> None:
    found = {s.what: s.moment for s in stamp("Published 2 May 2024 | Updated 3 May 2024", None)}
    assert found == {"published": date(2024, 5, 2), "updated": date(2024, 5, 3)}


@pytest.mark.parametrize("row", data.table("stories/furniture.tsv"), ids=lambda row: row["case"])
def test_each_furniture_pattern_knows_its_case(row: dict[str, str]) -> None:
    assert lines([row["case"]], None)[0].kind


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, the prosecutor told the court.",
        "Photos showed soldiers in the square of the old town.",
        "The bridge was destroyed — photos showed rubble in the river.",
        "Reporting by state media suggested that the army had withdrawn.",
        "Copyright holders said the law would ruin them.",
        "We use force only when attacked, the general said.",
        "Related charges against the mayor were dropped on Friday.",
        "Support the opposition grows",
        "Home secretary resigns",
        "Video shared by residents shows smoke over the port.",
        "Sign up for the army or go to jail, he told them.",
    ],
)
def test_body_lines_that_begin_like_furniture_stay(line: str) -> None:
    assert lines([line], None)[0].kind == ""


def test_an_html_page_gives_title_byline_source_dates_and_body() -> None:
    head = (
        '<title>River treaty signed - The Daily Courier</title><meta property="og:title" content="River treaty signed">'
        '<meta property="og:site_name" content="The Daily Courier"><meta name="author" content="Ana Prado">'
        '<meta property="article:published_time" content="2024-05-02T23:30:00-05:00">'
        '<meta property="article:modified_time" content="2024-05-03T08:00:00-05:00">'
    )
    nav = "<nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
    (story,) = told_html(
        nav + article("River treaty signed", *RIVER_SENTENCES, extra="<p>Share this article</p>"), head
    )
    zone = timezone(timedelta(hours=-5))
    assert (story.title, story.byline, story.source) == ("River treaty signed", "Ana Prado", "The Daily Courier")
    assert story.published == datetime(2024, 5, 2, 23, 30, tzinfo=zone)
    assert story.updated == datetime(2024, 5, 3, 8, 0, tzinfo=zone)
    assert story.text == "\n".join(RIVER_SENTENCES)


def test_what_the_user_gives_wins_over_the_page() -> None:
    head = (
        '<meta property="article:published_time" content="2024-05-02"><meta property="og:site_name" content="Courier">'
    )
    (story,) = told_html(
        article("River treaty signed", *RIVER_SENTENCES),
        head,
        id="n1",
        title="My title",
        url="https://example.org/a",
        source="My source",
        published=date(2024, 1, 1),
        crawled=CRAWL,
    )
    assert (story.id, story.title, story.url, story.source) == ("n1", "My title", "https://example.org/a", "My source")
    assert (story.published, story.crawled) == (date(2024, 1, 1), CRAWL)


def test_json_ld_gives_the_date_of_the_story() -> None:
    known = {"@type": "NewsArticle", "headline": "River treaty signed", "datePublished": "2024-05-02T10:00:00Z"}
    head = f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebSite"}, known]})}</script>'
    (story,) = told_html(article("River treaty signed", *RIVER_SENTENCES), head)
    assert story.published == datetime(2024, 5, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-02-31T10:00:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-02-31"}</script>',
    ],
)
def test_an_impossible_date_of_a_page_is_unknown_not_rounded(head: str) -> None:
    (story,) = told_html(article("River treaty signed", *RIVER_SENTENCES), head)
    assert story.published is None


@pytest.mark.parametrize("tag", ["article", "div", "section"])
def test_an_html_page_with_two_stories_is_told_as_two(tag: str) -> None:
    time = '<time datetime="2024-05-20T08:00:00+03:00">May 20</time>'
    body = article("River treaty signed", *RIVER_SENTENCES, tag=tag) + article(
        "Bus drivers strike", *STRIKE_SENTENCES, tag=tag, extra=time
    )
    first, second = told_html(body, '<meta property="article:published_time" content="2024-05-02">')
    assert (first.title, second.title) == ("River treaty signed", "Bus drivers strike")
    assert first.published == date(2024, 5, 2)
    assert second.published != first.published
    assert first.text == "\n".join(RIVER_SENTENCES)
    assert second.text == "\n".join(STRIKE_SENTENCES)


def test_stories_that_follow_each_other_without_a_frame_are_told_apart() -> None:
    river = f"<h1>River treaty signed</h1>{paragraphs(*RIVER_SENTENCES)}"
    strike = f"<h1>Bus drivers strike</h1>{paragraphs(*STRIKE_SENTENCES)}"
    assert [s.title for s in told_html(f"<main>{river}{strike}</main>")] == [
        "River treaty signed",
        "Bus drivers strike",
    ]


def test_teasers_and_comments_beside_a_story_are_no_stories() -> None:
    teaser = "<article><h2>Coffee prices rise</h2><p>Prices rose again.</p></article>"
    comments = f"<div class='comments'><h1>Comments</h1>{paragraphs(*STRIKE_SENTENCES)}</div>"
    found = told_html(article("River treaty signed", *RIVER_SENTENCES) + teaser * 3 + comments)
    assert [s.title for s in found] == ["River treaty signed"]


def test_text_nested_deeper_than_the_parser_reads_is_not_lost() -> None:
    deep = "<div>" * 400 + paragraphs(*RIVER_SENTENCES) + "</div>" * 400
    (story,) = told_html(f"<h1>River treaty signed</h1>{deep}{paragraphs(*STRIKE_SENTENCES[1:])}")
    assert story.title == "River treaty signed"
    assert all(sentence in story.text for sentence in RIVER_SENTENCES + STRIKE_SENTENCES[1:])


def test_a_page_of_thousands_of_links_is_not_searched_for_a_main_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr("diurna.stories.markup._extracted", too_slow)
    links = "".join(f"<li><a href=/{n}>Ministers met in town {n}</a></li>" for n in range(limits.HTML_LINKS + 1))
    assert told_html(f"<ul>{links}</ul>{paragraphs(*STRIKE_SENTENCES)}")


def test_a_page_without_a_story_is_refused() -> None:
    for html in ("<html><body></body></html>", "<html><script>var a = 1;</script></html>", ""):
        with pytest.raises(InputError, match=r"page\.html: no story"):
            stories.tell(Page("page.html", html=html))


def test_the_id_is_the_users_with_a_number_for_further_stories() -> None:
    assert [s.id for s in tell(RIVER + "\n\n" + STRIKE, id="n1")] == ["n1", "n1_2"]


def test_an_id_made_from_the_content_is_the_same_each_time_and_changes_with_it() -> None:
    a, b, c = tell(RIVER)[0].id, tell(RIVER)[0].id, tell(RIVER, url="https://example.org")[0].id
    assert a == b != c
    assert len(a) == 12
    assert int(a, 16) >= 0


@pytest.mark.parametrize(("field", "longest"), [("id", limits.ID_CHARS), ("url", limits.URL_CHARS)])
def test_fields_over_their_limit_are_refused(field: str, longest: int) -> None:
    assert tell(RIVER, **{field: "x" * longest})
    with pytest.raises(InputError, match=field):
        tell(RIVER, **{field: "x" * (longest + 1)})


def test_a_story_over_the_limit_is_refused_not_cut() -> None:
    for times in (1, 10):
        with pytest.raises(InputError, match="characters"):
            tell("The minister said so. " * (times * limits.STORY_CHARS // 20))


def test_a_long_run_without_a_space_is_broken_without_loss() -> None:
    story = tell("The key is " + "x" * 1_700 + " said the minister.")[0]
    assert max(map(len, story.text.split())) <= limits.TOKEN_RUN
    assert story.text.count("x") == 1_700


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_told_or_refused_and_the_same_each_time(text: str, title: str) -> None:
    page = Page("x", text=text, title=title, crawled=CRAWL)
    try:
        found = stories.tell(page)
    except InputError:
        return
    assert found == stories.tell(page)
    assert_sound(found)


PIECES = st.sampled_from(
    RIVER.splitlines() + STRIKE.splitlines() + ["", "By Ana Prado", "May 2, 2024", "Related stories", "•", "Share"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=30), max_size=25))
def test_any_order_of_lines_is_told_or_refused(pieces: list[str]) -> None:
    try:
        assert_sound(stories.tell(Page("x", text="\n".join(pieces), crawled=CRAWL)))
    except InputError as error:
        assert "no story" in error.reason  # noqa: PT017


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<h1>",
        "</h1>",
        "<article>",
        "</article>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "&#0;",
        "&#xD800;",
        "&amp",
        "<table><tr><td>",
        "<title>",
        "<svg>",
        "<template>",
        "<?xml?>",
        "<",
        "<time\tdatetime='",
        "'>",
        '">',
        "\x00",
    ]
) | st.sampled_from(
    [
        *RIVER_SENTENCES,
        '<meta property="article:published_time" content="',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "',
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | st.text(max_size=10), max_size=25))
def test_any_html_is_told_or_refused(pieces: list[str]) -> None:
    html = "".join(pieces)
    try:
        assert_sound(stories.tell(Page("x", html=html, crawled=CRAWL)))
    except InputError as error:
        assert "no story" in error.reason  # noqa: PT017


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_date_in_markup_is_a_moment_or_nothing(text: str) -> None:
    moment, is_date = iso(text)
    assert moment is None or is_date


def assert_sound(found: list[Story]) -> None:
    assert found
    assert len({story.id for story in found}) == len(found)
    for story in found:
        assert story.text.strip() == story.text != ""
        assert "\n\n" not in story.text
        assert unicodedata.is_normalized("NFC", story.text)
        story.text.encode()
        story.title.encode()
