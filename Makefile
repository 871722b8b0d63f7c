.PHONY: setup demo test lint site wheels down clean
UV = .enamel/bin/uv

setup:
	@python3 plugins/enamel/bootstrap.py >/dev/null && $(UV) sync --locked --quiet --compile-bytecode

demo: setup
	@$(UV) run --no-sync enamel demo

test: lint
	$(UV) run --no-sync pytest -n 2 --dist loadscope

lint: setup
	$(UV) run --no-sync ruff check && $(UV) run --no-sync ruff format --check && $(UV) run --no-sync mypy && $(UV) run --no-sync sqlfluff lint transform && $(UV) run --no-sync enamel dashboard check

site: setup
	@NO_MKDOCS_2_WARNING=1 $(UV) run --locked --group site mkdocs build --strict --quiet --config-file orchestrate/site/mkdocs.yml

wheels: setup
	@rm -rf dist && $(UV) run --no-sync enamel dashboard build --package && $(UV) build --quiet --all-packages --wheel --out-dir dist

down:
	@.venv/bin/enamel sandbox down

clean:
	@[ ! -e .venv/bin/enamel ] || .venv/bin/enamel sandbox down --all --purge
	rm -rf .venv .enamel .meltano transform/target transform/logs
