"""Print a hundred documents and tell what came of them: for test_determinism, in its own process.

python hundred.py zlib|zlib-ng
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from jusoforms.documents.printing import print_documents
from jusoforms.package import content_hash, writing
from jusoforms.vocabulary.case import Attendee, Case, Consent, Meeting, Role
from jusoforms.vocabulary.wareki import read_date

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "docx"
CASES = 17


def case(number: int) -> Case:
    """Return an invented case, every one with another number of everything."""
    agencies = tuple(f"機関{letter}" for letter in "ABCDE"[: number % 5 + 1])
    roles = tuple(
        Role(
            number=n + 1,
            content=f"役割 {n} <&> {number}\n次の行",
            agencies=agencies[n % 2 : n % 2 + 2],
        )
        for n in range(number * 3)
    )
    held = Meeting(
        number="第1回",
        serial=1,
        held_at=read_date("令和8年4月20日 14:00"),
        attendees=tuple(Attendee(name=f"出席者{n}") for n in range(number)),
    )
    return Case(
        case_number=str(number),
        subject=f"相談 {number}",
        agencies=agencies,
        consent=Consent(given="有", scope="関係機関", given_on=read_date("令和8年4月1日")),
        roles=roles,
        meetings=(held,),
    )


def told() -> list[tuple[str, str, str]]:
    """Return of each document its name, the hash of its bytes, and its content hash."""
    return [
        (f"{number} {one.stem}", hashlib.sha256(one.data).hexdigest(), content_hash(one.data))
        for number in range(1, CASES + 1)
        for one in print_documents(case(number), TEMPLATES).documents
    ]


if __name__ == "__main__":
    if sys.argv[1] == "zlib-ng":
        from zlib_ng import zlib_ng

        setattr(writing, "zlib", zlib_ng)  # noqa: B010 it is not the module's to export
    sys.stdout.write(json.dumps(told(), ensure_ascii=False))
