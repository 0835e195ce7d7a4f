"""Where the editions of one document stand, and what lies there now."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path, PurePosixPath

from jusoforms.filesystem import bytes_hash, file_hash, make_folder, rename_new, take_rights
from jusoforms.package import Package, PackageFault, content_hash
from jusoforms.publish.receipts import Edition

__all__ = ["OLD", "Finished", "Shelf"]

_SUFFIX = ".docx"
OLD = "旧版"
"""Folder of older editions, below a case's."""
_HELD_OPEN = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
_LARGEST = 200 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A document that is ready to be published."""

    stem: str
    """Safe as a file name, without ``.docx``: 支援会議記録_第2回."""
    data: bytes
    content_hash: str
    template: str
    meeting: str = ""
    agency: str = ""
    approved: bool = False
    """The sheet says that this was approved: from now on it stays as it is."""
    correction: str = ""
    """Tells corrections after the approval apart; empty for none."""
    form: str = ""
    """The form of the sheet."""
    in_full: bool = True
    """The sheet's form has a place for everything that the document prints."""

    @property
    def raw(self) -> str:
        """SHA-256 of the bytes."""
        return bytes_hash(self.data)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The names that one document can have in its folder."""

    folder: Path
    stem: str

    @property
    def plain(self) -> Path:
        """The name of the newest edition."""
        return self.folder / f"{self.stem}{_SUFFIX}"

    def beside(self, number: int) -> Path:
        """Return the name of an edition whose plain name is not ours to take."""
        return self.folder / f"{self.stem}_{number}版{_SUFFIX}"

    def path_of(self, edition: Edition) -> Path:
        """Return where an edition was written."""
        return self.folder / PurePosixPath(edition.path).name

    def taken(self, path: Path) -> bool:
        """Return whether anything has that name."""
        return os.path.lexists(path)

    def raw(self, path: Path) -> str | None:
        """Return the hash of what lies there; None if nothing does, "" if it cannot be told."""
        if not os.path.lexists(path):
            return None
        if path.is_symlink() or not path.is_file():
            return ""
        try:
            return file_hash(path)
        except FileNotFoundError:
            return None
        except PermissionError:
            return ""

    def untouched(self, edition: Edition) -> bool:
        """Return whether an edition lies there as we wrote it."""
        return self.raw(self.path_of(edition)) == edition.raw

    def says(self, path: Path, new: Finished) -> bool:
        """Return whether the file there prints the same document, whoever packed it."""
        raw = self.raw(path)
        if not raw or raw == new.raw:
            return bool(raw)
        if path.stat().st_size > _LARGEST:
            return False
        data = path.read_bytes()
        try:
            Package(data).check()
        except PackageFault:
            return False
        return content_hash(data) == new.content_hash

    def numbers(self) -> dict[int, Path]:
        """Return the editions that lie beside, by number."""
        return _numbered(self.folder, self.stem)

    def last_number(self) -> int:
        """Return the highest number that a file here or in 旧版 has; plain alone counts as 1."""
        old = _numbered(self.folder / OLD, self.stem)
        return max([*self.numbers(), *old, int(self.taken(self.plain))])

    def put_away(self, edition: Edition) -> bool:
        """Move an untouched edition to 旧版; return whether its name is free now."""
        path = self.path_of(edition)
        raw = self.raw(path)
        if raw != edition.raw:
            return raw is None
        old = self.folder / OLD
        name = f"{self.stem}_{edition.number}版{_SUFFIX}"
        make_folder(old, self.folder)
        try:
            self._move_old(path, old, name)
        except OSError as error:
            if error.errno in _HELD_OPEN:
                return False
            raise
        return True

    def old(self, edition: Edition) -> Path | None:
        """Return where an edition that was put away lies; None if it does not."""
        old, name = self.folder / OLD, f"{self.stem}_{edition.number}版{_SUFFIX}"
        places = (old / name, *(folder / name for folder in islice(_apart(old, edition.raw), 9)))
        return next((path for path in places if self.raw(path) == edition.raw), None)

    def _move_old(self, path: Path, old: Path, name: str) -> None:
        # Where another file has that name neither gives way.
        for folder in chain((old,), _apart(old, file_hash(path))):
            make_folder(folder, self.folder)
            with contextlib.suppress(FileExistsError):
                rename_new(path, folder / name)
                take_rights(folder / name)
                return


def _apart(old: Path, raw: str) -> Iterator[Path]:
    yield old / raw[:8]
    yield from (old / f"{raw[:8]}_{number}" for number in count(2))


def _numbered(folder: Path, stem: str) -> dict[int, Path]:
    if not folder.is_dir():
        return {}
    form = re.compile(rf"{re.escape(stem)}_([1-9]\d{{0,5}})版{re.escape(_SUFFIX)}")
    named = ((form.fullmatch(path.name), path) for path in folder.iterdir())
    return {int(match[1]): path for match, path in named if match}
