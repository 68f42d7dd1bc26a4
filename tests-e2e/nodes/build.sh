#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# What nodes for tests need beside kubelet and kube-proxy, built from published Go modules: containerd, an enforcer of network
# policies, the cluster's DNS, what holds a pod's namespaces, somebody at a cloud's metadata address, and somebody who knocks at
# doors. It is a module of its own, so that the great one of ../kubernetes stays built when this changes.
#
#   build.sh          builds it unless it is there; prints the folder with the programs
#   build.sh folder   prints the folder only; ends with 1 if nothing is there yet
#
# Without a Go that will do, or without a way to the modules, it ends with 1 and says why on its last line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

none() {
    printf '%s\n' "$*" >&2
    exit 1
}

state() { { find . -name '*.go' -print0 | LC_ALL=C sort -z | xargs -0 cat && cat go.mod go.sum build.sh && uname -sm; } | sha256sum | cut -c1-16; }

build() {
    local into=$1 go log building
    go=$(bash ../kubernetes/build.sh go) || none "no Go here with which nodes for tests could be built: see go.dev/dl, or install golang-go"
    log=$into.log
    printf 'bauta: building containerd for tests: 2 to 7 minutes the first time\n' >&2
    # shellcheck disable=SC2046 # the tools of go.mod are words
    CGO_ENABLED=0 nice -n 15 "$go" build -trimpath -buildvcs=false -mod=readonly -ldflags '-s -w' -o "$into/" \
        ./dns ./enforcer ./knock ./metadata ./sandbox $(sed -n 's/^\t\(github.com\/containerd\/containerd\/v2\/cmd\/.*\)/\1/p' go.mod) >"$log" 2>&1 &
    building=$!
    trap 'kill $building 2>/dev/null' INT TERM
    wait "$building" ||
        none "nodes for tests could not be built: $(tail -n 1 "$log") (the log is $log)"
    rm -f "$log"
}

main() {
    local cache=${XDG_CACHE_HOME:-$HOME/.cache}/bauta/nodes folder
    folder=$cache/$(state)
    if [ "${1:-}" = folder ]; then
        printf '%s\n' "$folder"
        [ -x "$folder/containerd" ]
        return
    fi
    mkdir -p "$cache"
    # Two that want it at once build it once, where there is flock.
    exec 9>"$folder.lock"
    ! command -v flock >/dev/null || flock 9
    if [ ! -x "$folder/containerd" ]; then
        rm -rf "$folder.new"
        mkdir "$folder.new"
        build "$folder.new" 9>&-
        mv "$folder.new" "$folder"
        find "$cache" -mindepth 1 -maxdepth 1 -mtime +14 ! -path "$folder*" -exec rm -rf {} +
    fi
    printf '%s\n' "$folder"
}

main "$@"
