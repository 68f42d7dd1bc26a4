# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Builds the project when its sources are not those of the last build. Sourced by ../../../bauta.
# shellcheck disable=SC2154 # root and MAVEN are set by the script that sources this one

if command -v sha256sum >/dev/null; then SHA256=(sha256sum); else SHA256=(shasum -a 256); fi

# One hash over everything the build reads: names and contents of poms, main sources and the network that a jar carries.
# Tests and papers do not count.
sources_stamp() {
    (
        cd "$root" || exit
        find pom.xml .mvn services gateway models/exported/mouth \
            \( -name target -o -name node_modules -o -path '*/src/test' -o -path 'services/local/src/main/help' \) -prune -o \
            -type f ! -name '*.md' ! -name '*.npz' ! -path 'services/local/shell/*' -print0 |
            LC_ALL=C sort -z | xargs -0 "${SHA256[@]}"
        grep -E '^JAVA_(RUNTIME_)?VERSION=' "$JAVA_HOME/release"
    ) | "${SHA256[@]}" | cut -d' ' -f1
}

readonly BUILD_STAMP=$root/services/local/target/build.stamp

build_if_changed() {
    [ "${BAUTA_BUILD:-}" != off ] || return 0 # whoever calls has built: the stories of tests-e2e run inside a build
    local stamp
    stamp=$(sources_stamp)
    is_built_from "$stamp" && return
    take_turns
    if ! is_built_from "$stamp"; then # the other terminal may just have built it
        build
        printf '%s\n' "$stamp" >"$BUILD_STAMP"
    fi
    exec 8>&- # what is started next must not keep the turn
}

is_built_from() { [ -r "$BUILD_STAMP" ] && [ "$(cat "$BUILD_STAMP")" = "$1" ] && everything_is_packaged; }

# Two terminals may want to build at once, and would spoil each other's files. Without flock they had better not.
take_turns() {
    mkdir -p "$root/services/local/target"
    exec 8>"$root/services/local/target/build.lock"
    command -v flock >/dev/null || return 0
    flock -n 8 || { say "another terminal builds; waiting for it" && flock 8; }
}

service_jars() {
    local module
    printf '%s\n' "$root/services/broker/target/bauta-broker.jar"
    for module in services/model-server services/ingestion services/video-anonymiser services/audio-anonymiser \
        gateway/egress services/analytics gateway/partner services/placement; do
        printf '%s\n' "$root/$module/target/quarkus-app/quarkus-run.jar"
    done
}

everything_is_packaged() {
    local jar
    while IFS= read -r jar; do
        [ -r "$jar" ] || return 1
    done < <(printf '%s\n' "$root/services/local/target/bauta-local.jar" "$IMAGES_JAR" && service_jars)
}

readonly IMAGES_JAR=$root/services/images/target/bauta-images.jar

# Container images of what is packaged; its own options say where to and on what base.
write_images() {
    exec "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Dbauta.root="$root" -jar "$IMAGES_JAR" "$@"
}

readonly LAUNCHER_CACHE=$root/services/local/target/launcher.aot

# Sets LAUNCHER_FLAGS. The launcher only looks after others: the first compiler's code is good enough, and starts sooner.
launcher_flags() {
    LAUNCHER_FLAGS=(-XX:TieredStopAtLevel=1)
    if [ "${BAUTA_AOT:-}" != off ] && [ -r "$LAUNCHER_CACHE" ]; then
        LAUNCHER_FLAGS+=("-XX:AOTCache=$LAUNCHER_CACHE" -Xlog:aot=off -Xlog:cds=off)
    fi
}

# Runs a command of the launcher and makes the launcher's own quick start from it.
record_launcher() {
    local notes=$LAUNCHER_CACHE.conf code=0
    local command=("$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -XX:TieredStopAtLevel=1 -Xlog:aot=off -Xlog:cds=off
        "-XX:AOTConfiguration=$notes" -Dbauta.root="$root")
    local jar=$root/services/local/target/bauta-local.jar
    rm -f "$LAUNCHER_CACHE"
    "${command[@]}" -XX:AOTMode=record -jar "$jar" "$@" >/dev/null || code=$?
    if [ "$code" -eq 0 ]; then
        "${command[@]}" -XX:AOTMode=create "-XX:AOTCache=$LAUNCHER_CACHE" -jar "$jar" >/dev/null 2>&1 || true
    fi
    rm -f "$notes"
    return "$code"
}

readonly FILE_CACHE=$root/services/local/target/files.aot
readonly NATIVES=$root/services/local/target/natives

# Sets FILE_FLAGS, for commands that work on files themselves. What runs for seconds only is not worth the second compiler's
# time until it has run ten times as often as usual.
file_flags() {
    FILE_FLAGS=(--add-modules=jdk.incubator.vector -XX:CompileThresholdScaling=10)
    if [ -r "$NATIVES/complete" ]; then
        FILE_FLAGS+=("-Donnxruntime.native.path=$NATIVES")
    fi
    if [ "${BAUTA_AOT:-}" != off ] && [ -r "$FILE_CACHE" ]; then
        FILE_FLAGS+=("-XX:AOTCache=$FILE_CACHE" -Xlog:aot=off -Xlog:cds=off)
    fi
}

# ONNX Runtime unpacks its library, 28 MB, whenever a process first needs it, unless it is told where it lies unpacked.
unpack_natives() {
    local jar=$root/services/local/target/lib/onnxruntime-*.jar system=linux machine=x64 inside
    if [ "$(uname -s)" = Darwin ]; then system=osx; fi
    case $(uname -m) in aarch64 | arm64) machine=aarch64 ;; esac
    inside=ai/onnxruntime/native/$system-$machine
    rm -rf "$NATIVES"
    mkdir -p "$NATIVES"
    # shellcheck disable=SC2086 # the star of the version
    (cd "$NATIVES" && "$JAVA_HOME/bin/jar" --extract --file $jar "$inside" && mv "$inside"/* . && rm -r ai && touch complete)
}

# A quick start for files too, once after a build: a short drawn film is made anonymous and noted down.
file_start_if_changed() {
    local jar=$root/services/local/target/bauta-local.jar
    file_start_is_old || return 0
    take_turns
    if file_start_is_old; then # the other terminal may just have made it
        say "preparing quick starts for files (once after a build)"
        rm -f "$FILE_CACHE"
        unpack_natives && record_files "$jar" || say "no quick starts for files: they take a second longer"
        touch "$FILE_STAMP"
    fi
    exec 8>&-
}

readonly FILE_STAMP=$root/services/local/target/files.stamp

file_start_is_old() {
    [ "${BAUTA_AOT:-}" != off ] && [ ! "$FILE_STAMP" -nt "$root/services/local/target/bauta-local.jar" ]
}

record_files() {
    local jar=$1 folder=$root/services/local/target/files film command
    rm -rf "$folder"
    file_flags
    command=("$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" "${FILE_FLAGS[@]}" -Xlog:aot=off -Xlog:cds=off
        "-XX:AOTConfiguration=$folder/notes" -Dbauta.root="$root")
    film=$("$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Dbauta.root="$root" -jar "$jar" quick-starts --film "$folder" 2>/dev/null) &&
        "${command[@]}" -XX:AOTMode=record -jar "$jar" anonymise "$film" "$folder/anonymous.mp4" --policy street >/dev/null 2>&1 &&
        "${command[@]}" -XX:AOTMode=create "-XX:AOTCache=$FILE_CACHE" -jar "$jar" >/dev/null 2>&1 &&
        rm -rf "$folder"
}

# Caches with which the services start several times faster, made once after they were packaged. Not being able to make
# them is no fault: the services start without.
quick_starts_if_changed() {
    local code=0
    quick_starts_are_old || return 0
    take_turns
    if quick_starts_are_old; then
        say "preparing quick starts (once after a build)"
        record_launcher quick-starts || code=$?
        [ "$code" -ne 130 ] || exit 130
        [ "$code" -eq 0 ] || say "no quick starts: the services will take longer to start"
        touch "$QUICK_STARTS_STAMP"
    fi
    exec 8>&-
}

readonly QUICK_STARTS_STAMP=$root/services/local/target/quick-starts.stamp

quick_starts_are_old() {
    local jar
    [ "${BAUTA_AOT:-}" != off ] || return 1
    [ -e "$QUICK_STARTS_STAMP" ] || return 0
    while IFS= read -r jar; do
        [ "$QUICK_STARTS_STAMP" -nt "$jar" ] || return 0
    done < <(service_jars)
    return 1
}

build() {
    local log=$root/services/local/target/build.log
    find_maven
    mkdir -p "$root/services/local/target"
    say "building (the log is $log)"
    if ! maven_quietly "$log" package -Dmaven.test.skip=true -Dspotless.check.skip=true -pl '!tests-e2e'; then
        say "the build failed; the end of its log:"
        grep -E '^\[ERROR\]|BUILD|^Caused by' "$log" | tail -n 25 >&2 || true
        fail 4 "mend what it says and run this again; the whole log is $log"
    fi
    say "built"
}

# Runs Maven with its output in a file and one line per module on standard error.
maven_quietly() {
    local log=$1
    shift
    (cd "$root" && "$MAVEN" -B -ntp -Dstyle.color=never "$@" </dev/null 2>&1) | tee "$log" |
        awk '/^\[INFO\] Building Bauta/ { sub(/^\[INFO\] Building /, ""); place = $NF; $NF = ""; print "  " place " " $0; fflush() }' >&2
}
