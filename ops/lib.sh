# What the programs in ops/ share. Sourced by them, not run. Wants bash.

export DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_NOLOGO=1

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# Runs a command as root: as it is when we are root, through sudo where it exists.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "needs root for: $* (run it as root, or install sudo)"
  fi
}

apt_lists_fresh=no

# need_packages PACKAGE...: installs the Debian packages that are missing.
need_packages() {
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  command -v apt-get >/dev/null || fail "install these first (names as in Debian): ${missing[*]}"
  echo "installing Debian packages: ${missing[*]}" >&2
  local log
  log=$(mktemp)
  if [ $apt_lists_fresh = no ]; then
    as_root apt-get update -q >"$log" 2>&1 || cat "$log" >&2
    apt_lists_fresh=yes
  fi
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "apt-get could not install: ${missing[*]}"
  fi
  rm -f "$log"
}

has_dotnet_10() {
  command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.'
}

# need_dotnet: the .NET 10 SDK, and where it is, for programs that look for their runtime.
need_dotnet() {
  if ! has_dotnet_10; then
    echo "the .NET 10 SDK is not installed; trying the package dotnet-sdk-10.0 of this system's own package sources" >&2
    if ! command -v apt-get >/dev/null || ! (need_packages dotnet-sdk-10.0) || ! has_dotnet_10; then
      cat >&2 <<'HELP'
Wire is built with the .NET 10 SDK, and this system's package sources do not have it. Install it by one of
  - the instructions for your distribution: https://learn.microsoft.com/dotnet/core/install/linux
  - the script that installs into ~/.dotnet:  https://dot.net/v1/dotnet-install.sh --channel 10.0
and make sure that `dotnet --list-sdks` shows a line that starts with 10.
HELP
      exit 1
    fi
  fi
  if [ -z "${DOTNET_ROOT:-}" ]; then
    DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
    export DOTNET_ROOT
  fi
}

# need_native_linker: what links a NativeAOT program. clang is used where it is, gcc otherwise.
need_native_linker() {
  command -v clang >/dev/null && return 0
  command -v gcc >/dev/null || need_packages gcc libc6-dev
  export CppCompilerAndLinker=gcc
}

# The name .NET gives to this machine's kind.
runtime_id() {
  case $(uname -m) in
    x86_64) echo linux-x64 ;;
    aarch64) echo linux-arm64 ;;
    *) fail "Wire is built for x86_64 and aarch64, not for $(uname -m)" ;;
  esac
}

# quietly COMMAND...: shows the output only when the command fails, or prints a warning.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if [ $status = 0 ] && grep -qE '(^|[: ])warning( [A-Z]+[0-9]+)?:' "$log"; then
    status=1
    echo "warnings are errors here:" >&2
  fi
  [ $status = 0 ] || cat "$log" >&2
  rm -f "$log"
  return $status
}
