# Records what a command and the kernel say to each other. Sourced by ops/lab after guest.sh.

capture_setup=

# capture NAME COMMAND: in a fresh namespace of a guest; the vectors are written here, by the tests' own program.
capture() {
  local name=$1 command=$2 directory status=0
  [[ $name =~ ^[a-z0-9]+(-[a-z0-9]+)+$ ]] || fail "a vector's name is words with '-' between: kind-what"
  need_packages tcpdump iproute2
  need_dotnet
  quietly dotnet build tests/Wire.Kernel.Tests -v q --nologo || fail "the build failed (above)"
  directory=$(mktemp -d "${TMPDIR:-/tmp}/wire-capture.XXXXXX")
  (guest_results=$directory && run_in_guest "$PWD" bash -euo pipefail ops/lab.d/capture "$directory" "$capture_setup" "$command") || status=$?
  [ $status != 0 ] || tests/Wire.Kernel.Tests/bin/Debug/net10.0/Wire.Kernel.Tests capture "$name" "$directory" "$(cat "$directory/kernel")" "$command" || status=$?
  rm -rf "$directory"
  return $status
}
