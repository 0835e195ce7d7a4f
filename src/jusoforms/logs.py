"""The log of the service: one line of JSON an event, in files that only the service may read.

An event is a word and what belongs to it: hashes, codes, cells, counts, seconds. No answer, no
name, no path: an exception is told by its kind and place, never by its text.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import logging.handlers
import os
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import Any

__all__ = ["JsonLines", "log_to"]

_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_PLAIN = (str, int, float, bool, type(None))


class JsonLines(logging.Formatter):
    """Formats an event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; values that are no plain data are told by their type."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        told: dict[str, Any] = {
            "at": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": str(record.msg),
            "module": record.module,
        }
        extra = {key: value for key, value in record.__dict__.items() if key not in _OWN}
        told |= {key: _plain(value) for key, value in extra.items()}
        if record.exc_info and record.exc_info[1]:
            told["fault"] = _place_of(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A rotating file that only its owner may read; begun anew where somebody deletes it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        with contextlib.suppress(OSError):
            self._begin_anew_if_gone()
        super().emit(record)

    def _begin_anew_if_gone(self) -> None:
        path = Path(self.baseFilename)
        if self.stream and not path.exists():  # the state may be deleted while we run
            self.stream.close()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.stream = self._open()

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 the library's name
        """Do nothing: a full disk must not stop the sheets, and stderr may be a person's."""


def log_to(folder: Path, *, size: int = 5 << 20, files: int = 10) -> logging.Handler:
    """Write the program's events to ``jusoforms.log`` in a folder; the oldest files go."""
    handler = _PrivateFile(
        folder / "jusoforms.log", maxBytes=size, backupCount=files, encoding="utf-8"
    )
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("jusoforms")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return handler


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, _PLAIN) else type(value).__name__


def _place_of(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).stem}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} {where}"
