"""XML of a stranger: whatever the encoding, no document type gets through."""

import pytest

from jusoforms.package import Limits, Package, PackageFault
from making import zip_of

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a t="&c;">&c;</a>'
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037",
             "shift_jis", "iso-8859-1"]  # fmt: skip


def fault_of(xml: bytes, limits: Limits | None = None) -> str:
    package = Package(zip_of({"a.xml": xml}), limits or Limits())
    with pytest.raises(PackageFault) as caught:
        package.xml("a.xml")
    return caught.value.problem.code


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_refuses_a_document_type_in_any_encoding(encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    xml = f'<?xml version="1.0" encoding="{declared}"?>{LAUGHS}'.encode(encoding)
    assert fault_of(xml) in {"F110", "F112"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_names_the_document_type_as_the_fault(encoding: str) -> None:
    assert fault_of("<!DOCTYPE a><a/>".encode(encoding)) == "F110"


@pytest.mark.parametrize(
    "doctype",
    ['<!DOCTYPE a SYSTEM "file:///etc/passwd">', '<!DOCTYPE a PUBLIC "x" "http://127.0.0.1/x">'],
)
def test_refuses_a_document_type_that_points_outside(doctype: str) -> None:
    assert fault_of(f"{doctype}<a/>".encode()) == "F110"


def test_refuses_an_entity_that_nobody_declared() -> None:
    assert fault_of(b"<a>x&e;y</a>") == "F112"


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a/><b/>", b"\xff\xfe\x00", b"<a>\x00</a>", b"a"])
def test_refuses_what_is_not_well_formed(xml: bytes) -> None:
    assert fault_of(xml) == "F112"


def test_refuses_elements_in_masses() -> None:
    assert fault_of(b"<a>" + b"<b/>" * 200 + b"</a>", Limits(xml_marks=100)) == "F111"


def test_refuses_elements_too_deep() -> None:
    assert fault_of(b"<a>" * 50_000 + b"</a>" * 50_000) == "F112"


def test_drops_comments_and_instructions_but_not_the_text_around_them() -> None:
    root = Package(zip_of({"a.xml": b"<a>x<!-- c -->y<?p i?>z</a>"})).xml("a.xml")
    assert (root.text, len(root)) == ("xyz", 0)


def test_reads_text_that_only_speaks_of_entities() -> None:
    root = Package(zip_of({"a.xml": b"<a>&lt;!DOCTYPE &amp;e;</a>"})).xml("a.xml")
    assert root.text == "<!DOCTYPE &e;"
