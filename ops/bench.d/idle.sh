# What a daemon costs that has nothing to do, and how soon it answers.

bench_idle() {
  local units=500 after restarted
  topology_files $units
  echo "idle"
  begin_run
  start_daemon
  wire apply "$units_file.wire" >/dev/null
  check_topology $units
  sleep 5
  after=$(resident_kb)
  stop_daemon
  start_daemon
  wait_position_still 0.5
  sleep 5
  restarted=$(resident_kb)
  end_run
  memory_row "idle with $units units, after applying them" "$after"
  memory_row "idle with $units units, after a restart" "$restarted"
}
resident_kb() { awk '$1 == "VmRSS:" { print $2 }' "/proc/$daemon/status"; }
memory_row() { row "$1" "$(awk -v k="$2" 'BEGIN { printf "%.1f MiB", k / 1024 }')" - - "" "" "<= 64 MiB $(below "$2" 65536)"; }

bench_start() {
  local round i r=$bench_files/start
  echo "start"
  for ((round = 0; round < 5 * rounds; round++)); do
    begin_run
    start_to_answer >>"$r.wire"
    stop_daemon
    end_run
  done
  time_row "daemon's start to its first answer" "$(median "$r.wire")" "" "" "< 150 ms" "$(below "$(median "$r.wire")" 150000)"

  topology_files 500
  begin_run
  start_daemon
  wire apply "$units_file.wire" >/dev/null
  for ((i = 0; i < 20; i++)); do
    timed "$r.status" wire status
    timed "$r.ip" ip -n "$netns" -br link
    timed "$r.nothing" /bin/true
  done
  end_run
  time_row "wire status, 500 units (ip: -br link)" "$(median "$r.status")" "$(median "$r.ip")" "" "< 30 ms" "$(below "$(median "$r.status")" 30000)"
  time_row "  a program that does nothing" "$(median "$r.nothing")" "" "" ""
}

# The command line's answer counts, its own start included.
start_to_answer() {
  local from to
  from=$(now_us)
  "$WIRE_BIN" --netns "$netns" daemon 2>>"$bench_files/daemon.log" &
  daemon=$!
  until [ -S "$WIRE_SOCKET" ]; do :; done
  until wire status --json >"$bench_files/answer" && grep -q '"daemon":{' "$bench_files/answer"; do :; done
  to=$(now_us)
  echo $((to - from))
}
