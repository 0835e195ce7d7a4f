"""Workbooks of other programs for tests: .xls by xlwt, .ods by hand, locks by msoffcrypto."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from hashlib import md5

import olefile
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4
from xlwt.CompoundDoc import XlsDoc

STRUCK = xlwt.easyxf("font: struck_out on")
STRUCK_RUN = xlwt.easyfont("struck_out on")
_CONTENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
 ><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>
{tables}</office:spreadsheet></office:body></office:document-content>"""
_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_PLAIN_RECORDS = {0x809, 0x2F, 0x193, 0x195, 0xE1, 0x196, 0x138}
_BOUND_SHEET, _STYLE_RECORD = 0x85, 0xE0
_END_OF_SHEET = 0x0A
_SECTOR = 512
_SMALLEST = 4096
NOISE = bytes(n * n * 2654435761 >> 16 & 0xFF for n in range(5000))


def xls_of(fill: Callable[[xlwt.Workbook, xlwt.Worksheet], object]) -> bytes:
    """Return an .xls whose sheet 事例 was filled by a function."""
    book = xlwt.Workbook(encoding="utf-8")
    fill(book, book.add_sheet("事例"))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def xls_text(text: str) -> bytes:
    return xls_of(lambda _, sheet: sheet.write(0, 0, text))


def with_format_id(data: bytes, old: int, new: int) -> bytes:
    """Return an .xls whose styles name another number format; xlwt cannot name one by its id."""
    changed = bytearray(data)
    for kind, start, _ in _records(data[_SECTOR:]):
        place = _SECTOR + start + 6
        if kind == _STYLE_RECORD and struct.unpack_from("<H", data, place) == (old,):
            struct.pack_into("<H", changed, place, new)
    return bytes(changed)


def ods_of(rows: str, *, styles: str = "", more: str = "", head: str = "", **parts: str) -> bytes:
    """Return an .ods of one table 事例: the XML of its rows, of styles, of what follows it."""
    table = f'<table:table table:name="事例" {head}>{rows}</table:table>{more}'
    content = _CONTENT.format(styles=styles, tables=table)
    named: dict[str, str] = {name.replace("__", "/") + ".xml": xml for name, xml in parts.items()}
    return ods_zip({"content.xml": content.encode()} | {n: x.encode() for n, x in named.items()})


def ods_zip(parts: dict[str, bytes]) -> bytes:
    """Return an .ods of parts, the mimetype first and stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _MIME)
        for name, data in ({"META-INF/manifest.xml": b"<manifest/>"} | parts).items():
            archive.writestr(name, data)
    return out.getvalue()


def ods_cell(text: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def locked(data: bytes, password: str) -> bytes:
    """Return an .xlsx or .ods as Excel locks it.

    At least 4 kB: msoffcrypto fills a smaller one up and cannot open it again.
    """
    assert len(data) > _SMALLEST
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def locked_xls(data: bytes, password: str) -> bytes:
    """Return an .xls under RC4 ([MS-XLS] 2.2.10): what Excel 97 to 2003 write."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    secret = verifier + md5(verifier).digest()
    checked = DocumentRC4.decrypt(password, salt, io.BytesIO(secret), blocksize=64)
    file_pass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + salt + checked.read()
    plain = _with_file_pass(_stream(data), file_pass)
    secret_stream = bytearray(
        DocumentRC4.decrypt(password, salt, io.BytesIO(plain), blocksize=1024).read()
    )
    for kind, start, end in _records(plain):
        secret_stream[start : start + 4] = plain[start : start + 4]
        if kind in _PLAIN_RECORDS:
            secret_stream[start:end] = plain[start:end]
        elif kind == _BOUND_SHEET:
            secret_stream[start : start + 8] = plain[start : start + 8]
    out = io.BytesIO()
    XlsDoc().save(out, bytes(secret_stream))
    return out.getvalue()


def _stream(data: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        return bytes(ole.openstream("Workbook").read())


def _with_file_pass(stream: bytes, file_pass: bytes) -> bytes:
    changed = bytearray(stream)
    first = next(_records(stream))[2]
    for kind, start, _ in _records(stream):
        if kind == _BOUND_SHEET:
            (position,) = struct.unpack_from("<I", stream, start + 4)
            struct.pack_into("<I", changed, start + 4, position + len(file_pass))
    last = max(end for kind, _, end in _records(stream) if kind == _END_OF_SHEET)
    whole = bytes(changed[:first]) + file_pass + bytes(changed[first:last])
    rest = -len(whole) % 4  # what follows is filled up with empty records of four bytes
    return whole + struct.pack("<HH", 0, rest) + bytes(rest)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    position = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        yield kind, position, position + 4 + size
        position += 4 + size
