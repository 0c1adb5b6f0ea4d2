# Namespaces, state directories and daemons of a benchmark, and their end. Wants ops/lib.sh.

bench_tag=wb$$
bench_files=            # everything that is written: on a disk, not in memory, as fdatasync is part of what is measured
netns=                  # the namespace of the current run
twin=                   # and another one, for what has to happen where no daemon listens
daemon=                 # the current daemon's process id

begin() {
  trap end_bench EXIT
  trap 'exit 130' INT TERM
  bench_files=$(mktemp -d "${TMPDIR:-/var/tmp}/wire-bench.XXXXXX")
  printf 'wire %s, %s, kernel %s, %s processors, load %s, state on %s\n' "$("$WIRE_BIN" --version)" \
    "$(ip -V | sed 's/.*iproute2-/iproute2 /; s/,.*//')" "$(uname -r)" "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)" \
    "$(stat -f -c %T "$bench_files")"
  if [ -n "$floor" ]; then echo "floor: given"; else echo "floor: none given (--floor PROGRAM), so no column for it"; fi
  if [ -n "$journal_floor" ]; then echo "journal's floor: given"; else echo "journal's floor: none given (--journal-floor PROGRAM), so no column for it"; fi
}

end_bench() {
  local status=$?
  trap - EXIT INT TERM
  end_run
  end_postgres
  [ -z "$bench_files" ] || rm -rf "$bench_files"
  exit $status
}

# A fresh namespace and an empty state directory.
begin_run() {
  settle
  netns=$bench_tag-$((++run_number))
  ip netns add "$netns"
  ip -n "$netns" link set lo up
  export WIRE_STATE=$bench_files/$run_number WIRE_SOCKET=$bench_files/$run_number.sock
}
run_number=0

# The namespace goes with all that is in it: deleting its links one by one takes minutes.
end_run() {
  stop_daemon
  [ -z "$twin" ] || ip netns del "$twin"
  twin=
  if [ -n "$netns" ]; then
    ip netns del "$netns"
    netns=
    rm -rf "$WIRE_STATE" "$WIRE_SOCKET"
  fi
}

# The kernel takes namespaces apart in the background, with the lock that every netlink request needs. Other programs may make
# and end them all the time: then nothing is to be waited for.
settle() {
  local quiet=0 tries
  for ((tries = 0; tries < 300 && quiet < 3; tries++)); do
    if cat /proc/[0-9]*/comm 2>/dev/null | grep -q '+netns'; then quiet=0; else quiet=$((quiet + 1)); fi
    sleep 0.03
  done
}

wire() { "$WIRE_BIN" "$@"; }

start_daemon() {
  "$WIRE_BIN" --netns "$netns" daemon 2>>"$bench_files/daemon.log" &
  daemon=$!
  until answered_by_daemon; do
    kill -0 $daemon 2>/dev/null || { cat "$bench_files/daemon.log" >&2; fail "the daemon ended"; }
  done
}

# Without its daemon a command answers from the files: that is no answer of the daemon's.
answered_by_daemon() { [ -S "$WIRE_SOCKET" ] && wire status --json 2>/dev/null | jq -e '.daemon != null' >/dev/null; }

stop_daemon() {
  [ -n "$daemon" ] || return 0
  kill "$daemon" 2>/dev/null || :
  wait "$daemon" || { cat "$bench_files/daemon.log" >&2; echo "the daemon did not end cleanly" >&2; }
  daemon=
}

# wait_position_still SECONDS: until the journal has not grown for so long.
wait_position_still() {
  local before=-1 now
  while now=$(wire status --json | jq .journal.position); [ "$now" != "$before" ]; do
    before=$now
    sleep "$1"
  done
}
