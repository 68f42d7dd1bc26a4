#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Two machines for tests, edge and fog, on this one: each has its own network, processes and mounts, its own containerd, kubelet
# and kube-proxy, an enforcer of network policies, and a cable to the town's network. A street with cameras is plugged into the
# edge and into nothing else. In the town somebody answers at the address where clouds tell machines their credentials.
#
#   nodes.sh able                  ends with 1, and says on its last line why, where it cannot be done
#   nodes.sh serve FOLDER PROGRAMS lays the cables and prints "town N"; then does what it reads, a line each, and answers:
#      start KUBERNETES PKI        starts the nodes; the one folder has kubelet and kube-proxy, the other their logins
#      cut, heal                   pulls the edge's cable out of the town, or puts it back
#      bring NODE IMAGE            imports an image from a file; answers with its digest
#      knocker NODE                the same for one that knocks at doors
#      reach NODE POD HOST PORT    whether anybody answers there whom the pod with that address asks: open or shut
#      names NODE POD HOST         whether that host tells it a name
#      containers NODE             the images of all containers there, with commas
#   Where what it reads ends, because whoever wrote it has ended, everything is taken away.
#
# 10.213.N.1 is this machine, .11 the edge, .12 the fog; 10.214.N.1 this machine in the street, .2 the edge there; pods have
# 10.215.N.0/24, those of the edge below .128; Services 10.216.N.0/24, the DNS .10 of it.
set -euo pipefail

IMPORT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../k8s/nodes" && pwd)/import-images.sh
readonly IMPORT METADATA=169.254.169.254
readonly ANSWERS_WITHIN_SECONDS=2
# For the address of kubernetes.default.svc.cluster.local.
readonly QUESTION='\0\1\1\0\0\1\0\0\0\0\0\0\12kubernetes\7default\3svc\7cluster\5local\0\0\1\0\1'
readonly SYSTEM_SETTINGS='vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys
    kernel/keys/root_maxbytes'

none() {
    printf '%s\n' "$*" >&2
    exit 1
}

able() {
    local program
    [ "$(uname -s)" = Linux ] || none 'nodes run on Linux only'
    [ "$(id -u)" -eq 0 ] || none 'only root can make nodes; run the tests as root'
    for program in ip iptables nsenter runc unshare; do
        command -v "$program" >/dev/null || none "no $program here; './bauta test kubernetes' as root on Debian brings it"
    done
    [ -x "$(plugins)/ptp" ] || none 'no CNI plugins here (Debian: containernetworking-plugins)'
    grep -qw overlay /proc/filesystems || modprobe overlay 2>/dev/null || none 'this kernel has no overlay file system'
    unshare --net --mount --pid --fork true 2>/dev/null || none 'no namespaces may be made here'
    [ -n "$(hierarchies)" ] || none 'no control groups may be made here'
}

plugins() {
    local folder
    for folder in /usr/lib/cni /opt/cni/bin; do
        if [ -x "$folder/ptp" ]; then
            printf '%s\n' "$folder"
            return
        fi
    done
}

# Where control groups are made: one place from version 2 on, one for each controller before.
hierarchies() { awk '$3 == "cgroup2" || $3 == "cgroup" { print $2 }' /proc/mounts; }

serve() {
    # Not local: the trap needs them after this function has returned.
    folder=$1 programs=$2 group=bauta-nodes-$$ town='' holders=()
    declare -gA inside=()
    trap '' INT HUP
    trap clear_away EXIT
    trap 'exit 0' TERM
    sweep
    restore_settings
    rm -rf --one-file-system "$folder"
    mkdir -p "$folder/logs"
    keep_settings >"$folder/settings"
    # As long as somebody holds the other end, the nodes live.
    mkfifo "$folder/alive"
    exec 9<>"$folder/alive"
    choose_town
    lay_cables
    printf 'town %s\n' "$town"
    local line
    while read -r line; do
        # shellcheck disable=SC2086 # words are wanted
        obey $line
    done
}

obey() {
    case $1 in
    start) start_nodes "$2" "$3" ;;
    cut) in_town ip link set edge down && echo cut ;;
    heal) in_town ip link set edge up && echo healed ;;
    bring) bring "$2" <"$3" ;;
    knocker) "$programs/knock" image docker.io/bauta/knock:1 >"$folder/knock.tar" && bring "$2" <"$folder/knock.tar" ;;
    reach | names) on "$2" bash "$0" ask "$1" "${@:3}" </dev/null || echo failed ;;
    containers) on "$2" "$programs/ctr" -n k8s.io containers list </dev/null | awk 'NR > 1 { print $2 }' | sort -u | paste -sd, || echo failed ;;
    esac
}

bring() {
    on "$1" env "CTR=$programs/ctr" bash "$IMPORT" - 2>>"$folder/logs/images.log" | sed -n 's/^ .*: \(sha256:.*\)/\1/p' | grep . || echo failed
}

# Asks from within a pod's network.
ask() {
    local what=$1 pod=$2 inside command
    inside=$(network_of "$pod")
    [ -n "$inside" ] || return 1
    case $what in
    reach) command="exec 3<>/dev/tcp/$3/$4" ;;
    names) command="exec 3<>/dev/udp/$3/53; printf '$QUESTION' >&3; [ -n \"\$(head -c 1 <&3 | od -c)\" ]" ;;
    esac
    if nsenter "--net=$inside" timeout "$ANSWERS_WITHIN_SECONDS" bash -c "$command" 2>/dev/null; then echo open; else echo shut; fi
}

network_of() {
    local network
    for network in /run/netns/*; do
        if nsenter "--net=$network" ip -o -4 address show 2>/dev/null | grep -qF " $1/"; then
            printf '%s\n' "$network"
            return
        fi
    done
}

# A number whose networks nobody here has a way to yet.
choose_town() {
    for town in $(seq $((1 + $$ % 200)) 254); do
        [ -n "$(ip route show to match "10.213.$town.1" | grep -v '^default' || true)" ] || return 0
    done
}

in_town() { nsenter -t "${inside[town]}" -n "$@"; }
at() { nsenter -t "${inside[$1]}" -n "${@:2}"; }
on() { nsenter -t "${inside[$1]}" -n -m "--pid=/proc/${inside[$1]}/ns/pid_for_children" "${@:2}" 9>&-; }

hold() {
    local name=$1
    setsid unshare "${@:2}" <"$folder/alive" >"$folder/logs/$name.log" 2>&1 9>&- &
    inside[$name]=$!
    holders+=($!)
    until [ "$(readlink "/proc/${inside[$name]}/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.02; done
}

lay_cables() {
    hold town --net --pid --fork --kill-child bash "$0" town "$programs"
    in_town ip link add town type bridge
    in_town ip link set town up
    in_town ip route add "10.213.$town.0/24" dev town
    cable "bauta${$}t" "${inside[town]}" here
    ip addr add "10.213.$town.1/24" dev "bauta${$}t"
    ip link set "bauta${$}t" up
    local name address=11
    for name in edge fog; do
        hold "$name" --net --mount --pid --fork --kill-child --mount-proc bash "$0" node "$folder" "$name" "$programs" "$town"
        in_town ip link add "$name" type veth peer name eth0 netns "${inside[$name]}"
        in_town ip link set "$name" master town up
        plug "$name" eth0 "10.213.$town.$address/24"
        at "$name" ip route add default via "10.213.$town.1"
        at "$name" ip route add "$METADATA/32" dev eth0
        address=$((address + 1))
    done
    in_town ip link set here master town up
    cable "bauta${$}s" "${inside[edge]}" eth1
    ip addr add "10.214.$town.1/30" dev "bauta${$}s"
    ip link set "bauta${$}s" up
    plug edge eth1 "10.214.$town.2/30"
    at edge ip route add "10.215.$town.128/25" via "10.213.$town.12"
    at fog ip route add "10.215.$town.0/25" via "10.213.$town.11"
    # From the street one sees the edge's pods also while its cable is out.
    ip route add "10.215.$town.0/25" via "10.214.$town.2"
    ip route add "10.215.$town.128/25" via "10.213.$town.12"
    ip route add "10.216.$town.0/24" via "10.213.$town.12"
}

cable() { ip link add "$1" type veth peer name "$3" netns "$2"; }

plug() {
    at "$1" ip addr add "$3" dev "$2"
    at "$1" ip link set "$2" up
}

start_nodes() {
    local kubernetes=$1 pki=$2 name hierarchy
    for hierarchy in $(hierarchies); do
        mkdir -p "$hierarchy/$group/edge" "$hierarchy/$group/fog"
        for name in cpu cpuset io memory pids; do
            { printf '+%s\n' "$name" >"$hierarchy/$group/cgroup.subtree_control"; } 2>/dev/null || true
        done
    done
    for name in edge fog; do
        printf '%s %s %s\n' "$kubernetes" "$pki" "$group" >"$folder/$name.go.new"
        mv "$folder/$name.go.new" "$folder/$name.go"
    done
    echo started
}

# Is process 1 of what stands in the town itself.
town() {
    ip link set lo up
    ip addr add "$METADATA/32" dev lo
    "$1/metadata" &
    cat
}

# Is process 1 of a node: whatever was started on it ends with it.
node() {
    # Not local: see serve.
    folder=$1 name=$2 programs=$3 town=$4
    local kubernetes pki group
    mount --make-rshared /
    own_folders
    until [ -e "$folder/$name.go" ]; do sleep 0.1; done
    read -r kubernetes pki group <"$folder/$name.go"
    settings "$group" "$pki"
    # An engine of this machine may have brought an older shim.
    PATH=$programs:$PATH "$programs/containerd" --config "$folder/$name/containerd.toml" >"$folder/logs/containerd-$name.log" 2>&1 </dev/null &
    until "$programs/ctr" version >/dev/null 2>&1; do sleep 0.1; done
    own_images
    "$programs/enforcer" "$pki/admin.kubeconfig" "$name" >"$folder/logs/enforcer-$name.log" 2>&1 </dev/null &
    "$kubernetes/kubelet" --config "$folder/$name/kubelet.yaml" --kubeconfig "$pki/system_node_$name.kubeconfig" \
        --hostname-override "$name" --node-ip "$address" >"$folder/logs/kubelet-$name.log" 2>&1 </dev/null &
    "$kubernetes/kube-proxy" --kubeconfig "$pki/system_kube-proxy.kubeconfig" --hostname-override "$name" \
        --proxy-mode iptables --cluster-cidr "10.215.$town.0/24" --conntrack-max-per-core 0 --conntrack-tcp-timeout-established 0 \
        --conntrack-tcp-timeout-close-wait 0 --oom-score-adj 0 --healthz-bind-address "$address:10256" \
        --metrics-bind-address 127.0.0.1:10249 >"$folder/logs/kube-proxy-$name.log" 2>&1 </dev/null &
    cat
}

own_images() {
    local image
    for image in sandbox dns; do
        "$programs/$image" image "bauta.example/$image:1" >"/tmp/$image.tar"
        "$programs/ctr" -n k8s.io images import --local --snapshotter overlayfs "/tmp/$image.tar"
    done
}

# What agents of a node write to well-known places goes to the test's folder, or into memory, and not to this machine.
own_folders() {
    local place
    ip link set lo up
    for place in /run /tmp /var/lib /var/log; do
        case "$folder $programs" in "$place"/* | *" $place"/*) ;; *) mount -t tmpfs tmpfs "$place" ;; esac
    done
    for place in kubelet containerd; do
        mkdir -p "/var/lib/$place" "$folder/$name/$place"
        mount --bind "$folder/$name/$place" "/var/lib/$place"
    done
    echo 1 >/proc/sys/net/ipv4/ip_forward
}

settings() {
    local group=$1 pki=$2 pods=10.215.$town.0/25
    address=10.213.$town.11
    if [ "$name" = fog ]; then
        pods=10.215.$town.128/25
        address=10.213.$town.12
    fi
    iptables -t nat -A POSTROUTING -s "$pods" ! -d "10.215.$town.0/24" -j MASQUERADE
    # The enforcer judges these; where it does not run, they are dropped. It would lay such rules itself in a way that not every
    # kernel knows. What comes from the node itself, such as probes, is not forwarded and so not judged.
    local whose
    for whose in -s -d; do
        iptables -t mangle -A FORWARD "$whose" "$pods" -m conntrack --ctstate NEW -j NFQUEUE --queue-num 100
    done
    mkdir -p "$folder/$name/cni"
    cat >"$folder/$name/cni/10-pods.conflist" <<CNI
{"cniVersion": "1.0.0", "name": "pods", "plugins": [
  {"type": "ptp",
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "$pods"}]], "routes": [{"dst": "0.0.0.0/0"}], "dataDir": "/run/cni"}}]}
CNI
    cat >"$folder/$name/containerd.toml" <<TOML
version = 3
[plugins."io.containerd.cri.v1.images"]
  snapshotter = "overlayfs"
  [plugins."io.containerd.cri.v1.images".pinned_images]
    sandbox = "bauta.example/sandbox:1"
[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
  [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = ["$(plugins)"]
    conf_dir = "$folder/$name/cni"
  [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
      BinaryName = "$(command -v runc)"
      SystemdCgroup = false
TOML
    cat >"$folder/$name/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $address
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $pki/ca.crt}}
authorization: {mode: Webhook}
cgroupDriver: cgroupfs
cgroupRoot: /$group/$name
clusterDNS: [10.216.$town.10]
clusterDomain: cluster.local
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
enforceNodeAllocatable: [pods]
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%}
failCgroupV1: false
failSwapOn: false
healthzPort: 0
imageMaximumGCAge: 0s
makeIPTablesUtilChains: true
nodeLeaseDurationSeconds: 4
nodeStatusUpdateFrequency: 2s
oomScoreAdj: 0
podLogsDir: $folder/logs/pods-$name
readOnlyPort: 0
resolvConf: ""
YAML
}

# A kubelet sets them for the whole machine.
keep_settings() {
    local setting
    for setting in $SYSTEM_SETTINGS; do
        [ ! -r "/proc/sys/$setting" ] || printf '%s %s\n' "$setting" "$(cat "/proc/sys/$setting")"
    done
}

remove_groups() {
    local hierarchy
    for hierarchy in $(hierarchies); do
        [ ! -d "$hierarchy/$1" ] || find "$hierarchy/$1" -depth -type d -exec rmdir {} + 2>/dev/null || true
    done
}

# Who was killed outright has left these.
sweep() {
    local left
    for left in $(find $(hierarchies) -maxdepth 1 -name 'bauta-nodes-*' -printf '%f\n' | sort -u); do
        kill -0 "${left##*-}" 2>/dev/null || remove_groups "$left"
    done
    for left in $(ip -o link show type veth | grep -oE '\bbauta[0-9]+[st]\b'); do
        kill -0 "$(grep -oE '[0-9]+' <<<"$left")" 2>/dev/null || ip link delete "$left" 2>/dev/null || true
    done
}

restore_settings() {
    local setting value
    [ -r "$folder/settings" ] || return 0
    while read -r setting value; do printf '%s\n' "$value" >"/proc/sys/$setting"; done <"$folder/settings"
}

clear_away() {
    local holder tries
    trap '' TERM
    set +e
    # The nodes first, so that nothing of theirs is left to be looked after.
    for holder in "${holders[@]}"; do kill -KILL "$holder" 2>/dev/null; done
    wait 2>/dev/null
    restore_settings
    # Connections that nobody ended hold on to them for a while.
    ip link delete "bauta${$}t" 2>/dev/null
    ip link delete "bauta${$}s" 2>/dev/null
    # What was killed is gone a little later.
    for tries in 1 2 3 4 5 6 7 8 9 10; do
        remove_groups "$group"
        [ -n "$(find $(hierarchies) -maxdepth 1 -name "$group")" ] || break
        sleep 0.3
    done
    find "$folder" -xdev -mindepth 1 -maxdepth 1 ! -name logs -exec rm -rf --one-file-system {} +
}

case ${1:-} in
able) able ;;
serve) serve "$2" "$3" ;;
node) node "$2" "$3" "$4" "$5" ;;
town) town "$2" ;;
ask) ask "${@:2}" ;;
*) none 'usage: nodes.sh able | serve FOLDER PROGRAMS' ;;
esac
