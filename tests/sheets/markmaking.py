"""A person's workbook to be marked, with much in it that must survive; and problems to mark."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from jusoforms.package import Package, write_package
from jusoforms.problems import Problem, Severity

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(not SOFFICE, reason="LibreOffice saves the file anew")


def problem(
    cell: str = "B2",
    severity: Severity = Severity.ERROR,
    *,
    sheet: str = "事例",
    message: str = "「令和6年13月」は日付として読めません。",
    label: str = "時期",
    candidates: tuple[str, ...] = (),
) -> Problem:
    return Problem(
        code="S199",
        severity=severity,
        sheet=sheet,
        cell=cell,
        label=label,
        message=message,
        cause="13 月はありません。",
        remedy="正しい月を書いてください。",
        candidates=candidates,
    )


def persons_book() -> bytes:
    """A workbook with a note, a rule, names, a protected sheet, merged cells, a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "事例"
    sheet["A1"], sheet["B2"], sheet["B4"], sheet["D6"] = "見出し", "令和6年13月", "本文", "末尾"
    sheet["A9"] = 13
    sheet.merge_cells("B4:D4")
    sheet["D6"].comment = Comment("人のメモです。\n二行目。", "佐藤")
    pink = PatternFill("solid", bgColor="FFFF99CC")
    sheet.conditional_formatting.add(
        "A1:B9",
        FormulaRule(  # type: ignore[no-untyped-call]
            ["LEN($A1)>0"], fill=pink, font=Font(b=True), stopIfTrue=True
        ),
    )
    book.defined_names["人の名前"] = DefinedName("人の名前", attr_text="'事例'!$B$2")
    sheet.print_area = "A1:F20"
    other = book.create_sheet("保護 's")
    other["A1"] = "鍵"
    other.protection.sheet = True
    other.protection.password = "x"
    book.create_sheet("裏").sheet_state = "hidden"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def parts(data: bytes) -> dict[str, bytes]:
    package = Package(data)
    return {name: package.read(name) for name in package.names}


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return the package with one part changed, as a tool would that changes nothing else."""
    package = Package(data)
    changed = change(package.read(name).decode()).encode()
    return write_package((n, changed if n == name else package.raw(n)) for n in package.names)


def with_bytes(data: bytes, name: str, content: bytes) -> bytes:
    package = Package(data)
    return write_package((n, content if n == name else package.raw(n)) for n in package.names)


def notes(data: bytes, sheet: str = "事例") -> dict[str, str]:
    cells = (cell for row in opened(data)[sheet] for cell in row if cell.comment)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def rules(data: bytes, sheet: str = "事例") -> list[tuple[str, str, int]]:
    """Where, formula and priority of every rule, the one that wins first."""
    found = [
        (str(block.sqref), rule.formula[0], rule.priority)
        for block in opened(data)[sheet].conditional_formatting
        for rule in block.rules
    ]
    return sorted(found, key=lambda rule: rule[2])


def by_openpyxl(data: bytes, folder: Path) -> bytes:
    return saved(opened(data))


def by_libreoffice(data: bytes, folder: Path) -> bytes:
    return _converted(data)


@cache
def _converted(data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = folder / "book.xlsx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        target = ["--outdir", str(folder / "again"), str(source)]
        command = [SOFFICE or "", profile, "--headless", "--convert-to", "xlsx", *target]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        return (folder / "again" / "book.xlsx").read_bytes()


SAVED_BY = [
    by_openpyxl,
    pytest.param(by_libreoffice, marks=[needs_office, pytest.mark.heavy]),
]
