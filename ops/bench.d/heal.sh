# Somebody deletes a link of Wire's with ip(8). The witness is `ip monitor`: its time stamps say when the kernel announced the
# deletion, and when the last of what hung on the link was back. The kernel announces it before it is through with it: it keeps
# its lock for a grace period more, so the time from the end of `ip link del` is what the healing itself adds.

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
    time_row "drift to healed, $what, $heal_samples times" "$announced" "" "" "< 20 ms" "$(below "$announced" 20000)"
    time_row "  the slowest" "$(worst "$r.announced")" "" "" ""
    time_row "  from the start of ip link del" "$(median "$r.start")" "$(median "$r.ip")" "" ""
    time_row "  from its end" "$(median "$r.end")" "" "" ""
  done
}

# heal_once KIND UNIT
heal_once() {
  local what=$1 n=$2 link seen=$bench_files/seen r=$bench_files/heal-$1 monitor from to
  [ "$what" = bridge ] && link=b$n || link=v$n
  unit_facts $n >"$bench_files/before"
  : >"$seen"
  ip -n "$netns" -ts -o monitor link address >"$seen" 2>/dev/null &
  monitor=$!
  wait_monitor_listens "$seen"
  from=$(now_us)
  ip -n "$netns" link del "$link"
  to=$(now_us)
  heal_times "$what" $n "$seen" || { cat "$seen" >&2; fail "$link was not healed"; }
  kill $monitor
  wait $monitor 2>/dev/null || :
  echo $((healed - announced)) >>"$r.announced"
  echo $((healed - from)) >>"$r.start"
  echo $((healed - to)) >>"$r.end"
  wait_facts $n
  heal_by_ip "$what" $n
}

# Its first line is about a link of ours: then it listens.
wait_monitor_listens() {
  until [ -s "$1" ]; do
    ip -n "$netns" link set lo alias "bench$((++alias_number))"
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

# What somebody would have typed who knew: to delete it and make it again in one batch, where nobody heals.
heal_by_ip() {
  local n=$2
  printf 'link add b%d up type bridge\nlink add v%d up master b%d type veth peer name p%d\nlink set p%d up\naddress add %s dev b%d\n' \
    $n $n $n $n $n "$(unit_address $n)" $n | ip -n "$twin" -batch -
  if [ "$1" = bridge ]; then
    printf 'link del b%d\nlink add b%d up type bridge\nlink set v%d master b%d\naddress add %s dev b%d\n' $n $n $n $n "$(unit_address $n)" $n
  else
    printf 'link del v%d\nlink add v%d up master b%d type veth peer name p%d\nlink set p%d up\n' $n $n $n $n $n
  fi >"$bench_files/again.batch"
  timed "$bench_files/heal-$1.ip" ip -n "$twin" -batch "$bench_files/again.batch"
}
