"""A real workbook with some of its texts changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from making import zip_of

__all__ = ["with_texts"]

_TEXT = re.compile(rb"(<t[^>]*>)([^<]*)(</t>)")


def with_texts(make: Callable[[], bytes], text: str, only: int | None = None) -> bytes:
    """Return the workbook with its n-th shared string replaced, or all that are no label."""
    with zipfile.ZipFile(io.BytesIO(make())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name in parts if name.endswith("sharedStrings.xml"))
    count = iter(range(1_000_000))
    new = escape(text).encode()

    def change(match: re.Match[bytes]) -> bytes:
        number = next(count)
        wanted = number == only if only is not None else len(match[2]) > 60
        return match[1] + (new if wanted else match[2]) + match[3]

    return zip_of(parts | {name: _TEXT.sub(change, parts[name])})
