"""The log of the service: private, and begun anew where its folder is deleted under it."""

from __future__ import annotations

import json
import logging
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jusoforms.logs import log_to


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "log"
    place.mkdir()
    handler = log_to(place)
    yield place
    logging.getLogger("jusoforms").removeHandler(handler)
    handler.close()


def events(folder: Path) -> list[str]:
    text = (folder / "jusoforms.log").read_text(encoding="utf-8")
    return [json.loads(line)["event"] for line in text.splitlines()]


@pytest.mark.skipif(sys.platform == "win32", reason="an open log cannot be deleted there")
def test_a_log_that_is_deleted_is_begun_anew(folder: Path) -> None:
    log = logging.getLogger("jusoforms.test")
    log.info("before")
    assert events(folder) == ["before"]
    shutil.rmtree(folder)
    log.info("after")
    assert events(folder) == ["after"]
    mode = (folder / "jusoforms.log").stat().st_mode
    assert stat.S_IMODE(mode) == stat.S_IRUSR | stat.S_IWUSR
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="an open log cannot be deleted there")
def test_a_log_that_cannot_be_begun_anew_stops_nothing(folder: Path) -> None:
    log = logging.getLogger("jusoforms.test")
    shutil.rmtree(folder)
    folder.write_text("in the way")
    log.info("lost")
    folder.unlink()
    log.info("again")
    assert events(folder) == ["again"]
