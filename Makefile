# `make` lists what can be asked. Everything lands in .venv/ (packages) and var/ (this installation's data).

VENV ?= .venv
PORT ?= 8000
BIN  := $(VENV)/bin
# The headless build of the same Chromium first: it draws no window, and the journeys take half the time.
CHROMIUM ?= $(shell command -v chromium-headless-shell || command -v chromium || command -v google-chrome)
export CHROMIUM
# Programs from npm, exact versions, each in a folder of its own that nothing serves.
VNU := vnu-jar@26.9.27
LIGHTHOUSE := lighthouse@13.5.0
export VNU_JAR := $(CURDIR)/var/$(VNU)/node_modules/vnu-jar/build/dist/vnu.jar
export LIGHTHOUSE_CLI := $(CURDIR)/var/$(LIGHTHOUSE)/node_modules/lighthouse/cli/index.js

# Run pytest where there is a Chromium; say loudly where there is none, and in CI fail.
in-browser = if [ -n "$(CHROMIUM)" ]; then $(BIN)/pytest $(1); \
  elif [ -n "$(CI)" ]; then echo "No Chromium found: apt-get install chromium-headless-shell" >&2; exit 1; \
  else echo "SKIPPED: this needs a browser (apt-get install chromium-headless-shell)"; fi

# Servers of the tests' own, for as long as a command runs: with-servers WHICH -- COMMAND.
with-servers = $(BIN)/python -m tests.servers run

# Which branches the tests take, from all their processes: gathered first and then judged, as slipcover
# (1.1) prints only its own process where it does both at once.
SLIPCOVER = $(BIN)/python -m slipcover

# One marker per requirements file; a changed file gets another marker and is installed again.
marker = $(VENV)/.installed-$(1)-$(firstword $(shell cksum < requirements/$(1).txt))
BASE := $(call marker,base)
DEV  := $(call marker,dev)
E2E  := $(call marker,e2e)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo demo-full demo-reset run test lint types check unit postgresql unit-postgresql \
  test-elasticsearch-9 durability election relevance paths privacy browser html lighthouse screenshots manual-screenshots servers-fetch lock css messages

help: ## List these targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 28

# --- Use ---------------------------------------------------------------------------------------

demo: $(BASE) ## Start the portal with demo content on http://127.0.0.1:8000 (PORT=8001 for another)
	@exec $(BIN)/python -m portal.demo --port $(PORT)

demo-full: $(DEV) ## The demo on PostgreSQL and Elasticsearch, with a worker
	@exec $(with-servers) --portal --postgresql --elasticsearch 8 --data var/demo-servers -- \
	  $(BIN)/python -m portal.demo --port $(PORT)

demo-reset: ## Throw the demo's data away and start over
	@case "$$DATABASE_URL" in ""|sqlite:*) ;; *) echo "\
	A database on a server is not thrown away from here: dropdb and createdb do that. Then: rm var/demo-*; make demo" >&2; exit 1;; esac
	@rm -rf var/portal.sqlite3* var/media var/static var/demo-* && $(MAKE) --no-print-directory demo

run: $(DEV) ## The demo for developers: reloads on change, shows debug pages
	@DEBUG=1 exec $(BIN)/python -m portal.demo --port $(PORT) --reload

# --- Prove -------------------------------------------------------------------------------------

test: lint types check unit postgresql browser ## Everything that must hold before a change lands
	@command -v msgfmt >/dev/null || echo "NOT CHECKED: is the message catalogue in step with the sources? Install gettext."
	@command -v npm >/dev/null || echo "NOT CHECKED: is static/portal.css what its sources give? Install Node."
	@test -n "$(CHROMIUM)" || echo "NOT CHECKED: the journeys in a browser. Install chromium-headless-shell."
	@ls -d var/servers/elasticsearch-8* >/dev/null 2>&1 || echo "NOT CHECKED: the search on Elasticsearch (its tests were skipped). See SKIPPED above."
	@test -f "$(VNU_JAR)" && command -v java >/dev/null || echo "NOT CHECKED: is the HTML valid? Install Java and Node."

lint: $(DEV) ## Style, templates, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/lint-imports
	@if command -v npm >/dev/null; then node static/src/build.mjs --check; fi

types: $(DEV) ## Static types
	@$(BIN)/mypy

check: $(DEV) ## Django's own checks: models against migrations, production settings
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=portal.settings.production ALLOWED_HOSTS=portal.example \
	  SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

unit: $(DEV) ## Tests on SQLite and a real Elasticsearch, and which branches they take
	@mkdir -p var && rm -f var/coverage.json
	@$(with-servers) --elasticsearch 8 -- $(SLIPCOVER) --json --out var/coverage.json \
	  -m pytest --ignore tests/journeys -n auto --dist loadgroup
	@$(SLIPCOVER) --merge var/coverage.json --out var/coverage.json --skip-covered --fail-under 90

postgresql: $(DEV) ## What asks the database most, on a real PostgreSQL
	@$(with-servers) --portal --postgresql -- $(BIN)/pytest -n auto -k "not elasticsearch" $(addprefix tests/search/test_, \
	  postgresql.py contract.py counts.py receivers.py commands.py bestbets.py) tests/test_leak_matrix.py

unit-postgresql: $(DEV) ## All of it on a real PostgreSQL
	@$(with-servers) --elasticsearch 8 -- $(with-servers) --portal --postgresql -- \
	  $(BIN)/pytest --ignore tests/journeys -n auto --dist loadgroup

test-elasticsearch-9: $(DEV) ## What asks a cluster, on the next Elasticsearch
	@$(with-servers) --elasticsearch 9 -- $(BIN)/pytest -n auto -k "elasticsearch or cluster" tests/search tests/test_leak_matrix.py

durability: $(DEV) ## 10,000 changes while workers, rebuilds and cluster are killed (OPTIONS="--operations 300")
	@$(BIN)/python -m tests.durability $(OPTIONS)

election: $(DEV) ## The elected master of three nodes is killed while people search and publish
	@$(BIN)/python -m tests.durability.election

relevance: $(DEV) ## How good the answers are: judged queries, per engine and class
	@$(with-servers) --portal --elasticsearch 8 -- $(BIN)/python -m tests.relevance

paths: $(DEV) ## Is there a way past the review? A long random walk through all that people may do
	@$(BIN)/pytest -q -n0 --hypothesis-profile=paths tests/cms/moderation/test_every_path.py \
		tests/cms/moderation/test_every_path_of_contacts.py

privacy: $(DEV) ## How much personal data the privacy finder finds: marked sentences, per kind
	@$(BIN)/python -m tests.privacy

browser: $(E2E) $(VNU_JAR) ## Journeys in a real Chromium
	@$(call in-browser,-m browser -n auto tests/journeys)

html: $(E2E) $(VNU_JAR) ## Is every page valid HTML? (in `make browser` too; needs Java and Node)
	@$(call in-browser,-m browser tests/journeys/test_html.py)

lighthouse: $(E2E) $(LIGHTHOUSE_CLI) ## Lighthouse on four pages, as a phone; the bars stand in tests/journeys/lighthouse.py
	@$(call in-browser,-s tests/journeys/lighthouse.py)

servers-fetch: | $(BIN)/python ## Elasticsearch 8 and 9 for the tests, into var/servers (needs Maven and Java)
	@$(BIN)/python -m tests.servers fetch

# --- Look at it --------------------------------------------------------------------------------

screenshots: $(E2E) ## Every page in every state, in a sheet to look through: var/screenshots/index.html
	@$(call in-browser,-qs tests/journeys/screenshots.py)

# --- Rebuild what is committed though it is made -----------------------------------------------

COMPILE = UV_NO_CONFIG=1 $(BIN)/uv pip compile --quiet --universal -p 3.11 --generate-hashes --no-header \
  --no-strip-extras pyproject.toml
lock: $(DEV) ## requirements/*.txt from the ranges in pyproject.toml (UPGRADE=--upgrade for newer ones)
	@$(COMPILE) $(UPGRADE) -o requirements/base.txt
	@$(COMPILE) $(UPGRADE) --extra dev -c requirements/base.txt -o requirements/dev.txt
	@$(COMPILE) $(UPGRADE) --extra dev --extra e2e -c requirements/dev.txt -o requirements/e2e.txt

css: ## The stylesheet from static/src (needs Node)
	@node static/src/build.mjs

manual-screenshots: $(E2E) ## The pictures of docs/handleiding from the demo (needs Chromium)
	@$(call in-browser,-q -p no:randomly tests/journeys/manual_pictures.py)

messages: $(DEV) ## The Dutch catalogue from the sources (needs gettext)
	@$(BIN)/python manage.py makemessages --locale nl --no-obsolete --add-location file \
	  --ignore '.venv*' --ignore var --ignore tests --ignore bench --ignore docs
	@$(BIN)/python manage.py compilemessages --locale nl --ignore '.venv*'

# --- Packages ----------------------------------------------------------------------------------

$(VENV)/.installed-%: set = $(firstword $(subst -, ,$*))
$(VENV)/.installed-%: | $(BIN)/python
	@echo "Installing the packages of requirements/$(set).txt ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 2 --require-hashes \
	  -r requirements/$(set).txt || { echo "\
	The packages could not be installed (pip's own words are above). Is a package index reached from here? \
	pip asks the one of PIP_INDEX_URL or pip.conf." >&2; exit 1; }
	@touch $@

$(VNU_JAR): package = $(VNU)
$(LIGHTHOUSE_CLI): package = $(LIGHTHOUSE)
$(VNU_JAR) $(LIGHTHOUSE_CLI):
	@if command -v npm >/dev/null; then echo "Installing $(package) ..."; \
	  npm install --silent --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
	    --prefix "var/$(package)" "$(package)"; \
	elif [ -n "$(CI)" ]; then echo "No npm found: apt-get install nodejs npm" >&2; exit 1; \
	else echo "NOT CHECKED: $(package) needs Node (apt-get install nodejs npm)."; fi

$(BIN)/python:
	@for python in python3 python3.13 python3.12 python3.11 none; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; done; \
	if [ $$python = none ]; then \
	  echo "Python 3.11 or newer is missing. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2; exit 1; fi; \
	$$python -m venv $(VENV) || { rm -rf $(VENV); echo "\
	$$python cannot make a virtual environment: its venv module is missing. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
