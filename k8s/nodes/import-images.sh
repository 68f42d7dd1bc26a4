#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Brings images to a node that has no registry, gives each a name with its digest too, and prints the digests as values of the
# chart. Every node that runs a service needs its image; the digests are the same on all of one architecture.
#
#   import-images.sh FILE...    as './bauta build --images' writes them, without those for other machines; - is standard input
#
# Needs root and containerd's ctr, or K3s; CTR says which program, if it is neither of them on PATH.
set -euo pipefail

usage() {
    sed -n '4,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit "$1"
}

containerd() {
    if [ -n "${CTR:-}" ]; then
        "$CTR" -n k8s.io images "$@"
    elif command -v k3s >/dev/null; then
        k3s ctr -n k8s.io images "$@"
    elif command -v ctr >/dev/null; then
        ctr -n k8s.io images "$@"
    else
        printf 'import-images.sh: neither k3s nor ctr is here; CTR may name one\n' >&2
        exit 1
    fi
}

# What it says of each image of a file: its name and its digest.
imported() {
    containerd import --local "$1" | sed -n 's/^unpacking \([^ ]*\) (\(sha256:[0-9a-f]\{64\}\)).*/\1 \2/p'
}

main() {
    case ${1:-} in
    '') usage 1 >&2 ;;
    -h | --help) usage 0 ;;
    esac
    local file found name digest service
    printf 'image:\n  digests:\n'
    for file in "$@"; do
        found=$(imported "$file")
        if [ -z "$found" ]; then
            printf 'import-images.sh: no image was found in %s\n' "$file" >&2
            exit 1
        fi
        while read -r name digest; do
            containerd tag --force "$name" "${name%:*}@$digest" >/dev/null
            service=${name##*/}
            printf '    %s: %s\n' "${service%:*}" "$digest"
        done <<<"$found"
    done
}

main "$@"
