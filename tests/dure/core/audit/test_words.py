"""Whatever is recorded can be told in a sentence."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from django.utils import translation

from dure.core.audit import words

SOURCE = Path(words.__file__).resolve().parents[2]
DEED = re.compile(r"[a-z]+\.[a-z_]+")


def strings(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def recorded(tree: ast.AST) -> set[str]:
    """What is handed to ``audit.record`` as it stands."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return {
        call.args[0].value
        for call in calls
        if getattr(call.func, "attr", "").startswith("record")
        and isinstance(call.args[0], ast.Constant)
        and DEED.fullmatch(str(call.args[0].value))
    }


def deeds() -> set[str]:
    """Those, and whatever else in the actions is named like a deed to a known thing."""
    things = {name.partition(".")[0] for name in words.vocabulary().sentences}
    found = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= recorded(tree)
        if path.name == "actions.py":
            named = {text for text in strings(tree) if DEED.fullmatch(text)}
            found |= {text for text in named if text.partition(".")[0] in things}
    return found


def test_every_deed_has_a_sentence():
    missing = deeds() - set(words.vocabulary().sentences)

    assert not missing, "say it in the app's deeds.py"


def test_every_sentence_is_of_a_deed():
    told = {name for name in words.vocabulary().sentences if not name.startswith("user.")}

    assert told <= deeds(), "nobody does this any more"


def test_every_sentence_is_translated():
    with translation.override("ko"):
        english = [
            name
            for name, sentence in words.vocabulary().sentences.items()
            if str(sentence).isascii()
        ]

    assert english == []
