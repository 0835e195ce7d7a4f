"""Servers and disks of their own: only with ``make shares``."""

import os

collect_ignore_glob = [] if "JUSOFORMS_SHARES" in os.environ else ["test_*"]
