#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Runs what an image for arm64 runs, on an emulated Cortex-A57, the processor of a Jetson Nano: as the image's user, on a root that
# cannot be written to, with this machine's network. It is gone when who started it is.
#
#   run.sh possible                          ends with 1 and says why where it cannot be done
#   run.sh LAYERS FOLDER PATH COMMAND...     LAYERS: the image's, unpacked, the topmost first, with colons between them
#                                            FOLDER: what it sees at /story and may write to; PATH: its own
#
# Of the environment only what names Bauta's, Quarkus' and Java's settings goes in.
set -euo pipefail

readonly USER_OF_IMAGES=10001 EMULATOR=qemu-aarch64-static

none() {
    printf '%s\n' "$*" >&2
    exit 1
}

possible() {
    [ "$(id -u)" -eq 0 ] || none 'only root can put images for arm64 together: run ./bauta test as root'
    command -v $EMULATOR >/dev/null || none "$EMULATOR is not here: install qemu-user-static"
    grep -qw overlay /proc/filesystems || modprobe overlay 2>/dev/null || none 'this kernel has no overlay file system'
    unshare --mount --pid --fork true 2>/dev/null || none 'no namespaces may be made here'
}

# In namespaces of its own already, so that nothing of this is seen outside.
enter() {
    local layers=$1 folder=$2 path=$3 room=/mnt root=/mnt/root own=/mnt/own
    shift 3
    mount -t tmpfs -o mode=755 tmpfs "$room"
    mkdir -p "$root" "$own"/{proc,dev,story,usr/bin}
    cp "$(command -v $EMULATOR)" "$own/emulator"
    # ONNX Runtime asks a shell for the machine's name and disks: a program that this machine's kernel would have to start, and
    # cannot. It gets one that does nothing, as in the base cut from a JDK.
    printf '#!/emulator /bin/dash\n' >"$own/usr/bin/sh"
    chmod 755 "$own/usr/bin/sh"
    mount -t overlay overlay -o "ro,lowerdir=$own:$layers" "$root"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    mount --bind "$folder" "$root/story"
    cd "$root"
    # Not by exec: what becomes another user is not told when its parent dies. With this shell, the first in its namespace, all go.
    env -i PATH="$path" QEMU_CPU=cortex-a57 "${SETTINGS[@]}" \
        "$(command -v chroot)" --userspec=$USER_OF_IMAGES:$USER_OF_IMAGES "$root" /emulator "$(program "$root" "$path" "$1")" "${@:2}"
}

program() {
    local root=$1 name=$3 folder folders
    IFS=: read -ra folders <<<"$2"
    for folder in "${folders[@]}"; do
        if [ -e "$root$folder/$name" ]; then
            printf '%s\n' "$folder/$name"
            return
        fi
    done
    none "no $name in the image's PATH, $2"
}

mapfile -t NAMES < <(compgen -e | grep -E '^(BAUTA|QUARKUS|JDK|MALLOC)_')
SETTINGS=()
for name in "${NAMES[@]}"; do SETTINGS+=("$name=${!name}"); done

case ${1:-} in
possible) possible ;;
enter) enter "${@:2}" ;;
/*) exec setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child bash "$0" enter "$@" ;;
*) none 'usage: run.sh possible | run.sh LAYERS FOLDER PATH COMMAND...' ;;
esac
