"""The watched folder: scan, settle, claim, hand over, file, recover.

A listing of the folder is the only truth; nothing is remembered between two runs but what lies
on the disk. Each step is a move that cannot replace, so that doing it again is harmless.
"""

from jusoforms.intake.clock import Clock, SystemClock
from jusoforms.intake.drain import drain
from jusoforms.intake.marking import Marking
from jusoforms.intake.returns import Returns
from jusoforms.intake.scanning import left_alone

__all__ = ["Clock", "Marking", "Returns", "SystemClock", "drain", "left_alone"]
