"""The workbooks of the tests are the same bytes in every second."""

from __future__ import annotations

import io
import zipfile

from dure.community.workbooks import layout

from . import workbooks


def test_a_workbook_knows_no_time():
    content = workbooks.members(2)

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in parts.read("docProps/core.xml")
    assert content == workbooks.members(2)
    assert len(layout.look(content).table.entries) == 2
