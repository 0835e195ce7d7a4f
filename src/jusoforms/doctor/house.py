"""The examination of a workspace and of the computer that is to serve it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from functools import partial
from pathlib import Path

from jusoforms.doctor.findings import Check, Finding, examined
from jusoforms.doctor.folders import (
    free_space,
    long_paths,
    offline_files,
    one_volume,
    owner_files,
    rights,
)
from jusoforms.doctor.machine import (
    clock,
    encryption,
    fonts,
    office,
    parts,
    service_file,
    state_place,
)
from jusoforms.doctor.papers import forms, lists, templates
from jusoforms.workspace import Workspace

__all__ = ["examine_house"]


def examine_house(
    workspace: Workspace, state: Path, now: dt.datetime
) -> Generator[Finding, None, None]:
    """Yield one finding after another; nothing of a person's is touched.

    ``state``: the folder of the service's state, which need not exist yet.
    """
    checks: dict[str, Check] = {
        "部品の版": parts,
        "フォルダーの権限": partial(rights, workspace),
        "フォルダーの場所": partial(one_volume, workspace),
        "状態の置き場所": partial(state_place, state),
        "サービスの設定": partial(service_file, state),
        "オフライン ファイル": partial(offline_files, workspace),
        "ディスクの空き": partial(free_space, workspace, state),
        "ディスクの暗号化": partial(encryption, workspace, state),
        "長い場所": partial(long_paths, workspace),
        "時計": partial(clock, workspace, now),
        "テンプレート": partial(templates, workspace),
        "様式": partial(forms, workspace),
        "一覧": partial(lists, workspace),
        "フォント": partial(fonts, workspace),
        "PDF": partial(office, workspace),
        "開いたままの印": partial(owner_files, workspace, now),
    }
    for name, check in checks.items():
        yield from examined(name, check)
