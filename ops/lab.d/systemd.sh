# A Debian with systemd as its first process, in a container of this machine's kernel. Sourced by ops/lab.

# What is in it beyond debootstrap's smallest: a change makes another image.
container_packages=systemd,systemd-sysv,dbus,udev,iproute2,iputils-ping,procps,jq

# need_image: sets $image, a directory, made when it is not cached. Same release as this machine, so that programs built here run there.
need_image() {
  need_packages systemd-container debootstrap
  local release cache made
  release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  [ -n "$release" ] || fail "no name of a Debian release in /etc/os-release: the container is made from this system's own release"
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/wire/lab
  image=$cache/systemd-$(printf '%s %s' "$release" "$container_packages" | sha256sum | cut -c1-16)
  mkdir -p "$cache"
  exec 8>"$image.lock"
  flock 8
  if [ ! -d "$image" ]; then
    made=$(mktemp -d "$cache/making.XXXXXX")
    echo "making a $release with systemd in $image (a minute, once)" >&2
    if ! as_root debootstrap --variant=minbase --include="$container_packages" "$release" "$made/root" "$(package_source "$release")" >"$made/log" 2>&1; then
      tail -n 20 "$made/log" >&2
      as_root rm -rf "$made"
      fail "debootstrap failed (above)"
    fi
    as_root mv "$made/root" "$image"
    as_root rm -rf "$made"
  fi
  exec 8>&-
}

# Where this machine has its own packages of that release from.
package_source() {
  apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 2>/dev/null | awk -v release="$1" '$2 == release { print $1; exit }'
}

container_timeout=120

# run_in_container DIRECTORY COMMAND...: as a unit of a systemd that has come up; exits as the command does.
# The container sees DIRECTORY, and that of $WIRE_BIN, read-only at the same place; what it writes stays in its memory; its network is its own.
run_in_container() {
  local directory=$1 status=0 program=()
  shift
  [ -z "${WIRE_BIN:-}" ] || program=("--bind-ro=$(dirname "$WIRE_BIN")")
  exchange=$(mktemp -d "${TMPDIR:-/tmp}/wire-lab.XXXXXX")
  trap 'as_root rm -rf "$exchange"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  printf '%s\0' "$@" >"$exchange/command"
  cat >"$exchange/run" <<'RUN'
#!/bin/bash
mapfile -d '' -t command </run/lab/command
"${command[@]}" >/run/lab/out 2>/run/lab/err </dev/null
echo $? >/run/lab/status
systemctl --no-block poweroff
RUN
  chmod +x "$exchange/run"
  cat >"$exchange/lab.service" <<UNIT
[Unit]
Description=The command of ops/lab
Wants=dbus.socket
After=multi-user.target
[Service]
Type=exec
WorkingDirectory=$directory
Environment=WIRE_BIN=${WIRE_BIN:-}
ExecStart=/run/lab/run
UNIT
  as_root timeout "$container_timeout" systemd-nspawn --quiet --boot --directory="$image" --volatile=overlay \
    --register=no --keep-unit --private-network --console=passive --bind=/dev/net/tun \
    --bind="$exchange:/run/lab" --bind-ro="$exchange/lab.service:/etc/systemd/system/lab.service" \
    --bind-ro="$directory" "${program[@]}" --hostname=lab systemd.wants=lab.service </dev/null >"$exchange/console" 2>&1 || status=$?
  [ ! -e "$exchange/out" ] || cat "$exchange/out"
  [ ! -e "$exchange/err" ] || cat "$exchange/err" >&2
  if [ ! -s "$exchange/status" ]; then
    cat "$exchange/console" >&2
    [ "$status" != 124 ] || give_up 124 "the time was up after $container_timeout s"
    give_up 125 "the container ended before the command did"
  fi
  exit "$(cat "$exchange/status")"
}
