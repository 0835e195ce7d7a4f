"""The templates a ward has put in its folders: the folder says how often each is printed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jusoforms.documents.looks import dressed
from jusoforms.documents.template import Template, compile_template
from jusoforms.package import PackageFault
from jusoforms.problems import Problem, blocking, in_file
from jusoforms.problems import templates as say
from jusoforms.vocabulary.house import STANDARD
from jusoforms.vocabulary.names import CONTEXTS

__all__ = ["Shelved", "context_of", "load_template", "templates_in"]


@dataclass(frozen=True, slots=True)
class Shelved:
    """One template file, compiled; ``template`` is None where the file is no package."""

    name: str
    """``case/事例概要.docx``: how results and problems call it."""
    context: str
    template: Template | None
    faults: tuple[Problem, ...]
    digest: str
    """SHA-256 of the file: told in what it prints."""

    @property
    def is_sound(self) -> bool:
        """Whether it can be printed."""
        return self.template is not None and not blocking(self.faults)

    @property
    def title(self) -> str:
        """文書名: the file's name without suffix."""
        return Path(self.name).stem


def templates_in(folder: Path, context: str, look: str = STANDARD) -> tuple[Shelved, ...]:
    """Return the templates of one context by name; Word's own lock files do not count.

    Raises OSError where the folder is not there or cannot be listed.
    """
    files = sorted(f for f in (folder / context).iterdir() if f.suffix.lower() == ".docx")
    return tuple(
        load_template(f, context, look) for f in files if not f.name.startswith(("~$", "."))
    )


def load_template(path: Path, context: str, look: str = STANDARD) -> Shelved:
    """Return a template compiled; the same bytes are compiled once a process."""
    name = f"{context}/{path.name}"
    try:
        data = path.read_bytes()
    except OSError:
        return Shelved(name, context, None, (say.CANNOT_OPEN.at(file=name),), "")
    return _compiled(data, context, name, look)


def context_of(path: Path) -> str:
    """Return the context that a template's folder names; empty for any other folder."""
    return path.parent.name if path.parent.name in CONTEXTS else ""


@lru_cache(maxsize=256)
def _compiled(data: bytes, context: str, name: str, look: str) -> Shelved:
    digest = hashlib.sha256(data).hexdigest()
    try:
        template = compile_template(dressed(data, look), context, name)
    except PackageFault as fault:
        return Shelved(name, context, None, in_file([fault.problem], name), digest)
    return Shelved(name, context, template, in_file(template.faults, name), digest)
