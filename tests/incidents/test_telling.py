"""An incident's fields: a best value by a stated rule, beside every other and who says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from diurna.incidents import follows, nearest, tell
from diurna.records import Count, Evidence, Incident, Mention, Party, Place, Report, Story, When

QUETTA = Place("Quetta", "Quetta", "PAK", 30.18, 66.99, 1167528, "city")
PAKISTAN = Place("Pakistan", "Pakistan", "PAK", 30.0, 70.0, 1168579, "country")
DAY = date(2026, 4, 6)
TEXTS = {
    "police": "Three people were killed when a bomb went off beside a bus in Quetta, police said, adding that two "
    "suspects had been held near the depot and that the road to the airport would stay closed until the evening. "
    "A spokesman for the provincial government told reporters outside the hospital that doctors were still operating "
    "on nine of the wounded, four of them children, and asked residents to give blood at two clinics on the ring road.",
    "party": "A regional party said that seven of its supporters had died in the blast, all of them on the way home "
    "from a rally at the hockey ground, and called for three days of mourning across the province and its towns. "
    "Its leader said at a press conference that nobody from the administration had called the families, and that the "
    "party would publish the names of the dead once all of them had been told, which he expected before the weekend.",
}


def report(
    name: str, day: int, dead: int, text: str, *, place: Place | None = QUETTA, status: str = "occurred"
) -> Report:
    mention = Mention(
        id=f"{name}:1",
        type="ASSAULT",
        modes=("explosives",),
        status=status,  # type: ignore[arg-type]
        actors=(),
        recipients=(Party("people", "Pakistani people", "PAK", "CVL"),),
        date=When("Monday", DAY, DAY, "day"),
        place=place,
        counts=(Count("killed", dead, dead, str(dead)),),
        attribution=text,
        evidence=(),
        quad=4,
    )
    words = TEXTS.get(text, text)
    return Report(
        Story(name, f"Blast in Quetta ({name})", words, source=name.title(), published=date(2026, 4, day)), mention
    )


REPORTS = [
    report("gazette", 6, 3, "police"),
    report("wire", 6, 3, "police", place=PAKISTAN),
    report("herald", 7, 7, "party", status="alleged"),
]


def killed(incident: Incident) -> list[tuple[int, tuple[str, ...]]]:
    return [(t.value.min, t.sources) for t in incident.tellings["killed"] if isinstance(t.value, Count)]


def test_contradictions_stand_side_by_side_with_who_says_them() -> None:
    incident = tell("i:gazette:1", REPORTS)
    assert killed(incident) == [(7, ("party, Herald",)), (3, ("police, Gazette", "police, Wire"))]
    assert incident.mention.counts[0].min == 7  # the newest report counts


def test_each_value_has_who_says_it_and_when_and_each_field_its_rule() -> None:
    incident = tell("i:gazette:1", REPORTS)
    least = incident.tellings["killed"][1]
    said = (("gazette:1", "wire:1"), ("police, Gazette", "police, Wire"), ("2026-04-06", "2026-04-06"))
    assert (least.reports, least.sources, least.published) == said
    assert least.words == ("3", "3")
    assert incident.rules.keys() == incident.tellings.keys()
    papers = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    assert all(f"| {rule} |" in papers for rule in incident.rules.values())


def test_a_story_that_tells_it_by_words_alone_has_its_nearest_sentence() -> None:
    killed = "Three people were killed when a bomb went off beside a bus in Quetta"
    mention = REPORTS[0].mention
    assert mention
    told = replace(REPORTS[0], mention=replace(mention, evidence=(Evidence(0, len(killed), killed, "sentence"),)))
    text = "The ring road was closed.\nA bomb had gone off beside a Quetta bus, a driver said. It rained."
    incident = tell("i:gazette:1", [told, Report(Story("letter", "The road", text), None)])
    near = nearest(incident)
    assert {story: e.quote for story, e in near.items()} == {
        "letter": "A bomb had gone off beside a Quetta bus, a driver said."
    }
    assert text[near["letter"].start : near["letter"].end] == near["letter"].quote


def test_who_is_named_by_few_stands_beside_those_whom_most_name() -> None:
    named = [named_by(one, name) for one, name in zip(REPORTS, ("BLA", "TTP", "TTP"), strict=True)]
    incident = tell("i:gazette:1", named)
    assert [party.name for party in incident.mention.actors] == ["TTP"]
    assert [(t.value, len(t.reports)) for t in incident.tellings["actors"]] == [(armed("TTP"), 2), (armed("BLA"), 1)]


def test_gunmen_of_one_report_and_armed_men_of_another_are_one_party_and_rebels_whom_a_third_names() -> None:
    men = [Party(name, f"Pakistani {name}", "PAK", "UAF") for name in ("gunmen", "armed men", "police")]
    men[2] = replace(men[2], sector="COP")
    incident = tell("i", [acted(one, party) for one, party in zip(REPORTS, men, strict=True)])
    assert [party.name for party in incident.mention.actors] == ["Pakistani gunmen"]
    assert [t.value for t in incident.tellings["actors"]] == [men[1], men[0], men[2]]
    incident = tell("i", [acted(one, party) for one, party in zip(REPORTS, [*men[:2], armed("BLA")], strict=True)])
    assert [party.name for party in incident.mention.actors] == ["BLA"]


def test_two_described_parties_of_one_report_stay_two() -> None:
    sides = tuple(Party(name, f"Pakistani {name}", "PAK", "GOV") for name in ("minister", "governor"))
    assert tell("i", [acted(REPORTS[0], *sides)]).mention.actors == sides


def armed(name: str) -> Party:
    return Party(name, name, "PAK", "REB")


def named_by(one: Report, name: str) -> Report:
    return acted(one, armed(name))


def acted(one: Report, *parties: Party) -> Report:
    assert one.mention
    return replace(one, mention=replace(one.mention, actors=parties))


def test_the_place_on_which_most_reports_agree_is_best() -> None:
    street = replace(QUETTA, text="Zarghun", name="Zarghun", lat=30.21, lon=67.02, geonames=None, precision="site")
    lahore = replace(QUETTA, text="Mall", name="Mall", lat=31.55, lon=74.34, geonames=None, precision="site")
    texts = {
        "a": "Bus bombed beside a depot, nine hurt, doctors said.",
        "b": "A blast tore through a bus.",
        "c": "Toll rises.",
    }
    told = [report(n, 6, 3, texts[n], place=p) for n, p in (("a", QUETTA), ("b", lahore), ("c", street))]
    assert tell("i", told).mention.place == street


def test_the_closest_place_is_best_and_the_wider_one_is_kept() -> None:
    incident = tell("i:gazette:1", REPORTS)
    assert incident.mention.place == QUETTA
    assert [t.value for t in incident.tellings["place"]] == [QUETTA, PAKISTAN]


def test_what_one_report_tells_as_a_fact_occurred() -> None:
    assert tell("i", REPORTS).mention.status == "occurred"
    assert tell("i", REPORTS[2:]).mention.status == "alleged"


def test_copies_of_one_text_are_one_origin() -> None:
    assert tell("i", REPORTS).origins == (("gazette", "wire"), ("herald",))


def test_stories_of_one_agency_are_one_origin() -> None:
    own, other = report("a", 6, 3, "police"), report("b", 6, 3, "party")
    agency = [Report(replace(r.story, agency="Reuters"), r.mention) for r in (own, other)]
    assert tell("i", agency).origins == (("a", "b"),)
    assert tell("i", [own, other]).origins == (("a",), ("b",))


@given(st.permutations(REPORTS))
def test_the_order_of_reports_changes_nothing(reports: list[Report]) -> None:
    assert tell("i", reports) == tell("i", REPORTS)


def test_a_strike_goes_on_and_another_towns_does_not() -> None:
    def strike(day: int, place: Place) -> Incident:
        told = report(f"s{day}", day, 0, "police", place=place)
        assert told.mention
        dockers = (Party("dockers", "Pakistani dockers", "PAK", "LAB"),)
        when = When("", date(2026, 4, day), date(2026, 4, day), "day")
        mention = replace(told.mention, type="PROTEST", modes=("strike",), actors=dockers, date=when)
        return tell(f"i:s{day}:1", [Report(told.story, mention)])

    lahore = replace(QUETTA, name="Lahore", lat=31.55, lon=74.34, geonames=1172451)
    assert follows(strike(6, QUETTA), strike(8, QUETTA))
    assert not follows(strike(8, QUETTA), strike(6, QUETTA))
    assert not follows(strike(6, QUETTA), strike(8, lahore))


def test_two_attacks_on_people_in_one_town_are_no_situation() -> None:
    first, second = report("a", 6, 3, "police"), report("b", 13, 4, "party")
    assert second.mention
    when = When("", date(2026, 4, 13), date(2026, 4, 13), "day")
    later = tell("j", [Report(second.story, replace(second.mention, date=when))])
    assert not follows(tell("i", [first]), later)


def test_verdicts_of_one_court_are_no_situation_and_a_charge_follows_the_deed_that_its_sentence_tells() -> None:
    def verdict(day: int, man: str) -> Incident:
        told = report(f"v{day}", day, 0, "police")
        assert told.mention
        court = (Party("court", "Pakistani court", "PAK", "JUD"),)
        when = When("", date(2026, 4, day), date(2026, 4, day), "day")
        mention = replace(told.mention, type="SANCTION", modes=("convict",), actors=court, date=when, recipients=())
        mention = replace(mention, recipients=(Party(man, man, "PAK", "ELI"),), evidence=(SENTENCE,))
        return tell(f"i:v{day}:1", [Report(told.story, mention)])

    assert not follows(verdict(6, "Anwar Shah"), verdict(8, "Bilal Khan"))
    assert follows(verdict(6, "Anwar Shah"), verdict(8, "Anwar Shah"))
    attack = REPORTS[0].mention
    assert attack
    told = Report(Story("v8", "", ""), replace(attack, evidence=(SENTENCE,)))
    aside = Report(Story("v8", "", ""), replace(attack, evidence=(replace(SENTENCE, start=95, end=140),)))
    assert follows(tell("i", [told]), verdict(8, "Bilal Khan"))
    assert not follows(tell("i", [aside]), verdict(8, "Bilal Khan"))


SENTENCE = Evidence(0, 90, "Bilal Khan was sentenced over the bombing of Monday.", "sentence")
