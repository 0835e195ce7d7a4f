"""A fault of the program, forced in every process that has this folder on its path.

``JUSOFORMS_FAULT=module:name``: calling it raises an error that quotes whatever it was given.
"""

import importlib
import os
import sys
from typing import Any, NoReturn

_PLACE = os.environ.get("JUSOFORMS_FAULT", "")


def _fault(*given: Any, **more: Any) -> NoReturn:
    told = [given, more, *(vars(one) for one in given if hasattr(one, "__dict__"))]
    raise KeyError(f"{os.environ['JUSOFORMS_CANARY']} {told!r}")


def _spoil(module: str, name: str) -> None:
    """Put the fault in the place of a function, under every name that it was imported by."""
    holder: Any = importlib.import_module(module)
    *above, last = name.split(".")
    for step in above:
        holder = getattr(holder, step)
    sound = getattr(holder, last)
    setattr(holder, last, _fault)
    for loaded in list(sys.modules.values()):
        for known, value in list(vars(loaded).items()):
            if value is sound:
                setattr(loaded, known, _fault)


if _PLACE:
    _spoil(*_PLACE.split(":"))
