#!/usr/bin/env bash
# A real S3 server for tests: Ceph's radosgw with one monitor and one in-memory OSD, on 127.0.0.1.
#   radosgw.sh install        installs the Debian packages that are missing (needs root); starts no service
#   radosgw.sh start DIR      starts a server on a random port with its data in DIR, and prints its URL
#   radosgw.sh stop DIR       stops that server
# Access key AKTEST, secret key SKTEST.
set -euo pipefail

programs=(radosgw radosgw-admin ceph ceph-mon ceph-osd ceph-authtool monmaptool uuidgen)
packages=(radosgw ceph-mon ceph-osd ceph-common uuid-runtime)

missing() {
  local program
  for program in "${programs[@]}"; do
    type -P "$program" >/dev/null || printf '%s ' "$program"
  done
}

install() {
  [[ -z $(missing) ]] && return
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >&2
  apt-get install -y -q --no-install-recommends "${packages[@]}" >&2
}

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the range from which the system gives ports by itself.
free_port() {
  local port
  while :; do
    port=$((10000 + RANDOM % 20000))
    if [[ " ${taken[*]-} " != *" $port "* ]] && is_free "$port"; then
      taken+=("$port")
      free=$port
      return
    fi
  done
}

configure() {
  cat >"$dir/ceph.conf" <<CONF
[global]
fsid = $(uuidgen)
mon initial members = a
mon host = [v2:127.0.0.1:$mon2,v1:127.0.0.1:$mon1]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
run dir = $dir/run
admin socket = $dir/run/\$name.\$pid.asok
log file = $dir/log/\$name.log
crash dir = $dir/run
keyring = $dir/admin.keyring
[mon]
keyring = $dir/mon/keyring
mon data = $dir/mon
[osd]
osd data = $dir/osd
keyring = $dir/osd/keyring
osd objectstore = memstore
memstore device bytes = 1073741824
osd memory target = 939524096
osd class load list = *
osd class default list = *
[client]
rgw data = $dir/rgw
rgw frontends = beast endpoint=127.0.0.1:$rgw
rgw dns name = localhost
rgw verify ssl = false
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = testkey-1=$(printf %32s key | base64)
CONF
}

start() {
  local absent
  absent=$(missing)
  if [[ -n $absent ]]; then
    echo "radosgw can't start: ${absent% } not on PATH. Install it with: sudo tests/components/radosgw.sh install" >&2
    exit 2
  fi
  dir=$(mkdir -p "$1" && cd "$1" && pwd)
  cd "$dir"
  mkdir -p mon osd run log rgw
  taken=()
  free_port; mon1=$free
  free_port; mon2=$free
  free_port; rgw=$free
  configure
  trap 'stop "$dir"' ERR
  {
    ceph-authtool -C mon.keyring --gen-key -n mon. --cap mon 'allow *'
    ceph-authtool -C admin.keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
    ceph-authtool mon.keyring --import-keyring admin.keyring
    monmaptool --create --addv a "[v2:127.0.0.1:$mon2,v1:127.0.0.1:$mon1]" --fsid "$(sed -n 's/^fsid = //p' ceph.conf)" --clobber monmap
    ceph-mon -c ceph.conf --mkfs -i a --monmap monmap --keyring mon.keyring
  } >setup.log 2>&1
  # Nothing of ours may hold the caller's output open.
  ceph-mon -c ceph.conf -i a -f >mon.log 2>&1 </dev/null & echo $! >mon.pid
  osd=$(uuidgen)
  {
    timeout 30 ceph -c ceph.conf osd new "$osd" 0
    timeout 30 ceph -c ceph.conf auth get-or-create osd.0 mon 'allow profile osd' osd 'allow *' mgr 'allow profile osd' -o osd/keyring
    ceph-osd -c ceph.conf -i 0 --mkfs --osd-uuid "$osd"
  } >>setup.log 2>&1
  ceph-osd -c ceph.conf -i 0 -f >osd.log 2>&1 </dev/null & echo $! >osd.pid
  for _ in $(seq 1 100); do
    if ceph -c ceph.conf osd stat 2>/dev/null | grep -q '1 up'; then break; fi
    sleep 0.2
  done
  timeout 60 radosgw-admin -c ceph.conf user create --uid=test --display-name=test --access-key=AKTEST --secret-key=SKTEST >>setup.log 2>&1
  radosgw -c ceph.conf -n client.admin -f >rgw.log 2>&1 </dev/null & echo $! >rgw.pid
  for _ in $(seq 1 300); do
    if ! is_free "$rgw"; then
      echo "http://127.0.0.1:$rgw"
      return
    fi
    sleep 0.1
  done
  echo "radosgw did not answer on port $rgw; see $dir/rgw.log" >&2
  stop "$dir"
  exit 1
}

stop() {
  local name pid
  for name in rgw osd mon; do
    [[ -f $1/$name.pid ]] || continue
    pid=$(<"$1/$name.pid")
    # Its data is gone with the folder: there is nothing to end in order.
    kill -9 "$pid" 2>/dev/null || true
    rm -f "$1/$name.pid"
  done
}

case ${1-} in
  install) install ;;
  start) start "${2:?DIR is missing: radosgw.sh start DIR}" ;;
  stop) stop "${2:?DIR is missing: radosgw.sh stop DIR}" ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
