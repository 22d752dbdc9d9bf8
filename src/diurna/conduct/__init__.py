"""Runs the rooms: Page -> Stories -> Reading -> Mentions, and into the record; every input ends as one Outcome."""

from diurna.conduct.coder import Coded, Coder
from diurna.conduct.learn import learn
from diurna.conduct.run import add, code, ledger_line

__all__ = ["Coded", "Coder", "add", "code", "learn", "ledger_line"]
