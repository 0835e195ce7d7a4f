"""Zips that lie, swell, or were cut: always a PackageFault with its Japanese problem."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusoforms.package import Limits, Package, PackageFault, RawMember, write_package
from making import zip_of

SAMPLE = (Path(__file__).resolve().parents[2] / "samples" / "事例1.xlsx").read_bytes()
SMALL = write_package(
    [("a.xml", b"<a>" + bytes(range(32, 60)) * 9 + b"</a>"), ("b/c.bin", b"x" * 40)]
)


def fault_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(PackageFault) as caught:
        Package(data, limits or Limits()).check()
    problem = caught.value.problem
    assert problem.message.endswith("。")
    assert problem.remedy
    return problem.code


def patched(data: bytes, mark: bytes, offset: int, layout: str, value: int) -> bytes:
    """Return the zip with a field of the first header of a kind changed."""
    changed = bytearray(data)
    struct.pack_into(layout, changed, data.index(mark) + offset, value)
    return bytes(changed)


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_file_cut_anywhere_is_incomplete(tenth: int) -> None:
    assert fault_of(SAMPLE[: len(SAMPLE) * tenth // 10]) == "F103"


@given(st.integers(0, len(SMALL) - 1))
def test_every_shorter_file_is_refused(length: int) -> None:
    fault_of(SMALL[:length])


def test_every_flipped_bit_is_found_or_harmless() -> None:
    parts = {name: Package(SMALL).read(name) for name in Package(SMALL).names}
    for bit in range(len(SMALL) * 8):
        changed = bytearray(SMALL)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            package = Package(bytes(changed))
            found = {name: package.read(name) for name in package.names}
        except PackageFault:
            continue
        assert found == parts, f"bit {bit}"


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_after_the_mark_of_a_zip_are_refused(rest: bytes) -> None:
    fault_of(b"PK\3\4" + rest)


@settings(max_examples=200)
@given(st.data())
def test_pieces_of_a_zip_in_any_order_never_break_out(data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(SMALL)), min_size=1, max_size=6)))
    pieces = [SMALL[a:b] for a, b in zip([0, *cuts], [*cuts, len(SMALL)], strict=True)]
    mixed = b"".join(data.draw(st.permutations(pieces)))
    try:
        Package(mixed).check()
    except PackageFault:
        return
    assert set(Package(mixed).names) <= {"a.xml", "b/c.bin"}


def test_an_empty_file_says_so() -> None:
    assert fault_of(b"") == "F101"


@pytest.mark.parametrize("data", [b"a,b\r\n", b"%PDF-1.7", b"<html>", "事例".encode("cp932")])
def test_another_kind_of_file_says_so(data: bytes) -> None:
    assert fault_of(data) == "F102"


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("EncryptedPackage", "F104"),
        ("Workbook", "F105"),
        ("Book", "F105"),
        ("WordDocument", "F102"),
    ],
)
def test_an_old_container_is_told_by_its_streams(stream: str, code: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(64)
    assert fault_of(data) == code


def test_an_encrypted_entry_says_so() -> None:
    assert fault_of(patched(SMALL, b"PK\1\2", 8, "<H", 1)) == "F104"


def test_a_flat_bomb_is_stopped_while_inflating() -> None:
    bomb = zip_of({"a.xml": b" " * (60 << 20)})
    tracemalloc.start()
    assert fault_of(bomb) == "F111"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


def test_a_stream_without_its_end_is_found() -> None:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    endless = squeeze.compress(b"<a/>") + squeeze.flush(zlib.Z_SYNC_FLUSH)
    member = RawMember(endless, zipfile.ZIP_DEFLATED, zlib.crc32(b"<a/>"), 4)
    assert fault_of(write_package([("a.xml", member)])) == "F112"


def test_a_part_that_swells_beyond_its_ratio_is_refused() -> None:
    assert fault_of(zip_of({"a.xml": b" " * (2 << 20)})) == "F111"


def test_many_large_parts_are_refused_together() -> None:
    noise = zlib.compress(bytes(range(256)), 0) * 40
    parts = {f"{n}.bin": noise + bytes([n]) for n in range(30)}
    assert fault_of(zip_of(parts), Limits(total=100_000)) == "F111"


def test_too_many_entries_are_refused() -> None:
    assert fault_of(zip_of({f"{n}.xml": b"" for n in range(30)}), Limits(entries=20)) == "F111"


def test_a_directory_without_end_is_not_even_listed() -> None:
    entry = SMALL[SMALL.index(b"PK\1\2") : SMALL.index(b"PK\1\2") + 46]
    assert fault_of(SMALL + entry * 400_000) == "F111"


@pytest.mark.parametrize("field", [20, 24])
@pytest.mark.parametrize("value", [0, 1, 10_000, 2**31, 2**32 - 2])
def test_a_size_that_lies_is_found(field: int, value: int) -> None:
    fault_of(patched(SMALL, b"PK\1\2", field, "<I", value))


def test_an_unknown_compression_is_refused() -> None:
    assert fault_of(patched(SMALL, b"PK\1\2", 10, "<H", 12)) == "F113"


def test_entries_that_share_their_bytes_are_refused() -> None:
    first, second = (
        offset for offset in range(len(SMALL)) if SMALL[offset : offset + 4] == b"PK\1\2"
    )
    listing = SMALL[first:second]
    renamed = listing.replace(b"a.xml", b"z.xml")
    local = SMALL[: SMALL.index(b"PK\3\4", 4)]
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, len(listing) * 2, len(local), 0)
    assert fault_of(local + listing + renamed + end) in {"F112", "F113"}


def test_entries_that_overlap_under_their_own_names_are_refused() -> None:
    inner = write_package([("b.xml", b"inner")])
    inner_local = inner[: inner.index(b"PK\1\2")]
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("a.xml"), inner_local)
    body = stored.getvalue()
    outer, start = body[: body.index(b"PK\1\2")], body.index(b"PK\3\4", 4)
    listing = body[body.index(b"PK\1\2") : body.index(b"PK\5\6")]
    hidden = bytearray(inner[inner.index(b"PK\1\2") : inner.index(b"PK\5\6")])
    struct.pack_into("<I", hidden, 42, start)
    both = listing + bytes(hidden)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, len(both), len(outer), 0)
    assert fault_of(outer + both + end) == "F113"


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "a/../../b.xml", "/a.xml", "C:/a.xml", "..\\a.xml", "\\a.xml", "a\nb.xml",
     "%2e%2e/a.xml", "a/%2E%2E/b.xml", "x" * 300],
)  # fmt: skip
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    assert fault_of(zip_of({name: b"<a/>"})) == "F113"


@pytest.mark.parametrize("twin", ["XL/Workbook.xml", "xl/%77orkbook.xml", "xl\\workbook.xml"])
def test_two_names_of_one_part_are_refused(twin: str) -> None:
    assert fault_of(zip_of({"xl/workbook.xml": b"<a/>", twin: b"<b/>"})) == "F113"


def test_a_local_header_with_another_name_is_refused() -> None:
    assert fault_of(SMALL.replace(b"a.xml", b"z.xml", 1)) == "F112"


def test_text_before_the_zip_is_no_workbook() -> None:
    assert fault_of(b"#!/bin/sh\n" + SMALL) == "F102"


@pytest.mark.parametrize("rest", [b"\0" * 40, SMALL])
def test_what_follows_the_zip_never_breaks_out(rest: bytes) -> None:
    try:
        names = Package(SMALL + rest).names
    except PackageFault:
        return
    assert names == ("a.xml", "b/c.bin")
