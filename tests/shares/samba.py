"""A real Samba server on loopback, started as an ordinary process, ended by its own pid."""

from __future__ import annotations

import contextlib
import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import smbclient

__all__ = ["Share", "is_there", "served"]

_HOST = "127.0.0.1"
_PATIENCE = 20.0
_CONF = """
[global]
  interfaces = 127.0.0.1
  bind interfaces only = yes
  smb ports = {port}
  disable netbios = yes
  server min protocol = SMB2_10
  map to guest = Bad User
  guest account = {user}
  pid directory = {state}
  lock directory = {state}
  state directory = {state}
  cache directory = {state}
  private dir = {state}
  ncalrpc dir = {state}/ncalrpc
  log file = {state}/log
  load printers = no
  disable spoolss = yes
[ward]
  path = {root}
  read only = no
  guest ok = yes
  force user = {user}
"""


def is_there() -> bool:
    """Return whether Samba and its client are installed."""
    found = [
        shutil.which(name) or shutil.which(f"/usr/sbin/{name}") for name in ("smbd", "smbclient")
    ]
    return all(found)


@dataclass
class Share:
    """The share, as clients see it."""

    port: int
    folder: Path
    server: subprocess.Popen[bytes]

    @property
    def client(self) -> list[str]:
        """The command of smbclient(1)."""
        return ["smbclient", f"//{_HOST}/ward", "-p", str(self.port), "-N"]

    def does(self, *commands: str, check: bool = True) -> str:
        """Do what a person does at a Windows PC; return what she sees."""
        command = [*self.client, "-c", "; ".join(commands)]
        done = subprocess.run(command, check=False, capture_output=True, timeout=60)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout.decode()

    def opened(self, name: str, mode: str = "wb", **words: Any) -> IO[bytes]:
        """Open a file as Excel does: nobody else may write or delete it."""
        path = rf"\\{_HOST}\ward\{name}"
        words = {"share_access": "r", "buffering": 0, **words}
        return smbclient.open_file(path, mode=mode, port=self.port, **words)  # type: ignore[no-any-return]


@contextlib.contextmanager
def served(root: Path, folder: Path) -> Iterator[Share]:
    """Serve a folder; what the server writes for itself lies in the other."""
    state = folder / "samba"
    (state / "ncalrpc").mkdir(parents=True)
    port = _free_port()
    conf = folder / "smb.conf"
    words = {"port": port, "user": getpass.getuser(), "state": state, "root": root}
    conf.write_text(_CONF.format(**words), "utf-8")
    share = Share(port, folder, _started(conf))
    smbclient.ClientConfig(require_secure_negotiate=False)
    try:
        _wait_for(port, share.server)
        guest = {"username": "guest", "password": "", "require_signing": False}
        smbclient.register_session(_HOST, port=port, **guest)
        yield share
    finally:
        with contextlib.suppress(Exception):  # a test has killed the server
            smbclient.delete_session(_HOST, port=port)
        share.server.terminate()  # a test may have started another one
        share.server.wait(_PATIENCE)


def restarted(share: Share) -> None:
    """Start the server again after it was killed."""
    share.server = _started(share.folder / "smb.conf")
    _wait_for(share.port, share.server)


def _started(conf: Path) -> subprocess.Popen[bytes]:
    smbd = shutil.which("smbd") or "/usr/sbin/smbd"
    command = [smbd, "-F", "--no-process-group", "-s", str(conf)]
    # A group of its own: smbd ends its whole group with itself.
    nobody = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nobody, stderr=nobody, start_new_session=True)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((_HOST, 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        with contextlib.suppress(OSError), socket.create_connection((_HOST, port), timeout=1):
            return
        assert server.poll() is None, "smbd has ended"
        assert time.monotonic() < end, "smbd does not listen"
        time.sleep(0.05)
