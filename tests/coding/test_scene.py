"""The event's own place: its clause's or sentence's, else the running scene's, else none."""

from __future__ import annotations

from functools import cache

import pytest

from diurna.conduct import Coder
from diurna.reading import open_reader
from diurna.records import Story


@cache
def coder() -> Coder:
    return Coder(reader=open_reader(gate=False, encoder=False))  # the rules alone


def placed(text: str, dateline: str = "") -> list[tuple[str, str]]:
    """The type and place of each event; "" for an event without a place."""
    mentions = coder().story(Story("s", "", text, dateline=dateline))
    return [(m.type, m.place.name if m.place else "") for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested six miners in Kitwe on Monday.", ("COERCE", "Kitwe")),
        ("Gunmen killed two guards in Maiduguri, in Borno state.", ("ASSAULT", "Maiduguri")),
        ("The army shelled positions near Goma, officials in Kigali said.", ("ASSAULT", "Goma")),
        ("Rebels attacked Masisi and 900 people fled to a camp near Goma.", ("ASSAULT", "Masisi")),
        (
            "Congolese rebels killed 9 farmers and 900 people fled to Goma.",
            ("ASSAULT", "Democratic Republic of the Congo"),
        ),
        ("Turkey condemned the Kabul bombing.", ("ACCUSE", "")),
        ("Norway urged its citizens to leave Mali.", ("REQUEST", "")),
        ("Norway condemned the killing of nine farmers in Mali.", ("ACCUSE", "")),
        ("Norway denied that its troops had attacked Mali.", ("REJECT", "")),
        ("Opposition parties in Mali accused the government of theft.", ("ACCUSE", "")),
        ("Norway and Mali signed a treaty on fishing in Oslo.", ("SUPPORT", "Oslo")),
        ("Norway told the press in Oslo that it rejects the treaty.", ("REJECT", "Oslo")),
        ("Norway will send rice to Mali, the foreign ministry in Oslo said.", ("AID", "")),
        ("Malian rebels shot down a plane, a rebel spokesman said in Lisbon.", ("ASSAULT", "Mali")),
        ("Turkish soldiers shelled the Iraqi town of Zurmakal.", ("ASSAULT", "Iraq")),
        ("Peru and Chile signed a truce in Lima, but fighting went on near Tacna.", ("ASSAULT", "Tacna")),
        ("Police killed a boy in Nanterre, sparking riots across France.", ("PROTEST", "France")),
        ("France expressed concern on Syria and condemned Russia.", ("ACCUSE", "")),
        ("Police in Mombasa arrested nine dockers.", ("COERCE", "Mombasa")),
        ("A Norwegian minister was placed under house arrest.", ("COERCE", "Norway")),
        ("The Taliban released two prisoners in exchange for an Afghan held in Cuba.", ("RETREAT", "")),
        ("The Kenyan justice minister, speaking in Kisumu, praised the nurses.", ("SUPPORT", "Kisumu")),
        ("In Kunduz, police said that a mine had killed two Afghan farmers.", ("ASSAULT", "Kunduz")),
        ("In Geneva, the United Nations said that rebels had killed two Afghan farmers.", ("ASSAULT", "Afghanistan")),
        ("In Kabul, the Afghan army blamed Pakistani shelling for the death of two farmers.", ("ACCUSE", "Kabul")),
        ("The Indian prime minister flew in from Mumbai and met two Nepalese ministers in Pune.", ("CONSULT", "Pune")),
        ("Police arrested 40 students in Gentilly, south of Paris.", ("COERCE", "Gentilly")),
        ("Families went to Sidon, nine miles south. In Beirut, a bomb killed ten Lebanese.", ("ASSAULT", "Beirut")),
        ("Chadian soldiers moved into a village on the Libya border.", ("MOBILIZE", "")),
        ("Greek police raided two Turkish offices in the north, angering Ankara.", ("COERCE", "")),
        ("Lima arrested nine Peruvian miners.", ("COERCE", "Peru")),
        ("The Kenyan minister denied it from Lusaka.", ("REJECT", "Lusaka")),
        ("The Kenyan minister demanded an apology from Lusaka.", ("REQUEST", "")),
        ("Ghana's parliament on Thursday ratified the treaty.", ("SUPPORT", "Accra")),
        ("The Chilean parliament on Thursday ratified the treaty.", ("SUPPORT", "Valparaíso")),
        ("In 2019 Ghana's parliament ratified the treaty.", ("SUPPORT", "")),
        ("Ghana's parliament will ratify the treaty on Thursday.", ("SUPPORT", "")),
        ("A Ghanaian lawmaker backed the treaty.", ("SUPPORT", "")),
        ("Chad's Supreme Court on Friday struck down a law of the province of Lac.", ("SANCTION", "N'Djamena")),
        ("Nepalese police sealed the road to Lhasa and arrested ten monks.", ("COERCE", "Nepal")),
        ("A Nigerian minister met nurses in Ikeja and promised them buses.", ("AGREE", "Ikeja")),
        ("Oman summoned the Danish ambassador on Monday.", ("ACCUSE", "Muscat")),
        ("Oman expelled two Danish diplomats on Monday.", ("SANCTION", "Muscat")),
        ("Zambia, where police shot dead a miner in May, has closed a mine.", ("ASSAULT", "Zambia")),
        ("Nurses in Gulu, where police shot dead a driver, met two ministers in Arua.", ("ASSAULT", "Gulu")),
        ("Peru rejected the protest and said that the ship had sailed off Arica.", ("REJECT", "")),
        ("Chadian police killed two Chadian traders near the border with Libya.", ("ASSAULT", "Chad")),
        ("Gunmen killed two Chadian guards about 300 km north of Moundou.", ("ASSAULT", "Chad")),
        ("Gunmen killed two Chadian guards 20 km north of Moundou.", ("ASSAULT", "Moundou")),
        ("Rebels shelled Masisi and were advancing towards Goma.", ("ASSAULT", "Masisi")),
        ("Gunmen killed two Nigerian farmers in Gusau and abducted a nurse in Kankara.", ("ASSAULT", "Gusau")),
        ("Gunmen killed two Nigerian farmers in Gusau and abducted a nurse in Kankara.", ("ASSAULT", "Kankara")),
        ("Israeli jets killed nine Lebanese farmers on Monday.", ("ASSAULT", "Lebanon")),
        ("A Russian drone hit a Turkish tanker on Monday.", ("ASSAULT", "")),
        ("The Kenyan minister, speaking to nurses in Kisumu, blamed the army.", ("ACCUSE", "Kisumu")),
        ("President William Ruto, speaking in Kisumu, condemned the attacks.", ("ACCUSE", "Kisumu")),
    ],
)
def test_an_act_is_where_its_own_words_put_it(text: str, expected: tuple[str, str]) -> None:
    assert expected in placed(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Omani and Qatari foreign ministers met in Salalah on Monday. The two ministers signed a treaty.",
            ("SUPPORT", "Şalālah"),
        ),
        ("The Kenyan minister praised the nurses in Kisumu. He urged them to stay calm.", ("REQUEST", "Kisumu")),
        ("The Kenyan minister praised the nurses in Kisumu. Uganda urged them to stay calm.", ("REQUEST", "")),
    ],
)
def test_who_goes_on_speaks_where_he_spoke(text: str, expected: tuple[str, str]) -> None:
    assert expected in placed(text)


def test_an_attack_is_not_sharpened_by_the_town_of_another_act() -> None:
    text = (
        "Gunmen killed nine Nigerian farmers in Kwara State on Monday. Police in Ilorin appealed for calm. "
        "In Offa, officers arrested four Nigerian men."
    )
    assert ("ASSAULT", "Offa") not in placed(text)


def test_a_meeting_to_come_is_no_scene() -> None:
    text = "The Chadian and Nigerien presidents will meet in Manama on Friday. Fighting went on over the weekend."
    assert ("ASSAULT", "Manama") not in placed(text)


def test_a_part_of_a_land_is_not_the_town_of_the_dateline() -> None:
    text = (
        "MANAGUA - Rebels shot nine soldiers in northern Nicaragua on Monday. The army in Managua said they were young."
    )
    assert ("ASSAULT", "northern Nicaragua") in placed(text, "MANAGUA")


def test_two_who_meet_in_a_third_land_are_where_the_report_opens() -> None:
    text = "MUSCAT - The Kenyan president met the Somali prime minister on Monday."
    assert ("CONSULT", "Muscat") in placed(text, "MUSCAT")


def test_papers_are_signed_where_the_report_opens() -> None:
    assert ("SUPPORT", "Lima") in placed("LIMA - Peru and Chile signed a treaty on Monday.", "LIMA")


def test_an_act_without_words_of_place_is_in_the_running_scene() -> None:
    text = "Police fired tear gas at marchers in Kisumu on Monday. Officers then arrested nine Kenyan students."
    assert ("COERCE", "Kisumu") in placed(text)


def test_a_place_that_nobody_knows_breaks_the_scene() -> None:
    text = (
        "Police fired tear gas at marchers in Kisumu on Monday. "
        "In Zurmakalwe, Kenyan officers arrested nine Kenyan students."
    )
    assert ("COERCE", "Kisumu") not in placed(text)


def test_a_broad_place_is_sharpened_by_the_one_finer_place_in_it() -> None:
    text = (
        "A bomb killed four soldiers in northern Mali on Monday. The blast tore through a market in Gao, a doctor said."
    )
    assert placed(text)[0] == ("ASSAULT", "Gao")


def test_the_first_place_of_a_story_is_no_default() -> None:
    text = "Envoys flew to Geneva. A week later, Kenya condemned Uganda over the closure of a market."
    assert ("ACCUSE", "") in placed(text)


def test_strangers_meet_where_the_talks_are_told_to_be() -> None:
    text = "Chad and Niger will hold talks in Doha on Friday. The Chadian president met the Nigerien premier on Monday."
    assert ("CONSULT", "Doha") in placed(text)
    assert all(place in ("Doha", "") for _, place in placed(text))


def test_the_dateline_is_found_below_lines_that_stand_before_it() -> None:
    text = "Three things to know\nNAIROBI: Police arrested four Kenyan lawyers on Monday."
    assert ("COERCE", "Nairobi") in placed(text, dateline="NAIROBI")


def test_the_town_where_the_report_was_written_is_no_scene_of_what_happened_in_a_part_of_the_country() -> None:
    text = "BAMAKO, May 3 - Gunmen killed nine villagers in northern Mali on Sunday, a mayor said."
    assert placed(text, dateline="BAMAKO, May 3") == [("ASSAULT", "northern Mali")]


def test_what_happened_in_other_months_is_not_in_the_running_scene() -> None:
    text = (
        "Police fired tear gas at marchers in Kisumu on Monday. In March 2019 officers arrested nine Kenyan students."
    )
    assert ("COERCE", "Kisumu") not in placed(text)


def test_a_call_by_phone_is_nowhere() -> None:
    text = "The Polish president spoke by telephone with the Lithuanian premier on Monday, officials in Warsaw said."
    assert [p for t, p in placed(text) if t == "CONSULT"] == [""]


def test_the_scene_opens_in_the_town_of_the_headline() -> None:
    title = "Baidoa buries its dead"
    text = "A man in the queue set off an explosive belt on Tuesday, killing nine Somali recruits."
    mentions = coder().story(Story("s", title, text))
    assert "Baidoa" in {m.place.name for m in mentions if m.place}


def test_an_attack_without_words_of_place_is_where_the_story_plays() -> None:
    text = (
        "Officials in Kisumu called for calm. Gunmen killed two Kenyan guards at dawn, a day after a strike. "
        "Kenyan traders in Kisumu shut their stalls."
    )
    assert ("ASSAULT", "Kisumu") in placed(text)


def test_an_arrest_elsewhere_does_not_move_the_attack() -> None:
    text = (
        "Traders in Kisumu buried three friends. Shops in Kisumu stayed shut. The mayor of Kisumu called for calm. "
        "Police arrested a Kenyan man in Mombasa. The man was unarmed. {}"
        "Masked men killed three Kenyan traders with rifles."
    )
    assert placed(text.format(""))[-1] == ("ASSAULT", "Kisumu")
    assert placed(text.format("Gunmen attacked a bus in Mombasa. "))[-1] == ("ASSAULT", "Mombasa")


def test_a_street_does_not_break_the_scene() -> None:
    text = (
        "Police fired tear gas at marchers in Kisumu on Monday. "
        "On Oginga Odinga Street, Kenyan officers arrested nine Kenyan students."
    )
    assert ("COERCE", "Kisumu") in placed(text)


def test_an_attack_in_a_division_is_sharpened_to_the_town_of_the_story() -> None:
    text = (
        "Mourners in Gao buried three traders. Shops in Gao stayed shut. The mayor of Gao asked for help. "
        "The army said nothing. A curfew began at dusk. Buses turned back. Schools closed. "
        "Gunmen had come on motorcycles. Gunmen killed three Malian traders in northern Mali on Monday."
    )
    assert ("ASSAULT", "Gao") in placed(text)


def test_the_scene_of_one_day_is_not_that_of_another() -> None:
    text = (
        "On 3 March 2026, Zambian police arrested nine miners in Livingstone. On 4 March 2026, Zambian police arrested "
        "a nurse in Kitwe. On 6 March 2026, Zambian police arrested two students."
    )
    assert placed(text)[-1] == ("COERCE", "Zambia")


def test_a_town_sharpens_only_the_division_in_which_it_lies() -> None:
    found = placed("Jets bombed a house in Khost province in Afghanistan, killing nine. Officials in Kabul mourned.")
    assert ("ASSAULT", "Khost") in found


def test_a_strike_from_afar_is_in_the_scene_abroad() -> None:
    found = placed("Rebels shot a guard in Tyre. An Israeli drone dropped grenades near peacekeepers.")
    assert [name for kind, name in found if kind == "ASSAULT"] == ["Tyre", "Tyre"]


def test_crowds_in_two_towns_are_two_protests() -> None:
    told = placed("Teachers blocked a road in Kisumu on Monday. Teachers also blocked a bridge in Mombasa.")
    assert told == [("PROTEST", "Kisumu"), ("PROTEST", "Mombasa")]


def test_a_street_is_the_towns_of_the_story_long_ago_too() -> None:
    text = "Two men were shot in Toledo on Monday. In October police arrested a driver on Hudson Street."
    assert ("COERCE", "Toledo") in placed(text)


def test_soldiers_abroad_strike_strangers_not_at_home() -> None:
    text = "SKOPJE - Shops were shut. Norwegian troops wounded two gunmen near Zurmakal."
    assert placed(text, "SKOPJE") == [("ASSAULT", "")]


def test_words_in_another_land_are_no_scene() -> None:
    text = (
        "A bomb killed six men in Malegaon. Spain summoned the Indian ambassador in Madrid. Nine Indians were arrested."
    )
    assert ("COERCE", "Malegaon") in placed(text)


def test_each_report_of_a_page_begins_at_its_dateline() -> None:
    text = "NAKURU: Police arrested nine students.\n\nKISUMU: Police shot two traders."
    assert placed(text, "NAKURU") == [("COERCE", "Nakuru"), ("ASSAULT", "Kisumu")]


def test_arrests_across_the_country_are_in_no_town() -> None:
    text = "Youths marched in Lyon on Monday. Police arrested 40 French students across the country."
    assert placed(text) == [("PROTEST", "Lyon"), ("COERCE", "France")]
