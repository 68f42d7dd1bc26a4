#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Makes the certificates by which Bauta's brokers and services know each other, for clusters without cert-manager. The
# authority and each key are made once; certificates that end within 30 days, or lack a name that is asked for, are made anew,
# with the same key and the names they had.
set -euo pipefail
umask 077

readonly EDGE_SERVICES=(edge-broker ingestion video-anonymiser audio-anonymiser egress)
readonly FOG_SERVICES=(fog-broker analytics partner)
readonly RENEW_WITHIN=$((30 * 24 * 3600))
days=397

usage() {
    cat <<'END'
usage: issue.sh DIR [--days N] [--fog-host NAME|ADDRESS]... [--reader NAME]... [NODE]...

Makes DIR/ca (keep ca.key away from the cluster), DIR/edge/NODE/SERVICE for each edge node, DIR/fog/SERVICE and
DIR/readers/NAME, each with tls.key, tls.crt and ca.crt. Run it again for further nodes, for
further names of the fog's broker, or to renew.

  NODE        an edge node as its site file names it
  --fog-host  a name or address by which the fog's broker is reached; bauta-fog-broker.bauta.svc and 127.0.0.1 always are
  --reader    somebody who reads on the fog from outside
  --days      how long a certificate is good for (397)
END
}

fail() {
    printf 'issue.sh: %s\n' "$1" >&2
    exit 2
}

# DIR COMMON_NAME ALTERNATIVE_NAMES
certificate() {
    local folder=$1 name=$2 alternatives=$3
    mkdir -p "$folder"
    [ -e "$folder/tls.key" ] || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$folder/tls.key" 2>/dev/null
    cp "$authority/ca.crt" "$folder/ca.crt"
    if [ -e "$folder/tls.crt" ]; then
        local had lacking
        had=$(openssl x509 -in "$folder/tls.crt" -noout -ext subjectAltName | sed '1d; s/IP Address:/IP:/g; s/ //g')
        lacking=$(lacking "$folder/tls.crt" "$had" "$alternatives")
        if [ -z "$lacking" ] && openssl x509 -in "$folder/tls.crt" -noout -checkend $RENEW_WITHIN >/dev/null; then return; fi
        alternatives=$had$lacking
    fi
    openssl req -new -key "$folder/tls.key" -subj "/CN=$name" |
        openssl x509 -req -days "$days" -CA "$authority/ca.crt" -CAkey "$authority/ca.key" -set_serial "0x$(openssl rand -hex 16)" \
            -extfile <(printf '%s\n' 'basicConstraints=critical,CA:FALSE' 'keyUsage=critical,digitalSignature' \
                'extendedKeyUsage=serverAuth,clientAuth' "subjectAltName=$alternatives") \
            -out "$folder/tls.crt.new" 2>/dev/null
    mv "$folder/tls.crt.new" "$folder/tls.crt"
    printf '%s\n' "$name"
}

# CERTIFICATE ITS_NAMES WANTED: those of the wanted that it has not, each after a comma.
lacking() {
    local one
    for one in ${3//,/ }; do
        case $one in
        # An address may be written in several ways.
        IP:*) openssl x509 -in "$1" -noout -checkip "${one#IP:}" | grep -q 'does match' || printf ',%s' "$one" ;;
        *) [[ ,$2, == *",$one,"* ]] || printf ',%s' "$one" ;;
        esac
    done
}

make_authority() {
    authority=$root/ca
    mkdir -p "$authority"
    [ ! -e "$authority/ca.crt" ] || return 0
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 -subj '/CN=Bauta' \
        -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
        -keyout "$authority/ca.key" -out "$authority/ca.crt.new" 2>/dev/null
    mv "$authority/ca.crt.new" "$authority/ca.crt"
}

main() {
    [ $# -gt 0 ] || { usage >&2 && exit 2; }
    local root='' nodes=() readers=() hosts='DNS:bauta-fog-broker.bauta.svc,IP:127.0.0.1' one
    while [ $# -gt 0 ]; do
        case $1 in
        -h | --help) usage && exit 0 ;;
        --days) days=${2:?} && shift ;;
        --reader) readers+=("${2:?}") && shift ;;
        --fog-host)
            if [[ ${2:?} =~ ^[0-9.]+$ || $2 == *:* ]]; then hosts+=",IP:$2"; else hosts+=",DNS:$2"; fi
            shift
            ;;
        -*) fail "'$1' is not known here; see --help" ;;
        *) if [ -z "$root" ]; then root=$1; else nodes+=("$1"); fi ;;
        esac
        shift
    done
    [ -n "$root" ] || fail 'say where to: issue.sh DIR'
    command -v openssl >/dev/null || fail 'openssl is needed'
    for one in "${nodes[@]+"${nodes[@]}"}" "${readers[@]+"${readers[@]}"}"; do
        [[ $one =~ ^[a-z0-9]([a-z0-9-]*[a-z0-9])?$ ]] || fail "'$one': names have small letters, digits and -"
    done
    make_authority
    local node service
    for node in "${nodes[@]+"${nodes[@]}"}"; do
        for service in "${EDGE_SERVICES[@]}"; do
            certificate "$root/edge/$node/$service" "$service.$node" "DNS:$service.$node,IP:127.0.0.1"
        done
    done
    for service in "${FOG_SERVICES[@]}"; do
        one=DNS:$service
        [ "$service" != fog-broker ] || one+=,$hosts
        certificate "$root/fog/$service" "$service" "$one"
    done
    for one in "${readers[@]+"${readers[@]}"}"; do certificate "$root/readers/$one" "reader.$one" "DNS:reader.$one"; done
}

main "$@"
