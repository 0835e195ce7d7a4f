"""Windows: a child in a job object, which bounds its memory and ends it with its parent.

https://learn.microsoft.com/windows/win32/procthread/job-objects. The job's handle stays open as
long as this process lives; when it closes, the system kills what is in the job.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys

__all__ = ["put_in_job"]

_EXTENDED_LIMITS = 9
_SET_QUOTA_AND_TERMINATE = 0x0101
_KILL_ON_CLOSE, _PROCESS_MEMORY, _DIE_ON_FAULT = 0x2000, 0x100, 0x400


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def put_in_job(process: subprocess.Popen[bytes], memory: int) -> None:
    """Bound a child's memory and life; does nothing elsewhere, where it bounds itself.

    Where Windows refuses (an old server that does not nest jobs), the wall clock remains.
    """
    if sys.platform != "win32":
        return
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    child = ctypes.c_void_p(kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, process.pid))
    limits = _ExtendedLimits(process_memory=memory)
    limits.basic.flags = _KILL_ON_CLOSE | _PROCESS_MEMORY | _DIE_ON_FAULT
    kernel.SetInformationJobObject(
        job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    kernel.AssignProcessToJobObject(job, child)
    kernel.CloseHandle(child)
