"""What an outlet sets above its story is no part of it: its name, menu, writer, captions; old pages lie in tables."""

from __future__ import annotations

from datetime import date

from diurna.records import Page
from diurna.stories import tell

SAVED = """The Quay Daily
Nation | World | Ports | Letters

Harbour pilots walk out over night shifts

Ana Prado
The Quay Daily
Callao   Tue, June 24, 2025

Pilots gather at the gate of the port of Callao at dawn on Tuesday. (Quay Daily/R. Soto)

Harbour pilots walk out over night shifts

Harbour pilots in Callao walked out on Tuesday after the port authority cut the pay for night shifts.
The authority said that ships would wait at anchor until Thursday.
"""

TABLE = """<html><head><title>Quay Online: Pilots walk out</title></head><body><table>
<tr><td colspan="2">Quay Online</td></tr>
<tr><td><a href="/">Front page</a> | <a href="/p">Ports</a></td><td>
<font>Tuesday, June 24, 2025</font><br><b>Pilots walk out</b>
<p>Harbour pilots in Callao walked out on Tuesday after the authority cut the pay for night shifts, a union said.</p>
<p>The authority said that ships would wait at anchor until Thursday, and that it would talk on Wednesday.</p>
<p>About forty ships use the port in a day, most of them with grain, ore and containers for the capital.</p>
</td></tr></table></body></html>"""


def test_the_menu_above_a_saved_story_is_left_out() -> None:
    (story,) = tell(Page("saved.txt", text=SAVED))
    assert story.title == "Harbour pilots walk out over night shifts"
    assert story.published == date(2025, 6, 24)
    assert story.text.startswith("Harbour pilots in Callao walked out")
    assert len(story.text.split("\n")) == 2


def test_a_page_laid_out_by_a_table_gives_its_paragraphs() -> None:
    (story,) = tell(Page("old.html", html=TABLE))
    assert story.text.startswith("Harbour pilots in Callao")
    assert "|" not in story.text


FRONT = """<html><head><title>The Quay Daily</title></head><body>
<nav><a href="/w">World</a> <a href="/p">Ports</a></nav><ul>
<li><a href="/1">Police arrest five after riot in Callao</a></li>
<li><a href="/2">Chile and Peru to hold talks on fishing in Arica</a></li>
<li><a href="/3">More headlines</a></li>
</ul></body></html>"""


def test_each_headline_of_a_front_page_is_a_story() -> None:
    """As one story, the police of the first would be those of the country that the second names."""
    stories = tell(Page("front.html", html=FRONT, url="https://quay.example/ports/"))
    assert [story.title for story in stories] == [
        "Police arrest five after riot in Callao",
        "Chile and Peru to hold talks on fishing in Arica",
    ]
    assert [story.url for story in stories] == ["https://quay.example/1", "https://quay.example/2"]
    assert [story.text for story in stories] == [story.title for story in stories]


def test_a_story_that_lists_what_else_to_read_is_one() -> None:
    told = "<p>Harbour pilots in Callao walked out on Tuesday after the authority cut the pay for night shifts.</p>" * 2
    (story,) = tell(Page("story.html", html=FRONT.replace("<ul>", f"<h1>Pilots walk out in Callao</h1>{told}<ul>")))
    assert story.title == "Pilots walk out in Callao"


TICKERS = """Menu
We value your privacy
We and our 120 partners store and access information on a device, such as cookies.
Sign in | Subscribe
Airport staff end walkout 23 minutes ago
BREAKING: Rain closes mountain pass
Callao pilots return to work after pay deal
By Ana Prado and agencies
10 Jun 2025 18:20 (Updated: 11 Jun 2025 07:05)

Harbour pilots in Callao returned to work on Tuesday after the port authority restored the pay for night shifts.
[Image: Pilots gather at the gate. (Handout)]
Forty ships had waited at anchor for a week, and the authority put the loss at nine million dollars in all.

Comments (2)
Old Salt
2 hours ago
About time they were paid.
Reply  Like 12
"""


def test_tickers_cookies_and_comments_are_no_part_of_a_saved_story() -> None:
    (story,) = tell(Page("saved.txt", text=TICKERS))
    assert story.title == "Callao pilots return to work after pay deal"
    assert story.byline == "Ana Prado and agencies"
    assert (story.published, story.updated) == (date(2025, 6, 10), date(2025, 6, 11))
    assert story.text.startswith("Harbour pilots")
    assert story.text.endswith("nine million dollars in all.")
    assert "Image" not in story.text


MARKDOWN = """# Callao pilots return to work after pay deal

*By Ana Prado | 9 Sept 2025*

![Pilots at the gate](gate.jpg)

Harbour pilots in Callao returned to work on Tuesday after the port authority restored the pay for night shifts.

> "We asked for no more than we had before," said the leader of their union.

[More on the port](https://courier.example/port)

You might also like
How to cook ceviche
Weekend weather

Was this article helpful?
Yes No
You are receiving this email because you signed up.
"""


def test_links_questions_and_signs_of_markdown_are_no_part_of_a_story() -> None:
    (story,) = tell(Page("saved.txt", text=MARKDOWN))
    assert story.published == date(2025, 9, 9)
    assert [block[:12] for block in story.text.split("\n")] == ["Harbour pilo", '"We asked fo']


def test_a_wire_text_with_indented_paragraphs_is_unwrapped() -> None:
    wire = (
        "   CALLAO, Peru, June 24 (AP) -- Harbour pilots in Callao walked\n"
        "out on Tuesday after the port authority cut the pay for night\n"
        "shifts.\n"
        "   The authority said that ships would wait at anchor outside of\n"
        "the harbour until Thursday, and that it would talk to the pilots\n"
        "on Wednesday.\n"
    )
    (story,) = tell(Page("wire.txt", text=wire))
    assert [block.split()[-1] for block in story.text.split("\n")] == ["shifts.", "Wednesday."]


def test_each_block_of_a_page_has_the_day_below_its_heading() -> None:
    post = "<div class='post'><h2>{0}</h2><div>Posted on {1} November 2025 by Editor</div>{2}</div>"
    pilots = 4 * "<p>Harbour pilots in Callao walked out after the port authority cut the pay for night shifts.</p>"
    herders = 4 * "<p>Herders in Turkana blocked the road to Lodwar and asked the county for trucks with water.</p>"
    page = post.format("Harbour pilots walk out in Callao", 4, pilots)
    page += post.format("Herders block road to Lodwar over drought", 3, herders)
    told = tell(Page("blog.html", html=f"<html><body><div>{page}</div></body></html>"))
    assert [story.published for story in told] == [date(2025, 11, 4), date(2025, 11, 3)]
