"""Structure-aware mutation of real workbooks: of bytes, of parts, of the XML inside them."""

from __future__ import annotations

import io
import random
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "hostile"), str(TESTS / "sheets" / "foreign")]

from cases import flipped, spliced  # noqa: E402
from hostile_foreign import locked_sample, ods, xls  # noqa: E402
from hostile_sheets import rows  # noqa: E402

from making import raw_workbook, zip_of  # noqa: E402

__all__ = ["mutant", "seeds"]

_ATTRIBUTE = re.compile(rb'="([^"<]*)"')
_TEXT = re.compile(rb">([^<]+)<")
_ELEMENT = re.compile(rb"<[A-Za-z][^<>]*/>|<[A-Za-z][^<>]*>[^<]*</[^<>]*>")
_NASTY = (
    b"", b"0", b"-1", b"1", b"99999999999", b"1e999", b"NaN", b"A1", b"XFD1048576", b"A1:XFD1048576", b"#REF!",
    b"true", b"x", b"../x", b"/", b"&#x1;", b"&amp;", b"_xD83D_", b"_x0000_", "１年".encode(), b"'" * 50, b"(" * 200,
    b"9" * 400, b"rId1", b"s", b"inlineStr", b"http://x", "令和元年".encode(), b"[$-411]ggge", b"\xff", b"\x00",
)  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """Return names and bytes of the workbooks to begin from."""
    samples = sorted((TESTS.parent / "samples").rglob("*.xlsx"))
    forms = sorted((TESTS.parent / "templates" / "xlsx").glob("*.xlsx"))
    made = raw_workbook(
        rows('<row r="1" hidden="1"><c r="A1" t="s" s="1"><v>0</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>'
             '<c t="d"><v>2024-05-01</v></c><c s="1"><f>A1</f></c></row>',
             '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'),
        strings_xml="<si><r><rPr><strike/></rPr><t>a</t></r><r><t>b_x000A_</t></r><rPh><t>c</t></rPh></si>",
        styles_xml='<numFmts><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;"/></numFmts>'
        '<fonts><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="164" fontId="0"/></cellXfs>',
        names={"名": "事例!$A$1"}, print_areas={"事例": "事例!$A$1:$B$2"},
    )  # fmt: skip
    files = [(path.name, path.read_bytes()) for path in (*samples, *forms)]
    foreign = [("a.xls", xls()), ("a.ods", ods()), ("locked.xlsx", locked_sample())]
    return [*files, ("made.xlsx", made), ("made-again.xlsx", made), *foreign]


def mutant(data: bytes, dice: random.Random) -> bytes:
    """Return the workbook changed in one to four places."""
    for _ in range(dice.randint(1, 4)):
        data = _changed(data, dice)
    return data


def _changed(data: bytes, dice: random.Random) -> bytes:
    if not data or dice.random() < 0.15:
        return _of_bytes(data, dice)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 zipfile, zlib and lzma have many of their own
        return _of_bytes(data, dice)
    return _of_parts(parts, dice) if parts else _of_bytes(data, dice)


def _of_bytes(data: bytes, dice: random.Random) -> bytes:
    change: Callable[[bytes, int], bytes] = dice.choice([flipped, spliced])
    return change(data, dice.randrange(1 << 30)) if len(data) > 1 else b"PK"


def _of_parts(parts: dict[str, bytes], dice: random.Random) -> bytes:
    name = dice.choice(list(parts))
    roll = dice.random()
    if roll < 0.03:
        del parts[name]
    elif roll < 0.06:
        parts[name] = parts[dice.choice(list(parts))]
    elif roll < 0.12:
        parts[name] = _of_bytes(parts[name], dice)
    else:
        parts[name] = _of_xml(parts[name], dice)
    return _zipped(parts)


def _of_xml(xml: bytes, dice: random.Random) -> bytes:
    """Return XML with an attribute or text replaced, an element gone, doubled, moved or nested."""
    pattern = dice.choice([_ATTRIBUTE, _ATTRIBUTE, _TEXT, _ELEMENT])
    found = list(pattern.finditer(xml))
    if not found:
        return xml
    match = dice.choice(found)
    if pattern is not _ELEMENT:
        return xml[: match.start(1)] + dice.choice(_NASTY) + xml[match.end(1) :]
    piece = match[0]
    new = dice.choice(
        [b"", piece * 2, piece * dice.choice([3, 50]), b"<g>" * 5 + piece + b"</g>" * 5, dice.choice(found)[0]]
    )  # fmt: skip
    return xml[: match.start()] + new + xml[match.end() :]


def _zipped(parts: dict[str, bytes]) -> bytes:
    if "mimetype" not in parts:
        return zip_of(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != "mimetype"):
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), parts[name], kind)
    return out.getvalue()
