-- The record. Rows are only ever added: a correction is a new revision of the story with all its events, and the
-- current state, or any past one, is the newest revision learned until then. Triggers at the end refuse the rest.
--
-- Three times: when it happened (mentions.date_*), when it was published (stories.published), when the record learned it
-- (learned_at). Instants are UTC text with microseconds and sort as text; days are ISO dates.

CREATE TABLE schema_version (version INTEGER PRIMARY KEY);

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL
);

-- One row for every input of every run: how it ended.
CREATE TABLE ledger (
    entry INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    at TEXT NOT NULL,
    origin TEXT NOT NULL,
    key TEXT,                      -- content key of the input; NULL when it never had one (refused, failed)
    kind TEXT NOT NULL CHECK (kind IN ('stored', 'duplicate', 'refused', 'failed')),
    reason TEXT NOT NULL,
    room TEXT NOT NULL,
    stories TEXT NOT NULL,         -- JSON list of story ids
    seal TEXT NOT NULL             -- hash of the cells above from run on: verify sees when one was altered
);
CREATE INDEX ledger_run ON ledger (run, kind);
CREATE UNIQUE INDEX ledger_stored ON ledger (key) WHERE kind = 'stored';

CREATE TABLE stories (
    story INTEGER PRIMARY KEY,     -- one revision of one story
    story_id TEXT NOT NULL,
    revision INTEGER NOT NULL,     -- 1, 2, 3 ... of this story_id
    learned_at TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES ledger,
    fingerprint TEXT NOT NULL,     -- of the story and its events, without origin and crawl time
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    origin TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    byline TEXT NOT NULL,
    agency TEXT NOT NULL,
    dateline TEXT NOT NULL,
    published TEXT,                -- a day, or an instant with its offset as printed
    updated TEXT,
    crawled TEXT,
    seal TEXT NOT NULL,            -- hash of story_id, revision, learned_at, fingerprint, origin, crawled
    UNIQUE (story_id, revision)
);

CREATE TABLE mentions (
    mention INTEGER PRIMARY KEY,   -- one event of one revision
    story INTEGER NOT NULL REFERENCES stories,
    n INTEGER NOT NULL,            -- its place among the events of the story
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    plover TEXT NOT NULL,
    modes TEXT NOT NULL,           -- JSON lists
    contexts TEXT NOT NULL,
    status TEXT NOT NULL,
    attribution TEXT NOT NULL,
    confidence REAL,
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    cameo TEXT NOT NULL,
    acled_event TEXT NOT NULL,
    acled_sub_event TEXT NOT NULL,
    date_text TEXT,                -- date_start NULL: no date; place_name NULL: no place
    date_start TEXT,
    date_end TEXT,
    date_precision TEXT,
    date_rule TEXT,
    place_text TEXT,
    place_name TEXT,
    place_country TEXT,
    place_lat REAL,
    place_lon REAL,
    place_geonames INTEGER,
    place_precision TEXT,
    place_rule TEXT,
    place_words TEXT NOT NULL,     -- folded name and text, for searching
    first_day TEXT,                -- the days it is found by: its own, or the day of publication when it has none
    last_day TEXT,
    UNIQUE (story, n),
    UNIQUE (story, event_id)
);
CREATE INDEX mentions_event ON mentions (event_id);
CREATE INDEX mentions_days ON mentions (first_day, last_day);
CREATE INDEX mentions_type ON mentions (type, first_day);
CREATE INDEX mentions_plover ON mentions (plover, first_day);

CREATE TABLE parties (
    mention INTEGER NOT NULL REFERENCES mentions,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    n INTEGER NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    rule TEXT NOT NULL,
    words TEXT NOT NULL,           -- folded name and text, for searching
    PRIMARY KEY (mention, side, n)
) WITHOUT ROWID;
CREATE INDEX parties_country ON parties (country);

CREATE TABLE counts (
    mention INTEGER NOT NULL REFERENCES mentions,
    n INTEGER NOT NULL,
    what TEXT NOT NULL,
    min INTEGER NOT NULL,
    max INTEGER,
    text TEXT NOT NULL,
    PRIMARY KEY (mention, n),
    UNIQUE (mention, what)
) WITHOUT ROWID;

CREATE TABLE evidence (
    mention INTEGER NOT NULL REFERENCES mentions,
    n INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('title', 'text')),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    field TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL,
    PRIMARY KEY (mention, n)
) WITHOUT ROWID;

-- Whether two reports tell one incident. A report is an event, or "STORY:0", the whole story beside its events. The newest
-- row of a pair and a maker ('rule', or 'person') holds; what a person says outweighs the rule.
CREATE TABLE judgements (
    judgement INTEGER PRIMARY KEY,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    maker TEXT NOT NULL CHECK (maker IN ('rule', 'person')),
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'none')),
    score REAL NOT NULL,           -- log odds that it is one incident
    because TEXT NOT NULL,         -- JSON list of [claim, what it adds, words]
    name TEXT NOT NULL,            -- of the person, if given; and what they noted
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    CHECK (a < b)
);
CREATE INDEX judgements_a ON judgements (a);
CREATE INDEX judgements_b ON judgements (b);

-- The incident of a report, as it follows from the judgements: the newest row holds. A report without a row is an incident
-- of its own, "i:" and its id.
CREATE TABLE memberships (
    membership INTEGER PRIMARY KEY,
    report TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX memberships_report ON memberships (report);
CREATE INDEX memberships_incident ON memberships (incident_id);

-- What a revision is found by when another may tell the same; one with a row in `merged` has all its keys.
CREATE TABLE merge_keys (
    key TEXT NOT NULL,
    story INTEGER NOT NULL REFERENCES stories,
    PRIMARY KEY (key, story)
) WITHOUT ROWID;
CREATE TABLE merged (story INTEGER PRIMARY KEY REFERENCES stories);

-- The judgements up to the newest row here are settled: `memberships` holds what follows from them.
CREATE TABLE settled (judgement INTEGER PRIMARY KEY);

CREATE VIRTUAL TABLE story_words USING fts5 (
    title, text, content = 'stories', content_rowid = 'story', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER runs_stay BEFORE UPDATE ON runs BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER runs_last BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER ledger_stay BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER ledger_last BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER stories_stay BEFORE UPDATE ON stories BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER stories_last BEFORE DELETE ON stories BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER mentions_stay BEFORE UPDATE ON mentions BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER mentions_last BEFORE DELETE ON mentions BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER parties_stay BEFORE UPDATE ON parties BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER parties_last BEFORE DELETE ON parties BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER counts_stay BEFORE UPDATE ON counts BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER counts_last BEFORE DELETE ON counts BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER evidence_stay BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER evidence_last BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER judgements_last BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER memberships_stay BEFORE UPDATE ON memberships BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER memberships_last BEFORE DELETE ON memberships BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER merge_keys_stay BEFORE UPDATE ON merge_keys BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER merge_keys_last BEFORE DELETE ON merge_keys BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER merged_stay BEFORE UPDATE ON merged BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER merged_last BEFORE DELETE ON merged BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
CREATE TRIGGER settled_stay BEFORE UPDATE ON settled BEGIN SELECT RAISE(ABORT, 'rows of the record never change'); END;
CREATE TRIGGER settled_last BEFORE DELETE ON settled BEGIN SELECT RAISE(ABORT, 'rows of the record never go'); END;
