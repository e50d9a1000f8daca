#!/usr/bin/env bash
# Makes what stands in for Microsoft's .NET images where no registry can be reached: a minimal system of this machine's distribution with
# this machine's .NET runtime, the user 1654 and `dotnet` on the PATH, as the tar that `docker import` takes. Some 30 seconds; needs root.
#   bash tests/components/dotnet-base.sh FILE.tar [sdk]
# `sdk` adds the SDK, for Dockerfiles that compile inside. A file that is there stays.
set -euo pipefail

target=$1 kind=${2:-runtime}
[[ -s $target ]] && exit 0
mkdir -p "$(dirname -- "$target")"
work=$(mktemp -d -- "$target.XXXXXX")
trap 'rm -rf -- "$work"' EXIT

newest() { apt-cache pkgnames "$1" | { grep -E "^$1$2\$" || true; } | sort -V | tail -n 1; }
icu=$(newest libicu '[0-9]+') ssl=$(newest libssl '3(t64)?')
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
debootstrap --variant=minbase --include="ca-certificates,${icu:?apt knows no libicu},${ssl:?apt knows no libssl3},tzdata" "$suite" "$work/root" "${mirror:?apt has no mirror}" >"$work/log" 2>&1 \
  || { cat "$work/log" >&2; exit 1; }

dotnet=$(dirname -- "$(readlink -f -- "$(type -P dotnet)")")
mkdir -p "$work/root/usr/share/dotnet"
folders=(dotnet host shared)
[[ $kind != sdk ]] || folders+=(sdk sdk-manifests packs templates)
for folder in "${folders[@]}"; do
  if [[ -e $dotnet/$folder ]]; then cp -a -- "$dotnet/$folder" "$work/root/usr/share/dotnet/"; fi
done
ln -s /usr/share/dotnet/dotnet "$work/root/usr/bin/dotnet"
echo 'app:x:1654:1654::/home/app:/bin/sh' >>"$work/root/etc/passwd"
echo 'app:x:1654:' >>"$work/root/etc/group"
install -d -o 1654 -g 1654 "$work/root/home/app"
rm -rf -- "$work/root"/var/cache/apt/* "$work/root"/var/lib/apt/lists/* "$work/root"/usr/share/{doc,man,locale}/*

tar -C "$work/root" --numeric-owner --exclude=./dev/* -cf "$work/base.tar" .
mv -f -- "$work/base.tar" "$target"
