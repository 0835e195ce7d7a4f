"""The watched folder: scan, settle, claim, snapshot, work, publish, file, recover.

A listing of the folder is the only truth; events only wake the next one. Each step is durable
before the next and cannot replace anything, so that doing it again is harmless. In the order of
a sheet's way: ``sentinel``, ``scanning``, ``settling``, ``gates``, ``space``, ``claims``,
``spool``, ``ledger``, ``handling``, ``filing``, ``returns``; around it ``watching`` (the rounds),
``line`` (the sheets in hand), ``setbacks`` and ``retries``, ``unfinished``.
"""

from jusoforms.intake.account import Account
from jusoforms.intake.clock import Clock, SystemClock
from jusoforms.intake.drain import drain
from jusoforms.intake.gates import Patience
from jusoforms.intake.ledger import OnAShare
from jusoforms.intake.retries import Backoff
from jusoforms.intake.returns import Returns
from jusoforms.intake.scanning import left_alone
from jusoforms.intake.sentinel import inbox_id
from jusoforms.intake.waking import woken_by
from jusoforms.intake.watching import Pace, Watcher
from jusoforms.intake.work import Anew, Craft, Done, Faulty, Hindered, Poisoned, Sheet

__all__ = [
    "Account",
    "Anew",
    "Backoff",
    "Clock",
    "Craft",
    "Done",
    "Faulty",
    "Hindered",
    "OnAShare",
    "Pace",
    "Patience",
    "Poisoned",
    "Returns",
    "Sheet",
    "SystemClock",
    "Watcher",
    "drain",
    "inbox_id",
    "left_alone",
    "woken_by",
]
