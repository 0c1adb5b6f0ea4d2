# The topology of N units, as a configuration of Wire's and as a batch for ip(8).

unit_address() { printf '10.%d.%d.1/24' $(($1 / 250)) $(($1 % 250)); }

write_configuration() { # UNITS
  local i
  for ((i = 1; i <= $1; i++)); do
    printf 'bridge b%d { address %s; port v%d }\nveth v%d { peer p%d }\n' $i "$(unit_address $i)" $i $i $i
  done
}

write_batch() { # FIRST LAST: the fewest lines that say it
  local i
  for ((i = $1; i <= $2; i++)); do
    printf 'link add b%d up type bridge\nlink add v%d up master b%d type veth peer name p%d\nlink set p%d up\naddress add %s dev b%d\n' \
      $i $i $i $i $i "$(unit_address $i)" $i
  done
}

# Both once per size; FILE.wire and FILE.batch.
topology_files() { # UNITS
  units_file=$bench_files/units-$1
  [ -e "$units_file.wire" ] || { write_configuration "$1" >"$units_file.wire"; write_batch 1 "$1" >"$units_file.batch"; }
}

# Nothing is measured that was not done: the kernel has each unit whole.
check_topology() { # UNITS
  local found
  found=$(ip -n "$netns" -j link show | jq --argjson n "$1" '
    (map({key: .ifname, value: .}) | from_entries) as $l
    | [range(1; $n + 1) | tostring
       | select($l["v" + .].master == "b" + . and ([$l["b" + .], $l["v" + .], $l["p" + .]] | all(.flags | index("UP") != null)))] | length')
  [ "$found" = "$1" ] || fail "$found of $1 units are in the kernel"
  found=$(ip -n "$netns" -j -4 address show scope global | jq '[.[] | select(.addr_info | length == 1)] | length')
  [ "$found" = "$1" ] || fail "$found of $1 addresses are in the kernel"
}
