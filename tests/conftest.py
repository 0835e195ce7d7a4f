"""Shared by all tests."""

from __future__ import annotations

import compileall
import hashlib
import os
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

import jusoforms

# How long an example takes says more about the machine than about the code.
settings.register_profile("jusoforms", deadline=None)
settings.load_profile("jusoforms")


def pytest_configure(config: pytest.Config) -> None:
    """Let the commands that tests start find compiled modules, as installed ones do."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(Path(jusoforms.__file__).parent, quiet=2)


class Keep(Protocol):
    """Keep a produced document for the judges; returns it unchanged."""

    def __call__(self, data: bytes, name: str = "document", template: bytes = b"") -> bytes: ...


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the state of commands out of the home of whoever runs the tests."""
    monkeypatch.setenv("JUSOFORMS_STATE", str(tmp_path.with_name(f"{tmp_path.name}-state")))


@pytest.fixture
def keep() -> Keep:
    """Return what copies documents to the folder named by JUSOFORMS_KEEP, if it is set.

    ``make validate`` judges them and ``make render`` prints them. A document of a template that
    does not ship is kept with it: what is wrong with the template is not the document's fault.
    """
    folder = os.environ.get("JUSOFORMS_KEEP")

    def copy(data: bytes, name: str = "document", template: bytes = b"") -> bytes:
        if folder:
            stem = f"{name}_{hashlib.sha256(template + data).hexdigest()[:12]}"
            Path(folder).mkdir(parents=True, exist_ok=True)
            (Path(folder) / f"{stem}.docx").write_bytes(data)
            if template:
                (Path(folder) / f"{stem}.template.docx").write_bytes(template)
        return data

    return copy
