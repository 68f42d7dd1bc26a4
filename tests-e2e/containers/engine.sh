#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# A container engine for one run of the tests: Debian's own package, started by hand in a folder of its own, with a bridge of
# its own and no rule in any firewall, and gone without a trace when the run ends, however it ends.
#
#   engine.sh start PID    prints the folder of an engine that answers and lives no longer than process PID;
#                          or ends with 1 and says on its last line why there is none
#   engine.sh stop FOLDER  returns when it is gone
#
# The engine listens at unix://FOLDER/docker.sock.
set -euo pipefail

readonly ANSWER_WITHIN=90 INSTALL_WITHIN=240 STOP_WITHIN=30

none() {
    printf '%s\n' "$*" >&2
    exit 1
}

start() {
    local parent=$1 folder waited=0
    [ "$(id -u)" -eq 0 ] || none 'only root can start one; start Docker yourself, or run ./bauta test as root'
    install_engine
    # Short, because the path of a socket has at most 107 characters.
    folder=$(mktemp -d /tmp/bauta-engine.XXXXXX)
    # In a session of its own: Ctrl-C is for the tests, and the engine goes after them.
    setsid bash "$0" guard "$folder" "$parent" >"$folder/guard.log" 2>&1 </dev/null &
    until answers "$folder"; do
        if [ -e "$folder/ended" ] || [ "$waited" -ge $((4 * ANSWER_WITHIN)) ]; then
            # What dockerd says of a step that failed is on its last line but for the goodbye.
            local why
            why=$(grep -hE 'failed to|level=(error|fatal)|command not found' "$folder/dockerd.log" "$folder/guard.log" 2>/dev/null | tail -n 1)
            stop "$folder"
            none "dockerd does not come up here: ${why:-it said nothing}"
        fi
        waited=$((waited + 1))
        sleep 0.25
    done
    printf '%s\n' "$folder"
}

answers() {
    DOCKER_HOST=unix://$1/docker.sock timeout 10 docker version >/dev/null 2>&1
}

stop() {
    local folder=$1 waited=0
    [ -d "$folder" ] || return 0
    : >"$folder/stop"
    while [ -d "$folder" ] && [ "$waited" -lt $((4 * (STOP_WITHIN + 30))) ]; do
        if [ -e "$folder/ended" ]; then
            rm -rf --one-file-system "$folder"
        fi
        waited=$((waited + 1))
        sleep 0.25
    done
}

# Debian's packages; nothing is started by their installation, though they would like to.
install_engine() {
    local wanted=() policy=/usr/sbin/policy-rc.d made=no
    command -v dockerd >/dev/null || wanted+=(docker.io)
    command -v ip >/dev/null || wanted+=(iproute2)
    if [ ${#wanted[@]} -gt 0 ]; then
        command -v apt-get >/dev/null || none "no dockerd here; install Docker with this machine's package manager"
        if [ ! -e "$policy" ]; then
            printf '#!/bin/sh\nexit 101\n' >"$policy"
            chmod 755 "$policy"
            made=yes
        fi
        apt_install "${wanted[@]}" || true
        # From Debian 13 on, the client is a package of its own.
        command -v docker >/dev/null || apt_install docker-cli || true
        [ "$made" = no ] || rm -f "$policy"
    fi
    command -v dockerd >/dev/null || none 'docker.io could not be installed; try apt-get update && apt-get install docker.io'
    command -v docker >/dev/null || none 'no docker client; try apt-get install docker-cli'
}

apt_install() {
    local get=(timeout "$INSTALL_WITHIN" apt-get -o DPkg::Lock::Timeout=120)
    DEBIAN_FRONTEND=noninteractive "${get[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    "${get[@]}" update >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive "${get[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1
}

# Lives beside the engine: ends it when it is told to, and when the process it serves is gone, even by kill -9.
guard() {
    # Not local: the trap needs them after this function has returned.
    folder=$1 parent=$2 bridge=bauta$BASHPID engine=
    trap '' INT HUP
    trap clear_away EXIT
    trap 'exit 0' TERM
    make_bridge "$bridge"
    dockerd --host "unix://$folder/docker.sock" --data-root "$folder/data" --exec-root "$folder/exec" \
        --pidfile "$folder/docker.pid" --bridge "$bridge" --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false \
        >"$folder/dockerd.log" 2>&1 &
    engine=$!
    while kill -0 "$engine" 2>/dev/null && kill -0 "$parent" 2>/dev/null && [ ! -e "$folder/stop" ]; do
        sleep 0.5
    done
}

# Two runs at once must not share a bridge: the first to end would cut the other's containers off.
make_bridge() {
    local third
    ip link add name "$1" type bridge
    for third in $(seq $((BASHPID % 200)) 254); do
        if [ -z "$(ip route show to match "10.213.$third.1" | grep -v '^default' || true)" ]; then
            ip addr add "10.213.$third.1/24" dev "$1"
            break
        fi
    done
    ip link set dev "$1" up
}

clear_away() {
    local waited=0 process
    trap '' TERM
    set +e
    if [ -n "$engine" ]; then
        kill -TERM "$engine" 2>/dev/null
        while kill -0 "$engine" 2>/dev/null && [ "$waited" -lt $((4 * STOP_WITHIN)) ]; do
            waited=$((waited + 1))
            sleep 0.25
        done
    fi
    # Whatever still names the folder is the engine's own and did not want to go.
    for process in /proc/[0-9]*; do
        case $(tr '\0' ' ' 2>/dev/null <"$process/cmdline") in
        *'engine.sh guard '* | *'engine.sh stop '*) ;;
        *"$folder"*) kill -KILL "${process#/proc/}" 2>/dev/null ;;
        esac
    done
    awk -v folder="$folder/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mounted; do
        umount -l "$mounted"
    done
    ip link delete "$bridge" 2>/dev/null
    rm -rf --one-file-system "$folder/data" "$folder/exec"
    : >"$folder/ended"
    # Nobody waits any more for what a dead run left.
    kill -0 "$parent" 2>/dev/null || rm -rf --one-file-system "$folder"
}

case ${1:-} in
start) start "$2" ;;
stop) stop "$2" ;;
guard) guard "$2" "$3" ;;
*) none 'usage: engine.sh start PID | stop FOLDER' ;;
esac
