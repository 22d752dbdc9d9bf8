"""Reading -> parties: who is named, of which country and sector.

A party is one noun phrase. `[demonym] + [sector noun]` is one party; a demonym, country or name before any other noun
("Indian goods", "the Modi-Putin talks") is a party of its own. Two countries before one noun ("Hungarian and Romanian
officials") are two parties with the same head; the second one starts at its own country. So are those whom a phrase
includes ("allies, including France's Emmanuel Macron"): their head is that of the phrase and lies outside their words.
"They" and "both governments" give one party for each whom they stand for, with the same words.
"""

from __future__ import annotations

from diurna.parties.finding import find
from diurna.parties.register import Register
from diurna.parties.settling import settle

__all__ = ["Register", "find", "settle"]
