"""Every part of a workbook in turn replaced by XML that no spreadsheet program writes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

from cases import Case, case

from making import raw_workbook, zip_of

ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
PARTS = {
    "types": "[Content_Types].xml", "root": "_rels/.rels", "workbook": "xl/workbook.xml",
    "links": "xl/_rels/workbook.xml.rels", "sheet": "xl/worksheets/sheet1.xml",
    "strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml",
}  # fmt: skip
Change = Callable[[bytes], bytes]


def base() -> dict[str, bytes]:
    """Return the parts of a small workbook with strings and styles."""
    data = raw_workbook(
        '<sheetData><row r="1"><c r="A1" t="s" s="0"><v>0</v></c></row></sheetData>',
        strings_xml="<si><t>事例</t></si>",
        styles_xml="<cellXfs><xf numFmtId='14'/></cellXfs>",
    )
    with zipfile.ZipFile(BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    head = b'<?xml version="1.0" encoding="UTF-8"?>'
    return {name: xml if xml.startswith(b"<?xml") else head + xml for name, xml in found.items()}


def _in_root(inside: bytes) -> Change:
    return lambda xml: xml.rpartition(b"</")[0] + inside + b"</" + xml.rpartition(b"</")[2]


def _prolog(prolog: str) -> Change:
    return lambda xml: xml.replace(b"?>", b"?>" + prolog.encode(), 1)


def _encoded(encoding: str, declared: str = "") -> Change:
    def change(xml: bytes) -> bytes:
        text = xml.decode().replace("UTF-8", declared or encoding, 1)
        return text.encode(encoding, "xmlcharrefreplace")

    return change


CHANGES: dict[str, tuple[Change, str]] = {
    "gone": (lambda _: b"", ""),
    "blank": (lambda _: b"  \n", ""),
    "garbage": (lambda _: b"\x00\xff\xfe garbage", ""),
    "no-xml": (lambda _: b"not xml at all", ""),
    "another-root": (lambda _: b"<document/>", ""),
    "half": (lambda xml: xml[: len(xml) // 2], "F112"),
    "unclosed": (lambda xml: xml.rpartition(b"</")[0], "F112"),
    "two-roots": (lambda xml: xml + b"<x/>", "F112"),
    "doctype": (_prolog("<!DOCTYPE x>"), "F110"),
    "entity": (_prolog(ENTITY), "F110"),
    "laughs": (_prolog(LAUGHS), "F110"),
    "late-doctype": (lambda xml: xml + b"<!DOCTYPE x>", "F110"),
    "undefined-entity": (_in_root(b"<a>&e;</a>"), "F112"),
    "utf-16": (_encoded("utf-16"), ""),
    "utf-16-be": (_encoded("utf-16-be", "UTF-16"), ""),
    "utf-16-doctype": (lambda xml: _encoded("utf-16")(_prolog(ENTITY)(xml)), "F110"),
    "utf-7-doctype": (lambda xml: _encoded("utf-7")(_prolog(ENTITY)(xml)), ""),
    "ebcdic-doctype": (lambda xml: _encoded("cp037")(_prolog("<!DOCTYPE x>")(xml)), ""),
    "sjis": (_encoded("shift_jis"), ""),
    "no-such-encoding": (lambda xml: xml.replace(b"UTF-8", b"UTF-88", 1), "F112"),
    "byte-order-mark": (lambda xml: b"\xef\xbb\xbf" + xml, ""),
    "two-byte-order-marks": (lambda xml: b"\xef\xbb\xbf" * 2 + xml, ""),
    "bad-utf-8": (_in_root(b"<a>\xff\xc0</a>"), "F112"),
    "nul": (_in_root(b"<a>\x00</a>"), "F112"),
    "control": (_in_root(b"<a>&#x1;\x02</a>"), "F112"),
    "surrogate": (_in_root(b"<a>&#xD800;</a>"), "F112"),
    "deep": (_in_root(b"<a>" * 50_000 + b"</a>" * 50_000), "F112"),
    "deep-200": (_in_root(b"<a>" * 200 + b"</a>" * 200), ""),
    "many-attributes": (_in_root(b"<a " + b" ".join(b'a%d=""' % n for n in range(50_000)) + b"/>"), ""),
    "long-attribute": (_in_root(b'<a b="' + b"x" * 900_000 + b'"/>'), ""),
    "many-namespaces": (_in_root(b"".join(b'<a xmlns:n%d="u%d"/>' % (n, n) for n in range(20_000))), ""),
    "many-children": (_in_root(b"<a/>" * 60_000), ""),
    "comments": (_in_root(b"<!--x-->" * 60_000), ""),
    "instructions": (_in_root(b"<?x y?>" * 60_000), ""),
    "xinclude": (_in_root(b'<i xmlns="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'), ""),
    "stylesheet": (_prolog('<?xml-stylesheet href="http://localhost:1/x"?>'), ""),
}  # fmt: skip


def parts() -> Iterator[Case]:
    for label, part in PARTS.items():
        for name, (change, code) in CHANGES.items():
            known = code if label != "types" else ""  # the content types are not asked
            yield case(f"{label}-{name}.xlsx", partial(_changed, part, change), known)
        yield case(f"{label}-missing.xlsx", partial(_without, part))


def _changed(part: str, change: Change) -> bytes:
    found = base()
    return zip_of(found | {part: change(found[part])})


def _without(part: str) -> bytes:
    return zip_of({name: data for name, data in base().items() if name != part})
