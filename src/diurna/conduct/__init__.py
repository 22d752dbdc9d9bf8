"""Runs the rooms: Page -> Stories -> Reading -> Mentions -> Incidents -> record. Every input ends as one Outcome."""

from diurna.conduct.coder import Coded, Coder
from diurna.conduct.learn import learn
from diurna.conduct.merging import Person, find, find_uncoded, join, merge, open_incident, part
from diurna.conduct.run import UNREAD, add, code, ledger_line
from diurna.incidents import nearest

__all__ = [
    "UNREAD",
    "Coded",
    "Coder",
    "Person",
    "add",
    "code",
    "find",
    "find_uncoded",
    "join",
    "learn",
    "ledger_line",
    "merge",
    "nearest",
    "open_incident",
    "part",
]
