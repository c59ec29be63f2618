import pytest

from dure.config import cli, reference

ACCESS = '''
class BreadAccess(QuerySet["Bread"]):
    def visible_to(self, user):
        """Everybody
        who | is hungry."""

    def bakeable_by(self, user):
        pass

    auditable_by = visible_to
    table = names = _hidden
    rows["x"] = visible_to

    def _hidden(self):
        """No."""
'''


def test_permissions_are_read_from_the_docstrings(tmp_path):
    topic = tmp_path / "kitchen" / "breads"
    topic.mkdir(parents=True)
    (topic / "access.py").write_text(ACCESS)

    assert [
        (one.topic, one.rows, one.name, one.who) for one in reference.permissions(tmp_path)
    ] == [
        ("kitchen.breads", "Bread", "visible_to", "Everybody who \\| is hungry."),
        ("kitchen.breads", "Bread", "bakeable_by", ""),
        ("kitchen.breads", "Bread", "auditable_by", "Everybody who \\| is hungry."),
    ]


def test_commands_are_read_from_make_and_dure():
    page = reference.commands_page(cli.parser())

    assert "| `make demo` |" in page
    assert "| `dure doctor` | check this installation" in page
    assert "| `dure manage load_gumi` |" in page


def test_docs_are_written_and_checked(monkeypatch, tmp_path, capsys):
    page = tmp_path / "reference" / "page.md"
    monkeypatch.setattr(reference, "pages", lambda parser: {page: lambda: "text"})

    assert cli.main(["docs", "--check"]) == 1
    assert "out of date: make docs" in capsys.readouterr().err
    assert cli.main(["docs"]) == 0
    assert cli.main(["docs", "--check"]) == 0


@pytest.mark.parametrize(
    "one", list(reference.permissions()), ids=lambda one: f"{one.topic}.{one.rows}.{one.name}"
)
def test_every_permission_says_who_has_it(one):
    assert one.who


def test_the_written_pages_are_current():
    assert reference.outdated(cli.parser()) == []
