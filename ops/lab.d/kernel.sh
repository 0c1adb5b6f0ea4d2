# The lab's kernel: where it is cached, how it is built. Sourced by ops/lab after ops/lib.sh.

lab_source=linux-source-6.12
lab_fragment=ops/lab.d/kernel.config
lab_cache=${XDG_CACHE_HOME:-$HOME/.cache}/wire/lab

# Where the kernel for this source, configuration and machine is, or would be.
# The source's point releases do not count: a kernel that serves is kept.
kernel_directory() {
  local hash
  hash=$({ echo "$lab_source $(uname -m)"; grep -v '^#' "$lab_fragment"; } | sha256sum | cut -c1-16)
  printf '%s/%s\n' "$lab_cache" "$hash"
}

# kernel_intact DIRECTORY: it is there, whole, and what was built.
kernel_intact() {
  [ -x "$1/linux" ] && [ -s "$1/linux.sha256" ] && (cd "$1" && sha256sum --check --status linux.sha256)
}

# need_kernel: sets $kernel to a kernel's path, built first when it is not in the cache.
need_kernel() {
  local directory
  directory=$(kernel_directory)
  kernel=$directory/linux
  ! kernel_intact "$directory" || return 0

  [ "$(uname -m)" = x86_64 ] || fail "the lab's kernel runs on x86_64 only, not on $(uname -m)"
  mkdir -p "$lab_cache"
  # Of two that want it, one builds and the other waits.
  exec 9>"$directory.lock"
  flock 9
  kernel_intact "$directory" || build_kernel "$directory"
  exec 9>&-
}

# build_kernel DIRECTORY: from Debian's source package, in a tree that is deleted whatever happens.
build_kernel() (
  directory=$1
  need_packages bison flex bc gcc make libc6-dev xz-utils
  tree=$(mktemp -d "$lab_cache/build.XXXXXX")
  trap 'rm -rf "$tree"' EXIT
  trap 'exit 130' INT TERM HUP

  echo "building the lab's kernel, once: 5 to 10 minutes, 1.5 GB in $lab_cache while it lasts" >&2
  version=$(unpack_source "$tree")
  fragment=$PWD/$lab_fragment log=$tree/log
  cd "$tree/source"
  if ! configure_kernel "$fragment" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    fail "the kernel could not be configured (above)"
  fi
  refuse_lost_options "$fragment"
  if ! nice -n 19 make ARCH=um -j2 linux >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    fail "the kernel could not be built (above)"
  fi

  # Moved into its place last and whole: a build that was cut short leaves no kernel.
  mkdir "$tree/done"
  strip -o "$tree/done/linux" linux
  cp .config "$tree/done/config"
  printf '%s\n' "$version" >"$tree/done/version"
  (cd "$tree/done" && sha256sum linux >linux.sha256)
  rm -rf "$directory"
  mv "$tree/done" "$directory"
  echo "built $version: $directory/linux" >&2
)

# unpack_source TREE: leaves the kernel's source in TREE/source and prints its version.
unpack_source() {
  local log=$1/log
  (
    cd "$1"
    # apt's own downloader may not write into a directory of ours: it is let be root here.
    apt-get download -q -o APT::Sandbox::User=root "$lab_source" \
      || { as_root apt-get update -q && apt-get download -q -o APT::Sandbox::User=root "$lab_source"; }
  ) >"$log" 2>&1 || { tail -n 20 "$log" >&2; fail "apt-get could not download $lab_source (above)"; }

  dpkg-deb --field "$1"/*.deb Version
  dpkg-deb --fsys-tarfile "$1"/*.deb | tar -xf - -C "$1" --wildcards './usr/src/*.tar.xz'
  rm "$1"/*.deb
  mkdir "$1/source"
  tar -xf "$1"/usr/src/*.tar.xz -C "$1/source" --strip-components=1
  rm -r "$1/usr"
}

configure_kernel() {
  make ARCH=um x86_64_defconfig \
    && scripts/kconfig/merge_config.sh -m .config "$1" \
    && make ARCH=um olddefconfig
}

# An option that the kernel does not know, or that wants another, would go missing without a word.
refuse_lost_options() {
  local lost
  lost=$(grep '=y$' "$1" | grep -vxFf .config || true)
  [ -z "$lost" ] || fail "the kernel's configuration lost what $lab_fragment asks for: ${lost//$'\n'/ }"
}
