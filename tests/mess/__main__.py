"""The table of kinds: ``python -m mess [-v] [part of a name]``, with src/ and tests/ on the path.

For each kind and form its verdict; with a name also what was read and every problem. ``-k``
prints the faults as the lines of ``expected.KNOWN``.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter

from mess.bases import FORMS
from mess.catalogue import KINDS, Kind
from mess.judging import GOOD, Judged, judged
from mess.kinds import scene_of


def main(arguments: list[str]) -> None:
    flags = {one for one in arguments if one.startswith("-")}
    wanted = next((one for one in arguments if one not in flags), "")
    counts: Counter[str] = Counter()
    if "-k" not in flags:
        print(_padded("", 46) + "".join(_padded(form, 12) for form in FORMS))
    for kind in (one for one in KINDS if wanted in one.name):
        results = {form: judged(scene_of(form, [kind])) for form in kind.forms}
        counts.update(str(result.verdict) for result in results.values())
        if "-k" in flags:
            _print_known(kind, results)
        else:
            _print_row(kind, results)
        if wanted:
            _print_details(results, everything="-v" in flags)
    if "-k" not in flags:
        total = ", ".join(f"{number} {word}" for word, number in sorted(counts.items()))
        print(f"{len(KINDS)} kinds: {total}")


def _print_row(kind: Kind, results: dict[str, Judged]) -> None:
    words = (str(results[form].verdict) if form in results else "·" for form in FORMS)
    print(_padded(kind.name, 46) + "".join(_padded(word, 12) for word in words))


def _print_known(kind: Kind, results: dict[str, Judged]) -> None:
    for form, result in results.items():
        if result.verdict not in GOOD:
            print(f'    ("{kind.name}", "{form}"): "{result.verdict}",')


def _print_details(results: dict[str, Judged], *, everything: bool) -> None:
    for form, result in results.items():
        if everything or result.verdict not in GOOD:
            print(form, result)


def _padded(text: str, width: int) -> str:
    shown = sum(2 if unicodedata.east_asian_width(mark) in "WFA" else 1 for mark in text)
    return text + " " * max(width - shown, 1)


if __name__ == "__main__":
    main(sys.argv[1:])
