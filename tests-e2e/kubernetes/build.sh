#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# A Kubernetes for tests, built from its published Go modules: one program with etcd, API server, controllers, scheduler, kubectl,
# kubelet, kube-proxy and KWOK. It is built once for each state of this folder and kept in the user's cache.
#
#   build.sh          builds it unless it is there; prints the folder with the program, and links of its parts' names to it
#   build.sh folder   prints the folder only; ends with 1 if nothing is there yet
#   build.sh go       prints the Go it is built with; ends with 1 if there is none
#
# Without a Go that will do, or without a way to the modules, it ends with 1 and says why on its last line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly PARTS='etcd kube-apiserver kube-controller-manager kube-proxy kube-scheduler kubectl kubelet kwok pki'
readonly FETCHES_NEWER=21 # from here on, a Go fetches by itself the newer one that go.mod asks for

say() { printf 'bauta: %s\n' "$*" >&2; }
none() {
    printf '%s\n' "$*" >&2
    exit 1
}

sha256_of() { { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-16; }

state() { { cat ./*.go go.mod go.sum build.sh && uname -sm; } | sha256_of; }

find_go() {
    local candidate version old=''
    for candidate in "$(command -v go || true)" /usr/local/go/bin/go "$HOME/go/bin/go" /usr/lib/go/bin/go; do
        version=$("$candidate" env GOVERSION 2>/dev/null) || continue
        [[ $version =~ ^go1\.([0-9]+) ]] || continue
        if [ "${BASH_REMATCH[1]}" -ge "$FETCHES_NEWER" ]; then
            printf '%s\n' "$candidate"
            return
        fi
        old=$candidate
    done
    [ -n "$old" ] && newer_go "$old"
}

# Newer releases of Go are a Go module as well, and so an old one can bring the one that go.mod asks for.
newer_go() {
    local module name folder
    name=golang.org/toolchain@v0.0.1-go$(sed -n 's/^go //p' go.mod).$("$1" env GOOS)-$("$1" env GOARCH)
    folder=$("$1" env GOMODCACHE)/$name
    module=$(mktemp -d)
    printf 'module newer\n' >"$module/go.mod"
    (cd "$module" && "$1" mod download "$name") >&2 || folder=''
    rm -rf "$module"
    [ -n "$folder" ] && chmod a+x "$folder"/bin/* "$folder"/pkg/tool/*/* && printf '%s\n' "$folder/bin/go"
}

# Says every half minute how far it is, until process $1 has ended; $2 is what `go build -v` says.
watch() {
    local waited=0
    while kill -0 "$1" 2>/dev/null; do
        sleep 1
        waited=$((waited + 1))
        [ $((waited % 30)) -ne 0 ] || say "Kubernetes for tests: $(grep -c '^[a-z0-9.]*[/a-z]' "$2") packages compiled after $waited s"
    done
}

build() {
    local into=$1 go version log building
    go=$(find_go) || none "no Go here with which Kubernetes for tests could be built: see go.dev/dl, or install golang-go"
    version=$(sed -n 's/^\tk8s.io\/kubernetes //p' go.mod)
    log=$into.log
    say "building Kubernetes $version for tests: 5 to 12 minutes the first time, and about 4 GB of Go's caches"
    CGO_ENABLED=0 nice -n 15 "$go" build -v -trimpath -buildvcs=false -mod=readonly \
        -ldflags "-s -w -X k8s.io/component-base/version.gitVersion=$version" -o "$into/bauta-kubernetes" . >"$log" 2>&1 &
    building=$!
    trap 'kill $building 2>/dev/null' INT TERM
    watch "$building" "$log"
    wait "$building" || none "Kubernetes for tests could not be built: $(tail -n 1 "$log") (the log is $log)"
    rm -f "$log"
}

main() {
    [ "${1:-}" != go ] || { find_go && return || return 1; }
    local cache=${XDG_CACHE_HOME:-$HOME/.cache}/bauta/kubernetes folder part
    folder=$cache/$(state)
    if [ "${1:-}" = folder ]; then
        printf '%s\n' "$folder"
        [ -x "$folder/bauta-kubernetes" ]
        return
    fi
    mkdir -p "$cache"
    # Two that want it at once build it once, where there is flock.
    exec 9>"$folder.lock"
    ! command -v flock >/dev/null || flock 9
    if [ ! -x "$folder/bauta-kubernetes" ]; then
        rm -rf "$folder.new"
        mkdir "$folder.new"
        build "$folder.new" 9>&-
        for part in $PARTS; do ln -s bauta-kubernetes "$folder.new/$part"; done
        mv "$folder.new" "$folder"
        # What was built from earlier states is 150 MB each.
        find "$cache" -mindepth 1 -maxdepth 1 -mtime +14 ! -path "$folder*" -exec rm -rf {} +
    fi
    printf '%s\n' "$folder"
}

main "$@"
