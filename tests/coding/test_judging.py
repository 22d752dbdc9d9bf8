"""Frames and encoder are weighed together: either raises the confidence, and neither alone is always enough."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from diurna.coding import judging, sureness
from diurna.conduct import Coder
from diurna.records import Story

CHANCES = st.floats(0.0, 1.0)


@given(CHANCES)
def test_a_frame_makes_an_act_surer(chance: float) -> None:
    assert judging.confidence(chance, framed=True) > judging.confidence(chance, framed=False)


@given(CHANCES, CHANCES)
def test_the_surer_the_encoder_the_surer_the_act(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert judging.confidence(low, framed=False) <= judging.confidence(high, framed=False)


@given(CHANCES)
def test_a_confidence_is_a_chance(chance: float) -> None:
    assert 0 < judging.confidence(chance, framed=True) < 1
    assert all(0 < sureness.calibrated(field, chance) < 1 for field in ("status", "actors", "place"))


def test_every_event_says_how_sure_it_is_and_so_do_its_words() -> None:
    (event,) = Coder().story(Story("s", "", "Police in Accra arrested six students on Monday."))
    assert event.confidence is not None
    assert event.confidence > 0.5
    known = {e.field: e.confidence for e in event.evidence}
    assert known["type"] == event.confidence
    assert known["actors"] is not None
    assert known["recipients"] is not None


def test_what_no_frame_foresaw_is_told_by_the_encoder() -> None:
    sentence = "Uruguay's coastguard roughed up four Argentine fishermen off Colonia, their lawyer said."
    (event,) = Coder().story(Story("s", "", sentence))
    assert event.type == "ASSAULT"
    assert [p.country for p in event.actors] == ["URY"]
    assert [p.country for p in event.recipients] == ["ARG"]


def test_where_a_frame_asks_little_the_likelier_type_stands() -> None:
    sentence = "The court in Quito threw out the charges against the former minister."
    assert [m.type for m in Coder().story(Story("s", "", sentence))] == ["CONCEDE"]


def test_a_less_sure_act_stands_where_its_sentence_tells_nothing_likelier() -> None:
    alone = "The Malian cabinet declared the accord a dead letter."
    assert [m.type for m in Coder().story(Story("s", "", alone))] == ["REJECT"]
    beside = "Police in Bamako arrested the envoy after the Malian cabinet declared the accord a dead letter."
    assert [m.type for m in Coder().story(Story("s", "", beside))] == ["COERCE"]


def test_an_unsure_act_tells_again_what_stands_and_nothing_of_its_own() -> None:
    unsure = "The cranes stood still as dockers stayed out for a third day."
    assert Coder().story(Story("s", "", unsure)) == ()
    (strike,) = Coder().story(Story("s", "", f"Dockers in Durban went on strike on Monday over pay. {unsure}"))
    assert unsure in [e.quote for e in strike.evidence if e.field == "sentence"]


def test_a_sure_act_of_unknown_parties_stands_beside_one_of_known_parties() -> None:
    unknown = "The harbour board turned down the demand of the crane drivers on Tuesday."
    assert Coder().story(Story("s", "", unknown)) == ()
    known = "Police in Accra arrested six students on Monday."
    assert [m.type for m in Coder().story(Story("s", "", f"{known} {unknown}"))] == ["COERCE", "REJECT"]


def test_one_public_act_lends_nothing_to_a_story_of_private_ones() -> None:
    known = "Police in Accra arrested six students on Monday."
    denied, sorry = "Mr Hoek denied it.", "Mrs Brink apologised to Mr Hoek."
    assert [m.type for m in Coder().story(Story("s", "", f"{known} {denied}"))] == ["COERCE", "REJECT"]
    assert [m.type for m in Coder().story(Story("s", "", f"{known} {sorry} {denied}"))] == ["COERCE"]


def test_violence_between_private_people_stands_beside_nothing() -> None:
    known = "Police in Accra arrested six students on Monday."
    private = "Two brothers beat a neighbour with a stick over a goat."
    assert [m.type for m in Coder().story(Story("s", "", f"{known} {private}"))] == ["COERCE"]


def test_who_does_a_verb_is_its_subject_whomever_the_encoder_adds() -> None:
    sentence = "Pakistani jets scrambled on Sunday to meet two Indian drones that had crossed the line."
    (event,) = Coder().story(Story("s", "", sentence))
    assert [p.country for p in event.actors] == ["PAK"]


def test_all_whom_a_span_of_the_encoder_holds_take_part() -> None:
    (event,) = Coder().story(Story("s", "", "Kenyan and Ugandan rangers patrolled Mount Elgon together on Sunday."))
    assert event.type == "COOPERATE"
    assert {p.country for p in event.actors} == {"KEN", "UGA"}


def test_whom_another_noun_aims_at_suffers_no_attack() -> None:
    sentence = (
        "Three car bombs went off in Lima on Tuesday, the police said, adding to unrest before the ruling in a trial "
        "against jailed former president Julio Arce."
    )
    sides = {m.type: [p.name for p in m.recipients] for m in Coder().story(Story("s", "", sentence))}
    assert sides == {"ASSAULT": [], "ACCUSE": ["Julio Arce"]}


def test_who_shall_shoot_is_not_threatened() -> None:
    sentence = "The governor of Lima instructed officers to open fire on anyone who throws grenades."
    (threat,) = Coder().story(Story("s", "", sentence))
    assert (threat.type, threat.recipients) == ("THREATEN", ())


def test_who_uses_the_place_of_an_attack_did_not_do_it() -> None:
    first = "A bomb exploded at a market in Maiduguri on Saturday, killing three people."
    (attack,) = Coder().story(Story("s", "", f"{first} The device went off near the gate used by porters."))
    assert attack.actors == ()
    (attack,) = Coder().story(Story("s", "", "A grenade thrown by rebels exploded in Quetta on Saturday."))
    assert [p.sector for p in attack.actors] == ["REB"]


def test_what_is_declined_is_no_rival_of_the_declining() -> None:
    sentence = "Amos Lugalia, the Kenyan deputy governor, has declined to resign despite growing pressure."
    assert [m.type for m in Coder().story(Story("s", "", sentence))] == ["REJECT"]


def test_the_present_under_a_picture_is_no_plan_and_that_of_a_diary_is_one() -> None:
    meeting = "Kenyan Foreign Minister Amina Odhiambo attends a meeting of the African Union in Accra"
    for day, status in ((", Ghana, July 4, 2018.", "occurred"), (" on Friday.", "planned")):
        assert [m.status for m in Coder().story(Story("s", "", meeting + day))] == [status]


def test_whom_a_case_is_against_did_not_march_and_a_dated_protest_needs_nobody() -> None:
    case = "a case against former Kenyan president Otieno Wafula over the street protests of 2019"
    verdict = f"The verdict in {case} is due on Monday."
    told = Coder().story(Story("s", "", verdict, published=date(2026, 5, 20)))
    assert [m.actors for m in told if m.type == "PROTEST"] == [()]


def test_who_approves_a_measure_or_speaks_by_a_resolution_does_not_also_support() -> None:
    measure = "European Union foreign ministers on Tuesday approved a new package of sanctions against Belarus."
    assert [m.type for m in Coder().story(Story("s", "", measure))] == ["SANCTION"]
    words = "The U.N. Security Council adopted a resolution demanding that Israel lift the siege of Gaza."
    assert [m.type for m in Coder().story(Story("s", "", words))] == ["REQUEST"]


def test_what_is_only_threatened_is_no_act_beside_the_threat() -> None:
    sentence = (
        "Botswana may halt power deliveries to Namibia if the bill stays unpaid, the energy ministry in Gaborone said."
    )
    assert [m.type for m in Coder().story(Story("s", "", sentence))] == ["THREATEN"]


def test_who_has_no_plans_to_help_refuses() -> None:
    for said, kind in (("no plans", "REJECT"), ("plans", "AID")):
        (event,) = Coder().story(Story("s", "", f"Oman has {said} to give weapons to Yemen, its minister said."))
        assert event.type == kind
