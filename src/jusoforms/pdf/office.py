"""LibreOffice as a child that turns documents into PDF: bounded, alone with copies, then gone.

It has a profile of its own, so that it neither meets the LibreOffice that a person has open nor
takes over its settings. Copies and profile lie in a private folder that is emptied around each run.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from jusoforms.pdf.marking import is_whole

__all__ = ["MOST", "Office", "find_office"]

MOST = 50
"""Documents of one run: LibreOffice leaves out what goes beyond some 250, in silence."""
_SECONDS, _SECONDS_EACH = 90.0, 5.0
"""A first start on an old disk, and a long document."""
_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
"""With the structure that screen readers go by."""
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_office() -> Path | None:
    """Return the program of LibreOffice on this computer; None where there is none."""
    known = (shutil.which("soffice"), shutil.which("libreoffice"), *_PLACES)
    return next((path for place in known if place and (path := Path(place)).is_file()), None)


class Office:
    """Turns documents into PDF, one run at a time; another thread may stop it."""

    def __init__(self, program: Path, room: Path, *, seconds: float = _SECONDS) -> None:
        """``room``: a private folder on a local disk; whatever lies in it is deleted."""
        self._program = program
        self._room = room
        self._seconds = seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def convert(self, documents: Sequence[bytes]) -> tuple[bytes | None, ...]:
        """Return the PDF of each of up to :data:`MOST` documents; None where there is none.

        What fails with the others is tried once more alone: one document must not cost the rest.
        """
        made = self._run(documents)
        if len(documents) == 1:
            return made
        return tuple(pdf or self._run([data])[0] for pdf, data in zip(made, documents, strict=True))

    def stop(self) -> None:
        """End what is at work, and begin nothing more."""
        with self._lock:
            self._stopped = True
            if self._child:
                _end(self._child)

    def _run(self, documents: Sequence[bytes]) -> tuple[bytes | None, ...]:
        assert len(documents) <= MOST
        with self._emptied() as room:
            names = [room / f"{number:02}.docx" for number in range(len(documents))]
            for name, data in zip(names, documents, strict=True):
                name.write_bytes(data)
            self._wait(room, names)
            return tuple(_made(name.with_suffix(".pdf")) for name in names)

    @contextmanager
    def _emptied(self) -> Iterator[Path]:
        shutil.rmtree(self._room, ignore_errors=True)
        self._room.mkdir(mode=0o700)
        try:
            yield self._room
        finally:
            shutil.rmtree(self._room, ignore_errors=True)

    def _wait(self, room: Path, names: Sequence[Path]) -> None:
        child = self._begin(room, names)
        if child is None:
            return
        try:
            child.wait(self._seconds + _SECONDS_EACH * len(names))
        except subprocess.TimeoutExpired:
            pass
        finally:
            with self._lock:
                _end(child)
                self._child = None

    def _begin(self, room: Path, names: Sequence[Path]) -> subprocess.Popen[bytes] | None:
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--nologo", "--convert-to", _TAGGED]
        command = [str(self._program), profile, *options, "--outdir", str(room), *map(str, names)]
        with self._lock, suppress(OSError):
            if not self._stopped:
                self._child = subprocess.Popen(  # noqa: S603 the office, and names of our own
                    command,
                    cwd=room,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
        return self._child


def _made(path: Path) -> bytes | None:
    with suppress(OSError):
        data = path.read_bytes()
        return data if is_whole(data) else None
    return None


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the office with the process that it starts itself."""
    if sys.platform == "win32":
        kill = ["taskkill", "/F", "/T", "/PID", str(child.pid)]
        if child.poll() is None:
            subprocess.run(kill, check=False, capture_output=True)  # noqa: S603 of Windows itself
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
