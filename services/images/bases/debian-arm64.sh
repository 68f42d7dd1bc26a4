#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# A base for images for arm64, made on any Debian: Debian's own packages for that processor, a Java 25 among them, unpacked and
# saved as docker save would. Nothing is installed on this machine, and nothing of it is run to make it.
#
#   debian-arm64.sh          makes it unless it is there; prints the file, which is kept for two weeks
#   debian-arm64.sh FILE     puts it there
#
# Where that cannot be done it ends with 1 and says why on its last line.
set -euo pipefail

readonly SUITE=trixie JAVA=usr/lib/jvm/java-25-openjdk-arm64
readonly KEYS=/usr/share/keyrings/debian-archive-keyring.gpg
# Java and what ../README.md asks of a base; zlib, jpeg, lcms and dash are Java's and Debian's own needs.
readonly PACKAGES=(openjdk-25-jre-headless libc6 libgcc-s1 libstdc++6 libudev1 libcap2 zlib1g libjpeg62-turbo liblcms2-2 dash
    libva2 libva-drm2 libdrm2 libopenh264-8)

none() {
    printf '%s\n' "$*" >&2
    exit 1
}

# An apt that knows nothing of this machine's packages, and believes what Debian has signed.
apt_of_arm64() {
    local state=$1
    shift
    apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root -o Acquire::Languages=none \
        -o Dir::State="$state" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" \
        -o Dir::Etc::sourcelist="$state/sources" -o Dir::Etc::sourceparts=/dev/null "$@"
}

fetch() {
    local state=$1
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/packages"
    : >"$state/status"
    printf 'deb [signed-by=%s] http://deb.debian.org/debian %s main\n' "$KEYS" "$SUITE" >"$state/sources"
    apt_of_arm64 "$state" update
    (cd "$state/packages" && apt_of_arm64 "$state" download "${PACKAGES[@]}")
}

# Without documents, and without what a package would do to a machine it is installed on.
unpack() {
    local packages=$1 tree=$2 folder package
    mkdir -p "$tree"/usr/{bin,lib,sbin} "$tree"/{etc,tmp}
    chmod 1777 "$tree/tmp"
    for folder in bin lib sbin; do ln -s "usr/$folder" "$tree/$folder"; done
    for package in "$packages"/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x -C "$tree" --keep-directory-symlink --no-same-owner --exclude='./usr/share/doc*' \
            --exclude='./usr/share/man*'
    done
    printf 'bauta:x:10001:10001::/tmp:/nologin\n' >"$tree/etc/passwd"
    printf 'bauta:x:10001:\n' >"$tree/etc/group"
    printf 'hosts: files dns\n' >"$tree/etc/nsswitch.conf"
}

# One layer; see the image specification, github.com/opencontainers/image-spec.
save() {
    local tree=$1 folder=$2 digest config
    tar -c -C "$tree" --sort=name --mtime=@1 --owner=0 --group=0 --numeric-owner -f "$folder/layer.tar" .
    digest=$(sha256sum "$folder/layer.tar" | cut -d' ' -f1)
    printf '{"architecture":"arm64","os":"linux","config":{"Env":["PATH=/%s/bin","JAVA_HOME=/%s"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
        "$JAVA" "$JAVA" "$digest" >"$folder/config.json"
    printf '[{"Config":"config.json","RepoTags":["bauta-base:arm64"],"Layers":["layer.tar"]}]' >"$folder/manifest.json"
    tar -c -C "$folder" -f "$folder/base.tar" manifest.json config.json layer.tar
}

main() {
    local cache=${XDG_CACHE_HOME:-$HOME/.cache}/bauta/bases file work
    file=$cache/debian-arm64-$(sha256sum <"${BASH_SOURCE[0]}" | cut -c1-16).tar
    mkdir -p "$cache"
    find "$cache" -mindepth 1 -maxdepth 1 -mtime +14 -exec rm -rf {} +
    if [ ! -s "$file" ]; then
        command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || none 'only Debian brings a Java for arm64 by itself'
        [ -r "$KEYS" ] || none "$KEYS is not here: what Debian sends could not be known as Debian's"
        work=$(mktemp -d "$cache/new.XXXXXX")
        # shellcheck disable=SC2064 # the folder as it is called now
        trap "rm -rf '$work'" EXIT
        fetch "$work" >"$work/log" 2>&1 || none "no packages for arm64 from Debian: $(tail -n 1 "$work/log")"
        unpack "$work/packages" "$work/tree"
        save "$work/tree" "$work"
        mv "$work/base.tar" "$file"
    fi
    if [ $# -gt 0 ]; then cp "$file" "$1"; else printf '%s\n' "$file"; fi
}

main "$@"
