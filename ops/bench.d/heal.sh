# Somebody deletes a link of Wire's with ip(8). The witness is `ip monitor`: its time stamps say when the kernel announced the
# deletion, and when the last of what hung on the link was back. The kernel announces it before it is through with it: it keeps
# its lock for a grace period more, which nobody can be faster than; a healing may be done before `ip link del` returns. Beside it
# stands ip itself, which deletes and makes again in one batch.

heal_samples=20

bench_heal() {
  local units=500 i
  topology_files $units
  begin_run
  start_daemon
  wire apply "$units_file.wire" >/dev/null
  check_topology $units
  wait_position_still 0.5
  twin=$netns-twin
  ip netns add "$twin"
  for what in bridge veth; do
    printf 'heal, %d times a %s\n' $heal_samples $what
    for ((i = 1; i <= heal_samples; i++)); do # no unit twice: the twin keeps them
      heal_once $what $((i * 7 + ${#what}))
    done
  done
  check_topology $units
  end_run
  heal_rows
}

heal_rows() {
  local what announced r
  for what in bridge veth; do
    r=$bench_files/heal-$what
    announced=$(median "$r.announced")
    time_row "drift to healed, $what, $heal_samples times" "$announced" "$(median "$r.ip-announced")" "" "< 20 ms" "$(below "$announced" 20000)"
    time_row "  the slowest" "$(worst "$r.announced")" "$(worst "$r.ip-announced")" "" ""
    time_row "  from the start of ip link del" "$(median "$r.start")" "$(median "$r.ip-start")" "" ""
    time_row "  from its end" "$(median "$r.end")" "" "" ""
  done
}

# heal_once KIND UNIT: Wire heals what ip deletes; then ip does both, where nobody heals.
heal_once() {
  local what=$1 n=$2 link r=$bench_files/heal-$1
  [ "$what" = bridge ] && link=b$n || link=v$n
  unit_facts $n >"$bench_files/before"
  witnessed "$netns" "$what" $n link del "$link"
  echo $((healed - announced)) >>"$r.announced"
  echo $((healed - from)) >>"$r.start"
  echo $((healed - to)) >>"$r.end"
  wait_facts $n

  write_batch $n $n | ip -n "$twin" -batch -
  { echo "link del $link"; write_batch $n $n | sed "$(lost_with "$what")"; } >"$bench_files/again.batch"
  witnessed "$twin" "$what" $n -batch "$bench_files/again.batch"
  echo $((healed - announced)) >>"$r.ip-announced"
  echo $((healed - from)) >>"$r.ip-start"
}

# A sed program: what of a unit's batch makes again what goes with the link.
lost_with() {
  case $1 in
    bridge) echo 's/^link add \(v[0-9]*\) up \(master b[0-9]*\) .*/link set \1 \2/; /^link set p/d' ;;
    veth) echo '/^link add b/d; /^address/d' ;;
  esac
}

# witnessed NAMESPACE KIND UNIT IP-ARGUMENT...: runs ip, and sets from, to, announced, healed: microseconds of the day's clock.
witnessed() {
  local ns=$1 what=$2 n=$3 seen=$bench_files/seen monitor
  shift 3
  : >"$seen"
  ip -n "$ns" -ts -o monitor link address >"$seen" 2>/dev/null &
  monitor=$!
  wait_monitor_listens "$ns" "$seen"
  from=$(now_us)
  ip -n "$ns" "$@"
  to=$(now_us)
  heal_times "$what" $n "$seen" || { cat "$seen" >&2; fail "$what of unit $n did not come back"; }
  kill $monitor
  wait $monitor 2>/dev/null || :
}

# Its first line is about a link of ours: then it listens.
wait_monitor_listens() { # NAMESPACE FILE
  until [ -s "$2" ]; do
    ip -n "$1" link set lo alias "bench$((++alias_number))"
    sleep 0.01
  done
}
alias_number=0

# heal_times KIND UNIT FILE: sets announced and healed, microseconds of the day's clock.
heal_times() {
  local tries times
  for ((tries = 0; tries < 500; tries++)); do
    if times=$(awk -v kind="$1" -v n="$2" -f ops/bench.d/healed.awk "$3"); then
      read -r announced healed <<<"$times"
      announced=$(date -d "$announced" +%s%6N) healed=$(date -d "$healed" +%s%6N)
      return 0
    fi
    sleep 0.01
  done
  return 1
}

# What a unit has to be again: kind, address of the link, master, state, addresses; not its index and its counters.
unit_facts() {
  ip -n "$netns" -j -d address show 2>/dev/null | jq -S --arg n "$1" '[.[] | select(.ifname == ("b", "v", "p") + $n)
    | {ifname, address, mtu, master, kind: .linkinfo.info_kind, up: (.flags | index("UP") != null), peer: .link,
       addresses: [.addr_info[] | select(.scope == "global") | {local, prefixlen}]}] | sort_by(.ifname)'
}
wait_facts() {
  local tries
  for ((tries = 0; tries < 200; tries++)); do
    unit_facts "$1" >"$bench_files/after"
    if cmp -s "$bench_files/before" "$bench_files/after"; then return 0; fi
    sleep 0.02
  done
  diff "$bench_files/before" "$bench_files/after" >&2 || :
  fail "unit $1 did not come back as it was"
}
