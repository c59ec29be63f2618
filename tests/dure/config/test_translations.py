from pathlib import Path

import pytest

from dure.config import translations

MODEL = """from django.utils.translation import gettext_lazy as _, ngettext, pgettext
NAME = _("Mould")
def said(n):
    return ngettext("%(n)d firm", "%(n)d firms", n) % {"n": n}
MAY = pgettext("month", "May")
"""
TEMPLATE = """{% load i18n %}
    <h1>{% translate "Firms &amp; groups" %}</h1>
  <p title="{% translate "Rate in %" %}">{{ _("Inline")|upper }} (a bracket
   {% blocktranslate trimmed count n=total with who=person.name %}
     {{ who }} has
     one firm
   {% plural %}
     {{ who }} has {{ n }} firms
   {% endblocktranslate %}
  {% include "x.html" with title=_("Handed on") %}</p>
{% blocktranslate trimmed context "greeting" %} Good
day {% endblocktranslate %}
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    folder = tmp_path / "community"
    (folder / "templates/community").mkdir(parents=True)
    (folder / "apps.py").write_text("")
    (folder / "models.py").write_text(MODEL)
    (folder / "py.typed").write_text("_('Not a sentence')")
    (folder / "templates/community/page.html").write_text(TEMPLATE)
    (tmp_path / "config").mkdir()
    (tmp_path / "config/settings.py").write_text('_("Site")')
    monkeypatch.setattr(translations, "SOURCE", tmp_path)
    monkeypatch.setattr(translations.apps, "__defaults__", (tmp_path,))
    return tmp_path


def catalogue(source: Path) -> Path:
    return source / "community/locale/ko/LC_MESSAGES/django.po"


def translate(source: Path, sentence: str, korean: str) -> None:
    path = catalogue(source)
    before = path.read_text(encoding="utf-8")
    after = before.replace(
        f'msgid "{sentence}"\nmsgstr ""', f'msgid "{sentence}"\nmsgstr "{korean}"'
    )
    assert after != before
    path.write_text(after, encoding="utf-8")


def add_app(source: Path, name: str, code: str) -> None:
    (source / name).mkdir()
    (source / name / "apps.py").write_text("")
    (source / name / "models.py").write_text(code)


def test_update_finds_sentences_plurals_and_contexts_in_code_and_templates(source):
    translations.update(translations.apps())

    (app,) = translations.apps()
    found = {(entry.id, entry.context) for entry in translations.read(app) if entry.id}
    assert found == {
        ("Mould", None),
        (("%(n)d firm", "%(n)d firms"), None),
        ("May", "month"),
        ("Firms &amp; groups", None),
        ("Rate in %%", None),
        ("Inline", None),
        (("%(who)s has one firm", "%(who)s has %(n)s firms"), None),
        ("Handed on", None),
        ("Good day", "greeting"),
    }


def test_update_keeps_translations_and_changes_nothing_the_second_time(source):
    translations.update(translations.apps())
    translate(source, "Mould", "금형")
    translations.update(translations.apps())
    once = catalogue(source).read_text(encoding="utf-8")

    translations.update(translations.apps())

    assert 'msgstr "금형"' in once
    assert catalogue(source).read_text(encoding="utf-8") == once


def test_update_keeps_the_translation_of_a_sentence_that_is_gone_until_pruned(source):
    translations.update(translations.apps())
    translate(source, "Mould", "금형")
    model = source / "community/models.py"
    model.write_text("")
    translations.update(translations.apps())
    assert '#~ msgid "Mould"' in catalogue(source).read_text(encoding="utf-8")

    model.write_text(MODEL)
    translations.update(translations.apps())
    assert '\nmsgid "Mould"\nmsgstr "금형"' in catalogue(source).read_text(encoding="utf-8")

    model.write_text("")
    translations.update(translations.apps(), prune=True)
    assert "Mould" not in catalogue(source).read_text(encoding="utf-8")


def test_update_takes_a_translation_from_another_app(source):
    translations.update(translations.apps())
    translate(source, "Mould", "금형")
    add_app(source, "desk", '_("Mould")')

    translations.update(translations.apps())

    assert "금형" in (source / "desk/locale/ko/LC_MESSAGES/django.po").read_text(encoding="utf-8")


def test_settings_sentences_go_to_the_catalogue_of_core(source):
    add_app(source, "core", "")

    translations.update(translations.apps())

    assert "Site" in (source / "core/locale/ko/LC_MESSAGES/django.po").read_text(encoding="utf-8")


def test_compile_writes_what_is_stale_and_removes_what_has_no_catalogue(source):
    translations.update(translations.apps())
    (app,) = translations.apps()

    assert translations.compile_all() == [app]
    assert translations.compile_all() == []
    app.catalogue.unlink()
    assert translations.compile_all() == []
    assert not app.compiled.exists()


def test_check_is_content_with_a_complete_catalogue(source):
    translations.update(translations.apps())
    path = catalogue(source)
    lines = path.read_text(encoding="utf-8").splitlines()
    said = ""
    for at, line in enumerate(lines):
        said = line.partition('"')[2][:-1] if line.startswith("msgid") else said
        if line.startswith("msgstr") and said:
            lines[at] = f'{line[:-2]}"{said}"'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert translations.complaints() == []


def test_check_names_each_fault(source):
    add_app(source, "desk", '_("Mould"); _("New")')
    translations.update(translations.apps())
    translate(source, "Mould", "금형")
    translate(source, "Inline", "%(n)s")
    path = catalogue(source)
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Handed on"', '#, fuzzy\nmsgid "Handed on"')
    path.write_text(text + '\nmsgid "Old"\nmsgstr "옛"\n', encoding="utf-8")
    other = source / "desk/locale/ko/LC_MESSAGES/django.po"
    other.write_text(translations.HEADER + 'msgid "Mould"\nmsgstr "주형"\n', encoding="utf-8")

    found = translations.complaints()

    assert "desk: missing: 'New'" in found
    assert "community: no longer said: 'Old'" in found
    assert "community: fuzzy: 'Handed on'" in found
    assert "community: not translated: 'May' (month)" in found
    assert "community: placeholders differ: 'Inline'" in found
    assert "desk: translated otherwise in community: 'Mould'" in found


def test_check_refuses_a_word_for_which_there_is_another(source):
    translations.update(translations.apps())
    translate(source, "Inline", "기관 더하기")

    assert "community: says 더하기, not 추가, 등록: 'Inline'" in translations.complaints()


def test_update_leaves_a_fuzzy_mark(source):
    translations.update(translations.apps())
    path = catalogue(source)
    text = path.read_text(encoding="utf-8").replace('msgid "Inline"', '#, fuzzy\nmsgid "Inline"')
    path.write_text(text, encoding="utf-8")

    translations.update(translations.apps())

    assert '#, fuzzy\nmsgid "Inline"' in path.read_text(encoding="utf-8")


def test_an_app_that_says_nothing_has_no_catalogue(source):
    add_app(source, "desk", "")

    translations.update(translations.apps())

    assert not (source / "desk/locale/ko/LC_MESSAGES/django.po").exists()
