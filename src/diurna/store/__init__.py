"""The record: a folder with one SQLite file that keeps stories, their events, and how every input ended.

with Record.open(folder, create=True) as record:
    record.add(origin="a.html", key=key, stories=[(story, mentions)], outcome=outcome, now=now)
    for event in record.events(Query(actor="India", type="CONSULT")):
        ...
"""

from __future__ import annotations

from diurna.store.export import incident_json, story_from_json, story_json
from diurna.store.merging import own_incident
from diurna.store.query import Query
from diurna.store.record import Record
from diurna.store.verify import Problem

__all__ = ["Problem", "Query", "Record", "incident_json", "own_incident", "story_from_json", "story_json"]
