"""Every call that moves, writes or removes a file in a folder of people.

Three promises: nothing is ever replaced but a page of our own, nothing half written is ever
visible, and what was reported done is on the disk. What differs between systems stands here.
"""

from jusoforms.filesystem.faults import folder_problem, held_open
from jusoforms.filesystem.hashing import bytes_hash, file_hash
from jusoforms.filesystem.locking import exclusive
from jusoforms.filesystem.moving import make_folder, remove, remove_empty, rename_new
from jusoforms.filesystem.owner import Life, Owner, this_process
from jusoforms.filesystem.writing import (
    exchange,
    is_page,
    remove_page,
    sweep_temps,
    whole_temp,
    write_new,
    write_page,
)

__all__ = [
    "Life",
    "Owner",
    "bytes_hash",
    "exchange",
    "exclusive",
    "file_hash",
    "folder_problem",
    "held_open",
    "is_page",
    "make_folder",
    "remove",
    "remove_empty",
    "remove_page",
    "rename_new",
    "sweep_temps",
    "this_process",
    "whole_temp",
    "write_new",
    "write_page",
]
