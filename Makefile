# Commands for people. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile pyproject.toml -q --no-emit-find-links --no-emit-index-url --generate-hashes \
	--python-version 3.11 --custom-compile-command "make lock"

.PHONY: help run dev test prove accessibility lint bench lighthouse screenshots lock clean

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

run: ## Serve the site with its sample content, as production does (HOST, PORT, DATABASE_URL)
	@deploy/install requirements.txt
	@exec $(BIN)/python -m clinic.serve --with-parent

dev: ## Serve it for writing code: reload on change, errors in the browser (HOST, PORT)
	@deploy/install requirements-dev.txt
	@exec $(BIN)/python manage.py dev

test: ## Run every test, the heavy proofs at small size
	@deploy/install requirements-dev.txt
	@deploy/find-chromium
	@$(BIN)/python -m pytest -n auto --dist loadgroup

prove: ## Run every test, the heavy proofs at full size
	@deploy/install requirements-dev.txt
	@deploy/find-chromium
	@PROOF_SIZE=full $(BIN)/python -m pytest -n auto --dist loadgroup

accessibility: ## Record what axe finds for the accessibility statement
	@deploy/install requirements-dev.txt
	@deploy/find-chromium
	@RECORD_ACCESSIBILITY=1 $(BIN)/python -m pytest -q tests/browser/test_sample_pages.py -k axe

lint: export DATABASE_URL := postgresql://127.0.0.1:1/none
lint: ## Check style, types, templates, imports, migrations, settings and the lock
	@deploy/install requirements-dev.txt
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint templates --check --lint --quiet
	$(BIN)/lint-imports
	@# Without a database: only the models and the migration files are compared.
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@SECRET_KEY=$$($(BIN)/python manage.py make_secret_key) \
		CONSULTATION_KEYS=$$($(BIN)/python manage.py make_consultation_key) SITE_URL=https://www.example.org \
		DJANGO_SETTINGS_MODULE=clinic.settings.base $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python deploy/check_lock.py

bench: ## Measure what docs/ give figures for
	@deploy/install requirements-dev.txt
	@$(BIN)/python -m tests.bench.run

lighthouse: ## Ask Lighthouse about the pages that readers come to (SITE, LIGHTHOUSE_RUNS; needs npm)
	@deploy/install requirements-dev.txt
	@deploy/find-chromium
	@$(BIN)/python -m tests.bench.lighthouse

screenshots: ## Take the pictures in docs/images/ anew (PICTURES: names of some)
	@deploy/install requirements-dev.txt
	@deploy/find-chromium
	@$(BIN)/python -m tests.bench.pictures $(PICTURES)

lock: ## Compile requirements.txt and requirements-dev.txt from pyproject.toml
	@deploy/install requirements-dev.txt
	$(COMPILE) -o requirements.txt
	$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt

clean: ## Remove what can be made again: .venv and caches; data in var/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis var/static var/static.stamp
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
