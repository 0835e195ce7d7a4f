"""Write samples/支援会議票: both reference cases in the structured form, and three invented ones.

The reference cases are read from samples/事例1.xlsx and 事例2.xlsx: what the ward's document does
not say stays empty.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from samples_cases import INVENTED

from jusoforms.sheets.blanks import filled_meeting_form
from jusoforms.sheets.capture import capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.lists import default_lists

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def main() -> None:
    """Write every sample below the folder ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SAMPLES / "支援会議票")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    reference = {name: reference_case(name) for name in ("事例1", "事例2")}
    for name, case in {**reference, **INVENTED}.items():
        path = out / f"{name}.xlsx"
        path.write_bytes(filled_meeting_form(case, default_lists()))
        print(path.name)


def reference_case(name: str) -> Case:
    """Return the case of a sample 事例票."""
    data = (SAMPLES / f"{name}.xlsx").read_bytes()
    record = capture(read_workbook(data), default_lists()).record
    assert isinstance(record, Case)
    return record


if __name__ == "__main__":
    main()
