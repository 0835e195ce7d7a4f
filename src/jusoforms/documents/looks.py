"""The UD look: BIZ UD, 12 pt, stronger ink, for templates that have the house's styles.

It is put on when a template is compiled, so that a ward changes it with one word of its settings
and its templates stay as they are. Only the styles change: what an author formatted by hand stays,
and so does every template that has other styles.
"""

from __future__ import annotations

import re

from jusoforms.package import Package, PackageFault, write_package
from jusoforms.vocabulary.house import UD

__all__ = ["dressed"]

_MARK = 'w:val="差し込みの記号"'
"""A style that every template of the house has."""
_STYLES = "word/styles.xml"
_PARTS = (_STYLES, "word/fontTable.xml", "word/theme/theme1.xml")
_FONTS = {
    "ＭＳ 明朝": "BIZ UDゴシック",  # noqa: RUF001 the fonts' own names
    "ＭＳ ゴシック": "BIZ UDゴシック",  # noqa: RUF001
    "MS Mincho": "BIZ UDGothic",
    "MS Gothic": "BIZ UDGothic",
}
_INKS = {"D13B1E": "9C1A00", "595959": "404040"}
"""Contrast with white at least 7 to 1 (JIS X 8341-3, 1.4.6); 取扱注意 has words and a frame."""
_SIZES = {"18": "21", "20": "24", "21": "24", "22": "26", "24": "26", "26": "28", "28": "32"}
"""Half points: what is read is 12 pt or more, notes in the footer 10.5."""
_SIZE = re.compile(r'(<w:sz(?:Cs)? w:val=")(\d+)(")')
_FONT_ENTRY = re.compile(r"<w:font .*?</w:font>", re.DOTALL)


def dressed(data: bytes, look: str) -> bytes:
    """Return a template in a look; as it is where it is no template of the house."""
    if look != UD:
        return data
    try:
        package = Package(data)
        if _STYLES not in package or _MARK not in package.read(_STYLES).decode():
            return data
        changed = {
            name: _changed(name, package.read(name).decode()).encode()
            for name in _PARTS
            if name in package
        }
        members = [(name, changed.get(name) or package.raw(name)) for name in package.names]
    except (PackageFault, UnicodeDecodeError):
        return data  # the compiler says what is wrong with it
    return write_package(members)


def _changed(name: str, text: str) -> str:
    for old, new in _FONTS.items():
        text = text.replace(old, new)
    if name == _STYLES:
        for old, new in _INKS.items():
            text = text.replace(f'w:val="{old}"', f'w:val="{new}"').replace(
                f'w:color="{old}"', f'w:color="{new}"'
            )
        return _SIZE.sub(lambda m: f"{m[1]}{_SIZES.get(m[2], m[2])}{m[3]}", text)
    return _once(text) if name.endswith("fontTable.xml") else text


def _once(table: str) -> str:
    """Return a font table in which each font stands once: two have become one."""
    seen: set[str] = set()

    def kept(entry: re.Match[str]) -> str:
        name = entry[0].partition('w:name="')[2].partition('"')[0]
        again = name in seen
        seen.add(name)
        return "" if again else entry[0]

    return _FONT_ENTRY.sub(kept, table)
