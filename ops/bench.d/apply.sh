# Declaring many links: the whole command, as a person waits for it, with a daemon that journals durably before it acts.

bench_apply() { apply_of 500; apply_of 1000; }

apply_of() { # UNITS
  local units=$1 round r=$bench_files/apply-$1
  topology_files "$units"
  for ((round = 1; round <= rounds; round++)); do
    printf 'apply %d units, round %d of %d\n' "$units" $round "$rounds"
    begin_run
    timed "$r.ip" ip -n "$netns" -batch "$units_file.batch"
    check_topology "$units"
    end_run

    begin_run
    start_daemon
    timed "$r.wire" wire apply "$units_file.wire"
    check_topology "$units"
    end_run

    [ -z "$floor" ] || floor_apply "$units" >>"$r.floor"
  done
  touch "$r.floor"
  local wire ip
  wire=$(median "$r.wire") ip=$(median "$r.ip")
  time_row "apply $units units" "$wire" "$ip" "$(median "$r.floor")" "<= 1.5 x ip" "$(below "$wire" "$(awk -v t="$ip" 'BEGIN { print 1.5 * t }')")"
  time_row "  the fastest" "$(fastest "$r.wire")" "$(fastest "$r.ip")" "$(fastest "$r.floor")" ""
}

# Microseconds for all: the floor prints them for each unit.
floor_apply() {
  settle
  "$floor" apply topo "$1" 256 last 1 nodel | awk -v n="$1" '/^apply / { for (i = 1; i < NF; i++) if ($i == "add") printf "%.0f\n", $(i + 1) * n }'
}

# Nothing to do: what ip needs to read the same state once stands beside it.
bench_again() {
  local units=500 round i r=$bench_files/again
  topology_files $units
  begin_run
  start_daemon
  wire apply "$units_file.wire" >/dev/null
  check_topology $units
  for ((round = 1; round <= rounds; round++)); do
    printf 'again, round %d of %d\n' $round "$rounds"
    for ((i = 0; i < 3; i++)); do
      timed "$r.wire" wire apply "$units_file.wire"
      timed "$r.ip" read_by_ip
    done
  done
  end_run
  time_row "again, nothing to do, $units units" "$(median "$r.wire")" "$(median "$r.ip")" "" "<= 150 ms" "$(below "$(median "$r.wire")" 150000)"
}
# Its word about a listing that something else interrupted is of no interest.
read_by_ip() { { ip -n "$netns" -j -d link show && ip -n "$netns" -j address show; } 2>/dev/null; }
