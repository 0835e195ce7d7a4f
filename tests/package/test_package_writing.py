"""What is written is a zip that others read, the same bytes each time."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusoforms.package import Package, content_hash, write_package
from making import zip_of

names = st.lists(
    st.text("abcXYZ_-支援会議録", min_size=1, max_size=12).map(lambda stem: f"word/{stem}.xml"),
    unique_by=str.casefold, max_size=6,
)  # fmt: skip


@given(names, st.data())
def test_zipfile_and_package_read_every_member(parts: list[str], data: st.DataObject) -> None:
    members = [(name, data.draw(st.binary(max_size=300))) for name in parts]
    written = write_package(members)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == members
    if members:
        package = Package(written)
        assert [(name, package.read(name)) for name in package.names] == members


def test_the_same_members_give_the_same_bytes() -> None:
    members = [("[Content_Types].xml", b"<a/>"), ("word/事例.xml", b"<b/>" * 99)]
    assert write_package(members) == write_package(iter(members))


def test_a_raw_member_is_copied_as_it_lies() -> None:
    source = Package(zip_of({"a.xml": b"<a/>" * 50, "b.bin": b""}))
    copied = Package(write_package((name, source.raw(name)) for name in source.names))
    assert [copied.raw(name) for name in copied.names] == [
        source.raw(name) for name in source.names
    ]


def test_a_name_beyond_ascii_is_marked_as_utf8() -> None:
    with zipfile.ZipFile(io.BytesIO(write_package([("media/図.png", b"x")]))) as archive:
        (info,) = archive.infolist()
    assert (info.filename, bool(info.flag_bits & 0x800), info.date_time[:3]) == (
        "media/図.png", True, (1980, 1, 1),
    )  # fmt: skip


def test_two_members_of_one_name_are_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="twice"):
        write_package([("a.xml", b"1"), ("A.xml", b"2")])


def test_content_hash_sees_parts_and_nothing_else() -> None:
    one = write_package([("a.xml", b"<a/>"), ("b.xml", b"<b/>"), ("docProps/core.xml", b"1")])
    other = zip_of({"b.xml": b"<b/>", "docProps/core.xml": b"2", "a.xml": b"<a/>"})
    assert content_hash(one) == content_hash(other)
    assert content_hash(one) != content_hash(
        write_package([("a.xml", b"<b/>"), ("b.xml", b"<a/>")])
    )
