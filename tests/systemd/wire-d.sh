#!/usr/bin/env bash
# The unit wire-d.service under a real systemd: `ops/lab systemd tests/systemd/wire-d.sh`, with the program in $WIRE_BIN.
# Says what it has seen, line by line; the first thing that is not as promised ends it with status 1.
set -euo pipefail
[ -d /run/systemd/system ] && [ -e /run/lab ] || { echo "to be run by ops/lab systemd" >&2; exit 1; }
wire=${WIRE_BIN:?the program to test}

ok() { printf 'ok  %s\n' "$*"; }
no() { printf 'NO  %s\n' "$*"; systemctl status wire-d --no-pager || true; journalctl -u wire-d --no-pager -n 30 || true; exit 1; }
# eventually SECONDS COMMAND...
eventually() { local until=$((SECONDS + $1)); shift; until "$@"; do [ $SECONDS -lt $until ] || return 1; sleep 0.1; done; }
pid() { systemctl show -P MainPID wire-d; }
is_port() { [ "$(ip -j link show v-a | jq -r '.[0].master')" = vswitch0 ]; }
has_capability() { [ $((0x$(awk '/CapEff/ { print $2 }' "/proc/$(pid)/status") >> $1 & 1)) = 1 ]; }

install -m 755 "$wire" /usr/local/bin/wire
groupadd --system wire
useradd --system --groups wire reader
install -m 644 ops/wire-d.service /etc/systemd/system/
systemd-analyze verify /etc/systemd/system/wire-d.service || no "systemd-analyze finds fault with the unit"
systemctl daemon-reload
systemctl enable --now wire-d 2>/dev/null || no "it does not start"
[ "$(systemctl is-active wire-d)" = active ] || no "started, yet not active"
ok "Type=notify: systemctl returns once the daemon answers"
wire status >/dev/null || no "no answer after systemctl start"

[ "$(stat -c %a /var/lib/wire)" = 700 ] || no "the state directory is open: $(stat -c %a /var/lib/wire)"
[ "$(stat -c '%a %G' /run/wire/wire.sock)" = '660 wire' ] || no "the socket is $(stat -c '%a %G' /run/wire/wire.sock)"
ok "state directory 0700, socket 0660 of group wire"
setpriv --reuid reader --regid reader --init-groups wire status >/dev/null || no "a member of the group may not read"
! setpriv --reuid reader --regid reader --init-groups wire apply ops/examples/office.wire >/dev/null 2>&1 || no "a member of the group may change"
! setpriv --reuid nobody --regid nogroup --clear-groups wire status >/dev/null 2>&1 || no "anybody may read"
ok "the group reads, root changes, nobody else does anything"

# 12 NET_ADMIN, 21 SYS_ADMIN, 0 CHOWN (linux/capability.h); 19 SYS_PTRACE and 16 SYS_MODULE are not asked for.
has_capability 12 && has_capability 21 && has_capability 0 || no "a capability is missing"
! has_capability 19 && ! has_capability 16 && ! has_capability 7 || no "capabilities that nobody asked for"
ok "only the capabilities of the unit"

cat >/run/net.wire <<'CONFIG'
bridge vswitch0 { address 10.0.0.1/24; port v-a }
veth v-a { peer v-b }
tap guest0 { master vswitch0 }
CONFIG
wire apply /run/net.wire || no "apply"
is_port && [ "$(ip -j -4 address show vswitch0 | jq -r '.[0].addr_info[0].local')" = 10.0.0.1 ] || no "ip does not see it"
[ "$(ip -j -d link show guest0 | jq -r '.[0].linkinfo.info_kind')" = tun ] || no "no TAP device"
ok "bridge, veth and tap are there, within the unit's sandbox"

ip netns add blue
cat >>/run/net.wire <<'CONFIG'
veth far { peer near; netns blue; address 10.9.0.1/24 }
CONFIG
wire apply /run/net.wire || no "apply with another namespace"
[ "$(ip -n blue -j -4 address show far | jq -r '.[0].addr_info[0].local')" = 10.9.0.1 ] || no "nothing in the other namespace"
ok "links in another namespace"

cat >>/run/net.wire <<'CONFIG'
netns green
interface lo { netns green }
veth g0 { address 10.8.0.1/24; peer g1 { netns green; address 10.8.0.2/24 } }
CONFIG
# A namespace without a name lives on for a moment, and answers.
reaches_green() { ip netns list | grep -q '^green' && ping -q -c1 -W1 10.8.0.2 >/dev/null; }
wire apply /run/net.wire || no "apply with a namespace of its own"
eventually 3 reaches_green || no "ip netns does not see the namespace that was declared"
ok "a declared namespace is there for everybody"
ip netns del green
eventually 5 reaches_green || no "a namespace that somebody removed is not made again"
ok "removed by somebody, it is made again with what is in it"
green=$(stat -L -c %i /run/netns/green)

ip link set v-a nomaster
eventually 5 is_port || no "drift is not healed"
ok "drift is healed"

index=$(ip -j link show vswitch0 | jq '.[0].ifindex')
systemctl restart wire-d || no "restart"
[ "$(ip -j link show vswitch0 | jq '.[0].ifindex')" = "$index" ] && is_port || no "the network changed over a restart"
[ "$(stat -L -c %i /run/netns/green)" = "$green" ] && reaches_green || no "the declared namespace did not survive the restart"
ok "a restart leaves the network as it is"

old=$(pid)
kill -KILL "$old"
ip link del v-a
restarted() { local now; now=$(pid); [ "$now" != 0 ] && [ "$now" != "$old" ] && wire status >/dev/null 2>&1; }
eventually 10 restarted || no "not started again after SIGKILL"
eventually 5 is_port || no "what was lost while it was dead does not come back"
ok "killed, it is started again and heals what was lost meanwhile"

wire log | grep -q apply || no "the log is gone"
wire journal verify >/dev/null || no "the journal has a fault"
ok "the journal is whole"

systemctl stop wire-d || no "stop"
is_port || no "the network went with the daemon"
[ ! -e /run/wire/wire.sock ] || no "the socket is left behind"
ok "stopped, the network stays"

systemctl start wire-d && wire undo >/dev/null && ! ip netns list | grep -q '^green' || no "undo after a new start"
ok "started again, it can take the last change back"
