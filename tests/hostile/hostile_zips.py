"""Zips that lie, swell, lead outside, or hold the same part twice."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial

from cases import Case, case, mutants, sample

from jusoforms.package import RawMember, write_package
from making import raw_workbook, workbook_of, zip_of

SMALL = workbook_of("| 事例 |")
_MEGABYTE = 1 << 20


def zips() -> Iterator[Case]:
    yield from mutants("zip", "xlsx", sample, cuts=30, flips=50, splices=30)
    yield from _around()
    yield from _fields()
    yield from _names()
    yield from _bombs()


def _around() -> Iterator[Case]:
    empty = zip_of({})
    yield case("empty.xlsx", b"", "F101")
    yield case("empty-zip.xlsx", empty, "F102")
    yield case("folders-only.xlsx", zip_of({"xl/": b"", "_rels/": b""}), "F102")
    yield case("twice.xlsx", lambda: sample() + sample())
    yield case("before.xlsx", lambda: b"MZ" + bytes(4000) + sample())
    yield case("after.xlsx", lambda: sample() + bytes(60_000))
    yield case("far-after.xlsx", lambda: sample() + bytes(200_000))
    yield case("end-marks.xlsx", lambda: sample() + b"PK\5\6" * 50_000, slow=True)
    yield case("central-marks.xlsx", lambda: sample() + b"PK\1\2" * 400_000, "F111")
    yield case("local-marks.xlsx", lambda: b"PK\3\4" * 100_000)
    yield case("one-entry-100000-times.xlsx", lambda: _repeated_directory(100_000))
    yield case("65536-entries.xlsx", lambda: _many_entries(65_536), "F111", slow=True)
    yield case("3000-entries.xlsx", lambda: _many_entries(3_000), "F111")
    yield case("sparse-70-mb.xlsx", lambda: sample() + bytes(70 * _MEGABYTE), "F111", slow=True)
    yield case("sparse-1-gb.xlsx", lambda: b"PK\3\4" + bytes(1 << 30), "F111", slow=True)


def _fields() -> Iterator[Case]:
    """Every field of the first headers of each kind, with numbers that lie."""
    central = {"flags": (8, "<H"), "method": (10, "<H"), "crc": (16, "<I"), "packed": (20, "<I"),
               "size": (24, "<I"), "name": (28, "<H"), "extra": (30, "<H"), "comment": (32, "<H"),
               "disk": (34, "<H"), "offset": (42, "<I")}  # fmt: skip
    end = {"disk": (4, "<H"), "count": (10, "<H"), "length": (12, "<I"), "start": (16, "<I"),
           "comment": (20, "<H")}  # fmt: skip
    local = {"packed": (18, "<I"), "name": (26, "<H"), "extra": (28, "<H")}
    for kind, mark, fields in (
        ("central", b"PK\1\2", central), ("end", b"PK\5\6", end), ("local", b"PK\3\4", local),
    ):  # fmt: skip
        for field, (place, layout) in fields.items():
            for number in (0, 1, 0xFFFF if layout == "<H" else 0xFFFFFFFF, 0x7FFF):
                make = partial(_with_field, mark, place, layout, number)
                yield case(f"{kind}-{field}-{number}.xlsx", make)


def _names() -> Iterator[Case]:
    outside = ("../evil.xml", "/etc/x.xml", "C:/x.xml", "xl/../../x.xml", "..\\..\\x.xml", "\\\\host\\x.xml",
               "%2e%2e/x.xml", "a\nb.xml", "a\x1bb.xml", "x" * 300, "file:///etc/passwd")  # fmt: skip
    for n, name in enumerate(outside):
        yield case(f"outside-{n}.xlsx", partial(raw_workbook, "", extra={name: b"x"}), "F113")
    for n, name in enumerate(("XL/WORKBOOK.XML", "xl/w%6Frkbook.xml", "xl\\workbook.xml")):
        yield case(f"same-part-{n}.xlsx", partial(raw_workbook, "", extra={name: b"<x/>"}), "F113")
    yield case("same-name.xlsx", _same_name, "F113")
    yield case("overlap.xlsx", _overlapping)


def _bombs() -> Iterator[Case]:
    parts = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels",
             "[Content_Types].xml")  # fmt: skip
    for part in parts:
        for size in (20, 300):
            make = partial(_bomb, part, size * _MEGABYTE)
            yield case(f"bomb-{size}-{part.replace('/', '_')}.xlsx", make, slow=size > 20)
    yield case("bomb-strings.xlsx", partial(_strings_bomb, 15 * _MEGABYTE), slow=True)
    yield case(
        "bomb-strings-ratio.xlsx", partial(_strings_bomb, 200 * _MEGABYTE), "F111", slow=True
    )
    yield case("bomb-pictures.xlsx", _pictures, slow=True)
    yield case("bomb-nested.xlsx", _nested)
    yield case("bomb-quine.xlsx", partial(_member, zipfile.ZIP_DEFLATED, b"\x00" * 10))
    yield case("stored-lies.xlsx", partial(_member, zipfile.ZIP_STORED, b"x", size=1 << 31))
    yield case("bzip2.xlsx", partial(_compressed, zipfile.ZIP_BZIP2), "F113")
    yield case("lzma.xlsx", partial(_compressed, zipfile.ZIP_LZMA), "F113")
    yield case("method-99.xlsx", partial(_member, 99, b"x"))
    yield case("gzip.xlsx", gzip.compress(SMALL), "F102")


def _with_field(mark: bytes, place: int, layout: str, number: int) -> bytes:
    changed = bytearray(SMALL)
    struct.pack_into(layout, changed, changed.index(mark) + place, number)
    return bytes(changed)


def _repeated_directory(times: int) -> bytes:
    start = SMALL.index(b"PK\1\2")
    end = SMALL.index(b"PK\1\2", start + 1)
    return SMALL[:start] + SMALL[start:end] * times + SMALL[start:]


def _many_entries(count: int) -> bytes:
    return zip_of({f"{n}.xml": b"" for n in range(count)})


def _same_name() -> bytes:
    data = raw_workbook("", extra={"xl/aorkbook.xml": b"<x/>"})
    return data.replace(b"xl/aorkbook.xml", b"xl/workbook.xml")


def _overlapping() -> bytes:
    """Return two directory entries for one member, as the better zip bombs have it."""
    changed = bytearray(SMALL)
    first = changed.index(b"PK\1\2")
    second = changed.index(b"PK\1\2", first + 1)
    changed[second + 42 : second + 46] = changed[first + 42 : first + 46]
    return bytes(changed)


def _bomb(part: str, size: int) -> bytes:
    return raw_workbook("", extra={part: b"<x>" + b" " * size + b"</x>"})


def _strings_bomb(size: int) -> bytes:
    text = b"<sst><si><t>" + b"a" * size + b"</t></si></sst>"
    return raw_workbook("", strings_xml="<si/>", extra={"xl/sharedStrings.xml": text})


def _pictures() -> bytes:
    noise = zlib.compress(bytes(range(256)) * 300, 0) * 60
    return raw_workbook("", extra={f"xl/media/{n}.png": noise[n:] for n in range(60)})


def _nested() -> bytes:
    data = zip_of({"a.xml": bytes(10 * _MEGABYTE)})
    for _ in range(6):
        data = zip_of({f"{n}.zip": data for n in range(10)})
    return data


def _member(method: int, data: bytes, size: int = 10) -> bytes:
    member = RawMember(data, method, zlib.crc32(data), size)
    return write_package([("_rels/.rels", member)])


def _compressed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive, zipfile.ZipFile(io.BytesIO(SMALL)) as small:
        for name in small.namelist():
            archive.writestr(name, small.read(name))
    return out.getvalue()
