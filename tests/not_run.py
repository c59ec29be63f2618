"""A test whose tools the machine lacks is not run, and the end of the output says so.

With ``DURE_REQUIRE_ALL`` in the environment, as in CI, that is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from dure.config import machine

Need = tuple[machine.Part, Callable[[], bool]]
NEEDS: dict[str, Need] = {
    "browser": (machine.BROWSER, machine.has_browser),
    "libpango": (machine.LIBPANGO, machine.has_libpango),
    "typeface": (machine.TYPE_FACE, machine.has_type_face),
}
DATABASES = {"postgresql": "is about PostgreSQL alone", "sqlite": "is about SQLite alone"}
SENTENCES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--not-run-file", help="where to write what was not run, a line each")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SENTENCES] = []
    for marker, (part, _) in NEEDS.items():
        config.addinivalue_line("markers", f"{marker}: needs {part.name}")
    for marker, meaning in DATABASES.items():
        config.addinivalue_line("markers", f"{marker}: {meaning}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    _leave_to_the_other_database(config, items)
    for marker, (part, is_there) in NEEDS.items():
        concerned = [item for item in items if item.get_closest_marker(marker)]
        if concerned and not is_there():
            sentence = not_run(part, len(concerned))
            config.stash[SENTENCES].append(sentence)
            for item in concerned:
                item.add_marker(pytest.mark.skip(reason=sentence))


def _leave_to_the_other_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2].replace("sqlite3", "sqlite")
    (other,) = set(DATABASES) - {here}
    others = [item for item in items if item.get_closest_marker(other)]
    if others:
        items[:] = [item for item in items if item not in others]
        config.hook.pytest_deselected(items=others)


def not_run(part: machine.Part, number: int | None = None) -> str:
    tests = "" if number is None else f" ({number} {'test' if number == 1 else 'tests'})"
    return f"{part.use}{tests}: {part.name} is missing; install it with: {part.install}"


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    sentences = config.stash[SENTENCES]
    if sentences:
        terminalreporter.section("not run on this machine")
        for sentence in sentences:
            terminalreporter.line(sentence)
    file = config.getoption("--not-run-file")
    if file:
        Path(file).write_text("".join(f"{line}\n" for line in sentences), encoding="utf-8")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    required = os.environ.get("DURE_REQUIRE_ALL")
    if required and session.config.stash[SENTENCES] and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
