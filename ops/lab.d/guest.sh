# A guest of the lab's kernel, from its start to its end. Sourced by ops/lab after kernel.sh.

guest_results=
guest_timeout=600
guest_memory=1G
guest_keep=no

# run_in_guest DIRECTORY COMMAND...: exits as the command does.
run_in_guest() {
  local directory=$1 ended
  shift
  prepare_guest "$directory" "$@"
  trap end_guest EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  boot_guest
  setpriv --pdeathsig TERM sleep "$guest_timeout" &
  timer=$!
  wait -n -p ended "$guest" "$timer" 2>/dev/null || true
  [ "$ended" = "$guest" ] || give_up 124 "the time was up after $guest_timeout s"
  wait "$out" "$err"
  [ -s "$exchange/status" ] || { cat "$exchange/kernel.log" >&2 && give_up 125 "the guest ended before the command did"; }
  exit "$(cat "$exchange/status")"
}

give_up() {
  echo "lab: $2" >&2
  exit "$1"
}

# prepare_guest DIRECTORY COMMAND...: what the guest's init reads, in the directory it shares with us ($exchange).
# The names in it are init's; the kernel's command line takes no spaces, so the init is copied to where there are none.
prepare_guest() {
  exchange=$(mktemp -d "${TMPDIR:-/tmp}/wire-lab.XXXXXX")
  mkdir "$exchange/memory"
  cp ops/lab.d/init "$exchange/init"
  chmod +x "$exchange/init"
  printf '%s\0' "$1" >"$exchange/directory"
  shift
  printf '%s\0' "$@" >"$exchange/command"
  env -0 >"$exchange/environment"
  [ -z "$guest_results" ] || printf '%s\0' "$guest_results" >"$exchange/results"
}

# boot_guest: sets $guest, which is a process and its group, and the two programs that hand on its output, $out and $err.
# The guest's consoles are pipes and not our own output: it makes what it is given non-blocking, for all who share it.
boot_guest() {
  ulimit -c 0
  exec 3> >(exec cat) && out=$!
  exec 4> >(exec cat >&2) && err=$!
  # On TERM the guest ends its processes before itself. Without their tracer they would run on, on this machine.
  choose_processor
  TMPDIR=$(memory_directory) "${on_processor[@]}" setpriv --pdeathsig TERM \
    "$kernel" mem="$guest_memory" rootfstype=hostfs rootflags=/ ro init="$exchange/init" LAB="$exchange" \
    uml_dir="$exchange" umid=guest con=null con0=null,fd:1 con1=null,fd:3 con2=null,fd:4 ssl=null quiet loglevel=4 \
    </dev/null >"$exchange/kernel.log" 2>&1 &
  guest=$!
  exec 3>&- 4>&-
}

# choose_processor: sets $on_processor, the command that keeps the guest on one of ours, which no other guest has while there are any.
# It has one processor and is many processes here, which hand on to each other. On several of ours each time another one
# is woken, and that takes longer than what there is to do.
choose_processor() {
  local processor
  on_processor=()
  for ((processor = 0; processor < $(nproc --all); processor++)); do
    taskset -c $processor true 2>/dev/null || continue
    exec 7>"${kernel%/*}.processor$processor"
    if flock -n 7; then
      on_processor=(taskset -c $processor)
      return
    fi
  done
  exec 7>&-
}

# The guest's memory is a file without a name: in memory too, where this machine lets us have that much of it.
memory_directory() {
  local free wanted
  free=$(df --output=avail -B1 /dev/shm 2>/dev/null | tail -n 1) || free=0
  wanted=$(numfmt --from=iec "$guest_memory")
  if [ "${free:-0}" -ge "$wanted" ]; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

# Whatever ended us, the guest ends with us, all of its processes at once.
end_guest() {
  trap '' HUP INT TERM
  [ -z "${timer:-}" ] || kill "$timer" 2>/dev/null || true
  [ -z "${guest:-}" ] || kill -KILL -- "-$guest" 2>/dev/null || true
  wait 2>/dev/null
  if [ $guest_keep = yes ]; then
    echo "lab: kept $exchange" >&2
  else
    rm -rf "$exchange"
  fi
}
