# Times are microseconds in variables and files, and get their unit when they are printed.

now_us() { printf '%s' "${EPOCHREALTIME/[.,]/}"; }

# timed FILE COMMAND...: runs it, its output to nowhere, and adds how long it took to FILE.
timed() {
  local file=$1 from to
  shift
  from=$(now_us)
  "$@" >/dev/null || fail "failed: $*"
  to=$(now_us)
  echo $((to - from)) >>"$file"
}

# median FILE: the middle one of the numbers in it.
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { if (NR) printf "%.2f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# worst FILE: the greatest one.
worst() { sort -n "$1" | tail -n 1; }

# fastest FILE: what is left when nobody else was in the way.
fastest() { sort -n "$1" | head -n 1; }
