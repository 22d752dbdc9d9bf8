"""The day of attacks whose own words do not give it, and of acts beside which another day is told."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Story

WEDNESDAY = date(2026, 5, 20)


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def dated(text: str, kind: str = "ASSAULT", published: date = WEDNESDAY) -> list[str]:
    """The first and last day of each event of a kind; "" for one without."""
    mentions = coder().story(Story("s", "", text, published=published))
    days = [m.date for m in mentions if m.type == kind]
    return ["" if d is None else f"{d.start}" if d.start == d.end else f"{d.start}..{d.end}" for d in days]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Gunmen killed two guards at a depot in Kisumu. Officers were called at 5 p.m. on Monday. "
            "A dock worker was arrested on Tuesday and appeared in court.",
            "2026-05-18",
        ),
        (
            "The governor said on Tuesday that gunmen had killed two guards in Kisumu. "
            "The shooting happened at the depot on Sunday.",
            "2026-05-17",
        ),
        ("Gunmen killed two guards in Kisumu at the weekend. It happened on Saturday evening.", "2026-05-16"),
        ("KISUMU, 20 May (Meridian) - Gunmen killed two guards. The shooting happened on Monday.", "2026-05-18"),
        ("Gunmen killed two guards in Kisumu. A vigil for them is on Thursday.", "2026-05-20"),
        ("Gunmen killed two guards in Kisumu, the mayor said.", "2026-05-20"),
        ("Gunmen killed two guards in Kisumu. Their guild was founded on 3 March 1987.", "2026-05-20"),
    ],
)
def test_an_attack_without_a_day_takes_the_day_that_the_story_tells_of_it(text: str, day: str) -> None:
    assert dated(text)[0] == day


def test_where_attacks_have_several_days_only_a_day_near_by_counts() -> None:
    text = (
        "Gunmen killed two guards in Kisumu on Monday. Rebels bombed a bridge near Goma on Sunday. "
        "The union of dockers met. It chose a new chairman. It praised the old one. It sang. It went home. "
        "A bomb wounded six nurses in Mombasa."
    )
    assert dated(text)[-1] == "2026-05-20"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Gunmen killed two guards in Kisumu on Monday. A Kenyan judge was in Goma last week when rebels bombed it.",
            ["2026-05-18", "2026-05-11..2026-05-17"],
        ),
        (
            "A lorry killed nine people at a market in Kisumu. Rebels shot dead a Ugandan judge on 13 November.",
            ["2026-05-20", "2025-11-13"],
        ),
        (
            "Rebels shot dead a Ugandan judge on 13 November. The union met. It sang. It went home. It met again. "
            "Gunmen killed two guards in Kisumu.",
            ["2025-11-13", "2026-05-20"],
        ),
    ],
)
def test_the_only_day_told_is_not_that_of_every_attack(text: str, days: list[str]) -> None:
    assert dated(text) == days


def test_the_day_of_an_attack_told_further_on_is_its_own() -> None:
    text = (
        "Troops killed seven rebels near Butuan on Monday. One soldier was wounded. "
        "On May 14, rebels shot dead a village councillor in Surigao."
    )
    assert "2026-05-18" in dated(text)[:-1]
    assert dated(text).count("2026-05-14") == 1


def test_so_long_after_is_told_from_the_attack_that_came() -> None:
    text = (
        "Gunmen shot dead 14 people in Makurdi on Monday. "
        "The shooting came two days after Nigerian soldiers arrested six herders in Jos."
    )
    assert dated(text, "COERCE") == ["2026-05-16"]


def test_what_occurred_is_not_dated_by_a_time_to_come() -> None:
    text = "The Kenyan dockers' union rejected the government's offer and said it would march again on Friday."
    assert dated(text, "REJECT") == ["2026-05-20"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Gunmen killed two guards in Kisumu early on Thursday. They shot a Kenyan judge on Tuesday.", ["21", "19"]),
        ("Gunmen killed two guards in Kisumu on Monday. They shot a Kenyan judge last Thursday.", ["18", "14"]),
        ("Gunmen killed two guards in Kisumu last Thursday.", ["14"]),
    ],
)
def test_a_story_that_opens_with_the_weekday_of_the_morrow_is_told_from_then(text: str, days: list[str]) -> None:
    assert dated(text) == [f"2026-05-{day}" for day in days]


def test_talks_are_of_the_day_on_which_their_verb_goes_on() -> None:
    assert dated("The talks between Kenya and Uganda began to founder on Monday.", "CONSULT") == ["2026-05-18"]


def test_a_plan_keeps_its_time_to_come() -> None:
    assert dated("The Polish president will meet the Danish premier on Friday.", "CONSULT") == ["2026-05-22"]


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        (
            "Rebels shelled the Kenyan town of Garissa on Tuesday, a day after the army left a camp nearby.",
            "ASSAULT",
            ["2026-05-19"],
        ),
        (
            "The Kenyan president flew home on Tuesday, two days after Zambian police arrested nine Kenyan traders.",
            "COERCE",
            ["2026-05-17"],
        ),
        ("Kenyan police searched ten flats on Monday and arrested two editors.", "COERCE", ["2026-05-18"] * 2),
        (
            "Gunmen killed two guards in Kisumu on Monday. It was the first attack in the town since March, when "
            "rebels shot dead a Kenyan judge.",
            "ASSAULT",
            ["2026-05-18", "2026-03-01..2026-03-31"],
        ),
        (
            "Kenyan police halted a bus on Monday, led the passengers out and arrested nine editors.",
            "COERCE",
            ["2026-05-18"],
        ),
        (
            "Kenyan farmers had blocked the road in March 2024, wounding six guards.",
            "PROTEST",
            ["2024-03-01..2024-03-31"],
        ),
        ("Kenyan police arrested 40 people on Monday as dockers marched in Mombasa.", "PROTEST", ["2026-05-18"]),
        (
            "Uganda freed two Kenyan editors on Sunday, and Kenya released nine Ugandan dockers.",
            "RETREAT",
            ["2026-05-17"] * 2,
        ),
        ("Kenya shut its border on Sunday after Ugandan rebels killed two guards.", "ASSAULT", ["2026-05-17"]),
        ("Kenya will send rice to Uganda, its foreign ministry said on Monday.", "AID", [""]),
        ("Kenya agreed to restore relations with Uganda in August 2020.", "AGREE", ["2020-08-01..2020-08-31"]),
        ("Kenya urged Uganda to release the editors in June.", "REQUEST", ["2026-05-20"]),
        ("The man who shot a Kenyan minister was jailed on Monday.", "ASSAULT", [""]),
        ("A Kenyan court sentenced two guards on Monday for the killing of a judge.", "ASSAULT", [""]),
        ("A Kenyan was arrested on Monday in the shooting that killed two guards in Kisumu.", "ASSAULT", [""]),
        (
            "Two Kenyans were arrested in Kisumu on Tuesday for the bombing of a market last Friday.",
            "ASSAULT",
            ["2026-05-15"],
        ),
        ("Kenyan police arrested 17 men in clashes in Kisumu on Monday.", "ASSAULT", ["2026-05-18"]),
        ("A Kenyan was arrested on Monday after stabbing four guards in Kisumu.", "ASSAULT", ["2026-05-18"]),
        ("A Kenyan is standing trial on charges of murdering a judge.", "ASSAULT", [""]),
        ("A Kenyan soldier has been found guilty of murdering a judge in Kisumu.", "ASSAULT", [""]),
        ("The Kenyan minister, an MP since 2015, was stabbed in Kisumu on Monday.", "ASSAULT", ["2026-05-18"]),
        ("Three men stabbed a Kenyan constable in Kisumu, the jury heard on Tuesday.", "ASSAULT", [""]),
        ("Kenya accused Uganda of raiding a camp in 2019.", "ACCUSE", ["2026-05-20"]),
        ("Kenya accused Uganda of theft, because its troops had left in April.", "ACCUSE", ["2026-05-20"]),
        ("Kenyan dockers marched against the October election.", "PROTEST", ["2026-05-20"]),
        (
            "Kenya's minister flew home on Sunday, two days after arresting a Ugandan envoy.",
            "COERCE",
            ["2026-05-15"],
        ),
        ("Kenya's minister flew to Juba on Monday to urge South Sudan to call an election.", "REQUEST", ["2026-05-18"]),
        (
            "The two Kenyan ministers last met in Juba in March, when they agreed to reopen a road.",
            "AGREE",
            ["2026-03-01..2026-03-31"],
        ),
        ("Kenya denies that its army attacked the Somali port of Kismayo.", "REJECT", [""]),
        ("Kenya rejected the Somali offer.", "REJECT", ["2026-05-20"]),
        ("Kenya condemned the raid as a breach of the truce reached in March 2024.", "ACCUSE", ["2026-05-20"]),
        (
            "The defence ministers of Kenya and Uganda agreed on the exercise when they met in Kigali last June.",
            "AGREE",
            ["2025-06-01..2025-06-30"],
        ),
        (
            "Hours after Kenya accused Uganda on Monday of arming rebels, Uganda recalled its envoy.",
            "ACCUSE",
            ["2026-05-18"],
        ),
        ("Kenya condemned Uganda following its bombing of a port on April 3.", "ACCUSE", ["2026-05-20"]),
        ("Attacks on Kenyan churches on May 3 are being investigated by the police.", "ACCUSE", ["2026-05-20"]),
        (
            "Kenya's minister called the raids -- the army had arrested nine Ugandans last month -- a disgrace.",
            "COERCE",
            ["2026-04-01..2026-04-30"],
        ),
        ("Kenya recalled its envoy in 2019 after arresting nine Ugandans.", "COERCE", ["2019-01-01..2019-12-31"]),
        (
            "In August, Ugandan rebels released a video showing that they had killed two guards.",
            "ASSAULT",
            ["2025-08-01..2025-08-31"],
        ),
        (
            "On Monday, Ugandan rebels were believed to be behind a suicide attack on a Kenyan bank.",
            "ASSAULT",
            ["2026-05-18"],
        ),
        ("Kenya sentenced nine men over the killing of a judge in 2012.", "SANCTION", ["2026-05-20"]),
        ("A Kenyan court sentenced nine men for the murder of a judge in 2012.", "ASSAULT", ["2012-01-01..2012-12-31"]),
        ("A Kenyan court jailed nine men for life in 2012.", "SANCTION", ["2012-01-01..2012-12-31"]),
        (
            "Kenyan troops patrolled the town on Wednesday, a day after crowds forced the mayor to expel nine envoys.",
            "SANCTION",
            ["2026-05-19"],
        ),
        ("Kenyan police arrested nine dockers two days before the election.", "COERCE", [""]),
        ("Kenyan dockers march in Mombasa every Sunday.", "PROTEST", [""]),
        ("Kenya expelled nine envoys linked to the rebels in March.", "SANCTION", ["2026-03-01..2026-03-31"]),
        ("Kenya condemns the attack on a bank, on the night of 16 May.", "ACCUSE", ["2026-05-20"]),
        ("Kenya will retaliate if Uganda closes the border.", "THREATEN", ["2026-05-20"]),
        ("Nine of the dockers seized by rebels in March have been freed by Kenya.", "RETREAT", ["2026-05-20"]),
        ("Police in Kenya on Monday released nine dockers.", "RETREAT", ["2026-05-18"]),
        ("Kenya rejected the 2015 fishing accord.", "REJECT", ["2026-05-20"]),
        ("Kenyan police arrested 90 editors in the 2017 riots.", "COERCE", ["2017-01-01..2017-12-31"]),
        ("Kenyan police have arrested 90 editors since the vote of March 27.", "COERCE", ["2026-03-27..2026-05-20"]),
        (
            "Kenyan police have arrested 90 editors since the president came to power in late 2022.",
            "COERCE",
            ["2022-10-01..2026-05-20"],
        ),
        (
            "Kenyan police shut down the radio on Wednesday, a day after Uganda cancelled the June summit.",
            "REJECT",
            ["2026-05-19"],
        ),
    ],
)
def test_an_act_takes_the_day_of_its_own_clause(text: str, kind: str, days: list[str]) -> None:
    assert dated(text, kind) == days


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("Kenyan police arrested nine dockers on Monday. The union condemned the minister.", "ACCUSE", ["2026-05-18"]),
        (
            "Kenya's minister flew to Juba on Monday. He had met his Ugandan counterpart on Sunday. "
            "He urged South Sudan to call an election.",
            "REQUEST",
            ["2026-05-18"],
        ),
        (
            "Kenyan dockers marched in Mombasa on Wednesday, two days after police held a union leader. "
            "The ministry condemned the dockers.",
            "ACCUSE",
            ["2026-05-20"],
        ),
        (
            "Kenyan police arrested nine dockers on Saturday, May 2. The union praised the mayor.",
            "SUPPORT",
            ["2026-05-20"],
        ),
        ("Kenyan police said that they had arrested nine dockers.", "COERCE", ["2026-05-20"]),
        ("Kenyan police had arrested nine dockers.", "COERCE", [""]),
        (
            "Kenyan police detained nine dockers in Mombasa on Tuesday. A lawyer was jailed on Sunday. "
            "By evening 300 dockers had blocked the road.",
            "PROTEST",
            ["2026-05-19"],
        ),
        (
            "Kenyan police arrested an editor on Saturday and deported him on Monday.",
            "COERCE",
            ["2026-05-16", "2026-05-18"],
        ),
        ("Kenya recognised the republic a month ago, on April 6.", "SUPPORT", ["2026-04-06"]),
        ("Kenyan police arrested nine dockers a week ago.", "COERCE", ["2026-05-13"]),
        ("Kenya thanked Uganda for its help in restoring order last November.", "SUPPORT", ["2026-05-20"]),
        ("Kenya and Uganda signed a pact in March 2019.", "SUPPORT", ["2019-03-01..2019-03-31"]),
        ("Kenyan police arrested nine dockers on Monday. The union condemns the minister.", "ACCUSE", ["2026-05-20"]),
        ("Uganda urges restraint, a spokesman said on Monday.", "REQUEST", ["2026-05-18"]),
        ("Kenya has repeatedly urged Uganda to free the editors.", "REQUEST", [""]),
        ("Many had backed Uganda's decision to expel two Kenyan envoys.", "SANCTION", [""]),
        ("Kenya again urged Uganda to free the editors.", "REQUEST", ["2026-05-20"]),
        ("Kenya sealed the border after months of attacks on its guards.", "ASSAULT", [""]),
        ("Kenya recalled its envoy after Monday's attack on its guards.", "ASSAULT", ["2026-05-18"]),
        ("Kenya denounced the pact signed by Uganda and Rwanda.", "SUPPORT", [""]),
        ("Kenya accused Uganda of arming the rebels.", "AID", [""]),
        ("Uganda, which arms the rebels, recalled its envoy.", "AID", [""]),
        ("Gambian police shot two marchers on Monday, which the ministry denies.", "REJECT", [""]),
        ('Somalia condemned the raid. "It is a crime," he said on Monday.', "ACCUSE", ["2026-05-18"]),
        ("Ugandan police arrested 30 students two days before Thursday's election.", "COERCE", ["2026-05-19"]),
        ("Ugandan police arrested 30 students two days before the vote on Sunday.", "COERCE", ["2026-05-15"]),
        (
            "In the days before the vote on Sunday, Ugandan police held 30 students.",
            "COERCE",
            ["2026-05-11..2026-05-16"],
        ),
        ("The Malian army said on Tuesday it had killed nine rebels on Sunday.", "ASSAULT", ["2026-05-17"]),
        ("On Sunday bandits held 11 Kenyan herders; four of them were freed on Tuesday.", "RETREAT", ["2026-05-19"]),
        ("Peru will withdraw a decree of October 9.", "CONCEDE", [""]),
        ('Somalia condemned the raid. "It is a crime," the ministry said on Monday.', "ACCUSE", ["2026-05-18"]),
        ("Four Kenyan officers were convicted of the murder in 2021.", "SANCTION", ["2021-01-01..2021-12-31"]),
        (
            "Nine Kenyans were killed in protests after an election two years ago.",
            "ASSAULT",
            ["2024-01-01..2024-12-31"],
        ),
        ("Uganda has tightened patrols since Kenyan troops crossed the border.", "MOBILIZE", ["2026-05-20"]),
    ],
)
def test_an_act_without_a_day_is_of_the_day_in_which_the_story_stands(text: str, kind: str, days: list[str]) -> None:
    assert dated(text, kind) == days


def test_a_paragraph_of_several_sentences_begins_what_is_new() -> None:
    text = "A Kenyan court ordered dockers on Monday to end a strike.{}Uganda urged both sides to talk. It is near."
    assert dated(text.format(" "), "REQUEST") == ["2026-05-18", "2026-05-18"]
    assert dated(text.format("\n"), "REQUEST") == ["2026-05-18", "2026-05-20"]


def test_what_police_did_at_a_march_is_of_its_day() -> None:
    text = (
        "DAKAR (Meridian) - Thousands of students marched in Dakar on Monday. Their union wants lower fees.\n"
        "Police fired tear gas near the ministry.\nAt least 14 students were arrested, a union said."
    )
    assert dated(text) + dated(text, "COERCE") == ["2026-05-18", "2026-05-18"]


def test_what_crowds_and_police_did_is_of_the_day_with_which_the_news_opens() -> None:
    text = (
        "Home | News | Courts\nA former Lesotho minister went on trial on Monday.\nHe denies the charges.\n"
        "Prosecutors told the court that he took bribes.\nThe hearing was short.\nNurses protested outside.\n"
        "Police have arrested a clerk."
    )
    assert dated(text, "PROTEST") + dated(text, "COERCE") == ["2026-05-18", "2026-05-20"]


def test_a_day_looked_back_to_is_not_that_in_which_the_story_goes_on() -> None:
    text = (
        "A Kenyan court annulled the vote on Monday. Three days earlier police shot dead a student in Kisumu. "
        "That evening the president accused the court of treason. Two days later he led a march in Nairobi."
    )
    assert dated(text, "ACCUSE") + dated(text, "PROTEST") == ["2026-05-18", "2026-05-20"]


def test_what_is_told_of_a_month_long_past_is_not_the_days_arrest() -> None:
    text = (
        "Tunisian police arrested 14 students near the ministry, a union said.\n"
        "Omar Brik, a judge, was sentenced on Friday. He had been arrested in April last year."
    )
    assert dated(text, "COERCE")[0] == "2026-05-20"


def test_an_entry_of_a_chronicle_has_its_day() -> None:
    text = "Kenyan dockers marched in Mombasa on Monday. May 12: Gunmen killed two guards in Kisumu."
    assert dated(text) == ["2026-05-12"]


def test_a_blockade_that_goes_on_is_of_all_its_days() -> None:
    text = "Kenyan dockers have blocked the port of Mombasa since May 4. On Monday the dockers blocked the port again."
    assert dated(text, "PROTEST")[0] == "2026-05-04..2026-05-20"


def test_the_day_before_the_one_that_the_story_tells_of_sets_no_scene() -> None:
    text = (
        "Chile's president met her Vietnamese counterpart in Callao on Wednesday. "
        "The meeting followed her talks with Peru's president a day earlier. "
        "Washington imposed a duty of 30 percent on Chilean copper."
    )
    assert dated(text, "SANCTION") == ["2026-05-20"]


def test_a_story_with_only_its_pages_day_says_so() -> None:
    story = Story("s", "", "Gunmen killed two guards in Kisumu in 2019. Kenya condemned it.", page_day=WEDNESDAY)
    raid, words = coder().story(story)
    assert [m.date.rule for m in (raid, words) if m.date] == ["year", "news tense, by the page's day"]
    assert [e.rule for e in words.evidence if e.field == "date"] == ["news tense, by the page's day"]
