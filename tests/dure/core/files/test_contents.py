from __future__ import annotations

import pytest

from dure.core.errors import RuleBroken
from dure.core.files import contents, kinds
from dure.core.files.contents import clean_name, inspect

from . import make
from .make import upload

ELF = b"\x7fELF\x02\x01\x01" + bytes(60)


def found(name: str, content: bytes, allowed=kinds.EVERY) -> kinds.Kind:
    return inspect(upload(name, content), name=name, allowed=allowed)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", make.PDF, kinds.PDF),
        ("a.PNG", make.PNG, kinds.PNG),
        ("a.jpeg", make.JPEG, kinds.JPEG),
        ("a.webp", make.WEBP, kinds.WEBP),
        ("a.hwp", make.HWP, kinds.HWP),
        ("a.xlsx", make.workbook(), kinds.XLSX),
        ("a.docx", make.office("wordprocessingml.document"), kinds.DOCX),
        ("a.pptx", make.office("presentationml.presentation"), kinds.PPTX),
        ("a.hwpx", make.package({"mimetype": b"application/hwp+zip"}), kinds.HWPX),
        ("a.ods", make.package({"mimetype": kinds.ODS.content_type.encode()}), kinds.ODS),
        ("a.odt", make.package({"mimetype": kinds.ODT.content_type.encode()}), kinds.ODT),
        ("a.csv", "기관명,전화\n구미금형,054".encode(), kinds.CSV),
        ("a.csv", "기관명,전화\n구미금형,054".encode("cp949"), kinds.CSV),
        ("a.csv", "기관명\t전화\n".encode("utf-16"), kinds.CSV),
        ("a.csv", "\ufeff기관명,전화\n".encode(), kinds.CSV),
        ("a.txt", "안녕하세요.\n".encode(), kinds.TEXT),
        ("a.svg", make.SVG, kinds.SVG),
    ],
)
def test_the_kind_is_found_from_the_content(name, content, kind):
    assert found(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"", "This file is empty"),
        ("a.xlsx", b"MZ\x90\x00" + bytes(60), "This is a program"),
        ("a.xlsx", ELF, "This is a program"),
        ("a.csv", b"#!/bin/sh\nrm -rf /\n", "This is a program"),
        ("a.xlsm", make.macro_workbook(), "holds macros"),
        ("a.xlsx", make.macro_workbook(), "holds macros"),
        ("a.xlsx", make.office("spreadsheetml.sheet", **{"xl/vbaProject.bin": b"x"}), "macros"),
        ("a.xlsx", make.office("spreadsheetml.sheet", **{"xl/macrosheets/a.xml": b"x"}), "macros"),
        ("a.docx", make.office("wordprocessingml.document", **{"x/run.EXE": b"x"}), "a program"),
        ("a.zip", make.package({"a.txt": b"x"}), "This is an archive"),
        ("a.odt", make.package({"mimetype": b"application/zip"}), "This is an archive"),
        ("a.xlsx", make.package({"[Content_Types].xml": b"<Types/>"}), "This is an archive"),
        ("a.xlsx", make.workbook()[:-100], "broken or protected"),
        ("a.xls", make.XLS, "a file of an old Office"),
        ("a.doc", make.OLE, "a file of an old Office"),
        ("a.csv", b"a,b\x00\x01", "cannot be told"),
        ("a.csv", b"\xff\xfea", "cannot be told"),
        ("a.pdf", b"\x81\xff\x00 nothing known", "cannot be told"),
        ("a.html", b"<!DOCTYPE html><script>alert(1)</script>", "Web pages are not taken"),
        ("a.csv", b" \n<html><script>alert(1)</script></html>", "other markup"),
        ("a.svg", b"<svg", "This picture is broken"),
        ("a.png", make.PNG[:8] + b"0" * 90, "This picture is broken"),
        ("a.png", make.PNG[:-20], "This picture is broken"),
        ("a.jpeg", make.JPEG[:12], "This picture is broken"),
        ("a.pdf", b"<html><p>not closed", "Web pages and other markup"),
        ("a.xlsx", make.PDF, "content is PDF, but the name does not end in .pdf"),
        ("a.exe", make.PDF, "does not end in .pdf"),
        ("a.csv", make.workbook(), "content is Excel workbook, but"),
    ],
)
def test_what_is_not_taken_is_refused_with_its_reason(name, content, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        found(name, content)


@pytest.mark.parametrize(
    "drawing",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        '<use href="https://example.com/x.svg#a"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:alert(1)"/>',
        "<foreignObject/>",
        "<image href='https://example.com/spy.png'/>",
        "<style>@import url(https://example.com/x.css)</style>",
        '<path style="fill:url(https://example.com/x)"/>',
        "<animate/>",
    ],
)
def test_a_picture_that_does_more_than_draw_is_refused(drawing):
    picture = f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>'

    with pytest.raises(RuleBroken, match="script or loads"):
        found("a.svg", picture.encode())


def test_a_picture_may_use_its_own_parts():
    own = b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/><use href="#a"/></svg>'

    assert found("a.svg", own) == kinds.SVG


def test_entities_are_refused_before_they_are_read():
    laughs = b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'
    sheet = {"xl/a.xml": b"\xff\xfe" + '<?xml?><!DOCTYPE x [<!ENTITY a "ha">]>'.encode("utf-16-le")}

    with pytest.raises(RuleBroken, match="without a DOCTYPE"):
        found("a.svg", laughs)
    with pytest.raises(RuleBroken, match="not as its program would write"):
        found("a.xlsx", make.office("spreadsheetml.sheet", **sheet))


@pytest.mark.parametrize(
    ("limits", "content"),
    [
        ({"UPLOAD_UNPACKED_BYTES": 999_999}, make.bomb(1_000_000)),
        ({"UPLOAD_BYTES": 99_999}, make.bomb(1_000_000)),
    ],
    ids=["too large", "packed too well"],
)
def test_a_workbook_that_would_burst_is_refused(limits, content, settings):
    for name, limit in limits.items():
        setattr(settings, name, limit)

    with pytest.raises(RuleBroken, match="far too large when it is opened"):
        found("a.xlsx", content)


def test_a_package_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr("dure.core.files.packages.MOST_PARTS", 3)

    with pytest.raises(RuleBroken, match="far too large"):
        found("a.xlsx", make.workbook())


def test_a_file_that_is_too_large_is_told_the_limit(settings):
    settings.UPLOAD_BYTES = 1024

    with pytest.raises(RuleBroken, match=r"has 2.0.KB; the most that is taken is 1.0.KB"):
        found("a.txt", b"x" * 2048)


def test_what_is_allowed_is_named():
    with pytest.raises(RuleBroken, match=r"kind PDF\. Send one of these: Excel workbook, CSV"):
        found("a.pdf", make.PDF, allowed=contents.WORKBOOKS)


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("회원.xlsx", "회원.xlsx"),
        ("\u1112\u116c\u110b\u116f\u11ab.csv", "회원.csv"),  # as macOS sends it
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\kim\\a.pdf", "a.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),  # the letters run backwards
        ("a\r\nb\x00.txt", "ab.txt"),
        ('a"<b>|c?.txt', "a__b__c_.txt"),
        ("  .hidden  ", "hidden"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".xlsx", "x" * 145 + ".xlsx"),
        ("a." + "y" * 300, "a." + "y" * 19),
    ],
)
def test_names_are_cleaned(given, cleaned):
    assert clean_name(given) == cleaned
