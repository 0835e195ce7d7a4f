"""What an honest package gives back."""

import pickle
import zipfile
from io import BytesIO

import pytest

from jusoforms.package import Package, PackageFault
from making import zip_of

RELS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="a" Type="http://x/officeDocument/relationships/worksheet"
 Target="sheet/1.xml"/>
<Relationship Id="b" Type="http://purl.oclc.org/x/styles" Target="/xl/styles.xml"/>
<Relationship Id="c" Type="http://x/image" Target="../media/%E5%9B%B3.png"/>
<Relationship Id="d" Type="http://x/hyperlink"
 Target="https://example.jp/a%20b" TargetMode="External"/>
<!-- between -->
</Relationships>"""
PARTS = {"xl/book.xml": b"<a/>", "xl/_rels/book.xml.rels": RELS, "media/図.png": b"p"}


def test_lists_names_in_the_order_of_the_zip() -> None:
    assert Package(zip_of(PARTS)).names == tuple(PARTS)


def test_leaves_out_folders() -> None:
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("xl/", b"")
        archive.writestr("xl/a.xml", b"<a/>")
    assert Package(body.getvalue()).names == ("xl/a.xml",)


def test_resolves_relationships_to_part_names() -> None:
    links = Package(zip_of(PARTS)).relationships("xl/book.xml")
    assert [(link.type, link.target, link.external) for link in links.values()] == [
        ("worksheet", "xl/sheet/1.xml", False),
        ("styles", "xl/styles.xml", False),
        ("image", "media/図.png", False),
        ("hyperlink", "https://example.jp/a%20b", True),
    ]


def test_a_part_without_links_has_none() -> None:
    assert not Package(zip_of(PARTS)).relationships("media/図.png")


@pytest.mark.parametrize("name", ["XL/Book.XML", "xl/%62ook.xml", "xl/book.xml"])
def test_finds_a_part_however_its_name_is_written(name: str) -> None:
    package = Package(zip_of(PARTS))
    assert name in package
    assert package.read(name) == b"<a/>"


def test_reads_the_backslashes_of_old_programs() -> None:
    assert Package(zip_of({"xl\\a.xml": b"<a/>"})).read("xl/a.xml") == b"<a/>"


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(PackageFault) as caught:
        Package(zip_of(PARTS)).read("xl/gone.xml")
    assert "xl/gone.xml" in caught.value.problem.message


def test_reads_a_zip_written_as_a_stream_and_a_stored_one() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        body = Pipe()
        with zipfile.ZipFile(body, "w", method) as archive:
            archive.writestr("a.xml", b"<a/>")
            archive.writestr("b.xml", b"<b/>")
        assert Package(body.getvalue()).read("b.xml") == b"<b/>"


def test_reads_the_largest_kind_of_directory() -> None:
    body = BytesIO()
    with (
        zipfile.ZipFile(body, "w") as archive,
        archive.open("a.xml", "w", force_zip64=True) as part,
    ):
        part.write(b"<a/>")
    assert Package(body.getvalue()).read("a.xml") == b"<a/>"


def test_an_exception_tells_a_code_and_no_content() -> None:
    with pytest.raises(PackageFault) as caught:
        Package(zip_of({"a.xml": "<a>山田太郎".encode()})).xml("a.xml")
    assert str(caught.value) == "F112"
    assert "山田" not in repr(pickle.dumps(caught.value.problem))
