# Wire.Journal alone, inside a process, beside the raw file, SQLite and PostgreSQL: durable appends of 200-byte events, opening, reading, folding.

bench_journal() {
  need_dotnet
  need_packages postgresql
  quietly dotnet build tests/Wire.Benchmarks -c Release || fail "the benchmarks do not build (above)"
  begin_postgres
  bench_appends "one caller, one at a time" 1 1 5000 sqlite "<= 1.2 x floor" 1.2
  bench_appends "64 callers, one at a time" 64 1 200000 sqlite "20 x one caller"
  bench_appends "by 100, SQLite" 1 100 1000000 sqlite "500 000/s; 2 x peer"
  bench_appends "by 100, PostgreSQL" 1 100 1000000 postgres "500 000/s; 2 x peer"
  bench_appends "by 1000, SQLite" 1 1000 4000000 sqlite "2 000 000/s; 2 x peer"
  bench_appends "by 1000, PostgreSQL" 1 1000 4000000 postgres "2 000 000/s; 2 x peer"
  end_postgres
  bench_history "${WIRE_BENCH_EVENTS:-10000000}" 5000
}

# bench_appends WHAT CALLERS BATCH EVENTS PEER BUDGET [TIMES_FLOOR]: microseconds an event. The peer gets fewer events, as it takes longer.
bench_appends() {
  local what=$1 callers=$2 batch=$3 events=$4 peer=$5 budget=$6 times=${7:-} round directory us p50 p99 garbage r=$bench_files/append-$2-$3-$5
  echo "appends, $what"
  for ((round = 1; round <= rounds; round++)); do
    directory=$bench_files/journal-$((++run_number))
    read -r us p50 p99 garbage < <(benchmarks append "$callers" "$batch" "$events" "$directory")
    echo "$us" >>"$r.wire"
    rm -rf "$directory"
    mkdir "$directory"
    case $peer in
      sqlite) benchmarks append-sqlite "$batch" $((events / 20)) "$directory" >>"$r.peer" ;;
      postgres) benchmarks append-postgres "$batch" $((events / 20)) "$postgres" >>"$r.peer" ;;
    esac
    rm -rf "$directory"
    [ -z "$journal_floor" ] || "$journal_floor" append "$bench_files/floor" 200 $((events / 4 / batch * batch)) "$batch" zeroed fdatasync \
      | awk '{ for (i = 1; i < NF; i++) if ($(i + 1) == "records/s") print 1e6 / $i }' >>"$r.floor"
    echo "  an append: p50 $p50 us, p99 $p99 us; $garbage bytes of garbage an event"
  done
  touch "$r.floor"
  [ -z "$times" ] || budget="$budget $(within "$(median "$r.wire")" "$(median "$r.floor")" "$times")"
  time_row "$what" "$(median "$r.wire")" "$(median "$r.peer")" "$(median "$r.floor")" "$budget"
}

bench_history() {
  local events=$1 objects=$2 directory found open read fold resident
  echo "a history of $events events of $objects objects"
  begin_run
  directory=$WIRE_STATE/journal
  mkdir -p -m 700 "$WIRE_STATE"
  benchmarks history "$events" "$objects" "$directory"
  read -r found open read fold resident < <(benchmarks read "$directory")
  [ "$found" = "$events" ] || fail "$found events were read of $events"
  row "opening a journal of $events events" "$(shown "$(awk -v t="$open" 'BEGIN { print 1000 * t }')")" "" "" "" "" "<= 1 s"
  row "reading an event" "$(shown "$read")" "" "" "" "" "<= 0.33 us"
  row "folding an event into desired and live" "$(shown "$fold")" "" "" "" "" "<= 1 us"
  row "resident after it" "$((resident >> 20)) MiB" "" "" "" "" "<= 200 MiB"
  bench_past "$events" "$objects"
  end_run
}

# Moments all over a long history: by a command alone, then by the daemon. The slowest counts.
bench_past() {
  local events=$1 objects=$2 i position r=$bench_files/past
  timed "$r.checkpoints" wire --netns "$netns" status
  for ((i = 0; i < 20; i++)); do
    position=$((events * (2 * i + 1) / 40))
    timed "$r.cold" wire --netns "$netns" show bridge br17 --at "@$position"
  done
  timed "$r.start" start_daemon
  for ((i = 0; i < 20; i++)); do
    position=$((events * (2 * i + 1) / 40))
    timed "$r.daemon" wire show bridge br17 --at "@$position"
  done
  row "folding it once, which leaves checkpoints" "$(shown "$(cat "$r.checkpoints")")"
  row "  their size, of the journal's" "$(du -sm "$WIRE_STATE/checkpoints" | cut -f1) MiB of $(du -sm "$WIRE_STATE/journal" | cut -f1)"
  row "wire show --at, by a command alone, slowest of 20" "$(shown "$(sort -n "$r.cold" | tail -1)")" "" "" "" "" "<= 500 ms"
  row "a daemon's start on it" "$(shown "$(cat "$r.start")")"
  row "wire show --at, asked of the daemon, slowest of 20" "$(shown "$(sort -n "$r.daemon" | tail -1)")" "" "" "" "" "<= 100 ms"
  row "  the daemon's memory after it" "$(awk '$1 == "VmHWM:" { print int($2 / 1024) }' "/proc/$daemon/status") MiB" "" "" "" "" "<= 200 MiB"
}

# A PostgreSQL of this run's own, on a socket in its directory, as the user that the package made.
begin_postgres() {
  local programs
  programs=$(echo /usr/lib/postgresql/*/bin | awk '{ print $NF }')
  postgres_data=$bench_files/postgres
  chmod 711 "$bench_files"
  install -d -o postgres -g postgres "$postgres_data"
  postgres_ctl=$programs/pg_ctl
  as_postgres "$programs/initdb" -D "$postgres_data/data" --auth=trust --no-locale -E UTF8 >"$bench_files/initdb.log" || { cat "$bench_files/initdb.log" >&2; fail "initdb failed (above)"; }
  as_postgres "$postgres_ctl" -D "$postgres_data/data" -w -l "$postgres_data/log" -o "-k $postgres_data -h ''" start >/dev/null
  postgres="Host=$postgres_data;Username=postgres;Database=postgres"
}

end_postgres() {
  [ -n "$postgres_ctl" ] || return 0
  as_postgres "$postgres_ctl" -D "$postgres_data/data" -m immediate stop >/dev/null
  postgres_ctl=
}
postgres_ctl=

as_postgres() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
