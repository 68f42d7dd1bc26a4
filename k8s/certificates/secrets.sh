#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Prints what issue.sh has made as Secrets, for 'kubectl apply -f -'. Their names say whether they give access to raw media: the
# guards of k8s/policies go by that.
set -euo pipefail

usage() {
    cat <<'END'
usage: secrets.sh DIR [NAMESPACE] | kubectl apply -f -

Prints a Secret for each service in DIR, as issue.sh has filled it; readers' and the authority's keys are not among them.
NAMESPACE is bauta unless given.
END
}

# NAME FOLDER
secret() {
    printf -- '---\napiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata:\n  name: %s\n  namespace: %s\ndata:\n' "$1" "$namespace"
    local file
    for file in tls.key tls.crt ca.crt; do printf '  %s: %s\n' "$file" "$(base64 <"$2/$file" | tr -d '\n')"; done
}

case ${1:-} in
-h | --help) usage && exit 0 ;;
'' | -*) usage >&2 && exit 2 ;;
esac
root=$1 namespace=${2:-bauta}
[ -d "$root/fog" ] || { printf 'secrets.sh: %s was not made by issue.sh\n' "$root" >&2 && exit 2; }

shopt -s nullglob
for folder in "$root"/edge/*/*/; do
    service=$(basename "$folder")
    node=$(basename "$(dirname "$folder")")
    raw=raw-
    [ "$service" != egress ] || raw=
    secret "bauta-${raw}tls-$service-$node" "$folder"
done
for folder in "$root"/fog/*/; do secret "bauta-tls-$(basename "$folder")" "$folder"; done
