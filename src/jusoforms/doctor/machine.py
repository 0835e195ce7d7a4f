"""The computer that is to serve the workspace."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import platform
import re
import sqlite3
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from jusoforms import __version__
from jusoforms.doctor.findings import Finding, judged, well
from jusoforms.doctor.folders import existing
from jusoforms.filesystem import is_on_network, whole_temp
from jusoforms.filesystem.system import system
from jusoforms.package import Package, PackageFault
from jusoforms.pdf import find_office
from jusoforms.problems import doctor as say
from jusoforms.problems import pdf as say_pdf
from jusoforms.service import SETTINGS_NAME, known_passwords, service_settings
from jusoforms.workspace import Workspace, wants_pdf

__all__ = ["clock", "encryption", "fonts", "office", "parts", "service_file", "state_place"]

_APART = dt.timedelta(minutes=2)
_JAPAN = dt.timedelta(hours=9)
_FIRST_YEAR = 2026
_FONT = re.compile(r'w:eastAsia="([^"]+)"')
_WITHOUT_CONDITION = re.compile(r"^[A-Za-z0-9._-]+")


def parts() -> Iterator[Finding]:
    """Name the versions of Python and of the libraries; look whether any is missing."""
    wanted = [line for line in _requirements() if ";" not in line]
    names = [match[0] for line in wanted if (match := _WITHOUT_CONDITION.match(line))]
    missing = [name for name in names if _version(name) is None]
    faults = (say.PARTS_MISSING.at(names="、".join(missing)),) if missing else ()
    told = ("lxml", "pydantic", "click")
    shown = "、".join(f"{name} {_version(name)}" for name in told)
    python = f"Python {platform.python_version()}、SQLite {sqlite3.sqlite_version}"
    yield judged("部品の版", *faults, fact=f"jusoforms {__version__}、{python}、{shown}")


def state_place(state: Path) -> Iterator[Finding]:
    """Look whether ledger and copies lie on a disk of this computer, and in private."""
    there = existing(state)
    faults = [say.STATE_ON_SHARE.at(folder=state)] if is_on_network(there) else []
    if state.exists() and system.is_private(state) is False:
        faults.append(say.STATE_OPEN.at(folder=state))
    yield judged("状態の置き場所", *faults, fact=str(state))


def service_file(state: Path) -> Iterator[Finding]:
    """Read service.toml, and the passwords it leads to; no word of them is told."""
    name, file = "サービスの設定", state / SETTINGS_NAME
    try:
        tomllib.loads(file.read_text(encoding="utf-8-sig"))
        service_settings()
        count = len(known_passwords())
    except FileNotFoundError:
        yield well(name, f"{SETTINGS_NAME} はありません（決まった値で動きます）")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        where = f"{getattr(error, 'lineno', 0) or '?'} 行目の辺り"
        yield judged(name, say.BAD_SERVICE_SETTINGS.at(name=SETTINGS_NAME, where=where))
    except PackageFault as fault:
        yield judged(name, fault.problem)
    else:
        yield well(name, f"パスワード {count} 個" if count else "")


def encryption(workspace: Workspace, state: Path) -> Iterator[Finding]:
    """Ask for each disk of this computer whether it is encrypted."""
    name = "ディスクの暗号化"
    places = [place for place in (workspace.root, existing(state)) if not is_on_network(place)]
    answers = {place: system.is_encrypted(place) for place in places}
    if False in answers.values():
        bare = [place for place, answer in answers.items() if answer is False]
        yield judged(name, *(say.NOT_ENCRYPTED.at(folder=place) for place in bare[:1]))
    elif None in answers.values():
        yield judged(name, say.NOT_TOLD.at(what="ディスクの暗号化"))
    else:
        yield well(name, "暗号化されています")


def clock(workspace: Workspace, now: dt.datetime) -> Iterator[Finding]:
    """Compare this computer's clock with that of the share, and with Japan's time zone."""
    with whole_temp(workspace.internal, b"") as temp:
        theirs = dt.datetime.fromtimestamp(temp.stat().st_mtime, now.tzinfo)
    apart = abs(theirs - now)
    strange = []
    if apart > _APART:
        strange.append(f"共有フォルダーの時計と {apart.total_seconds():.0f} 秒違います")
    if now.utcoffset() != _JAPAN:
        strange.append("時間帯が日本ではありません")
    if now.year < _FIRST_YEAR:
        strange.append(f"{now.year}年になっています")
    faults = (say.CLOCK_STRANGE.at(how="、".join(strange)),) if strange else ()
    yield judged("時計", *faults, fact=f"{now:%Y-%m-%d %H:%M}")


def fonts(workspace: Workspace) -> Iterator[Finding]:
    """Look for the fonts that the templates name."""
    installed = system.fonts()
    if installed is None:
        yield judged("フォント", say.NOT_TOLD.at(what="フォントの有無"))
        return
    folded = {_folded(font) for font in installed}
    missing = sorted(f for f in _wanted_fonts(workspace) if _folded(f) not in folded)
    faults = (say.FONTS_MISSING.at(fonts="、".join(missing)),) if missing else ()
    yield judged("フォント", *faults)


def office(workspace: Workspace) -> Iterator[Finding]:
    """Look for LibreOffice, where the ward wants PDFs; it is asked for nothing else."""
    if wants_pdf(workspace):
        program = find_office()
        faults = () if program else (say_pdf.NO_OFFICE.at(),)
        yield judged("PDF", *faults, fact=str(program or ""))


def _folded(font: str) -> str:
    return unicodedata.normalize("NFKC", font).strip()


def _wanted_fonts(workspace: Workspace) -> set[str]:
    wanted: set[str] = set()
    for path in workspace.word_templates.rglob("*.docx"):
        try:
            styles = Package(path.read_bytes()).read("word/styles.xml")
        except (PackageFault, OSError):
            continue
        wanted |= set(_FONT.findall(styles.decode("utf-8", "replace")))
    return {font for font in wanted if "-" not in font}


def _requirements() -> list[str]:
    try:
        return importlib.metadata.requires("jusoforms") or []
    except importlib.metadata.PackageNotFoundError:
        return []


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
