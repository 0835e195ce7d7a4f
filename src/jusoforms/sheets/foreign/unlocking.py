"""Password-protected workbooks through msoffcrypto-tool, in memory only. Runs in the child."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace

import msoffcrypto
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format import xls97

from jusoforms.package import fault
from jusoforms.problems import foreign as say

__all__ = ["unlocked"]

# It writes the opened .xls into a temporary file; here that file is memory.
xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)


def unlocked(data: bytes, passwords: tuple[str, ...]) -> bytes:
    """Return the opened workbook, empty where no password fits.

    Raises :class:`PackageFault` for protection that no password opens, msoffcrypto's own errors
    for protection that is damaged.
    """
    for password in passwords:
        opened = _opened(data, password)
        if opened:
            return opened
    return b""


def _opened(data: bytes, password: str) -> bytes:
    locked = msoffcrypto.OfficeFile(io.BytesIO(data))
    if not locked.is_encrypted():
        raise fault(say.UNKNOWN_LOCK)
    result = io.BytesIO()
    attempt: Callable[..., None] = locked.load_key
    try:
        if locked.format == "ooxml":
            attempt(password=password, verify_password=True)
        else:
            attempt(password=password)
        locked.decrypt(result)
    except InvalidKeyError:
        return b""
    return result.getvalue()
