"""Which stories meet: any two that tell one thing, and few that do not."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from diurna.incidents import keys, meet, profiles
from diurna.incidents.profile import gist
from diurna.records import Story

if TYPE_CHECKING:
    from diurna.conduct import Coded


def test_stories_of_one_situation_meet_and_most_others_do_not(told: dict[str, Coded]) -> None:
    found = {}
    for story, coded in told.items():
        reports = profiles(coded.story, coded.mentions)
        found[story] = keys(reports[-1].gist, reports[:-1])
    met: Counter[bool] = Counter()
    pairs: Counter[bool] = Counter()
    for a, b in combinations(sorted(told), 2):
        one = a[:3] == b[:3]
        pairs[one] += 1
        met[one] += meet(found[a], found[b])
    assert met[True] >= 0.5 * pairs[True]
    assert met[False] <= 0.02 * pairs[False]


def test_meeting_is_mutual(told: dict[str, Coded]) -> None:
    found = {}
    for story, coded in told.items():
        reports = profiles(coded.story, coded.mentions)
        found[story] = keys(reports[-1].gist, reports[:-1])
    for a, b in combinations(sorted(told), 2):
        assert meet(found[a], found[b]) == meet(found[b], found[a])


def test_an_unusual_word_of_the_headline_leads_to_the_stories_of_half_a_year_that_it_heads() -> None:
    texts = {
        "leak": ("Leak at Vexicor", "Vexicor lost the files of nine million clients. Vexicor blamed a thief."),
        "fine": ("Regulator fines Vexicor", "The fine of Vexicor is the highest so far. Vexicor appealed."),
        "late": ("Vexicor sold", "Vexicor went to a rival. Vexicor had no comment."),
        "named": ("Rain over Vexicor tower", "The roof leaked for days, and a caretaker emptied buckets."),
    }
    days = {"leak": date(2026, 2, 6), "fine": date(2026, 5, 4), "late": date(2029, 5, 4), "named": date(2026, 5, 4)}
    found = {
        name: keys(gist(Story(name, title, text, published=days[name])), []) for name, (title, text) in texts.items()
    }
    assert [name for name in texts if meet(found["leak"], found[name])] == ["leak", "fine"]


def test_a_full_name_leads_to_its_stories_of_all_times() -> None:
    texts = {
        "raid": "Police searched the flat of the banker Aurelio Tansk on Monday.",
        "trial": "The trial of Aurelio Tansk opened.",
        "other": "Rain fell on Merenza, said the mayor Ilka Brenn.",
    }
    days = {"raid": date(2023, 2, 6), "trial": date(2026, 5, 4), "other": None}
    found = {name: keys(gist(Story(name, "", text, published=days[name])), []) for name, text in texts.items()}
    assert meet(found["raid"], found["trial"])
    assert not meet(found["raid"], found["other"])
