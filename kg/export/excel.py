"""An Excel workbook (.xlsx) that is safe to open: sheets Nodes, Edges, Claims, Documents and About.

In: Records. Out: a file. Needs XlsxWriter, which is an extra.

Every text is written as text: never as a formula, a number or a link, however it begins; a cell that would be a formula if somebody edited
it bears Excel's mark of text (the apostrophe). Links are http and https addresses that were checked. Texts are cut where Excel has no room
for them, and sheets go on in a next one; the sheet About says so.

>>> fitted("a" * 40_000)[-6:], fitted("short")
('… [cut', 'short')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kg.atomic import atomic_path
from kg.errors import UsageError
from kg.export.tabular import SHEETS, Column, rows
from kg.html.addresses import web_address
from kg.html.look import STATUSES
from kg.literals import fit
from kg.model import Records
from kg.source_date import source_date

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL, ROWS, LINKS, ADDRESS = 32_767, 1_048_576, 65_530, 2_079
"""Excel's limits: UTF-16 units of a cell, rows of a sheet with its head, links of a sheet, characters of a link."""
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 (XlsxWriter wants one without a zone, and writes it as UTC)
"""When the file says that it was made, where SOURCE_DATE_EPOCH does not: the same records give the same bytes."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

_CUT = "… [cut"
_WIDTHS = {"number": 11, "integer": 10, "list": 32, "text": 18}
_WIDE = {
    "sentence": 70, "sentences": 40, "title": 45, "name": 32, "subject_name": 26, "object_name": 26, "url": 40, "about": 32, "aliases": 45,
}  # fmt: skip


@dataclass(slots=True)
class _Looks:
    """Formats of cells: plain, marked as text, link, head, and one a status."""

    plain: Format
    marked: Format
    link: Format
    head: Format
    statuses: dict[str, Format]


@dataclass(slots=True)
class _Tally:
    """What the sheet About tells: rows by sheet, statuses of claims, and how many cells were cut."""

    rows: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    cut: int = 0
    further: list[str] = field(default_factory=list)


def write(records: Records, path: Path) -> None:
    """Writes the workbook, row by row.

    Raises:
        UsageError: XlsxWriter is not installed, SOURCE_DATE_EPOCH is no time, or as atomic_path.
    """
    write_workbook(records, path)


def write_workbook(records: Records, path: Path, *, most_rows: int = ROWS) -> None:
    """As `write`; `most_rows` of a sheet, its head among them."""
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError
    except ImportError:
        raise UsageError("--to excel: needs XlsxWriter, which is not installed; pip install 'actorgraph[excel]'") from None
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "max_url_length": ADDRESS,
    }  # fmt: skip
    # After an error XlsxWriter leaves the files in which rows wait, open, and tries again to end an archive for which there was no room.
    with atomic_path(path) as temporary, TemporaryDirectory(prefix="actorgraph-") as waiting:
        made = Path(waiting) / "graph.xlsx"
        book = xlsxwriter.Workbook(str(made), options | {"tmpdir": waiting})
        try:
            book.set_properties({"title": "Who did what to whom", "author": "Actorgraph", "created": _made()})
            looks, tally = _looks(book), _Tally()
            for name, sheet in SHEETS.items():
                _fill(book, name.title(), sheet.columns, rows(records, name), looks=looks, tally=tally, most_rows=most_rows)
            _about(book.add_worksheet("About"), looks, tally)
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        finally:
            for written in book.worksheets():
                written.fh.close()
        with made.open("rb") as content, temporary.open("wb") as file:
            copyfileobj(content, file)


def fitted(text: str) -> str:
    """Text that a cell can hold: what XML cannot hold is U+FFFD, lines end in LF, and what is too long is cut, with a word that says so."""
    shown = text if text.isprintable() else fit(text).replace("\r\n", "\n").replace("\r", "\n")
    if len(shown) <= CELL // 2:
        return shown
    units = shown.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL:
        return shown
    return units[: 2 * (CELL - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _fill(
    book: Workbook,
    title: str,
    columns: Sequence[Column],
    found: Iterator[tuple[object, ...]],
    *,
    looks: _Looks,
    tally: _Tally,
    most_rows: int,
) -> None:
    """One table, in as many sheets as it takes."""
    number, more = 1, next(found, None)
    place_of_status = next((place for place, column in enumerate(columns) if column.name == "status"), 0)
    while number == 1 or more is not None:
        name = title if number == 1 else f"{title} {number}"
        sheet = book.add_worksheet(name)
        if number > 1:
            tally.further.append(name)
        _head(sheet, columns, looks)
        row, links = 1, 0
        while more is not None and row < most_rows:
            links += _row(sheet, row, columns, more, looks=looks, tally=tally, links=links)
            tally.rows[title] += 1
            if title == "Claims":
                tally.statuses[str(more[place_of_status])] += 1
            row, more = row + 1, next(found, None)
        sheet.autofilter(0, 0, max(row - 1, 1), len(columns) - 1)
        number += 1


def _head(sheet: Worksheet, columns: Sequence[Column], looks: _Looks) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDE.get(column.name, _WIDTHS[column.kind]))
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, looks.head)


def _row(
    sheet: Worksheet, row: int, columns: Sequence[Column], values: Sequence[object], *, looks: _Looks, tally: _Tally, links: int
) -> int:
    """Writes a row; how many links it has."""
    made = 0
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        if value is None or value in ("", ()):
            continue
        if isinstance(value, int | float):
            sheet.write_number(row, place, value, looks.plain)
            continue
        whole = "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)
        text = fitted(whole)
        tally.cut += text.endswith(_CUT) and not whole.endswith(_CUT)
        address = web_address(text) if column.name == "url" and links + made < LINKS and len(text) <= ADDRESS else None
        # write_url gives back what was wrong, and writes nothing, where it has no room for a link: then it is a text.
        if address and sheet.write_url(row, place, address, looks.link, address) == 0:
            made += 1
            continue
        look = looks.statuses.get(text, looks.plain) if column.name == "status" else looks.plain
        sheet.write_string(row, place, text, looks.marked if text.startswith(FORMULA) else look)
    return made


def _about(sheet: Worksheet, looks: _Looks, tally: _Tally) -> None:
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 2, 100)
    lines: list[tuple[str, str, str]] = [("What this is", "", "A graph of who did what to whom, read from documents by Actorgraph.")]
    lines += [("", "", "A claim is what a document says. Only claims of status 'fact' are stated as having happened; none is checked.")]
    lines += [("Rows", title, f"{count:,}") for title, count in tally.rows.items()]
    lines += [("Claims by status", look.name, f"{tally.statuses[look.name]:,}: {look.meaning}") for look in STATUSES]
    lines += [("Several values", "", "A cell that holds several has one a line.")]
    if tally.cut:
        lines += [("Cut", "", f"{tally.cut:,} cells end with '{_CUT}': Excel has room for {CELL:,} characters. CSV and Parquet have all.")]
    if tally.further:
        lines += [("Further sheets", "", f"Excel has room for {ROWS:,} rows; the rest stands in: {', '.join(tally.further)}.")]
    lines += [(name.title(), column.name, column.meaning) for name, sheet_ in SHEETS.items() for column in sheet_.columns]
    for row, line in enumerate(lines):
        for place, text in enumerate(line):
            sheet.write_string(row, place, text, looks.head if place == 0 and text else looks.plain)


def _looks(book: Workbook) -> _Looks:
    cell = {"valign": "top", "text_wrap": True}
    return _Looks(
        plain=book.add_format(cell),
        marked=book.add_format({**cell, "quote_prefix": True}),
        link=book.add_format({**cell, "font_color": "#0a5fa6", "underline": 1}),
        head=book.add_format({"bold": True, "valign": "top", "bottom": 1}),
        statuses={look.name: book.add_format({**cell, "font_color": look.light, "bold": look.name != "fact"}) for look in STATUSES},
    )


def _made() -> datetime:
    stated = source_date()
    return datetime.fromisoformat(stated).replace(tzinfo=None) if stated else MADE
