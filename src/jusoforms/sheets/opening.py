"""A dropped file's bytes -> its workbook, whatever program, year or lock they come from.

What a file is, its content decides; its name only helps to say what it is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from jusoforms.package import DEFAULT_LIMITS, Package, PackageFault, fault
from jusoforms.problems import Problem
from jusoforms.problems import files as say_file
from jusoforms.problems import foreign as say
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.foreign import Kind, read_foreign, unlock
from jusoforms.sheets.forms import may_be_filled
from jusoforms.sheets.grid import Workbook

__all__ = ["SUFFIXES", "Passwords", "no_passwords", "open_workbook"]

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"})
"""Names that a workbook may have."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = tuple(
    f"{name}\0".encode("utf-16-le")
    for stream in ("Workbook", "Book")
    for name in (stream, stream.upper(), stream.lower())
)
_BARE_BOOKS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
"""First records of a workbook without a container: Excel 2 to 5."""
_SPREADSHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_HEAD = 256
_BINARY_PART = b"xl/workbook.bin"
_DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 Excel's own, for books that are only write-protected

Passwords = Callable[[], tuple[str, ...]]
"""Called only for a locked file; raises :class:`PackageFault` where they cannot be read."""


def no_passwords() -> tuple[str, ...]:
    """Return no password: locked files come back with the remedy."""
    return ()


def open_workbook(
    data: bytes, name: str, passwords: Passwords = no_passwords, package: Package | None = None
) -> Workbook:
    """Return the workbook that a file named so holds.

    ``package`` are its parts, where somebody has opened them before. Raises
    :class:`PackageFault`, whose ``problem`` says in Japanese what a person can do.
    """
    try:
        return _opened(data, passwords, package)
    except PackageFault as found:
        suffix = PurePath(name).suffix
        if found.problem.code == say_file.NOT_A_WORKBOOK.code and suffix.lower() not in SUFFIXES:
            raise fault(say_file.OTHER_KIND, suffix=suffix) from None
        raise


def _opened(data: bytes, passwords: Passwords, package: Package | None) -> Workbook:
    if len(data) > DEFAULT_LIMITS.file:
        raise fault(say_file.TOO_LARGE, what="ファイル")
    if data.startswith(_OLE) and _LOCKED in data:
        return _unlocked(data, passwords)
    try:
        return _plain(data, package)
    except PackageFault as found:
        if found.problem.code != say_file.ENCRYPTED.code or not data.startswith(_OLE):
            raise
    return _unlocked(data, passwords)


def _plain(data: bytes, package: Package | None = None) -> Workbook:
    if data.startswith(_BARE_BOOKS) or (
        data.startswith(_OLE) and any(book in data for book in _OLD_BOOKS)
    ):
        return read_foreign(data, Kind.XLS)
    if _SPREADSHEET in data[:_HEAD]:
        return read_foreign(data, Kind.ODS)
    try:
        return read_workbook(package or data, may_be_filled)
    except PackageFault as found:
        if found.problem.code == say_file.NOT_A_WORKBOOK.code and _BINARY_PART in data:
            raise fault(say.BINARY_WORKBOOK) from None
        raise


def _unlocked(data: bytes, passwords: Passwords) -> Workbook:
    opened = unlock(data, (_DEFAULT_PASSWORD,))
    if opened:
        return _plain(opened)
    known = passwords()
    if not known:
        raise fault(say_file.ENCRYPTED)
    opened = unlock(data, known)
    if not opened:
        raise fault(say.NO_PASSWORD_FITS)
    book = _plain(opened)
    told: tuple[Problem, ...] = (*book.remarks, say.UNLOCKED.at())
    return replace(book, remarks=told)
