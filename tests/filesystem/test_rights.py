"""Access rights: what is born in a folder, or moved there, has the folder's. Judged by getfacl."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from jusoforms.filesystem import make_folder, refuse_links, rename_new, take_rights, write_new
from jusoforms.filesystem.posix import volume_type

GROUP = 3333


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    before = os.umask(0o077)  # as narrow as a service may have it
    yield
    os.umask(before)


def acl(path: Path) -> set[str]:
    said = subprocess.run(
        ["getfacl", "--omit-header", "--absolute-names", "--no-effective", path],
        capture_output=True,
        text=True,
        check=True,
    )
    return {line for line in said.stdout.split() if line and not line.startswith("default:")}


def set_acl(folder: Path, *entries: str) -> None:
    if shutil.which("setfacl") is None:
        pytest.skip("setfacl (Debian's acl) is not installed")
    for entry in entries:
        done = subprocess.run(["setfacl", "-m", entry, folder], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("this disk has no access control lists")


def test_a_moved_file_has_the_acl_that_a_new_one_has(tmp_path: Path) -> None:
    folder, moved = tmp_path / "outbox", tmp_path / "sheet"
    folder.mkdir()
    set_acl(folder, "d:u::rwx,d:g::r-x,d:g:3333:rwx,d:m::rwx,d:o::---")
    moved.write_bytes(b"x")
    rename_new(moved, folder / "moved")
    take_rights(folder / "moved")
    write_new(folder / "born", b"x")
    assert acl(folder / "moved") == acl(folder / "born")
    assert "group:3333:rwx" in acl(folder / "born")
    assert "mask::rw-" in acl(folder / "born")


def test_a_new_folder_hands_the_acl_on(tmp_path: Path) -> None:
    set_acl(tmp_path, "d:g:3333:rwx", "d:m::rwx")
    make_folder(tmp_path / "7" / "旧版", tmp_path)
    write_new(tmp_path / "7" / "旧版" / "文書.docx", b"x")
    assert "group:3333:rwx" in acl(tmp_path / "7" / "旧版" / "文書.docx")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    try:
        os.chown(folder, -1, GROUP)
    except PermissionError:
        pytest.skip("only root may give a folder to any group")
    folder.chmod(0o2770)
    return folder


def test_colleagues_may_change_what_is_born_in_their_folder(shared: Path) -> None:
    write_new(shared / "文書.docx", b"x")
    found = (shared / "文書.docx").stat()
    assert (found.st_gid, stat.S_IMODE(found.st_mode)) == (GROUP, 0o660)


def test_a_folder_below_is_theirs_too(shared: Path) -> None:
    make_folder(shared / "7" / "旧版", shared)
    found = (shared / "7" / "旧版").stat()
    assert (found.st_gid, stat.S_IMODE(found.st_mode)) == (GROUP, 0o2770)


def test_a_moved_file_becomes_theirs(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "sheet").write_bytes(b"x")
    rename_new(tmp_path / "sheet", shared / "sheet")
    take_rights(shared / "sheet")
    found = (shared / "sheet").stat()
    assert (found.st_gid, stat.S_IMODE(found.st_mode)) == (GROUP, 0o660)


def test_an_ordinary_folder_leaves_rights_to_the_system(tmp_path: Path) -> None:
    write_new(tmp_path / "文書.docx", b"x")
    assert stat.S_IMODE((tmp_path / "文書.docx").stat().st_mode) == 0o600


def test_no_link_is_followed_out_of_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "7").mkdir(parents=True)
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "outbox").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        refuse_links(tmp_path / "root" / "outbox" / "7", tmp_path / "root")
    refuse_links(tmp_path / "root" / "inbox" / "要修正", tmp_path / "root")
    refuse_links(tmp_path / "elsewhere" / "7", tmp_path / "elsewhere")


MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 22 0:40 / /mnt/share rw - cifs //server/share rw
41 22 0:41 / /mnt/\\351\\203\\250\\040x rw - nfs4 server:/x rw
42 40 0:42 / /mnt/share/local rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("/var/lib", "ext4"),
        ("/mnt/share", "cifs"),
        ("/mnt/share/支援会議", "cifs"),
        ("/mnt/share/local/x", "tmpfs"),
        ("/mnt/sharenot", "ext4"),
    ],
)
def test_the_type_of_a_volume_is_that_of_the_nearest_mount(folder: str, found: str) -> None:
    assert volume_type(Path(folder), MOUNTS) == found
