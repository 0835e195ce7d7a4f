"""Write the shipped Word templates and blank Excel forms: ``make templates``.

They are ordinary files that a ward goes on editing in Word and Excel; this script is how the
house's own were made. The same code writes the same bytes.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable
from pathlib import Path

from docx.document import Document as WordDocument
from templates_before import agenda_page, pledge_page, roster_page
from templates_case import agency_page, role_table_page, summary_page
from templates_catalogue import catalogue_page
from templates_consent import consent_page, withdrawal_page
from templates_handover import handover_page
from templates_letters import notice_page, request_page
from templates_meeting import minutes_page
from templates_page import seal

from jusoforms.sheets.blanks import BLANKS
from jusoforms.vocabulary.lists import default_lists

WORD: dict[str, Callable[[], WordDocument]] = {
    "docx/case/事例概要.docx": summary_page,
    "docx/case/役割分担表.docx": role_table_page,
    "docx/case/同意書.docx": consent_page,
    "docx/case/同意撤回届.docx": withdrawal_page,
    "docx/case/引継書.docx": handover_page,
    "docx/agency/機関別役割一覧.docx": agency_page,
    "docx/meeting/支援会議記録.docx": minutes_page,
    "docx/meeting/開催通知.docx": notice_page,
    "docx/meeting/資料提供依頼.docx": request_page,
    "docx/meeting/次第.docx": agenda_page,
    "docx/meeting/出席者名簿.docx": roster_page,
    "docx/meeting/守秘義務誓約書.docx": pledge_page,
    "docx/catalogue/参考資料1_事業一覧.docx": catalogue_page,
}


def main() -> None:
    """Write every file below the folder ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).resolve().parents[1] / "templates"
    parser.add_argument("--out", type=Path, default=default)
    out: Path = parser.parse_args().out
    for name, make_page in WORD.items():
        _write(out / name, word_file(make_page()))
    for name, make_form in BLANKS.items():
        _write(out / "xlsx" / f"{name}.xlsx", make_form(default_lists()))


def word_file(document: WordDocument) -> bytes:
    """Return the document's bytes, sealed."""
    buffer = io.BytesIO()
    document.save(buffer)
    return seal(buffer.getvalue())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(path.name)


if __name__ == "__main__":
    main()
