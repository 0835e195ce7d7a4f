#!/usr/bin/env bash
# Installs what `make validate`, `make render`, `make page`, `make faults` and `make shares` need on
# Debian: LibreOffice, Japanese fonts, poppler, npm, chromium, strace, Samba and its client.
# Does nothing where all of it is there.
set -euo pipefail

packages=(
  libreoffice-writer libreoffice-calc poppler-utils chromium strace samba smbclient
  fonts-ipaexfont fonts-noto-cjk fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho
)
command -v npm >/dev/null || packages+=(npm)

missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
    missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
