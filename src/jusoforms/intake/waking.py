"""Waking: an event in the inbox may bring the next listing forward, and may do no more.

On a share from another machine there are none; on any disk they may be lost. So they count for
nothing but time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["woken_by"]

_log = logging.getLogger(__name__)
# An event that comes while the observer ends is an error to watchdog, and nothing to anybody.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


@contextmanager
def woken_by(folders: list[Path], wake: Callable[[], None]) -> Iterator[None]:
    """Call ``wake`` when something happens in one of the folders, if the system tells."""
    from watchdog.events import (  # noqa: PLC0415 only the service needs it
        FileSystemEvent,
        FileSystemEventHandler,
    )
    from watchdog.observers import Observer  # noqa: PLC0415

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in {"created", "modified", "moved", "closed"}:
                wake()

    observer = Observer()
    try:
        for folder in folders:
            if folder.is_dir():
                observer.schedule(Handler(), str(folder))
        observer.start()
    except (OSError, RuntimeError):
        _log.info("no_events")
        yield
        return
    try:
        yield
    finally:
        observer.stop()
        observer.join()
