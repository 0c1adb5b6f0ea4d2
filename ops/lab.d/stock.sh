# Debian's own kernel as it is shipped, in qemu: a slow second opinion beside the lab's kernel. Sourced by ops/lab after guest.sh.

stock_package=linux-image-6.12-amd64

# need_stock_kernel: sets $stock, a directory with vmlinuz, initrd and the kernel's modules; downloaded when it is not cached.
need_stock_kernel() {
  need_packages qemu-system-x86 busybox-static kmod cpio xz-utils
  local package made
  package=$(apt-cache depends "$stock_package" | awk '$1 == "Depends:" && $2 ~ /^linux-image/ { print $2; exit }')
  [ -n "$package" ] || fail "the package sources have no $stock_package"
  stock=$lab_cache/stock-$package
  [ ! -s "$stock/initrd" ] || return 0
  mkdir -p "$lab_cache"
  made=$(mktemp -d "$lab_cache/stock.XXXXXX")
  (cd "$made" && apt-get download -q -o APT::Sandbox::User=root "$package") >"$made/log" 2>&1 || { cat "$made/log" >&2; rm -rf "$made"; fail "apt-get could not download $package (above)"; }
  dpkg-deb -x "$made"/*.deb "$made"
  rm "$made"/*.deb
  mv "$made"/boot/vmlinuz-* "$made/vmlinuz"
  depmod -b "$made" "$(ls "$made/lib/modules")"
  make_initrd "$made" >"$made/initrd"
  rm -rf "$stock"
  mv "$made" "$stock"
}

# make_initrd DIRECTORY: what mounts this machine's files as the root, and hands over to the guest's init.
make_initrd() {
  local directory=$1 tree version module
  version=$(ls "$directory/lib/modules")
  tree=$directory/initrd.d
  mkdir -p "$tree"/{bin,modules,proc,root}
  cp "$(command -v busybox)" "$tree/bin/busybox"
  modprobe -d "$directory" -S "$version" -a --show-depends virtio_pci 9pnet_virtio 9p overlay | awk '$1 == "insmod" { print $2 }' | awk '!seen[$0]++' >"$tree/order.host"
  while read -r module; do
    xz -dc "$module" >"$tree/modules/$(basename "$module" .xz)"
    basename "$module" .xz >>"$tree/order"
  done <"$tree/order.host"
  rm "$tree/order.host"
  cat >"$tree/init" <<'INIT'
#!/bin/busybox sh
busybox mount -t proc proc /proc
while read -r module; do busybox insmod "/modules/$module"; done </order
busybox mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144,ro root /root
for word in $(busybox cat /proc/cmdline); do
  case $word in LAB=*) export "$word" ;; esac
done
exec busybox switch_root /root "$LAB/init"
INIT
  chmod +x "$tree/init"
  (cd "$tree" && find . | cpio --quiet -o -H newc | gzip)
  rm -rf "$tree"
}

# run_in_stock_guest DIRECTORY COMMAND...: exits as the command does. Two processors, all of them emulated.
run_in_stock_guest() {
  local directory=$1 status=0 results=()
  shift
  prepare_guest "$directory" "$@"
  printf '%s\0' "$stock/lib/modules" >"$exchange/modules"
  trap end_guest EXIT
  [ -z "$guest_results" ] || results=(-virtfs "local,path=$guest_results,mount_tag=results,security_model=none,multidevs=remap")
  timeout "$guest_timeout" qemu-system-x86_64 -accel tcg,thread=single -cpu max -smp 2 -m "$guest_memory" -nographic -no-reboot -nic none \
    -kernel "$stock/vmlinuz" -initrd "$stock/initrd" -append "console=ttyS0 quiet loglevel=4 panic=-1 LAB=$exchange" \
    -virtfs local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap \
    -virtfs "local,path=$exchange,mount_tag=lab,security_model=none,multidevs=remap" "${results[@]}" \
    </dev/null >"$exchange/kernel.log" 2>&1 || status=$?
  [ ! -e "$exchange/out" ] || cat "$exchange/out"
  [ ! -e "$exchange/err" ] || cat "$exchange/err" >&2
  [ $status != 124 ] || give_up 124 "the time was up after $guest_timeout s"
  [ -s "$exchange/status" ] || { cat "$exchange/kernel.log" >&2 && give_up 125 "the guest ended before the command did"; }
  exit "$(cat "$exchange/status")"
}
