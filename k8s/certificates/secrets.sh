#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Prints what issue.sh has made as Secrets, for 'kubectl apply -f -'. Their names say whether they give access to raw media: the
# guards of k8s/policies go by that.
set -euo pipefail

usage() {
    cat <<'END'
usage: secrets.sh DIR [NAMESPACE [STRIMZI]] | kubectl apply -f -

Prints a Secret for each service in DIR, as issue.sh has filled it; readers' and the authority's keys are not among them.
NAMESPACE is bauta unless given. With STRIMZI, the name of a Kafka that Strimzi runs, two more tell it to know clients by this
authority.
END
}

# NAME FOLDER
secret() {
    printf -- '---\napiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata:\n  name: %s\n  namespace: %s\ndata:\n' "$1" "$namespace"
    local file
    for file in tls.key tls.crt ca.crt; do printf '  %s: %s\n' "$file" "$(base64 <"$2/$file" | tr -d '\n')"; done
}

# NAME WHAT KEY FILE
for_strimzi() {
    printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\n' "$1" "$namespace"
    printf '  labels: {strimzi.io/kind: Kafka, strimzi.io/cluster: %s}\n  annotations: {strimzi.io/%s-generation: "0"}\n' "$strimzi" "$2"
    printf 'data:\n  %s: %s\n' "$3" "$(base64 <"$4" | tr -d '\n')"
}

case ${1:-} in
-h | --help) usage && exit 0 ;;
'' | -*) usage >&2 && exit 2 ;;
esac
root=$1 namespace=${2:-bauta} strimzi=${3:-}
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

# Strimzi wants a key beside the authority's certificate, for users whom it issues certificates itself. There are none, and this
# key belongs to no certificate: nobody in the cluster can make himself a client with it.
if [ -n "$strimzi" ]; then
    unused=$root/strimzi-unused.key
    [ -e "$unused" ] || (umask 077 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$unused" 2>/dev/null)
    for_strimzi "$strimzi-clients-ca-cert" ca-cert ca.crt "$root/ca/ca.crt"
    for_strimzi "$strimzi-clients-ca" ca-key ca.key "$unused"
fi
