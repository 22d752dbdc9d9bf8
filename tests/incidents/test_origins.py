"""Whose text is whose: copies, cuts and light rewrites are one origin; notices of the site are nobody's text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diurna.incidents.origins import copied, origins, text_of
from diurna.records import Story

if TYPE_CHECKING:
    from diurna.conduct import Coded

BACKGROUND = (
    "The dispute began in May, when the port authority of Vantara told the dockers that their night shift would end. "
    "Talks broke off in June after the union had refused an offer of two hours less at the same pay. Since then some "
    "forty ships have waited in the roads, and the canneries of the coast have sent their workers home for weeks. "
)
FIRST = (
    "Dockers in Vantara stopped work on Monday morning and blocked both gates of the grain terminal with tyres. Police "
    "watched from the ring road. Nobody was hurt, and the harbour master, Elin Korvat, said that she would wait. "
)
LATER = (
    "A court in Vantara fined the dockers' union a million crowns on Thursday because of a blockade that it had called "
    "lawful. Judge Piet Asmara gave it ten days. The union's lawyer said that it would appeal and that no docker would "
    "go back before the court of appeal had heard the drivers who had been held up at the gates of the grain terminal. "
    "On the quay some hundred men burned copies of the ruling, and a priest from the harbour chapel read out the "
    "names of those who had lost their places since the spring. The mayor called for calm and offered the old customs "
    "house for new talks; nobody had answered her by the evening, and a second freighter left without its load. "
)
NOTICE = (
    "Sign in with your account. Enter your address and we send you a message with a link. Follow the link to make a "
    "new password. You may close this window now. If no message comes, look among the unwanted or write to our desk. "
    "By going on you agree to the rules of this site and to what we send you from time to time about our offers."
)


PAIRS = Path(__file__).with_name("copies.txt").read_text(encoding="utf-8").split("### ")[1:]


def story(name: str, title: str, text: str, agency: str = "") -> Story:
    return Story(name, title, text, agency=agency)


def is_copy(one: Story, other: Story) -> bool:
    return copied(text_of(one), text_of(other))


def test_a_cut_copy_under_another_title_is_one_text() -> None:
    whole = story("a", "Dockers block grain terminal in Vantara", FIRST + BACKGROUND)
    assert is_copy(whole, story("b", "Vantara dockers on strike", FIRST + BACKGROUND[:150]))
    rewritten = FIRST.replace("on Monday morning", "early on Monday").replace("would wait", "could wait")
    assert is_copy(whole, story("c", "Blockade at Vantara port", rewritten + "The army sent nobody. " * 3))


def test_copies_and_light_rewrites_are_parted_from_next_reports_and_shared_statements() -> None:
    found = {}
    for pair in PAIRS:
        kind, _, texts = pair.partition("\n")
        one, other = (
            story(name, *text.strip().split("\n", 1)) for name, text in zip("ab", texts.split("---\n"), strict=True)
        )
        found[kind] = is_copy(one, other)
    wrong = [kind for kind, same in found.items() if same != kind.startswith("1")]
    assert wrong == ["1 rewritten, other order and shorter"]  # two fifths of its threes are left


def test_the_next_report_with_the_old_background_is_another_text() -> None:
    since = BACKGROUND.partition(" Talks")[0]
    one = story("a", "Dockers block grain terminal in Vantara", FIRST + since)
    assert not is_copy(one, story("b", "Court fines union of dockers in Vantara", LATER + since))


def test_notices_of_a_site_are_no_text() -> None:
    one = story("a", "Dockers block grain terminal in Vantara", NOTICE)
    other = story("b", "Court fines union of dockers in Vantara", NOTICE)
    assert not is_copy(one, other)
    assert is_copy(story("a", "Sign in", NOTICE), story("b", "Sign in", NOTICE))  # of a short title nothing is asked


def test_a_list_of_videos_is_no_text_though_it_takes_up_the_title() -> None:
    listed = "\n".join(
        f"{n}:{n + 10} Dockers of Vantara {what} harbour gates" for n, what in enumerate(("at", "near") * 9)
    )
    one = story("a", "Dockers block grain terminal in Vantara", listed + "\n" + LATER[:150])
    other = story("b", "Court fines union of dockers in Vantara", listed + "\n" + FIRST[:150])
    assert not is_copy(one, other)
    live = "\n".join(f"1{n}:3{n} {sentence}." for n, sentence in enumerate(FIRST.split(". ")))  # timed entries are told
    assert is_copy(story("a", "Dockers block gates", live), story("b", "Dockers block gates", live + LATER[:90]))


def test_wire_copies_are_found_and_other_stories_of_the_same_are_none(told: dict[str, Coded]) -> None:
    assert is_copy(told["n01a"].story, told["n01b"].story)
    assert not is_copy(told["n01a"].story, told["n01c"].story)


def test_origins_chain_copies_and_stories_of_one_agency() -> None:
    found = [
        story("a", "Dockers block grain terminal", FIRST + BACKGROUND),
        story("b", "Blockade at the grain terminal", FIRST + BACKGROUND, agency="Wire"),
        story("c", "Court fines union of dockers", LATER, agency="WIRE"),
        story("d", "Court fines union of dockers", LATER[:200]),
    ]
    assert origins({one.id: one for one in found}) == [("a", "b", "c"), ("d",)]
