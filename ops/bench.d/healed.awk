# Reads `ip -ts -o monitor link address` of one unit's deletion and healing. Prints when the kernel announced the deletion and
# when the last part was back; exits 1 while something is missing.
# -v kind=bridge|veth -v n=UNIT

function stamp() { return substr($1, 2, length($1) - 2) }
function about(name) { return index($0, " " name ":") || index($0, " " name "@") || index($0, " " name " ") }

{ deleted = index($0, "Deleted ") > 0; lost = kind == "bridge" ? "b" n : "v" n }
!announced && deleted && /BROADCAST/ && about(lost) { announced = stamp(); next }
!announced { next }

# An address line has no flags in <>.
kind == "bridge" && !deleted && !/</ && about("b" n) && / inet / && !address { address = stamp() }
kind == "bridge" && !deleted && /[<,]UP[,>]/ && about("b" n) && !bridge { bridge = stamp() }
!deleted && /[<,]UP[,>]/ && index($0, " v" n "@") && index($0, " master b" n " ") && !port { port = stamp() }
kind == "veth" && !deleted && /[<,]UP[,>]/ && index($0, " p" n "@") && !peer { peer = stamp() }

END {
  if (!announced || !port || (kind == "bridge" ? !address || !bridge : !peer)) exit 1
  last = port
  if (address > last) last = address
  if (bridge > last) last = bridge
  if (peer > last) last = peer
  print announced, last
}
