# Wire.Kernel alone, inside a process, beside the floor and ip(8): requests, listings, events, deletions; and what a decoded
# message allocates. And the published program with thousands of VLANs, in the lab's kernel, which has them.

benchmarks() { tests/Wire.Benchmarks/bin/Release/net10.0/Wire.Benchmarks "$@"; }

bench_kernel() {
  need_dotnet
  quietly dotnet build tests/Wire.Benchmarks -c Release || fail "the benchmarks do not build (above)"
  local kind
  for kind in bridge veth vxlan; do bench_requests $kind 1000 1.3; done
  bench_requests addr4one 2000 1.3
  for kind in route4 fdb; do bench_requests $kind 20000 1.3; done
  bench_requests rule4 2000 1.3
  bench_dump 100000
  bench_listen 100000
  bench_teardown 1000
  [ "${WIRE_BENCH_DECODE:-yes}" = no ] || bench_decode
  [ "${WIRE_BENCH_VLANS:-yes}" = no ] || bench_vlans
}

# A namespace with what the objects of a kind need, as the floor makes it for itself: b0 with the port v0, up.
prepare_for() {
  ip netns add "$1"
  ip -n "$1" link set lo up
  case $2 in
    addr4one | route4 | fdb)
      ip -n "$1" link add b0 up type bridge
      ip -n "$1" link add v0 type veth peer name p0
      ip -n "$1" link set v0 up master b0
      ip -n "$1" link set p0 up
      ;;
  esac
  case $2 in route4 | fdb) ip -n "$1" address add 10.0.0.1/24 dev b0 ;; esac
}

# ip_batch KIND COUNT: what a person would type for the same objects.
ip_batch() {
  awk -v kind="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) {
    a = int(i / 65536); b = int(i / 256) % 256; c = i % 256
    if (kind == "bridge") print "link add br" i " type bridge"
    else if (kind == "veth") print "link add v" i " type veth peer name p" i
    else if (kind == "vxlan") print "link add x" i " type vxlan id " 1000 + i " dstport 4789"
    else if (kind == "addr4one") printf "address add 10.%d.%d.1/24 dev b0\n", b + 256 * a, c
    else if (kind == "route4") printf "route add 100.%d.%d.%d/32 via 10.0.0.2 dev b0\n", a, b, c
    else if (kind == "fdb") printf "fdb add 02:00:%02x:%02x:%02x:%02x dev v0 master static\n", 0, a, b, c
    else if (kind == "rule4") printf "rule add priority %d from 11.%d.%d.%d table 100\n", 1000 + i, a, b, c
  } }'
}

bench_requests() {
  local kind=$1 count=$2 budget=$3 round namespace from r=$bench_files/requests-$1 preparing executing tool=ip
  [ "$kind" != fdb ] || tool=bridge
  echo "requests, $count of $kind"
  ip_batch "$kind" "$count" >"$bench_files/$kind.batch"
  for ((round = 1; round <= rounds; round++)); do
    namespace=$bench_tag-k$((++run_number))
    settle && prepare_for "$namespace" "$kind"
    read -r preparing executing < <(benchmarks requests "$kind" "$count" "$namespace")
    awk -v a="$preparing" -v b="$executing" 'BEGIN { print a + b }' >>"$r.wire"
    ip netns del "$namespace"
    settle && prepare_for "$namespace" "$kind"
    from=$(now_us)
    $tool -n "$namespace" -batch "$bench_files/$kind.batch"
    awk -v t=$(($(now_us) - from)) -v n="$count" 'BEGIN { print t / n }' >>"$r.ip"
    ip netns del "$namespace"
    [ -z "$floor" ] || { settle && "$floor" apply "$kind" "$count" 256 last 1 nodel | awk '/^apply / { for (i = 1; i < NF; i++) if ($i == "add") print $(i + 1) }' >>"$r.floor"; }
  done
  touch "$r.floor"
  time_row "a $kind of $count" "$(median "$r.wire")" "$(median "$r.ip")" "$(median "$r.floor")" "<= $budget x floor" "$(within "$(median "$r.wire")" "$(median "$r.floor")" "$budget")"
}

# within VALUE REFERENCE TIMES: ok or missed; nothing where there is nothing to compare with.
within() { [ -z "$2" ] || awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN { print (a <= b * t) ? "ok" : "missed" }'; }

bench_dump() {
  local routes=$1 namespace=$bench_tag-k$((++run_number)) round found ms bytes from us r=$bench_files/dump
  echo "listing of $routes routes"
  settle && prepare_for "$namespace" route4
  ip_batch route4 "$routes" | ip -n "$namespace" -batch -
  for ((round = 1; round <= rounds; round++)); do
    read -r found ms bytes < <(benchmarks dump "$namespace")
    awk -v t="$ms" 'BEGIN { print t * 1000 }' >>"$r.wire"
    from=$(now_us)
    ip -n "$namespace" -j route show >"$bench_files/routes.json"
    echo $(($(now_us) - from)) >>"$r.ip"
    [ -z "$floor" ] || "$floor" dump route4 "$routes" 32768 3 | awk '/MEDIAN/ { for (i = 1; i < NF; i++) if ($i == "MEDIAN") { print $(i + 1) * 1000; exit } }' >>"$r.floor"
  done
  ip netns del "$namespace"
  touch "$r.floor"
  us=$(fastest "$r.wire")
  time_row "a listing of $found routes as values, fastest" "$us" "$(fastest "$r.ip")" "$(fastest "$r.floor")" "<= 1.5 x floor" "$(within "$us" "$(fastest "$r.floor")" 1.5)"
  row "  beside ip -j" "" "" "" "" "" "<= 0.33 x ip $(within "$us" "$(fastest "$r.ip")" 0.3334)"
  row "  bytes allocated a route" "$bytes" "-" "-" "" "" ""
}

# Events as fast as they can be caused: by the floor where it is given, else by ip -batch.
bench_listen() {
  local routes=$1 namespace=$bench_tag-k$((++run_number)) listener events overruns ms cpu floored=
  echo "events of $routes routes"
  settle
  if [ -n "$floor" ]; then
    # It makes the links itself.
    ip netns add "$namespace"
    ip -n "$namespace" link set lo up
  else
    prepare_for "$namespace" route4
  fi
  ip_batch route4 "$routes" >"$bench_files/listen.batch"
  benchmarks listen "$routes" "$namespace" >"$bench_files/listened" &
  listener=$!
  until grep -q ready "$bench_files/listened" 2>/dev/null; do sleep 0.05; kill -0 $listener; done
  if [ -n "$floor" ]; then
    ip netns exec "$namespace" "$floor" fill route4 "$routes" >/dev/null
  else
    ip -n "$namespace" -batch "$bench_files/listen.batch"
  fi
  wait $listener
  read -r events overruns ms cpu < <(tail -n 1 "$bench_files/listened")
  ip netns del "$namespace"
  [ -z "$floor" ] || floored=$(floor_listener "$routes")
  row "$routes events: heard, without a gap" "$events" "-" "-" "" "" "all $([ "$events" -ge "$routes" ] && [ "$overruns" = 0 ] && echo ok || echo missed)"
  row "  a second" "$(awk -v n="$events" -v t="$ms" 'BEGIN { printf "%d", n * 1000 / t }')" "-" "-" "" "" ">= 200000"
  time_row "  CPU an event" "$cpu" "" "$floored" "< 4 us" "$(below "$cpu" 4)"
}

bench_teardown() {
  local units=$1 namespace from ip_ms links ms
  echo "deleting $units bridges and $units veth pairs"
  for who in wire ip; do
    namespace=$bench_tag-k$((++run_number))
    settle && ip netns add "$namespace"
    { ip_batch bridge "$units"; ip_batch veth "$units"; } | sed 's/$/ /; s/ type/ group 7 type/' | ip -n "$namespace" -batch -
    settle
    if [ $who = wire ]; then
      read -r links ms < <(benchmarks teardown "$namespace")
    else
      from=$(now_us)
      ip -n "$namespace" link del group 7
      ip_ms=$(($(now_us) - from))
    fi
    ip netns del "$namespace"
  done
  ms=$(awk -v t="$ms" 'BEGIN { print t * 1000 }')
  time_row "deleting $links links by one plan" "$ms" "$ip_ms" "" "<= 1.1 x ip group" "$(within "$ms" "$ip_ms" 1.1)"
}

bench_decode() {
  echo "what a decoded message allocates"
  (cd "$bench_files" && "$OLDPWD/tests/Wire.Benchmarks/bin/Release/net10.0/Wire.Benchmarks" decode --filter '*') >"$bench_files/decode.log" 2>&1 || { tail -n 30 "$bench_files/decode.log"; fail "BenchmarkDotNet failed (above)"; }
  sed -n '/^| Method/,/^$/p' "$bench_files/decode.log"
}

# VLANs over bridges with ports, N of them at four sizes: the time for each must not grow with their number.
bench_vlans() {
  local vlans
  ops/lab build >/dev/null || { row "VLANs over bridges" "-" "-" "-" "" "" "no kernel for the lab"; return; }
  echo "VLANs over bridges with ports, in the lab's kernel"
  for vlans in 500 1000 2000 4000; do
    bench_vlans_of $vlans
  done
}

bench_vlans_of() {
  local vlans=$1 wired iped
  read -r wired iped < <(ops/lab run --memory 3G --timeout 900 bash ops/bench.d/vlans "$vlans" "$WIRE_BIN" 2>"$bench_files/vlans.err" | tail -n 1) || { cat "$bench_files/vlans.err"; fail "the VLANs could not be measured (above)"; }
  time_row "$vlans VLANs over $((vlans / 4)) bridges with ports" "$wired" "$iped" "" "<= 1.3 x ip" "$(within "$wired" "$iped" 1.3)"
  time_row "  for each VLAN" "$(awk -v t="$wired" -v n="$vlans" 'BEGIN { print t / n }')" "$(awk -v t="$iped" -v n="$vlans" 'BEGIN { print t / n }')" "" "" ""
}
