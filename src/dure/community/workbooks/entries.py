"""From the lines under a heading to entries: what each row says about one member."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dure.core.clock import today

from . import cells, words
from .headings import Field
from .problems import Problem
from .sheets import Cell, Line

TOTALS = {"합계", "총계", "소계", "계", "총합계", "누계", "total", "sum", "subtotal", "grandtotal"}
NOTES = ("※", "*", "주)", "주 :", "주:", "비고:", "비고 :", "자료:", "자료 :", "note:", "source:")
ALL_TOLD = re.compile(r"총(회원|회원수|인원)?[\d,]+(개사|개업체|개기관|개|명|인|곳|건)?")
ENDS = {"이하여백", "이하빈칸", "이상", "끝", "이상끝"}
DITTO = {"〃", "″", "”", '"', "''", "상동", "위와같음"}
COUNT = re.compile(r"\(?\s*[\d,.]+\s*[^\d\s]{0,3}")  # 3, 1,200, 3개사, (3명)
IDENTIFYING = (
    *(Field.NUMBER, Field.ADDRESS, Field.TELEPHONE, Field.WEBSITE),
    *(Field.CEO, Field.PERSON, Field.MOBILE, Field.EMAIL, Field.NAME_EN),
)
LEAST_DIGITS = 8  # of what is a number of somebody, not of how many
SHOWN = 60
MOST_LETTERS = {
    Field.NAME: 120,
    Field.NAME_EN: 160,
    Field.ADDRESS: 240,
    Field.CEO: 80,
    Field.PERSON: 80,
    Field.TITLE: 80,
    Field.GROUP: 120,
    Field.INDUSTRY: 160,
}
LOOKED_UP = (Field.GROUP, Field.INDUSTRY)
READ: dict[str, Callable[[Cell], str]] = {
    Field.NUMBER: cells.business_number,
    Field.KIND: words.kind,
    Field.TELEPHONE: cells.telephone,
    Field.WEBSITE: cells.website,
    Field.SIZE: words.size,
    Field.JOINED: lambda cell: cells.day(cell).isoformat(),
    Field.LEFT: words.left_on,
    Field.MOBILE: cells.telephone,
    Field.EMAIL: cells.email,
}


@dataclass
class Entry:
    """What one row says. ``values`` has only fields that are filled."""

    number: int
    raw: dict[str, str] = field(default_factory=dict)  # as it was typed
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_hidden: bool = False

    @property
    def is_wrong(self) -> bool:
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True)
class LeftOut:
    """A row that was taken for no member's."""

    number: int
    why: str  # total, note, heading
    text: str


@dataclass
class Table:
    entries: list[Entry]
    left_out: dict[str, int]  # why, and how many rows
    rows_left_out: list[LeftOut]  # those that are not blank


def table(lines: Sequence[Line], *, heading: int, columns: Mapping[int, str]) -> Table:
    """Every row under the heading that is a member's, and how many were something else."""
    left_out: dict[str, int] = {}
    rows_left_out = []
    entries = []
    above: dict[str, Cell] = {}
    title = next((line for line in lines if line.number == heading), None)
    for line in lines:
        if line.number <= heading:
            continue
        if why := _left_out(line, title, columns):
            left_out[why] = left_out.get(why, 0) + 1
            if why != "blank":
                rows_left_out.append(LeftOut(line.number, why, _shown(line)))
            continue
        if line.is_hidden:
            left_out["hidden"] = left_out.get("hidden", 0) + 1
        raw = {name: _above(line.cell(column), above.get(name)) for column, name in columns.items()}
        above = raw
        entries.append(entry(raw, number=line.number, is_hidden=line.is_hidden))
    return Table(entries, left_out, rows_left_out)


def entry(raw: Mapping[str, Cell], *, number: int, is_hidden: bool = False) -> Entry:
    made = Entry(number, is_hidden=is_hidden)
    for name, cell in raw.items():
        said = cells.text(cell)
        if name == Field.STANDING:
            _read_standing(made, said)
            continue
        if said:
            made.raw[name] = said
        if said and said not in ("-", "없음", "해당없음", "N/A", "n/a"):
            _read(made, name, cell, said)
    if Field.NAME not in made.values:
        made.problems.append(Problem("name.missing"))
    else:
        made.values.setdefault(Field.KIND, words.kind_of_name(made.values[Field.NAME]))
    _sort_telephones(made.values)
    _check_leaving(made)
    return made


def _read(made: Entry, name: str, cell: Cell, said: str) -> None:
    most = MOST_LETTERS.get(Field(name), len(said))
    if len(said) > most:
        made.problems.append(Problem(_too_long(name, most), f"{said[:20]}…"))
    try:
        made.values[name] = READ[name](cell) if name in READ else said[:most].strip()
    except cells.Doubtful as doubt:
        left = name == Field.KIND and words.has_left(said)
        made.problems.append(Problem("left.undated" if left else str(doubt), said[:60]))


def _read_standing(made: Entry, said: str) -> None:
    """A remark is not kept, unless it says that the member has left."""
    if words.has_left(said):
        made.raw[Field.STANDING] = said[:SHOWN]
        made.problems.append(Problem("left.undated", said[:SHOWN]))


def _check_leaving(made: Entry) -> None:
    """A day settles what words left open; it lies behind us and after the joining."""
    if not made.values.get(Field.LEFT):
        made.values.pop(Field.LEFT, None)
        return
    made.problems = [problem for problem in made.problems if problem.code != "left.undated"]
    left, joined = made.values[Field.LEFT], made.values.get(Field.JOINED, "")
    if left > today().isoformat():
        made.problems.append(Problem("left.future", left))
    elif joined and left < joined:
        made.problems.append(Problem("left.early", left))


def _too_long(name: str, most: int) -> str:
    """What is only looked up may be cut off; what is recorded must not lose its end unseen."""
    if name == Field.NAME:
        return "name.long"
    return "text.long" if name in LOOKED_UP else f"text.long.{most}"


def _sort_telephones(values: dict[str, str]) -> None:
    """A mobile telephone under '연락처' is the contact person's."""
    said = values.get(Field.TELEPHONE, "")
    if said.startswith("01") and (Field.PERSON in values or Field.CEO in values):
        values.setdefault(Field.MOBILE, said)
        if values[Field.MOBILE] == said:
            del values[Field.TELEPHONE]


def _left_out(line: Line, title: Line | None, columns: Mapping[int, str]) -> str:
    mapped = {column: cells.text(line.cell(column)) for column in columns}
    filled = [said for c, said in mapped.items() if said and columns[c] != Field.STANDING]
    if not filled:
        return "blank"
    if title and all(said == cells.text(title.cell(c)) for c, said in mapped.items() if said):
        return "heading"
    first = next(said for said in map(cells.text, line.cells) if said)
    if (_is_total(first) or _is_total(filled[0])) and not _identifies(mapped, columns):
        return "total"
    if len(filled) == 1 and _letters(first) in ENDS:
        return "note"
    if len(filled) == 1 and (first.casefold().startswith(NOTES) or len(first) > SHOWN):
        return "note"
    return ""


def _above(cell: Cell, above: Cell) -> Cell:
    """What a ditto mark stands for."""
    return above if isinstance(cell, str) and "".join(cell.split()) in DITTO else cell


def _shown(line: Line) -> str:
    """What the row says, short."""
    said = " ".join(filter(None, map(cells.text, line.cells)))
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"


def _is_total(said: str) -> bool:
    """'합 계 (3개사)' is; '(주)SUM', '㈜계' and '@SUM(A1)' are names."""
    bare = unicodedata.normalize("NFKC", said).casefold()
    bare = re.sub(r"[(\[]([^)\]]*)[)\]]\s*$", _without_count, bare).strip("*※<>[]-= :")
    bare = _letters(bare)
    return bare in TOTALS or ALL_TOLD.fullmatch(bare) is not None


def _letters(said: str) -> str:
    return re.sub(r"[\s\-.~<>-]", "", said)


def _without_count(found: re.Match[str]) -> str:
    return " " if COUNT.match(found[1]) or found[1].startswith("단위") else found[0]


def _identifies(mapped: Mapping[int, str], columns: Mapping[int, str]) -> bool:
    """Whether a cell says who somebody is, and not how many they are."""
    told = (said for column, said in mapped.items() if columns[column] in IDENTIFYING)
    return any(_tells_who(said) for said in told)


def _tells_who(said: str) -> bool:
    if not any(char.isalnum() for char in said) or said.startswith("=") or _is_total(said):
        return False
    is_count = COUNT.fullmatch(said.rstrip(") "))
    return not is_count or len(cells.digits(said)) >= LEAST_DIGITS
