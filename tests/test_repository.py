"""What must hold of the repository as a whole."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
GONE = {"utils.py", "helpers.py", "common.py", "managers.py", "signals.py", "mixins.py"}
MACHINE = re.compile(r"(?<![\w.])/(?:root|home/\w+|work|tmp/dure|opt/wheels|opt/pypi|Users/\w+)\b")
REGISTRY = re.compile(
    r'"resolved"|--(?:extra-)?index-url|--find-links|pypi\.org/simple|registry\.npmjs\.org'
)
UNTRIMMED = re.compile(
    r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}[^{%]*\n.*?{%\s*endblocktrans", re.DOTALL
)
INLINE = re.compile(r"\sstyle=|<style|\son\w+=\"|<script(?![^>]*\bsrc=)")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PARTS = ["## Context", "## Decision", "## What we pay"]
PARTS_OF_THE_PROGRAMME = sorted((ROOT / "src" / "dure").glob("*/apps.py"))


def tracked() -> list[Path]:
    """What git keeps; in a copy without git, what git would not ignore as far as we know."""
    listed = subprocess.run(
        [shutil.which("git") or "git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / line for line in listed.stdout.splitlines()]
    else:
        paths = [p for p in ROOT.rglob("*") if not {".venv", "node_modules", "var"} & set(p.parts)]
    return sorted(path for path in paths if path.is_file())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


TRACKED = tracked()
MODULES = [
    path
    for path in TRACKED
    if path.suffix == ".py" and name(path).startswith("src/") and "migrations" not in path.parts
]
TEMPLATES = [p for p in TRACKED if "templates" in p.parts and p.suffix == ".html"]
DOCUMENTS = [path for path in TRACKED if path.suffix == ".md"]
DECISIONS = [p for p in DOCUMENTS if p.parent.name == "decisions" and p.stem[:4].isdigit()]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def lines(path: Path) -> int:
    return len(text(path).splitlines())


def test_a_module_fits_in_one_reading():
    assert [name(path) for path in MODULES if lines(path) > 300] == []


def test_a_template_fits_on_a_screen():
    assert [name(path) for path in TEMPLATES if lines(path) > 80] == []


def test_templates_trim_their_sentences():
    """Without ``trimmed`` a sentence over several lines carries the indents of its template."""
    assert [name(path) for path in TEMPLATES if UNTRIMMED.search(text(path))] == []


def test_templates_carry_no_style_and_no_script():
    """The content policy would refuse them. Letters and PDF files bring their own styles."""
    pages = [
        path for path in TEMPLATES if not {"letters", "mail", "document.html"} & set(path.parts)
    ]
    assert [name(path) for path in pages if INLINE.search(text(path))] == []


def test_no_module_is_named_after_nothing():
    assert [name(path) for path in MODULES if path.name in GONE] == []


@pytest.mark.django_db
def test_no_model_change_waits_for_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", PARTS_OF_THE_PROGRAMME, ids=lambda path: path.parent.name)
def test_every_model_is_found_by_django(app):
    """A topic's model that its app's models.py forgot to import would have no table."""
    label = app.parent.name
    known = {model.__name__ for model in apps.get_app_config(label).get_models()}
    for path in app.parent.glob("*/models.py"):
        for node in ast.parse(text(path)).body:
            if isinstance(node, ast.ClassDef) and _is_table(node):
                assert node.name in known, f"{name(path)}: {node.name}"


def _is_table(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base) for base in node.bases}
    abstract = any("abstract = True" in ast.unparse(item) for item in node.body)
    return bool(bases & {"models.Model", "Dated", "Timestamped"}) and not abstract


def test_nothing_names_a_machine_or_a_registry():
    assert [name(path) for path in TRACKED if _tells(path)] == []


def _tells(path: Path) -> bool:
    if path == Path(__file__) or b"\0" in path.read_bytes()[:8000]:
        return False
    said = path.read_bytes().decode("utf-8", "replace")
    return bool(MACHINE.search(said) or REGISTRY.search(said))


def test_links_of_documents_lead_somewhere():
    dead = [
        f"{name(path)}: {link}"
        for path in DOCUMENTS
        for link in LINK.findall(text(path))
        if not re.match(r"[a-z]+:|#", link)
        and not (path.parent / link.partition("#")[0]).resolve().exists()
    ]
    assert dead == []


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_has_its_three_parts_and_fits_a_page(path):
    said = text(path)

    assert said.startswith("# ")
    assert [part for part in PARTS if f"\n{part}\n" in said] == PARTS
    assert lines(path) <= 60


def test_decisions_have_numbers_of_their_own():
    numbers = [path.stem[:4] for path in DECISIONS]

    assert len(numbers) == len(set(numbers))
    assert numbers[:10] == [f"{number:04}" for number in range(1, 11)]


@pytest.mark.parametrize("lock", ["run.in", "dev.in"])
def test_every_dependency_says_what_it_is_for(lock):
    for line in text(ROOT / "requirements" / lock).splitlines():
        if line and not line.startswith(("#", "-c", "pytest", "ruff", "mypy")):
            assert " # " in line or line.startswith(("types-", "django-stubs")), line


def test_every_dependency_is_locked():
    for lock in ("run", "dev"):
        asked = {_requirement(line) for line in text(ROOT / f"requirements/{lock}.in").splitlines()}
        pinned = {_requirement(li) for li in text(ROOT / f"requirements/{lock}.txt").splitlines()}
        assert asked - {""} <= pinned


def _requirement(line: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+(?=[\[<>=!~\s]|$)", line)
    return found.group(0).lower().replace("_", "-") if found and not line.startswith("-") else ""
