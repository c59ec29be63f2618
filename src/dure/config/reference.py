"""The pages of docs/reference that are written by `dure docs`: who may do what, and commands."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management import load_command_class

SOURCE = Path(__file__).resolve().parents[1]
ROOT = SOURCE.parents[1]
NOTICE = "<!-- Written by `make docs` from the sources. Do not edit. -->\n"
TARGET = re.compile(r"^([a-z-]+):.*## (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Permission:
    topic: str
    rows: str
    name: str
    who: str


def pages(parser: argparse.ArgumentParser) -> dict[Path, Callable[[], str]]:
    reference = ROOT / "docs" / "reference"
    return {
        reference / "access.md": access_page,
        reference / "commands.md": lambda: commands_page(parser),
    }


def write(parser: argparse.ArgumentParser) -> None:
    for path, text in pages(parser).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(), encoding="utf-8")


def outdated(parser: argparse.ArgumentParser) -> list[Path]:
    return [
        path
        for path, text in pages(parser).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text()
    ]


def access_page() -> str:
    lines = [
        NOTICE,
        "# Who may do what\n",
        "Each permission is a set of rows: a method of `access.py` through which pages fetch.",
        "Who has no right gets the answer that there is no such page (404).",
    ]
    topic = ""
    for one in permissions():
        if one.topic != topic:
            topic = one.topic
            lines += ["", f"## {topic}\n", "| rows | permission | who |", "| --- | --- | --- |"]
        lines.append(f"| {one.rows} | `{one.name}` | {one.who} |")
    return "\n".join(lines) + "\n"


def permissions(source: Path = SOURCE) -> Iterator[Permission]:
    for path in sorted(source.rglob("access.py")):
        topic = ".".join(path.parent.relative_to(source).parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                rows = node.name.removesuffix("Access").removesuffix("QuerySet")
                for name, who in _methods(node):
                    yield Permission(topic, rows, name, who)


def _methods(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    said: dict[str, str] = {}
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and _asks_about_a_user(item):
            said[item.name] = _one_line(ast.get_docstring(item) or "")
            yield item.name, said[item.name]
        elif isinstance(item, ast.Assign) and isinstance(item.value, ast.Name):
            for target in item.targets:
                if isinstance(target, ast.Name) and item.value.id in said:
                    yield target.id, said[item.value.id]


def _asks_about_a_user(item: ast.FunctionDef) -> bool:
    names = [argument.arg for argument in (*item.args.args, *item.args.kwonlyargs)]
    return "user" in names and not item.name.startswith("_")


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def commands_page(parser: argparse.ArgumentParser) -> str:
    lines = [NOTICE, "# Commands\n", "## make\n", "| command | what it does |", "| --- | --- |"]
    lines += [f"| `make {name}` | {what} |" for name, what in make_targets()]
    lines += ["", "## .venv/bin/dure\n", "| command | what it does |", "| --- | --- |"]
    lines += [f"| `dure {name}` | {what} |" for name, what in subcommands(parser)]
    lines += ["", "## .venv/bin/dure manage\n", "Beside Django's own:\n"]
    lines += ["| command | what it does |", "| --- | --- |"]
    lines += [f"| `dure manage {name}` | {what} |" for name, what in management_commands()]
    return "\n".join(lines) + "\n"


def make_targets() -> list[tuple[str, str]]:
    return TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))


def subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        for choice in getattr(action, "_choices_actions", []):
            yield choice.dest, choice.help


def management_commands() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.glob("*/management/commands/*.py")):
        if not path.stem.startswith("_"):
            command = load_command_class(f"dure.{path.parents[2].name}", path.stem)
            yield path.stem, _one_line(str(command.help))
