"""Every call that moves, writes or removes a file in a folder of people.

Three promises: nothing is ever replaced but a page of our own, nothing half written is ever
visible, and what was reported done is on the disk. What differs between systems stands here.
"""

from jusoforms.filesystem.faults import folder_problem, held_open
from jusoforms.filesystem.hashing import bytes_hash, file_hash
from jusoforms.filesystem.heartbeat import LEASE, Heartbeat, Neighbours
from jusoforms.filesystem.links import is_link, refuse_links
from jusoforms.filesystem.locking import Locked, exclusive, locked
from jusoforms.filesystem.moving import make_folder, remove, remove_empty, rename_new, sync_folder
from jusoforms.filesystem.owner import Life, Owner, owner_of, this_process
from jusoforms.filesystem.rights import take_rights
from jusoforms.filesystem.turns import NotOurTurn, Turn, Turns
from jusoforms.filesystem.volumes import free_bytes, is_being_written, is_on_network
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
    "LEASE",
    "Heartbeat",
    "Life",
    "Locked",
    "Neighbours",
    "NotOurTurn",
    "Owner",
    "Turn",
    "Turns",
    "bytes_hash",
    "exchange",
    "exclusive",
    "file_hash",
    "folder_problem",
    "free_bytes",
    "held_open",
    "is_being_written",
    "is_link",
    "is_on_network",
    "is_page",
    "locked",
    "make_folder",
    "owner_of",
    "refuse_links",
    "remove",
    "remove_empty",
    "remove_page",
    "rename_new",
    "sweep_temps",
    "sync_folder",
    "take_rights",
    "this_process",
    "whole_temp",
    "write_new",
    "write_page",
]
