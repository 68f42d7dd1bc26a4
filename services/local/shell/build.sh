# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Builds the project when its sources are not those of the last build. Sourced by ../../../bauta.
# shellcheck disable=SC2154 # root and MAVEN are set by the script that sources this one

if command -v sha256sum >/dev/null; then SHA256=(sha256sum); else SHA256=(shasum -a 256); fi

# One hash over everything the build reads: names and contents of poms and main sources. Tests and papers do not count.
sources_stamp() {
    (
        cd "$root" || exit
        find pom.xml .mvn services gateway \
            \( -name target -o -name node_modules -o -path '*/src/test' -o -path 'services/local/src/main/help' \) -prune -o \
            -type f ! -name '*.md' ! -path 'services/local/shell/*' -print0 |
            LC_ALL=C sort -z | xargs -0 "${SHA256[@]}"
        grep -E '^JAVA_(RUNTIME_)?VERSION=' "$JAVA_HOME/release"
    ) | "${SHA256[@]}" | cut -d' ' -f1
}

build_if_changed() {
    local stamp_file=$root/services/local/target/build.stamp stamp
    stamp=$(sources_stamp)
    if [ -r "$stamp_file" ] && [ "$(cat "$stamp_file")" = "$stamp" ] && everything_is_packaged; then
        return
    fi
    build
    printf '%s\n' "$stamp" >"$stamp_file"
}

everything_is_packaged() {
    local module
    [ -r "$root/services/local/target/bauta-local.jar" ] && [ -r "$root/services/broker/target/bauta-broker.jar" ] || return 1
    for module in services/ingestion services/video-anonymiser services/audio-anonymiser gateway/egress \
        services/analytics gateway/partner; do
        [ -r "$root/$module/target/quarkus-app/quarkus-run.jar" ] || return 1
    done
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
