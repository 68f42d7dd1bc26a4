# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Runs the test suites and says what ran. Sourced by ../../../bauta.
# shellcheck disable=SC2154 # root, shell and MAVEN are set by the script that sources this one

readonly SUITES='unit integration e2e models kubernetes'

# shellcheck source=services/local/shell/models.sh
. "$shell/models.sh"

run_tests() {
    local suites=() install=no argument
    for argument in "$@"; do
        case $argument in
        --install) install=yes ;;
        unit | integration | e2e | models | kubernetes) suites+=("$argument") ;;
        *) fail 2 "'$argument' is no test suite; there are: $SUITES" ;;
        esac
    done
    local named=${#suites[@]}
    # shellcheck disable=SC2206 # words are wanted
    [ "$named" -gt 0 ] || suites=($SUITES)
    find_java
    local absent=() by_maven=() models=no suite
    for suite in "${suites[@]}"; do
        if ! suite_exists "$suite"; then
            absent+=("$suite")
        elif [ "$suite" = models ]; then
            models=yes
        else
            by_maven+=("$suite")
        fi
    done
    forget_reports
    if [ ${#by_maven[@]} -gt 0 ]; then
        find_maven install
        set_up_machine "$install" "${by_maven[@]}"
        run_maven_suites "${by_maven[@]}"
    fi
    [ "$models" = no ] || run_models_suite "$install"
    show_table "$named" "${absent[@]+"${absent[@]}"}"
}

# Suites that later parts of the project bring are known by the room they will live in.
suite_exists() {
    case $1 in
    models) [ -d "$root/models" ] ;;
    kubernetes) [ -d "$root/charts" ] ;;
    *) true ;;
    esac
}

# The table shows this run only.
forget_reports() {
    local folder
    for folder in services gateway tests-e2e models; do
        [ ! -d "$root/$folder" ] || find "$root/$folder" -type d \( -path '*/target/surefire-reports' -o \
            -path '*/target/failsafe-reports' -o -path '*/target/pytest-reports' \) -prune -exec rm -rf {} +
    done
}

# One Maven run for everything wanted: each module is compiled and packaged once.
run_maven_suites() {
    local phase='verify' wanted=" $* " flags=(-Dmaven.test.failure.ignore=true --fail-at-end)
    case $wanted in
    *' unit '*) ;;
    # The chart's tests, and those on a real API server, are unit tests; alone they are these.
    *' kubernetes '*) flags+=("-Dtest=io/bauta/e2e/chart/*Test,io/bauta/e2e/cluster/*Test" -Dsurefire.failIfNoSpecifiedTests=false) ;;
    *) flags+=(-DskipUTs) ;;
    esac
    case $wanted in *' integration '*) ;; *) flags+=(-DskipITs) ;; esac
    case $wanted in
    *' e2e '*) ;;
    *' kubernetes '*) flags+=("-De2e.tests=io/bauta/e2e/cluster/*IT.java") ;; # the services packaged, on real nodes
    *) flags+=(-DskipE2E) ;;
    esac
    case $wanted in *' integration '* | *' e2e '* | *' kubernetes '*) ;; *) phase='test' ;; esac
    TEST_LOG=$root/services/local/target/test.log
    mkdir -p "$root/services/local/target"
    say "running:$wanted(the log is $TEST_LOG)"
    MAVEN_RESULT=0
    # A JVM says what it takes from this variable, even if it is empty, and tests read what JVMs say.
    (unset JAVA_TOOL_OPTIONS && maven_quietly "$TEST_LOG" "$phase" "${flags[@]}") || MAVEN_RESULT=$?
    [ "$MAVEN_RESULT" -eq 0 ] || grep -E '^\[ERROR\]|BUILD' "$TEST_LOG" | head -n 25 >&2 || true
}

# The table is read from Maven's reports by a small Java program run from its source: it must work though the build failed.
show_table() {
    local named=$1 code=0
    shift
    "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$root/services/local/src/main/java/io/bauta/local/suites/SuiteTable.java" \
        "$root" "$@" || code=$?
    if [ "${MAVEN_RESULT:-0}" -ne 0 ]; then
        fail 4 "the build failed before all tests ran; the whole log is $TEST_LOG"
    fi
    if [ "$code" -ne 0 ] && [ "$named" -gt 0 ] && [ "$#" -eq "$named" ]; then
        fail 3 "nothing ran: not there yet: $*"
    fi
    return "$code"
}

# What some tests need beside Maven's parts. Whatever stays missing, the tests that need it are skipped and say so.
set_up_machine() {
    local install=$1 wanted=" ${*:2} "
    trap leave_machine EXIT
    case $wanted in *' kubernetes '*) start_kubernetes_build "$install" && install_node_packages "$install" ;; esac
    case $wanted in *' integration '* | *' e2e '*) install_packages "$install" ;; esac
    case $wanted in *' e2e '*) start_container_engine ;; esac
}

leave_machine() {
    # shellcheck disable=SC2086 # there may be two
    [ -z "${KUBERNETES_BUILD:-}" ] || kill $KUBERNETES_BUILD 2>/dev/null || true
    [ -z "${CONTAINER_ENGINE:-}" ] || bash "$root/tests-e2e/containers/engine.sh" stop "$CONTAINER_ENGINE"
}

# A Kubernetes for tests is built once, beside everything else: its tests come late, and wait for what is left of it. Where it
# cannot be built they are skipped and say why.
start_kubernetes_build() {
    local part parts=kubernetes script=$root/tests-e2e/kubernetes/build.sh
    export BAUTA_KUBERNETES=build
    ! may_make_nodes || parts='kubernetes nodes'
    for part in $parts; do
        if bash "$root/tests-e2e/$part/build.sh" folder >/dev/null; then continue; fi
        bash "$script" go >/dev/null || install_debian_packages "$1" golang-go || true
        bash "$root/tests-e2e/$part/build.sh" >/dev/null &
        KUBERNETES_BUILD="${KUBERNETES_BUILD:-} $!"
    done
}

may_make_nodes() { [ "$(uname -s)" = Linux ] && [ "$(id -u)" -eq 0 ]; }

# For nodes that run containers.
install_node_packages() {
    local missing=() program
    may_make_nodes || return 0
    for program in runc iptables openssl; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    command -v ip >/dev/null || missing+=(iproute2)
    [ -x /usr/lib/cni/bridge ] || [ -x /opt/cni/bin/bridge ] || missing+=(containernetworking-plugins)
    has_library libpulse.so.0 || missing+=(libpulse0)
    [ ${#missing[@]} -eq 0 ] || install_debian_packages "$1" "${missing[@]}" ||
        say "without ${missing[*]} the tests on real nodes will be skipped"
}

install_packages() {
    local missing=() package
    for package in chromium kcat openssl prometheus; do
        command -v "$package" >/dev/null || missing+=("$package")
    done
    # The FFmpeg program that plays cameras is linked with it.
    has_library libpulse.so.0 || missing+=(libpulse0)
    # Images for arm64 are run as root only.
    ! may_make_nodes || command -v qemu-aarch64-static >/dev/null || missing+=(qemu-user-static)
    package=$(missing_openh264)
    [ -z "$package" ] || missing+=("$package")
    [ ${#missing[@]} -eq 0 ] || install_debian_packages "$1" "${missing[@]}" ||
        say "without ${missing[*]} the tests that need them will be skipped"
}

has_library() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -F "$1 " >/dev/null; }

# Debian's name for the OpenH264 that the media library knows how to call, where none is installed.
missing_openh264() {
    local package
    if has_library libopenh264.so.7 || has_library libopenh264.so.8; then return; fi
    for package in libopenh264-8 libopenh264-7; do
        if apt-cache show "$package" >/dev/null 2>&1; then
            echo "$package"
            return
        fi
    done
}

# Installs packages as root on Debian; otherwise says how, and fails. $1 says whether sudo may be asked.
install_debian_packages() {
    local install=$1 as_root=()
    shift
    if ! command -v apt-get >/dev/null; then
        say "not here: $*; install them with this machine's package manager"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if [ "$install" = no ]; then
            say "not here: $*; './bauta test --install' or 'sudo apt-get install $*' brings them"
            return 1
        fi
        as_root=(sudo)
    fi
    say "installing $*"
    # A machine that was just set up has no package lists yet; old ones name versions that are no longer there.
    "${as_root[@]+"${as_root[@]}"}" apt-get update -qq >/dev/null || say "could not refresh the lists of packages; going on with what is here"
    "${as_root[@]+"${as_root[@]}"}" sh -c "$APT_INSTALL" sh "$@" || {
        say "could not install $*"
        return 1
    }
}

# Nothing is started by an installation, though Prometheus would like to be.
# shellcheck disable=SC2016 # it is another shell that reads it
readonly APT_INSTALL='
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap "rm -f $policy" EXIT
        trap "exit 130" INT TERM
        printf "#!/bin/sh\nexit 101\n" >"$policy"
        chmod 755 "$policy"
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null'

# An engine that answers is used as it is. Otherwise one is started for this run, where that can be done; it ends with this
# shell, whatever ends the shell.
start_container_engine() {
    local engine=$root/tests-e2e/containers/engine.sh why
    if timeout 20 docker version >/dev/null 2>&1; then return; fi
    say 'no container engine answers; starting one for this run'
    why=$(mktemp)
    if CONTAINER_ENGINE=$(bash "$engine" start $$ 2>"$why"); then
        export DOCKER_HOST=unix://$CONTAINER_ENGINE/docker.sock BAUTA_OWN_CONTAINER_ENGINE=yes
        # Testcontainers' cleaner is an image from a registry; here the whole engine goes.
        export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
    else
        BAUTA_NO_CONTAINER_ENGINE=$(tail -n 1 "$why")
        export BAUTA_NO_CONTAINER_ENGINE
        say "no container engine, tests that need one are skipped: $BAUTA_NO_CONTAINER_ENGINE"
    fi
    rm -f "$why"
}
