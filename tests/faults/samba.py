"""A real Samba server on a loopback port, as an ordinary process, and two kinds of clients.

``smbclient`` does what people do in the Explorer; ``smbprotocol`` holds handles, reserves sizes and
vanishes. All that the server keeps lies in one folder; it is ended by its own process group.
"""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Client", "Samba", "missing"]

_PATIENCE = 20.0
_SETTINGS = """
[global]
    interfaces = 127.0.0.1
    bind interfaces only = yes
    smb ports = {port}
    disable netbios = yes
    server min protocol = SMB2_10
    map to guest = Bad User
    guest account = {user}
    pid directory = {own}
    lock directory = {own}
    state directory = {own}
    cache directory = {own}
    private dir = {own}
    ncalrpc dir = {own}/rpc
    log file = {own}/log
    load printers = no
    disable spoolss = yes
[ward]
    path = {folder}
    read only = no
    guest ok = yes
    force user = {user}
"""


def missing() -> str:
    """Return why no server can be started here; empty if one can."""
    lacking = [tool for tool in ("smbd", "smbclient") if not _tool(tool)]
    return f"Samba is not installed (Debian: samba smbclient): {lacking}" if lacking else ""


def _tool(name: str) -> str | None:
    """Return the path of a program; daemons lie where the PATH of users does not look."""
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


class Samba:
    """Serves one folder as the share ``ward``."""

    def __init__(self, folder: Path, own: Path) -> None:
        self.folder = folder
        own.mkdir()
        self._settings = own / "smb.conf"
        self._running: subprocess.Popen[bytes] | None = None
        self.port = _free_port()
        told = _SETTINGS.format(port=self.port, user=getpass.getuser(), own=own, folder=folder)
        self._settings.write_text(told, encoding="utf-8")

    def start(self) -> None:
        """Start the server; return when it answers."""
        words = [str(_tool("smbd")), "-F", "--no-process-group", "-s", str(self._settings)]
        # Its own session: its process group holds it and its children, and nothing else.
        self._running = subprocess.Popen(
            words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + _PATIENCE
        while not _answers(self.port):
            assert self._running.poll() is None, "smbd has ended"
            assert time.monotonic() < end, "smbd does not answer"
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server and its children."""
        if self._running:
            os.killpg(self._running.pid, how)
            self._running.wait(_PATIENCE)
            self._running = None

    def run(self, *commands: str) -> subprocess.CompletedProcess[str]:
        """Let ``smbclient`` do some commands in one session."""
        return subprocess.run(
            [*self.words, "-c", "; ".join(commands)],
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )

    @property
    def words(self) -> list[str]:
        """The command of a client."""
        return [str(_tool("smbclient")), "//127.0.0.1/ward", "-p", str(self.port), "-N"]

    def put(self, source: Path, name: str) -> None:
        """Copy a file to the share."""
        ended = self.run(f'put "{source}" "{name}"')
        assert ended.returncode == 0, ended.stdout

    @contextmanager
    def client(self) -> Iterator[Client]:
        """Give a connection that can hold files open."""
        client = Client(self.port)
        try:
            yield client
        finally:
            client.vanish()


class Client:
    """One connection of ``smbprotocol``."""

    def __init__(self, port: int) -> None:
        import smbclient

        # Guests have no key to sign with.
        smbclient.ClientConfig(require_secure_negotiate=False)
        self._cache: dict[str, Any] = {}
        self._held: list[Any] = []
        self._where = {"port": port, "connection_cache": self._cache}
        smbclient.register_session(
            "127.0.0.1", username="guest", password="", require_signing=False, **self._where
        )

    def open(self, name: str, mode: str = "wb", share: str = "r") -> Any:
        """Open a file of the share, unbuffered; ``share``: what others may do meanwhile."""
        import smbclient

        path = "\\\\127.0.0.1\\ward\\" + name.replace("/", "\\")
        held = smbclient.open_file(path, mode, buffering=0, share_access=share, **self._where)
        self._held.append(held)
        return held

    def vanish(self) -> None:
        """Cut the connection; whatever is open stays as it is."""
        for connection in self._cache.values():
            connection.disconnect(close=False)
        self._cache.clear()
        for held in self._held:
            held.fd._connected = False  # else the library complains of it later


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
