"""Every number that protects the house, with its reason."""

from __future__ import annotations

PAGE_BYTES = 10_000_000  # a news page is 0.1 to 2 MB; what is larger is a dump or an attack
STORY_CHARS = 200_000  # the longest live blogs; a parser's memory grows with the text
TOKEN_RUN = 500  # characters without a space: spaCy's tokenizer takes quadratic time on longer runs
SENTENCE_TOKENS = 1_000  # the parser's time and memory grow with the sentence
TITLE_CHARS = 500  # longer "titles" are body text
DATE_CHARS = 64  # no date expression is longer; date parsers take seconds on long junk
HTML_DEPTH = 200  # lxml drops all text below about 254 nested levels, silently
HTML_ELEMENTS = 50_000  # the longest live blogs have 30,000; the search for the main text takes a minute on 300,000
HTML_STEPS = 1_000_000  # the sum of all depths, 100,000 on a large page; the main text takes 4 s to find on so many
HTML_LINKS = 5_000  # front pages have up to 2,000; on 45,000 of them the search for the main text takes 4 to 13 s
PAGE_LINES = 30_000  # lines of text; telling furniture takes 30 millionths of a second for each
CHECKED_CHARS = 200_000  # of HTML: what is shorter cannot hold so many lines and be slow
URL_CHARS = 2_048  # the customary limit of browsers and proxies
ID_CHARS = 200  # ids become part of permalinks
QUERY_ROWS = 1_000  # rows that one question gives unless it asks for more
FIRST_YEAR, LAST_YEAR_AHEAD = 1900, 1  # a story is published between 1900 and a year from its crawl
RECORD_FILE = "record.sqlite"  # a folder that holds it is a record, and not news to be read
PAGE_STORIES = 5  # stories of the longest allowed kind that one saved text may hold; of ordinary length a hundred
MERGE_BATCH = 200  # stories merged in one transaction: others may write between
MERGE_SETTLED = 25  # batches after which incidents follow from the judgements: a chain of likeness may be long
KEY_HOLDERS = 500  # newest stories that a key leads to: a word on all lips would cost the square of its stories
MERGE_HELD = 5_000  # stories held ready for comparison: 50 MB
SITUATION_INCIDENTS = 50  # earlier incidents of a scene that are looked at for the one that another follows
HABIT_STORIES = 20_000  # newest stories of a record that tell what its outlets write about: half a second at the start
