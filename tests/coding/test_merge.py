"""What speaks for one attack told twice, and what for two."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from diurna import data
from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Mention, Story

DAY = date(2025, 6, 11)  # a Wednesday


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def attacks(text: str) -> list[Mention]:
    return [m for m in coder().story(Story("s", "", text, published=DAY)) if m.type == "ASSAULT"]


def victims(text: str) -> list[set[str]]:
    return [{p.name for p in m.recipients} for m in attacks(text)]


def test_another_person_killed_is_another_attack() -> None:
    text = "Gunmen shot dead the judge Ana Quiroga in Cali. The gunmen shot dead the mayor Luis Prada."
    assert victims(text) == [{"Ana Quiroga"}, {"Luis Prada"}]


def test_a_second_telling_adds_the_victims_that_it_names() -> None:
    text = "Gunmen shot two Colombian soldiers in Cali on Monday. The gunmen shot a Colombian nurse in the attack."
    assert victims(text) == [{"Colombian soldiers", "Colombian nurse"}]


def test_a_second_telling_does_not_name_the_same_victims_twice() -> None:
    text = "Gunmen shot two Colombian soldiers in Cali on Monday. The gunmen shot the Colombian sergeants in it."
    assert victims(text) == [{"Colombian soldiers"}]


@pytest.mark.parametrize(
    "again",
    [
        "The attack was over in a minute.",
        "Nobody was hurt by the blast.",
        "Four guards were wounded in the explosion.",
        "The mayor condemned the bombing of the market.",
        "The bomb had been hidden in a cart. It exploded at noon.",
    ],
)
def test_words_that_point_back_tell_the_same_attack(again: str) -> None:
    assert len(attacks(f"A bomb exploded in Quetta on Monday. {again}")) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Rebels attacked an army post near Cali.", "The Colombian army killed four rebels."),
        ("A bomb exploded in Lima on Monday.", "A bomb exploded in Cusco on Monday."),
        ("Gunmen killed two farmers in Jos.", "An attack in Nigeria killed nine soldiers last year."),
        ("Bandits kidnapped a priest in Kaduna on Monday.", "A bomb exploded at a bridge in Kano on Tuesday."),
        ("Police fired tear gas at marchers in Lagos.", "Men stabbed a Nigerian soldier."),
        ("Gunmen shot a judge in Cusco.", "Attacks in the country have spread."),
        ("Rebels killed six soldiers in an ambush in Cusco.", "A former captive said the rebels beat him every day."),
        ("Police in Lagos shot dead a Nigerian student.", "A radio station in Lagos was burnt by unknown assailants."),
    ],
)
def test_other_sides_towns_days_and_means_are_other_attacks(first: str, second: str) -> None:
    assert len(attacks(f"{first} {second}")) == 2


def test_a_person_named_again_was_shot_once() -> None:
    text = "The union leader Benigno Paz was murdered in Tocoa on Monday. Dogs barked. Paz was shot at his gate."
    assert victims(text) == [{"Benigno Paz"}]


def test_what_is_claimed_of_an_attack_that_happened_happened() -> None:
    text = "A bomb exploded in Lima on Monday. The Shining Path claimed to have carried out the attack."
    (told,) = attacks(text)
    assert (told.status, [p.name for p in told.actors]) == ("occurred", ["Shining Path"])


def test_the_name_of_the_band_is_better_than_rebels() -> None:
    text = "Peruvian rebels attacked a bridge in Lima on Monday. The Shining Path carried out the attack."
    assert [[p.name for p in m.actors] for m in attacks(text)] == [["Shining Path"]]


def test_every_means_is_of_one_family_at_most() -> None:
    modes = [mode for row in data.table("coding/means.tsv") for mode in row["modes"].split()]
    assert len(modes) == len(set(modes))
    assert set(modes) <= {r["mode"] for r in data.table("ontology/modes.tsv")}


def test_a_clash_is_no_bombing() -> None:
    clash = "Clashes between Peruvian soldiers and rebels went on in Cusco on Monday."
    text = f"{clash} A bombing in Cusco killed nine people."
    assert [len(m.actors) for m in attacks(text)] == [2, 0]


def test_a_bomb_is_no_air_strike() -> None:
    (attack,) = attacks("A suicide bomber struck a mosque in Quetta on Monday, killing nine people.")
    assert "aerial" not in attack.modes


def test_what_came_so_long_before_is_another_attack() -> None:
    text = (
        "Gunmen killed 14 people in Makurdi on Sunday. "
        "The attack came a week after Nigerian soldiers killed six herders in Jos."
    )
    told = {(m.place.name if m.place else "", m.counts[0].min if m.counts else 0) for m in attacks(text)}
    assert told == {("Makurdi", 14), ("Jos", 6)}


def test_the_same_men_on_a_day_and_in_a_town_of_its_own_strike_others() -> None:
    text = (
        "Congolese rebels attacked an army position at dawn. Thousands of people fled. "
        "On Monday Congolese rebels had killed four farmers in Butembo."
    )
    assert len(attacks(text)) == 2


def test_whom_rebels_detain_they_abduct() -> None:
    (attack,) = attacks("Congolese rebels detained 40 traders in Butembo on Monday.")
    assert [(c.what, c.min) for c in attack.counts] == [("abducted", 40)]


def test_two_divisions_are_two_attacks() -> None:
    text = "Herdsmen killed 15 people in Plateau State. Gunmen killed 26 people in Zamfara State."
    assert [m.counts[0].min for m in attacks(text)] == [15, 26]
    text = "Herdsmen killed 15 people in Plateau State. The gunmen killed 12 villagers near Jos."
    assert len(attacks(text)) == 1


def test_no_victims_take_the_place_of_unknown_men() -> None:
    text = "Gunmen killed nine Pakistani passengers near Zhob on Sunday."
    story = Story("s", "Nine Pakistani passengers shot dead", text, published=DAY)
    (attack,) = [m for m in coder().story(story) if m.type == "ASSAULT"]
    assert [p.sector for p in attack.actors] == ["UAF"]


def test_one_of_several_attacks_keeps_its_toll() -> None:
    text = "Congolese rebels killed 34 civilians in seven attacks near Bunia last week. "
    text += "On 6 June the rebels attacked a camp near Bunia, killing 11 people."
    assert [c.min for m in attacks(text) for c in m.counts] == [34, 11]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nurses marched in Accra on Monday.", "Students burnt an effigy of the Ghanaian minister."),
        ("The Congress Party criticised the BJP.", "The BJP accused the Congress Party of running away."),
    ],
)
def test_others_who_march_or_strike_back_do_another_thing(first: str, second: str) -> None:
    assert len(coder().story(Story("s", "", f"{first} {second}", published=DAY))) == 2


def test_who_is_hurt_in_clashes_is_hurt_in_public() -> None:
    assert attacks("Nine people were hurt in Cochabamba on Monday. The clashes went on until dawn.")
    assert not attacks("Nine people were hurt in Cochabamba on Monday. The bus was old.")


def test_a_band_named_anew_strikes_another_thing() -> None:
    text = (
        "The Shining Path attacked a police post in Huanta on Monday, killing two policemen. "
        "The Shining Path dynamited a bridge on the road to Ayacucho."
    )
    assert len(attacks(text)) == 2


def test_a_sentence_that_turns_elsewhere_tells_another_attack() -> None:
    text = "Gunmen shot a policeman in Lima on Monday. Meanwhile, gunmen threw a bomb at a police station."
    assert len(attacks(text)) == 2


def test_who_planted_the_explosives_did_the_bombing() -> None:
    text = (
        "A dynamite charge exploded at a bank in Lima on Monday, killing four people. "
        "Police believe that members of the Shining Path planted the explosives."
    )
    (attack,) = attacks(text)
    assert [p.name for p in attack.actors] == ["Shining Path"]


def test_what_was_done_for_years_is_not_the_attack_of_a_day() -> None:
    text = (
        "Gunmen attacked a market in Nigeria's Sokoto state on Friday, killing 14 people. "
        "Authorities blamed bandits, who have killed thousands of people in the region over the past decade."
    )
    tolls = {(a.date.precision if a.date else "", a.counts[0].min) for a in attacks(text)}
    assert tolls == {("day", 14), ("decade", 2000)}


def test_whom_police_beat_after_they_threw_bricks_threw_them() -> None:
    text = "Police used tear gas on workers in Gazipur. Police beat them after they hurled bricks."
    told = coder().story(Story("s", "", text, published=DAY))
    assert [p.sector for m in told if m.type == "PROTEST" for p in m.actors] == ["LAB"]


def test_the_day_of_telling_parts_no_attack() -> None:
    text = (
        "Gunmen attacked a market in Nigeria's Sokoto state, killing at least 14 people, residents said Monday. "
        "The attackers stormed the village of Tureta on Sunday and opened fire on the traders."
    )
    (attack,) = attacks(text)
    assert attack.date is not None
    assert attack.date.start == date(2025, 6, 8)


def test_an_attack_is_where_it_was_and_not_whence_it_is_measured() -> None:
    text = "Workers clashed with police in Gazipur, some 30 km north of Dhaka, on Monday. Police fired tear gas."
    assert {a.place.name for a in attacks(text) if a.place} == {"Gazipur"}


def test_an_embassy_stands_where_it_is() -> None:
    text = (
        "BOGOTA - Protesters burned flags outside the U.S. Embassy in Bogota on Monday; police fired tear gas at them."
    )
    assert {a.place.country for a in attacks(text) if a.place} == {"COL"}


def test_the_fighting_that_goes_on_beside_it_is_no_part_of_an_attack() -> None:
    fight = "fighting erupted between Sudanese soldiers and rebels"
    text = f"A rocket attack in Kassala killed 19 people on Sunday as {fight}."
    assert [len(m.actors) for m in attacks(text)] == [0, 2]


def test_a_war_is_more_than_one_of_its_strikes() -> None:
    text = "Israel struck a car in Tyre. Israel launched its war on Hezbollah last year."
    assert len(attacks(text)) == 2


def test_those_who_fell_in_a_clash_fell_in_one() -> None:
    assert len(attacks("Two Colombian soldiers and 11 rebels of the ELN were killed in clashes in Arauca.")) == 1


def test_the_place_of_a_headline_is_no_victim() -> None:
    text = "Russian drones hit a house in Kharkiv, killing three people."
    story = Story("s", "Russian drones hit Kharkiv", text, published=DAY)
    (attack,) = (m for m in coder().story(story) if m.type == "ASSAULT")
    assert [p.text for p in attack.recipients] == ["three people"]


def test_the_attack_since_which_people_have_been_killed_is_another() -> None:
    text = "More than 37,900 people have been killed in Gaza since October 7, when Hamas killed 1,200 people in Israel."
    assert [[c.min for c in m.counts] for m in attacks(text)] == [[37900], [1200]]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("A plane hired by Norway was shot down over Sudan.", []),
        ("Nine people died in the Nairobi bombing on Friday.", []),
        ("Turkish planes bombed a camp held by Iraqi rebels.", ["Turkish planes"]),
        ("In the Indian town of Poonch a man was killed when a shell struck his house.", []),
        ("More than 900 people have been killed in Aden, by the count of Norway.", []),
    ],
)
def test_who_holds_what_is_struck_does_not_strike(text: str, by: list[str]) -> None:
    assert [[p.text for p in m.actors] for m in attacks(text)] == [by]


def told(kind: str, text: str) -> list[tuple[set[str], set[str]]]:
    """Who did it to whom, of the events of a type, by the whole coder."""
    found = whole_coder().story(Story("s", "", text, published=DAY))
    return [({p.name for p in m.actors}, {p.name for p in m.recipients}) for m in found if m.type == kind]


@cache
def whole_coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(
    ("kind", "text", "events"),
    [
        (
            "SANCTION",
            "A Kenyan court convicted a police officer of murder on Monday. It convicted a businessman of fraud.",
            2,
        ),
        (
            "SANCTION",
            "A Kenyan court jailed an editor for five years on Monday. The court found the editor guilty of libel.",
            1,
        ),
        (
            "SANCTION",
            "A court in Dakar jailed the banker Omar Diallo on Monday. The court also jailed his accountant.",
            2,
        ),
        (
            "COERCE",
            "Kenyan police arrested the banker Omar Diallo on Monday. His wife said that she had seen the arrest.",
            1,
        ),
        (
            "ACCUSE",
            "Nigerian prosecutors charged Ilir Bello with bribery. They also charged the general Sani Dukku.",
            2,
        ),
        (
            "REQUEST",
            "President William Ruto urged lawmakers to pass the bill. Raila Odinga urged lawmakers to reject it.",
            2,
        ),
        (
            "REJECT",
            "Kenya's Supreme Court rejected the appeal. The Kenyan teachers' union rejected a pay offer.",
            2,
        ),
        (
            "REQUEST",
            "President William Ruto urged lawmakers to pass the bill. Ruto urged lawmakers to hurry.",
            1,
        ),
        (
            "PROTEST",
            "Nurses in Malta held a one-day strike on Wednesday. Bus drivers have been on strike since Monday.",
            2,
        ),
        (
            "PROTEST",
            "Nurses in Malta walked out on Monday over pay. The strike by the health workers has shut nine clinics.",
            1,
        ),
        (
            "RETREAT",
            "Nine miners have been released in Ghana, the minister said on Tuesday. The miners were freed on Monday.",
            1,
        ),
        (
            "COERCE",
            "Kenya deported nine Ugandan traders, the ministry said on Tuesday. It deported six Rwandans on Friday.",
            2,
        ),
    ],
)
def test_what_others_say_and_what_is_done_to_others_is_another_act(kind: str, text: str, events: int) -> None:
    assert len(told(kind, text)) == events


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        (
            "A bomb killed three Malian soldiers on Monday and gunmen shot dead two teachers, the army said.",
            [{"Malian soldiers"}, {"Malian teachers"}],
        ),
        (
            "A roadside bomb killed two Iraqi policemen on Monday, while a separate shooting left three farmers dead.",
            [{"Iraqi policemen"}, {"Iraqi farmers"}],
        ),
        (
            "A suicide bomber blew himself up at a Kabul ministry and gunmen stormed the building, killing six guards.",
            [{"Afghan guards"}],
        ),
        (
            "A car bomb killed nine people at a hotel in Mogadishu and gunmen shot dead four guards inside.",
            [{"Somali people", "Somali guards"}],
        ),
    ],
)
def test_others_who_strike_others_in_one_sentence_are_another_attack(text: str, struck: list[set[str]]) -> None:
    assert [recipients for _, recipients in told("ASSAULT", text)] == struck


def sectors(kind: str, text: str) -> list[tuple[list[str], list[str]]]:
    mentions = coder().story(Story("s", "", text, published=DAY))
    return [([p.sector for p in m.actors], [p.sector for p in m.recipients]) for m in mentions if m.type == kind]


def test_within_one_land_others_say_other_things() -> None:
    text = (
        "KAMPALA, June 9 - The opposition accused the government of fraud on Monday. Catholic bishops condemned the "
        "police for the beating of voters. Indigenous leaders accused an oil company of polluting Lake Albert."
    )
    assert [actors for actors, _ in sectors("ACCUSE", text)] == [["OPP"], ["REL"], ["SOC"]]


def test_who_frees_and_who_lifts_a_ban_are_others() -> None:
    text = (
        "ACCRA, June 9 - The police freed a blogger on Monday. Gunmen released six priests in Tamale. "
        "The army apologised for a raid. The dockers' union suspended its strike."
    )
    assert [actors for actors, _ in sectors("RETREAT", text)] == [["COP"], ["UAF"]]
    assert [actors for actors, _ in sectors("CONCEDE", text)] == [["MIL"], ["LAB"]]


def test_a_minister_meets_others_than_lawmakers_do() -> None:
    text = "ASUNCION, June 9 - The police chief met lawmakers on Monday. The president met union leaders in the palace."
    assert len(sectors("CONSULT", text)) == 2


def test_who_frees_captives_took_them() -> None:
    text = (
        "BOGOTA, June 9 - Colombia's ELN guerrillas released two soldiers on Monday. The soldiers, who had been "
        "abducted in May near Fortul, were handed over to the Red Cross."
    )
    assert [m.actors[0].sector for m in attacks(text)] == ["REB"]


def test_who_took_towns_abducted_nobody() -> None:
    [capture] = attacks("The M23 rebels captured Goma and Bukavu in 2025.")
    assert "abduct" not in capture.modes
    assert not capture.counts


def test_help_that_names_nobody_is_for_the_land_of_the_story() -> None:
    text = (
        "JUBA, June 9 - Fighting killed nine people in South Sudan on Monday. South Sudan's army said that rebels had "
        "attacked it. The government of South Sudan called for calm. Germany pledged 20 million euros. "
        "South Sudan pledged 10 million dollars."
    )
    mentions = coder().story(Story("s", "", text, published=DAY))
    pledges = {m.actors[0].country: [p.country for p in m.recipients] for m in mentions if m.type == "AGREE"}
    assert pledges == {"DEU": ["SSD"], "SSD": []}


def test_a_headline_tells_no_toll_of_years() -> None:
    text = "Soldiers shot dead a rebel in Kumbo on Monday. More than 6,000 people have been killed since 2017."
    mentions = coder().story(Story("s", "Army kills rebel commander", text, published=DAY))
    assert [(c.what, c.min) for m in mentions if m.type == "ASSAULT" for c in m.counts] == [
        ("killed", 1),
        ("killed", 6000),
    ]
