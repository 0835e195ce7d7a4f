"""The same for .xls, .ods, .xlsb and locked files; files that are no workbook at all."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from cases import Case, case, mutants, sample

sys.path.insert(0, str(Path(__file__).parents[1] / "sheets" / "foreign"))

from foreignmaking import NOISE, locked, locked_xls, ods_cell, ods_of, ods_row, ods_zip, xls_of

from making import raw_workbook, zip_of

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
BROKEN_OF_OTHERS = ("OOM_alloc3.xls", "too_small.xls", "issue_666_panic.xlsb", "pass_protected.ods",
                    "pass_protected.xlsb", "pass_protected.xlsx", "issue_385.xls", "issue_594_dos.ods",
                    "ptgexp-truncated-operand.xls", "issue_174.xlsx")  # fmt: skip


@cache
def xls() -> bytes:
    def fill(book: object, sheet: object) -> None:
        for row in range(40):
            for column in range(8):
                sheet.write(row, column, f"事例 {row} の {column}")  # type: ignore[attr-defined]
        sheet.write_merge(50, 52, 0, 4, "結合")  # type: ignore[attr-defined]

    return xls_of(fill)


@cache
def ods() -> bytes:
    return ods_of(
        "".join(ods_row(*(ods_cell(f"事例 {r} {c}") for c in range(8))) for r in range(40))
    )


@cache
def locked_sample() -> bytes:
    return locked(sample(), "ひみつ")


def foreign() -> Iterator[Case]:
    yield from mutants("xls", "xls", xls, cuts=15, flips=30, splices=15)
    yield from mutants("ods", "ods", ods, cuts=10, flips=15, splices=10)
    yield from mutants("locked", "xlsx", locked_sample, cuts=8, flips=15, splices=8)
    yield from _old()
    yield from _open_document()
    yield from _locks()
    yield from _others()
    for name in BROKEN_OF_OTHERS:
        for path in sorted(CORPORA.rglob(name)):
            yield case(f"corpus-{name}", path.read_bytes)


def _old() -> Iterator[Case]:
    for kind in (0x85, 0xFC, 0xE5, 0x0208, 0xFD, 0x7D, 0x41E, 0xE0, 0x31, 0x18, 0x06, 0xBE, 0xEC):
        for name, body in _BODIES.items():
            yield case(f"record-{kind:03x}-{name}.xls", partial(_with_record, kind, body), slow=len(body) > 99)  # fmt: skip
    for n, place in enumerate((30, 44, 48, 60, 68, 76)):
        for number in (0, 1, 0xFFFFFFFE, 0x7FFFFFFF):
            yield case(f"container-{n}-{number}.xls", partial(_patched, place, number))
    yield case("fat-loop.xls", _fat_loop)
    yield case("folder-loop.xls", _folder_loop)
    yield case("bare-biff2.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00\x0a\x00\x00\x00")
    yield case("bare-biff4.xls", b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00\x0a\x00\x00\x00")
    yield case(
        "bare-biff5.xls", b"\x09\x08\x08\x00\x00\x05\x05\x00\x00\x00\x00\x00\x0a\x00\x00\x00"
    )
    yield case("bare-noise.xls", b"\x09\x08\x10\x00" + NOISE)
    yield case("names-only.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook\0".encode("utf-16-le") * 99)  # fmt: skip
    yield case("words.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument\0".encode("utf-16-le"), "F106")  # fmt: skip


_BODIES = {"empty": b"", "ff": b"\xff" * 20, "long": b"\xff" * 8_000, "zeros": bytes(30)}


def _open_document() -> Iterator[Case]:
    cell, many = ods_cell("a"), "table:number-columns-repeated"
    rows = {
        "repeat-cells": ods_row(ods_cell("a", f'{many}="16384"'), attributes='table:number-rows-repeated="1048576"'),
        "repeat-blank": ods_row(f'<table:table-cell {many}="16384"/>', attributes='table:number-rows-repeated="1048576"') + ods_row(cell),
        "repeat-blank-edge": ods_row(f'<table:table-cell {many}="16383"/>', attributes='table:number-rows-repeated="1048575"') + ods_row(f'<table:table-cell {many}="16383"/>', cell),
        "repeat-text": ods_row(ods_cell("あ" * 30_000, f'{many}="1000"')),
        "repeat-merged": ods_row(ods_cell("a", f'{many}="16384" table:number-columns-spanned="9"'), attributes='table:number-rows-repeated="99999"'),
        "merged-all": ods_row(ods_cell("a", 'table:number-columns-spanned="16384" table:number-rows-spanned="1048576"')),
        "merged-more": ods_row(ods_cell("a", 'table:number-columns-spanned="9999999" table:number-rows-spanned="9999999"')),
        "blanks": ods_row('<table:table-cell office:value-type="string"><text:p>' + '<text:s text:c="99999999"/>' * 500 + "</text:p></table:table-cell>"),
        "hidden": ods_row(cell, attributes='table:visibility="collapse" table:number-rows-repeated="1048576"'),
        "columns": '<table:table-column table:visibility="collapse" table:number-columns-repeated="16384"/>' * 50_000,
        "nested": "<table:table-row-group>" * 200 + ods_row(cell) + "</table:table-row-group>" * 200,
        "spans": ods_row('<table:table-cell office:value-type="string"><text:p>' + "<text:span>" * 200 + "a" + "</text:span>" * 200 + "</text:p></table:table-cell>"),
        "many": ods_row(*[cell] * 100) * 600,
        "table-in-cell": ods_row('<table:table-cell office:value-type="string"><text:p>a</text:p><table:table table:name="x">' + ods_row(cell) + "</table:table></table:table-cell>"),
    }  # fmt: skip
    for name, inside in rows.items():
        yield case(f"ods-{name}.ods", partial(ods_of, inside), slow=len(inside) > 1_000_000)
    for n, value in enumerate(("", "x", "nan", "inf", "1e999", "-1", "9" * 5000, "１")):
        cells = "".join(
            f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"><text:p>1</text:p></table:table-cell>'
            for kind, attribute in (("float", "value"), ("date", "date-value"), ("time", "time-value"), ("boolean", "boolean-value"), ("what", "value"))
        )  # fmt: skip
        yield case(f"ods-value-{n}.ods", ods_of(ods_row(cells)))
        yield case(f"ods-repeat-{n}.ods", ods_of(ods_row(ods_cell("a", f'{many}="{value}"'))))
    parts: dict[str, dict[str, bytes]] = {
        "nothing": {}, "another": {"content.xml": b"<x/>"}, "doctype": {"content.xml": b"<!DOCTYPE x><x/>"},
        "garbage": {"content.xml": NOISE}, "bomb": {"content.xml": b"<x>" + b" " * (60 << 20) + b"</x>"},
        "styles-bomb": {"content.xml": b"<x/>", "styles.xml": bytes(100 << 20)},
        "outside": {"content.xml": b"<x/>", "../x": b""},
    }  # fmt: skip
    for name, found in parts.items():
        yield case(f"ods-part-{name}.ods", partial(ods_zip, found), slow="bomb" in name)
    circle = "".join(f'<style:style style:name="s{n}" style:family="table-cell" style:parent-style-name="s{(n + 1) % 5000}"/>' for n in range(5000))  # fmt: skip
    yield case("ods-circle-of-styles.ods", lambda: ods_of(ods_row(cell), styles=circle), slow=True)


def _locks() -> Iterator[Case]:
    changes: dict[str, Callable[[bytes], bytes]] = {
        "spin": lambda d: d.replace(b'spinCount="100000" ', b'spinCount="9999999"'),
        "spin-far": lambda d: d.replace(b'spinCount="100000"', b'spinCount="-99999"'),
        "bits": lambda d: d.replace(b'keyBits="256"', b'keyBits="999"'),
        "hash": lambda d: d.replace(b'"SHA512"', b'"MD5512"'),
        "block": lambda d: d.replace(b'blockSize="16"', b'blockSize="00"'),
        "salt": lambda d: d.replace(b'saltValue="', b'saltValue="!!', 1),
        "xml": lambda d: d.replace(b"<?xml version", b"<!xml version"),
        "entities": lambda d: d.replace(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', b'<!DOCTYPE x [<!ENTITY a "aa">]><!--                -->'),
        "no-info": lambda d: d.replace("EncryptionInfo".encode("utf-16-le"), "EncryptionInfx".encode("utf-16-le")),
        "extensible": lambda d: d.replace(b"\x04\x00\x04\x00\x40\x00\x00\x00", b"\x04\x00\x03\x00\x40\x00\x00\x00"),
    }  # fmt: skip
    for name, change in changes.items():
        yield case(f"lock-{name}.xlsx", lambda change=change: change(locked_sample()))  # type: ignore[misc]
    yield case("lock-known.xlsx", lambda: locked(sample(), "VelvetSweatshop"))
    yield case("lock-bomb.xlsx", lambda: locked(raw_workbook("", extra={"xl/workbook.xml": b" " * (90 << 20)}), "VelvetSweatshop"), slow=True)  # fmt: skip
    yield case("lock-xls.xls", lambda: locked_xls(xls(), "ひみつ"), "F104")
    yield case("lock-xls-known.xls", lambda: locked_xls(xls(), "VelvetSweatshop"))


def _others() -> Iterator[Case]:
    heads = {
        "pdf": b"%PDF-1.7\n", "png": b"\x89PNG\r\n\x1a\n", "exe": b"MZ", "rtf": rb"{\rtf1", "7z": b"7z\xbc\xaf\x27\x1c",
        "csv": "事例,1\r\n".encode("cp932"), "txt": "事例".encode(), "gz": b"\x1f\x8b", "eml": b"From: a",
        "nul": bytes(100), "ff": b"\xff" * 100, "utf-16": "事例".encode("utf-16"),
    }  # fmt: skip
    for suffix, head in heads.items():
        yield case(f"other.{suffix}", head + NOISE, "F106")
        yield case(f"other-{suffix}.xlsx", head + NOISE, "F102")
    page = b"<html><table><tr><td>a</td></tr></table></html>"
    book = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'  # fmt: skip
    yield case("page.xls", page, "F102")
    yield case("book-2003.xls", book, "F102")
    yield case("letter.docx", lambda: zip_of({"word/document.xml": b"<document/>", "_rels/.rels": b'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'}), "F106")  # fmt: skip
    yield case("binary.xlsb", lambda: zip_of({"xl/workbook.bin": NOISE, "_rels/.rels": b'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'}), "F130")  # fmt: skip
    for path in sorted(CORPORA.rglob("*.xlsb"))[:3]:
        yield case(f"corpus-{path.name}", path.read_bytes)


def _with_record(kind: int, body: bytes) -> bytes:
    """Return the .xls with the first record of a kind overwritten, or one laid over the second."""
    changed = bytearray(xls())
    position = 512
    places: list[int] = []
    while position + 4 <= len(changed):
        found, size = struct.unpack_from("<HH", changed, position)
        places.append(position)
        if found == kind:
            break
        position += 4 + size
    else:
        position = places[1]
    laid = struct.pack("<HH", kind, len(body)) + body
    changed[position : position + len(laid)] = laid
    return bytes(changed)


def _patched(place: int, number: int) -> bytes:
    changed = bytearray(xls())
    struct.pack_into("<I", changed, place, number)
    return bytes(changed)


def _fat_loop() -> bytes:
    changed = bytearray(xls())
    (sector,) = struct.unpack_from("<I", changed, 76)
    table = 512 + sector * 512
    for n in range(100):
        struct.pack_into("<I", changed, table + 4 * n, n + 1 if n < 20 else 0)
    return bytes(changed)


def _folder_loop() -> bytes:
    changed = bytearray(xls())
    (sector,) = struct.unpack_from("<I", changed, 48)
    for n in range(4):
        struct.pack_into("<III", changed, 512 + sector * 512 + 128 * n + 68, 1, 1, 1)
    return bytes(changed)
