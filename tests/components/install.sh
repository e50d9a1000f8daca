#!/usr/bin/env bash
# Installs what the tests of real components call: Debian packages, only those that are missing. Needs root or sudo.
#   bash tests/components/install.sh
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
export DEBIAN_FRONTEND=noninteractive

packages=()
needs() { type -P "$1" >/dev/null || packages+=("$2"); }
needs git git
needs curl curl
needs skopeo skopeo
needs docker-registry docker-registry
needs dockerd docker.io
needs debootstrap debootstrap
needs busybox busybox-static
needs zsh zsh
needs npm npm
needs clamd clamav-daemon

as_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

if ! type -P apt-get >/dev/null; then
  echo "There is no apt-get here. Install by hand: ${packages[*]:-nothing} and the packages that radosgw.sh names." >&2
  exit 1
fi

if ((${#packages[@]})); then
  echo "Installing ${packages[*]} …" >&2
  # Package lists that are missing or too old are the usual reason for a failure.
  as_root apt-get install -y -q --no-install-recommends "${packages[@]}" >&2 \
    || { as_root apt-get update -q >&2 && as_root apt-get install -y -q --no-install-recommends "${packages[@]}" >&2; }
fi
as_root bash ./radosgw.sh install
npm ci --prefix ./azurite --no-progress >&2
npm ci --prefix ./mongosh --no-progress >&2
npm ci --prefix ./migrate-mongo --no-progress >&2
npm ci --prefix ./trivy --no-progress >&2
npm ci --prefix ./cyclonedx --no-progress >&2
npm ci --prefix ./workflows --no-progress >&2
