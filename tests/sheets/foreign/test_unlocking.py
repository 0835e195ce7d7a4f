"""Locked workbooks: opened in the child's memory, or returned with the remedy."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from foreignmaking import NOISE, locked, locked_xls, xls_text

from jusoforms.package import PackageFault
from jusoforms.sheets.grid import Workbook
from jusoforms.sheets.opening import open_workbook
from making import raw_workbook, texts, zip_of

SECRET = "ひみつ-9f3a"
BOOK = raw_workbook(
    '<sheetData><row><c t="str"><v>田中</v></c></row></sheetData>', extra={"a.bin": NOISE}
)


def opened(data: bytes, *passwords: str) -> Workbook:
    return open_workbook(data, "a.xlsx", lambda: passwords)


def fault_of(data: bytes, *passwords: str) -> str:
    with pytest.raises(PackageFault) as caught:
        opened(data, *passwords)
    assert SECRET not in repr(caught.value) + repr(caught.value.problem)
    return caught.value.problem.code


@pytest.mark.parametrize(
    "data", [locked(BOOK, SECRET), locked_xls(xls_text("田中"), SECRET)], ids=["xlsx", "xls"]
)
class TestLocked:
    def test_it_is_read_with_the_password_that_fits(self, data: bytes) -> None:
        book = opened(data, "違う", SECRET)
        assert texts(book.sheets[0]) == {"A1": "田中"}
        assert "F142" in [problem.code for problem in book.remarks]

    def test_without_a_password_it_comes_back_with_the_remedy(self, data: bytes) -> None:
        assert fault_of(data) == "F104"

    def test_where_none_fits_that_is_said(self, data: bytes) -> None:
        assert fault_of(data, "違う", SECRET[1:]) == "F138"


@pytest.mark.parametrize(
    "data",
    [locked(BOOK, "VelvetSweatshop"), locked_xls(xls_text("田中"), "VelvetSweatshop")],
    ids=["xlsx", "xls"],
)
def test_a_book_that_is_only_write_protected_needs_no_password(data: bytes) -> None:
    book = opened(data)
    assert texts(book.sheets[0]) == {"A1": "田中"}
    assert "F142" not in [problem.code for problem in book.remarks]


def test_passwords_are_asked_for_only_where_a_file_is_locked() -> None:
    def never() -> tuple[str, ...]:
        raise AssertionError

    assert open_workbook(BOOK, "a.xlsx", never)


def test_what_was_locked_is_known_by_its_content() -> None:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    binary = zip_of({"[Content_Types].xml": types, "xl/workbook.bin": NOISE})
    assert fault_of(locked(binary, SECRET), SECRET) in {"F112", "F130"}


def test_a_damaged_lock_is_told() -> None:
    data = bytearray(locked(BOOK, SECRET))
    place = data.index(b"<encryption")
    data[place : place + 60] = bytes(60)
    assert fault_of(bytes(data), SECRET) == "F140"


STRACE = shutil.which("strace")


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_opened_bytes_never_touch_a_disk(tmp_path: Path) -> None:
    for name, data in {"a.xlsx": locked(BOOK, SECRET), "a.xls": locked_xls(xls_text("田中"), SECRET)}.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    script = (
        "import sys; from pathlib import Path; from jusoforms.sheets.opening import open_workbook\n"
        "for name in ('a.xlsx', 'a.xls'):\n"
        f"    open_workbook(Path(name).read_bytes(), name, lambda: ('{SECRET}',))\n"
        "print('read')"
    )
    log = tmp_path / "log"
    words = [str(STRACE), "-f", "-qq", "-o", str(log), "-e", "trace=open,openat,creat,memfd_create"]
    run = subprocess.run(
        [*words, sys.executable, "-B", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert run.stdout == "read\n"
    written = [
        line
        for line in log.read_text(errors="replace").splitlines()
        if "O_WRONLY" in line or "O_RDWR" in line or "O_CREAT" in line
    ]
    assert all("/dev/null" in line for line in written), written
