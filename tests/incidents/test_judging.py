"""What is held for one: events of stories that tell the same, not what is somewhat alike in other news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from diurna.incidents import Act, Profile, cluster, judge, profiles
from diurna.incidents.features import (
    a_tally,
    alike_stories,
    opening_retold,
    other_countries,
    other_crowd,
    other_modes,
    other_persons,
    other_sentences,
    other_speakers,
    other_type,
    other_way_round,
    same_full_names,
    same_numbers,
    same_topic,
)
from diurna.incidents.profile import gist
from diurna.incidents.words import stem
from diurna.records import Evidence, Judgement, Mention, Party, Place, Story, When

TEXTS = {
    "raid": "Gunmen killed four guards at the Tolvara copper mine on 3 March, police said. The Tolvara mine belongs to "
    "Ostrel Mining. Its manager, Ilka Brenn, said that the guards had been relieved late and that the gunmen had come "
    "down the Sorva road in two lorries.",
    "second": "Gunmen killed four guards at the Tolvara copper mine on 3 March, the manager Ilka Brenn said. Ostrel "
    "Mining closed the Tolvara mine and the Sorva road. The gunmen left in two lorries.",
    "harvest": "The grape harvest of the Kalden cooperative near Merenza began two weeks early. Pavo Rintala, who "
    "keeps its accounts, said that the heat had done it. Gunmen killed two guards of a mine on 3 March, police said.",
}
TOLVARA = Place("Tolvara", "Tolvara", "XXX", 10.0, 10.0, None, "city")


def told(name: str, day: int = 3, place: Place | None = TOLVARA, number: int = 1) -> list[Profile]:
    """The reports of a story: the killing that it tells, and the whole."""
    text = TEXTS[name]
    words = next(sentence for sentence in text.split(". ") if sentence.startswith("Gunmen"))
    start = text.index(words)
    mention = Mention(
        id=f"{name}:{number}",
        type="ASSAULT",
        modes=(),
        status="occurred",
        actors=(),
        recipients=(),
        date=When("3 March", date(2026, 3, day), date(2026, 3, day), "day"),
        place=place,
        counts=(),
        attribution="",
        evidence=(Evidence(start, start + len(words), words, "sentence"),),
        quad=4,
    )
    return profiles(Story(name, text.partition(". ")[0], text, published=date(2026, 3, 5)), [mention])


def acts(reports: list[Profile]) -> list[Act]:
    return [Act(event.event, event.type, event.first, event.last, event.countries) for event in reports[:-1]]


def test_an_event_of_two_stories_that_tell_the_same_is_one() -> None:
    found = judge(told("raid"), told("second"))
    assert {(j.a, j.b) for j in found if j.score > 0} == {("raid:1", "second:1"), ("raid:0", "second:0")}


def test_what_is_somewhat_alike_in_stories_of_other_news_joins_nothing() -> None:
    assert [j for j in judge(told("raid"), told("harvest", 4, place=None)) if j.a != "harvest:0"] == []


def test_a_story_whose_events_all_happened_on_other_days_is_no_report() -> None:
    whole = Judgement("raid:0", "second:0", "same", 1.0)
    raid, later, near = acts(told("raid")), acts(told("second", 17)), acts(told("second", 5, number=2))
    assert cluster([whole], {"raid:0": raid, "second:0": later}) == []
    assert cluster([whole], {"raid:0": raid, "second:0": near}) == [("raid:1", "second:0")]
    assert cluster([whole], {"raid:0": raid, "second:0": [*later, *near]}) == [("raid:1", "second:0")]
    sure = Judgement("raid:0", "second:0", "same", 3.0)  # so alike that the day is wrong
    assert cluster([sure], {"raid:0": raid, "second:0": later}) == [("raid:1", "second:0")]


def test_a_story_all_of_another_month_is_no_report_unless_much_alike_or_a_person_says_so() -> None:
    stories = {"raid:0": acts(told("raid")), "trial:0": [Act("trial:1", "SANCTION", 738_000, 738_000)]}
    for score, maker, reports in ((3.0, "rule", False), (5.0, "rule", True), (0.0, "person", True)):
        whole = Judgement("raid:0", "trial:0", "same", score, (), maker)
        assert bool(cluster([whole], stories)) == reports


def test_the_aid_of_another_country_is_no_report_however_alike() -> None:
    def gave(event: str, *countries: str) -> list[Act]:
        return [Act(event, "AID", None, None, frozenset(countries))]

    whole = Judgement("india:0", "other:0", "same", 9.0)
    india = gave("india:1", "IND", "LKA")
    assert cluster([whole], {"india:0": india, "other:0": gave("other:1", "JPN", "LKA")}) == []
    by_hand = replace(whole, maker="person")
    assert cluster([by_hand], {"india:0": india, "other:0": gave("other:1", "JPN", "LKA")}) == [("india:1", "other:0")]
    assert cluster([whole], {"india:0": india, "other:0": gave("other:1", "LKA")}) == [("india:1", "other:0")]


def test_one_leader_met_two_others_in_two_meetings() -> None:
    def met(name: str, *countries: str) -> Profile:
        return replace(told(name)[0], type="CONSULT", countries=frozenset(countries), place=None)

    first, again, next_ = met("raid", "IND", "LKA"), met("second", "IND", "LKA"), met("second", "IND", "NPL")
    assert other_countries(first, again)[0] == 0
    assert other_countries(first, met("second", "IND"))[0] == 0  # half a meeting is no other
    assert other_countries(first, next_)[0] == 1


def test_what_one_says_is_not_what_another_says() -> None:
    def said(*speakers: str, named: str = "") -> Profile:
        return replace(told("raid")[0], type="REQUEST", speakers=frozenset(speakers), named=frozenset(named.split()))

    assert other_speakers(said("IND GOV"), said("IND CVL"))[0] == 1
    assert other_speakers(said("IND GOV"), said("IND GOV", "IND OPP"))[0] == 0
    assert other_speakers(said("IND GOV", named="singh"), said("IND ELI", named="singh"))[0] == 0
    assert other_speakers(said("IND GOV"), said())[0] == 0  # nobody knows who


def test_the_dead_of_a_year_are_not_those_of_a_day() -> None:
    raid = told("raid")[0]
    year = replace(raid, first=date(2026, 1, 1).toordinal(), last=date(2026, 12, 31).toordinal())
    assert a_tally(raid, year)[0] == a_tally(year, raid)[0] == 1
    assert a_tally(year, year)[0] == a_tally(raid, raid)[0] == 0
    before = replace(year, first=year.first and year.first - 365, last=year.last and year.last - 365)
    assert a_tally(raid, before)[0] == 0  # "in 2025" may well be one attack


def test_sentences_that_share_no_weighty_word_speak_against_one_event() -> None:
    raid, harvest = told("raid")[0], told("harvest")[0]
    assert other_sentences(raid, raid)[0] == 0
    assert other_sentences(raid, replace(harvest, sentence={"grape": 1.0}))[0] == 1
    assert other_sentences(raid, replace(harvest, sentence={}))[0] == 0


def test_what_a_story_tells_twice_has_one_counterpart_and_what_may_be_two_does_not() -> None:
    raid, again, elsewhere = told("raid"), told("raid", number=2), told("raid", number=2, place=None)
    for twice, joined in (([raid[0], *again], {"raid:1", "raid:2"}), ([raid[0], *elsewhere], {"raid:1"})):
        found = judge(twice, told("second"))
        assert {j.a for j in found if j.b == "second:1"} == joined


def test_a_short_report_is_told_by_a_long_one_that_names_and_counts_the_same() -> None:
    long = Story(
        "long",
        "Ferry strikes pier",
        TEXTS["harvest"] + " The ferry Brenna struck the pier of Kalden with 214 on "
        "board; its master, Odo Falk, was held.",
    )
    short = Story("short", "Master held", "Odo Falk, master of the ferry Brenna, was held at Kalden with 214 saved.")
    one, other = gist(short), gist(long)
    assert opening_retold(one, other)[0] > 0.8 > alike_stories(one, other)[0]
    assert same_full_names(one, other) == (1.0, "both name odo falk")
    assert same_numbers(one, other)[1] == "both give 214"
    assert same_numbers(gist(Story("a", "", "In 2016 it rained.")), gist(Story("b", "", "In 2016 it froze."))) == (
        0.0,
        "",
    )


def test_a_topic_is_what_two_headlines_and_their_texts_name_and_no_place_or_listed_party() -> None:
    leak = gist(Story("leak", "Leak at Vexicor", "Vexicor lost the files of its clients. Vexicor blamed a thief."))
    fine = gist(Story("fine", "Vexicor to pay", "The court fined Vexicor for the leak. Vexicor appealed."))
    fire = gist(Story("fire", "Vexicor tower burns", "A fire broke out under the roof. Nobody was hurt."))
    assert same_topic(leak, fine) == (1.0, "both are about vexicor")
    assert same_topic(leak, fire)[0] == 0
    assert same_topic(leak, replace(fine, places=frozenset({"vexicor"})))[0] == 0
    act = told("raid")[0]
    party = Party("Vexicor", "Vexicor", "XXX", "BUS", "list:body")
    mention = Mention(act.event, "ACCUSE", (), "occurred", (party,), (), None, None, (), "", ())
    story = Story("fine", "Vexicor to pay", "The court fined Vexicor for the leak. Vexicor appealed.")
    assert same_topic(leak, gist(story, [mention]))[0] == 0


def test_an_event_without_a_day_needs_more_to_be_joined() -> None:
    raid, second = told("raid"), told("second")
    undated = [replace(p, first=None, last=None) for p in second]
    scores = [next(j.score for j in judge(raid, other) if j.a == "raid:1") for other in (second, undated)]
    claims = [c.name for j in judge(raid, undated) if j.a == "raid:1" for c in j.because]
    assert scores[0] > scores[1]
    assert "no_day" in claims


def test_what_is_refused_is_not_what_was_asked_for() -> None:
    raid = told("raid")[0]
    assert other_type(replace(raid, type="REJECT"), replace(raid, type="REQUEST"))[0]
    assert not other_type(raid, raid)[0]


def test_a_curfew_is_no_arrest_and_a_strike_no_march() -> None:
    def way(kind: str, *modes: str) -> Profile:
        return replace(told("raid")[0], type=kind, modes=frozenset(modes))

    assert other_modes(way("COERCE", "curfew"), way("COERCE", "arrest"))[0]
    assert other_modes(way("PROTEST", "strike"), way("PROTEST", "demo"))[0]
    assert not other_modes(way("COERCE", "curfew"), way("COERCE"))[0]
    assert not other_modes(way("COERCE", "seize"), way("COERCE", "arrest"))[0]
    assert not other_modes(way("PROTEST", "riot"), way("PROTEST", "demo"))[0]


def test_a_tariff_is_not_the_answer_to_it() -> None:
    def duty(by: str, on: str) -> Profile:
        return replace(told("raid")[0], type="SANCTION", doers=frozenset({by}), struck=frozenset({on}))

    assert other_way_round(duty("PER", "ECU"), duty("ECU", "PER"))[0]
    assert not other_way_round(duty("PER", "ECU"), duty("PER", "ECU"))[0]
    assert not other_way_round(duty("PER", "PER"), duty("PER", "PER"))[0]


def test_the_arrest_of_another_is_another() -> None:
    def arrest(*names: str) -> Profile:
        return replace(told("raid")[0], type="COERCE", persons=frozenset(names))

    assert other_persons(arrest("brenn"), arrest("rintala"))[0]
    assert not other_persons(arrest("brenn"), arrest("brenn", "rintala"))[0]
    assert not other_persons(arrest("brenn"), arrest())[0]


def test_other_trades_strike_apart() -> None:
    def strike(*sectors: str) -> Profile:
        return replace(told("raid")[0], type="PROTEST", crowd=frozenset(sectors))

    assert other_crowd(strike("MED"), strike("LAB"))[0]
    assert not other_crowd(strike("MED"), strike("MED", "LAB"))[0]
    assert not other_crowd(strike("MED"), strike())[0]  # "workers" may be nurses


def test_a_word_and_its_plural_are_one_stem() -> None:
    for one, many in ("drone", "drones"), ("price", "prices"), ("city", "cities"), ("clash", "clashes"):
        assert stem(one) == stem(many)
