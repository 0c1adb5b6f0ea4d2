# A flood of events that are not Wire's: every one has to be in the journal, seen when it happened and not in a listing after.

bench_routes() {
  local routes=100000
  begin_run
  ip -n "$netns" link add out up type bridge
  ip -n "$netns" address add 192.0.2.1/24 dev out
  awk -v n=$routes 'BEGIN { for (i = 0; i < n; i++) printf "route add 10.%d.%d.%d/32 via 192.0.2.2 dev out\n", i / 65536, i / 256 % 256, i % 256 }' >"$bench_files/routes.batch"
  echo "routes, $routes by ip -batch"
  flood $routes "by ip -batch" ip -n "$netns" -batch "$bench_files/routes.batch"
  end_run
  [ -n "$floor" ] || return 0
  begin_run
  echo "routes, $routes by the floor"
  flood $routes "by the floor" ip netns exec "$netns" "$floor" fill route4 $routes
  end_run
}

# flood ROUTES HOW COMMAND...
flood() {
  local routes=$1 how=$2 added all cpu from to position seen gaps verdict=ok
  shift 2
  start_daemon
  wait_position_still 0.3
  position=$(wire status --json | jq .journal.position)
  cpu=$(cpu_ms) from=$(now_us)
  "$@" >/dev/null
  to=$(now_us) added=$((to - from))
  until_all_in $routes
  to=$(now_us) all=$((to - from))
  cpu=$(($(cpu_ms) - cpu))
  wire journal dump --from $((position + 1)) | jq -r .name | sort | uniq -c >"$bench_files/names"
  seen=$(awk '$2 == "route.observed" { print $1 }' "$bench_files/names")
  gaps=$(awk '$2 ~ /^kernel\./ { n += $1 } END { print n + 0 }' "$bench_files/names")
  [ "${seen:-0}" -ge $routes ] && [ "$gaps" = 0 ] || verdict=missed
  row "$routes routes $how: in the journal" "${seen:-0}" "-" "-" "" "" "all, no gap $verdict"
  [ "$gaps" = 0 ] || row "  gaps and resyncs" "$gaps" "-" "-" "" "" "0 missed"
  time_row "  adding them, until the last was added" "$added" "" "" ""
  time_row "  until the last was in the journal" "$all" "$added" "" ""
  time_row "  the daemon's CPU for each" "$(awk -v t=$cpu -v n=$routes 'BEGIN { print t * 1000 / n }')" "" "$(floor_listener $routes)" ""
}

# Until the journal has as many kernel events more, or no longer grows.
until_all_in() {
  local last=-1 now still=0
  while [ $still -lt 20 ]; do
    now=$(wire journal stat --json | jq .lastPosition)
    [ $((now - position)) -lt "$1" ] || return 0
    if [ "$now" = "$last" ]; then still=$((still + 1)); else still=0; fi
    last=$now
    sleep 0.1
  done
}

# User and system time of the daemon, milliseconds (proc_pid_stat(5), fields 14 and 15).
cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print int(($14 + $15) * 1000 / hz) }' "/proc/$daemon/stat"; }

# Microseconds of CPU an event of a listener that only counts.
floor_listener() {
  [ -n "$floor" ] || return 0
  settle
  "$floor" mon "$1" $((64 << 20)) recv 1 | awk '/^mon / { for (i = 2; i < NF; i++) if ($(i - 1) == "cpu") print $i }'
}
