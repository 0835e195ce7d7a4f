"""A function over hostile bytes, run in a child process that may be killed.

For parsers in native code that abort, hang or swallow memory on a file made to hurt them
(``python-calamine`` asks for the whole of a sheet at once). The parent always gets a value.
"""

from jusoforms.confinement.bounds import Bounds
from jusoforms.confinement.confined import Confined, Killed, Reason, Value

__all__ = ["Bounds", "Confined", "Killed", "Reason", "Value"]
