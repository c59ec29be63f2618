"""The Korean catalogues: one per app, extracted, merged, compiled and checked in Python alone.

``update`` collects the sentences of every app and keeps what is translated already,
``compile`` writes what Django reads (``.mo``, never committed), ``check`` complains.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
LOCALE = "ko"
PLURALS = "nplurals=1; plural=0;"
HEADER = f"""msgid ""
msgstr ""
"Language: {LOCALE}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {PLURALS}\\n"

"""
GUESTS = {"core": ["config"]}  # settings have no catalogue of their own: core carries theirs
SKIPPED = {"migrations", "static", "locale", "__pycache__"}
TEMPLATES = {".html", ".txt", ".svg"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_now": None,  # gettext, where _ is gettext_lazy
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)|%[sd](?!\w)|\{(\w*)\}")
UNSAID = {  # one word for one deed: docs/glossary.md
    "더하기": "추가, 등록",
    "고치기": "수정",
    "지우기": "삭제",
    "끝내기": "종료",
    "맡기기": "지정",
    "위촉": "지정",
    "꼬리표": "태그",
    "편지": "메일",
    "전자우편": "메일, 이메일",
    "Excel": "엑셀",
}

Key = tuple[str, str | None]


@dataclass(frozen=True)
class App:
    name: str
    folder: Path

    @property
    def catalogue(self) -> Path:
        return self.folder / "locale" / LOCALE / "LC_MESSAGES" / "django.po"

    @property
    def compiled(self) -> Path:
        return self.catalogue.with_suffix(".mo")

    def sources(self) -> Iterator[Path]:
        for folder in [self.folder, *(self.folder.parent / g for g in GUESTS.get(self.name, ()))]:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and not SKIPPED & set(path.relative_to(folder).parts):
                    yield path


def apps(source: Path = SOURCE) -> list[App]:
    return [App(folder.name, folder) for folder in sorted(source.iterdir()) if _is_app(folder)]


def _is_app(folder: Path) -> bool:
    return (folder / "apps.py").is_file()


def extracted(app: App) -> Catalog:
    """Every sentence of the app's modules and templates, with the files that say it."""
    found = Catalog(locale=LOCALE)
    for path in app.sources():
        name = path.relative_to(app.folder.parent).as_posix()
        for message, comments, context in _sentences(path):
            found.add(
                message,
                locations=[(name, 0)],
                auto_comments=comments,
                context=context,
            )
    for entry in found:
        entry.locations = sorted(set(entry.locations))
    return found


def _sentences(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    if path.suffix == ".py":
        code = path.read_text(encoding="utf-8")
    elif path.suffix in TEMPLATES:
        template = path.read_text(encoding="utf-8")
        code = f"({templatize(template, origin=str(path))}\n)"  # brackets: indents mean nothing
    else:
        return
    for _line, message, comments, context in extract(
        "python", io.BytesIO(code.encode()), KEYWORDS, ["Translators"], strip_comment_tags=True
    ):
        yield message, comments, context


def read(app: App) -> Catalog:
    if not app.catalogue.is_file():
        return Catalog(locale=LOCALE)
    with app.catalogue.open("rb") as file:
        return read_po(file, locale=LOCALE)


def update(chosen: Iterable[App], *, prune: bool = False) -> None:
    """Bring the catalogues to what the sources say.

    Translations stay; those of sentences that are gone wait at the end as ``#~`` until they
    are pruned; a new sentence that another app has translated takes that translation.
    """
    elsewhere = _translated_anywhere()
    for app in chosen:
        new, old = extracted(app), read(app)
        kept = _translations(old) | _obsolete_translations(old)
        for entry in _entries(new):
            known = kept.get(_key(entry)) or elsewhere.get(_key(entry))
            if known is not None:
                _take(entry, known)
            before = old.get(entry.id, entry.context)
            if before is not None and before.fuzzy:
                entry.flags.add("fuzzy")
        if not prune:
            _keep_obsolete(new, old)
        if list(_entries(new)) or new.obsolete:
            _write(app, new)
        else:
            app.catalogue.unlink(missing_ok=True)


def _translated_anywhere() -> dict[Key, Message]:
    found: dict[Key, Message] = {}
    for app in apps():
        for key, entry in _translations(read(app)).items():
            found.setdefault(key, entry)
    return found


def _keep_obsolete(new: Catalog, old: Catalog) -> None:
    present = {_key(entry) for entry in _entries(new)}
    for entry in [*_entries(old), *old.obsolete.values()]:
        if _key(entry) not in present and _is_translated(entry):
            entry.locations = []
            new.obsolete[old._key_for(entry.id, entry.context)] = entry  # noqa: SLF001


def _write(app: App, catalogue: Catalog) -> None:
    text = io.BytesIO()
    write_po(text, catalogue, width=99, omit_header=True, sort_by_file=True, include_lineno=False)
    written = HEADER.encode() + text.getvalue().lstrip().rstrip(b"\n") + b"\n"
    if not app.catalogue.is_file() or app.catalogue.read_bytes() != written:
        _replace(app.catalogue, written)


def compile_all() -> list[App]:
    """Write the ``.mo`` files that are older than their catalogue; say which."""
    written = []
    for app in apps():
        if not app.catalogue.is_file():
            app.compiled.unlink(missing_ok=True)
        elif _is_stale(app):
            content = io.BytesIO()
            write_mo(content, read(app))
            _replace(app.compiled, content.getvalue())
            written.append(app)
    return written


def _is_stale(app: App) -> bool:
    newest = app.catalogue.stat().st_mtime_ns
    return not app.compiled.is_file() or app.compiled.stat().st_mtime_ns <= newest


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all: another process may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    os.replace(file.name, path)  # noqa: PTH105


def complaints() -> list[str]:
    """What is wrong with the catalogues: a sentence each, nothing when all is well."""
    found: list[str] = []
    said: dict[Key, tuple[str, Message]] = {}
    for app in apps():
        needed = {_key(entry): entry for entry in _entries(extracted(app))}
        present = {_key(entry): entry for entry in _entries(read(app))}
        found += [f"{app.name}: missing: {_show(key)}" for key in needed if key not in present]
        found += [
            f"{app.name}: no longer said: {_show(key)}" for key in present if key not in needed
        ]
        for key, entry in present.items():
            found += [f"{app.name}: {why}: {_show(key)}" for why in _faults(entry)]
            first, other = said.setdefault(key, (app.name, entry))
            if other.string != entry.string:
                found.append(f"{app.name}: translated otherwise in {first}: {_show(key)}")
    return found


def _faults(entry: Message) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    if not _is_translated(entry):
        yield "not translated"
        return
    said = _placeholders(_forms(entry.id)[-1])
    for form in _forms(entry.string):
        if _placeholders(form) != said:
            yield "placeholders differ"
        for word, better in UNSAID.items():
            if word in form:
                yield f"says {word}, not {better}"


def _placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def _entries(catalogue: Catalog) -> Iterator[Message]:
    return (entry for entry in catalogue if entry.id)


def _key(entry: Message) -> Key:
    return _forms(entry.id)[0], entry.context


def _forms(text: str | Iterable[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def _show(key: Key) -> str:
    return repr(key[0]) + (f" ({key[1]})" if key[1] else "")


def _is_translated(entry: Message) -> bool:
    return bool(entry.string) and all(_forms(entry.string))


def _translations(catalogue: Catalog) -> dict[Key, Message]:
    return {_key(entry): entry for entry in _entries(catalogue) if _is_translated(entry)}


def _obsolete_translations(catalogue: Catalog) -> dict[Key, Message]:
    return {_key(e): e for e in catalogue.obsolete.values() if _is_translated(e)}


def _take(entry: Message, known: Message) -> None:
    """A plural sentence in Korean has one form, so a translation fits either."""
    form = _forms(known.string)[0]
    entry.string = form if isinstance(entry.id, str) else (form,)
