"""Font table and theme of the shipped templates.

No style uses the theme; it is there so that whoever picks the "heading" or "body" font in Word gets
the house's, and because a validator misses it. The font table tells other systems what they are.
"""

from __future__ import annotations

from templates_styles import GOTHIC, MINCHO

__all__ = ["font_table_part", "theme_part"]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLORS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "2F5597",
    "accent2": "D13B1E",
    "accent3": "7F7F7F",
    "accent4": "BF8F00",
    "accent5": "1F7A6D",
    "accent6": "548235",
    "hlink": "0563C1",
    "folHlink": "7030A0",
}
_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_SOLID}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def font_table_part() -> bytes:
    """Return word/fontTable.xml: the two fonts, their other names, Japanese, fixed pitch."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="80"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="fixed"/></w:font>'
        for name, other, family in (
            (MINCHO, "MS Mincho", "roman"),
            (GOTHIC, "MS Gothic", "modern"),
        )
    )
    return _part(f'<w:fonts xmlns:w="{_WORD}">{fonts}</w:fonts>')


def theme_part() -> bytes:
    """Return word/theme/theme1.xml: plain colours, the two fonts, no effects."""
    colors = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items()
    )
    return _part(
        f'<a:theme xmlns:a="{_DRAWING}" name="公文書"><a:themeElements>'
        f'<a:clrScheme name="公文書">{colors}</a:clrScheme>'
        f'<a:fontScheme name="公文書">{_fonts("major", GOTHIC)}{_fonts("minor", MINCHO)}'
        '</a:fontScheme><a:fmtScheme name="公文書">'
        f"<a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _fonts(role: str, name: str) -> str:
    return (
        f'<a:{role}Font><a:latin typeface="{name}"/><a:ea typeface="{name}"/><a:cs typeface=""/>'
        f'<a:font script="Jpan" typeface="{name}"/></a:{role}Font>'
    )


def _part(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()
