"""What makes ``watch`` a service: a systemd unit, or a task of Windows' Task Scheduler.

Both are only written out, for an administrator to read and to install. Every restriction has its
reason beside it, in Japanese, because whoever loosens it should know what it was for.

- systemd.exec(5), systemd.service(5), systemd.syntax(7)
- https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from jusoforms.problems import Problem
from jusoforms.problems import service as say

__all__ = [
    "Plan",
    "is_local_letter",
    "systemd_unit",
    "unfit_for_linux",
    "unfit_for_windows",
    "windows_task",
]

_LETTER = re.compile(r"[A-Za-z]:")
_UNC = re.compile(r"\\\\[^\\/:*?\"<>|]+\\[^\\/:*?\"<>|]+(\\.*)?")
_HOMES = ("/home/", "/root/", "/run/user/")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to run, as whom, on what."""

    folders: tuple[str, ...]
    """Whole paths of the workspaces, as the target system writes them."""
    account: str
    program: str
    """The Python that has jusoforms, as a whole path."""


def systemd_unit(plan: Plan) -> str:
    """Return the unit file."""
    at_home = any(f"{folder}/".startswith(_HOMES) for folder in (*plan.folders, plan.program))
    folders = " ".join(map(_quoted, plan.folders))
    watched = " ".join(map(_argument, plan.folders))
    return _UNIT.format(
        account=plan.account,
        folders=folders,
        command=f"{_argument(plan.program)} -m jusoforms watch {watched}",
        home="no" if at_home else "yes",
        why_home="作業フォルダーか jusoforms がホームにあるため、隠していません。"
        if at_home
        else "ホームのフォルダーを隠します。",
    )


def windows_task(plan: Plan) -> str:
    """Return the task's XML; it is to be saved as UTF-16."""
    folders = " ".join(f'"{folder}"' for folder in plan.folders)
    return _TASK.format(
        account=escape(plan.account),
        program=escape(plan.program),
        arguments=escape(f"-m jusoforms watch {folders}"),
    )


def unfit_for_linux(folder: str) -> Problem | None:
    """Return why a service on Linux cannot be given this path; None if it can."""
    return None if folder.startswith("/") else say.NOT_WHOLE_PATH.at(name=folder)


def unfit_for_windows(folder: str, *, letter_is_local: bool) -> Problem | None:
    """Return why a task cannot be given this path; None if it can.

    ``letter_is_local``: the system has told that the path's drive is a disk of its own.
    """
    if _UNC.fullmatch(folder):
        return None
    if not _LETTER.match(folder) or folder[2:3] not in {"\\", "/"}:
        return say.NOT_WHOLE_PATH.at(name=folder)
    return None if letter_is_local else say.MAPPED_LETTER.at(name=folder)


def is_local_letter(folder: str) -> bool:
    """Return whether a path's letter is the disk that every Windows computer has."""
    return folder[:2].upper() == "C:"


def _quoted(text: str) -> str:
    """Return a path for a setting of a unit: quoted, with ``%`` doubled."""
    inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{inside}"'


def _argument(text: str) -> str:
    """Return a word of a command line, where ``$`` has a meaning too."""
    return _quoted(text).replace("$", "$$")


_UNIT = """\
# jusoforms のサービス（systemd）
#
# 入れ方（管理者で）
#   1. jusoforms だけが使う利用者を作ります。共有フォルダーを変更できるグループに入れます。
#        useradd --system --shell /usr/sbin/nologin {account}
#        usermod --append --groups 〈作業フォルダーのグループ〉 {account}
#   2. この内容を /etc/systemd/system/jusoforms.service に保存します。
#   3. systemctl daemon-reload
#      systemctl enable --now jusoforms
#   4. 様子は「systemctl status jusoforms」と「jusoforms status フォルダー」で見られます。
# やめ方
#      systemctl disable --now jusoforms
#      rm /etc/systemd/system/jusoforms.service

[Unit]
Description=jusoforms
Documentation=man:systemd.service(5)
# 共有フォルダーがつながってから動かします。途中で切れても止まらず、つながるのを待ちます。
After=remote-fs.target
RequiresMountsFor={folders}
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart={command}
User={account}
# DynamicUser は使いません。共有フォルダーの権限を、決まった利用者に付けるためです。
# グループの人が直せるように、作るファイルをグループに開きます。
UMask=0007
# 台帳と、処理中のシートの写しの置き場所です。この利用者だけが開けます。
StateDirectory=jusoforms
StateDirectoryMode=0700
Environment=JUSOFORMS_STATE=/var/lib/jusoforms
# 止める合図（SIGTERM）を受けると、処理中のシートを終えてから止まります。
KillMode=mixed
TimeoutStopSec=120
# 電源断や思わぬ誤りの後は、ひとりでに動き出します。
Restart=always
RestartSec=10

# ここから下は、乗っ取られたときに害を広げないための囲いです。
# 書けるのは、作業フォルダーと状態のフォルダーだけです。
ProtectSystem=strict
ReadWritePaths={folders}
# {why_home}
ProtectHome={home}
PrivateTmp=yes
PrivateDevices=yes
# 外とは通信しません。共有フォルダーは OS がつなぐので、これで使えます。
PrivateNetwork=yes
RestrictAddressFamilies=AF_UNIX
NoNewPrivileges=yes
# 開かれているファイルを見分けるための権限（CAP_LEASE）だけを残します。
CapabilityBoundingSet=CAP_LEASE
AmbientCapabilities=CAP_LEASE
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictNamespaces=yes
RestrictRealtime=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
# ProtectProc は使いません。別の利用者が動かした jusoforms が生きているかを見るためです。
# RestrictSUIDSGID は使いません。作るフォルダーに、グループを受け継がせるためです（setgid）。

[Install]
WantedBy=multi-user.target
"""

_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<!--
  jusoforms のタスク（Windows のタスク スケジューラ）

  入れ方（管理者のコマンド プロンプトで）
    1. jusoforms を動かす利用者（{account}）を決めます。共有フォルダーの「変更」の権限と、
       「バッチ ジョブとしてログオン」の権利が要ります。ふだん人が使う利用者は避けてください。
    2. この内容を、文字コード UTF-16 で jusoforms.xml に保存します。
    3. schtasks /create /tn jusoforms /xml jusoforms.xml /ru "{account}" /rp *
       （利用者のパスワードを聞かれます。パスワードを変えたら、もう一度行ってください）
    4. schtasks /run /tn jusoforms
    5. 様子は「jusoforms status フォルダー」と、outbox の「状況.html」で見られます。
  やめ方
       schtasks /end /tn jusoforms
       schtasks /delete /tn jusoforms
-->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>jusoforms: inbox に入れたシートを文書にします。</Description>
  </RegistrationInfo>
  <Triggers>
    <!-- パソコンの起動の 1 分後に動かします。だれもログオンしていなくても動きます。 -->
    <BootTrigger>
      <Enabled>true</Enabled>
      <Delay>PT1M</Delay>
    </BootTrigger>
    <!-- 止まっていれば、5 分ごとに動かし直します。動いている間は何もしません。 -->
    <TimeTrigger>
      <Repetition>
        <Interval>PT5M</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{account}</UserId>
      <!-- Password でなければなりません。S4U では共有フォルダーにつながりません。 -->
      <LogonType>Password</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <!-- 二つ同時には動かしません。 -->
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <!-- 共有フォルダーが切れている間は jusoforms が待つので、ネットワークを条件にしません。 -->
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <IdleSettings>
      <StopOnIdleEnd>false</StopOnIdleEnd>
      <RestartOnIdle>false</RestartOnIdle>
    </IdleSettings>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <WakeToRun>false</WakeToRun>
    <!-- ふつうのタスクは 3 日で止められます。止めません。 -->
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
