# The results, a line each, printed together at the end.

table=()

# row WHAT WIRE IP FLOOR FORMAT DIVISOR RATIO_TO BUDGET_TEXT MET: see the callers below.
row() { table+=("$1|$2|$3|$4|$5|$6|$7"); }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (a == "" || b == "" || b == 0) print ""; else printf "%.2f", a / b }'; }
below() { awk -v a="$1" -v b="$2" 'BEGIN { print (a <= b) ? "ok" : "missed" }'; }

# shown MICROSECONDS: with the unit a person reads.
shown() {
  awk -v t="$1" 'BEGIN { if (t == "") print "-"; else if (t >= 1e6 || t <= -1e6) printf "%.2f s", t / 1e6; else if (t >= 1e3 || t <= -1e3) printf "%.1f ms", t / 1e3; else printf "%.2f us", t }'
}

# time_row WHAT WIRE_US PEER_US FLOOR_US BUDGET VERDICT; the peer is ip(8) unless WHAT names another
time_row() {
  row "$1" "$(shown "$2")" "$(shown "$3")" "$(shown "$4")" "$(ratio "$2" "$3")" "$(ratio "$2" "$4")" "$5 ${6:-}"
}

print_table() {
  local line what wire ip floored to_ip to_floor budget
  printf '\n%-44s %10s %10s %10s   %-22s %7s %7s\n' "median of $rounds rounds" wire peer floor budget 'x peer' 'x floor'
  for line in "${table[@]}"; do
    IFS='|' read -r what wire ip floored to_ip to_floor budget <<<"$line"
    printf '%-44s %10s %10s %10s   %-22s %7s %7s\n' "$what" "$wire" "$ip" "$floored" "$budget" "$to_ip" "$to_floor"
  done
}
