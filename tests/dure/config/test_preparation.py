import pytest

from dure.config import preparation


@pytest.fixture
def site(tmp_path, settings):
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("a {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    return source


def test_static_files_are_collected_when_one_changes_and_only_then(site, tmp_path, monkeypatch):
    preparation.collect_static()
    collected = tmp_path / "static" / "page.css"
    assert collected.read_text() == "a {}"

    collected.write_text("left alone")
    preparation.collect_static()
    assert collected.read_text() == "left alone"

    (site / "page.css").write_text("b { color: red }")
    preparation.collect_static()
    assert collected.read_text() == "b { color: red }"


def test_a_folder_that_may_not_be_written_to_is_named(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path / "var"
    preparation.require_folder()
    database = settings.VAR / "dure.sqlite3"
    database.touch()
    monkeypatch.setattr(preparation.os, "access", lambda path, mode: path != database)

    with pytest.raises(PermissionError) as refusal:
        preparation.require_folder()

    assert refusal.value.filename == str(database)
