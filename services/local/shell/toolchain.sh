# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Finds the JDK and the Maven that Bauta needs, wherever a person may have put them. Sourced by ../../../bauta.
# shellcheck disable=SC2154,SC2034 # root is set by the script that sources this one, MAVEN is read there

readonly NEEDED_JAVA=25

# The feature release of the JDK in a folder, read from its release file: starting a JVM to ask costs too much.
java_release() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

java_candidates() {
    local on_path folder
    printf '%s\n' "${BAUTA_JAVA_HOME:-}" "${JAVA_HOME:-}"
    if on_path=$(command -v javac); then
        while [ -L "$on_path" ]; do
            folder=$(cd "$(dirname "$on_path")" && cd "$(dirname "$(readlink "$on_path")")" && pwd -P)
            on_path=$folder/$(basename "$(readlink "$on_path")")
        done
        dirname "$(dirname "$on_path")"
    fi
    for folder in ${BAUTA_JAVA_FOLDERS-/usr/lib/jvm /usr/local /opt /opt/java /usr/lib64/jvm /usr/java} \
        ${BAUTA_JAVA_FOLDERS-"$HOME/.sdkman/candidates/java" "$HOME/.jdks" "$HOME/.asdf/installs/java"} \
        ${BAUTA_JAVA_FOLDERS-/Library/Java/JavaVirtualMachines /opt/homebrew/opt}; do
        printf '%s\n' "$folder"/*/ "$folder"/*/Contents/Home/ "$folder"/*/libexec/openjdk.jdk/Contents/Home/
    done
}

# Sets and exports JAVA_HOME.
find_java() {
    local candidate release seen=''
    if [ -n "${BAUTA_JAVA_HOME:-}" ] && [ "$(java_release "$BAUTA_JAVA_HOME")" != "$NEEDED_JAVA" ]; then
        fail 3 "BAUTA_JAVA_HOME=$BAUTA_JAVA_HOME holds no JDK $NEEDED_JAVA; point it to one or unset it"
    fi
    while IFS= read -r candidate; do
        candidate=${candidate%/}
        if [ -z "$candidate" ] || ! release=$(java_release "$candidate"); then
            continue
        elif [ "$release" = "$NEEDED_JAVA" ]; then
            export JAVA_HOME=$candidate
            return
        fi
        seen="$seen $release"
    done < <(java_candidates)
    seen=$(tr -s ' ' '\n' <<<"$seen" | sort -nu | tr '\n' ' ')
    say "needs a JDK $NEEDED_JAVA (a JDK, not a JRE); found:${seen:- none}"
    say "install one: 'sdk install java 25-tem' (sdkman.io), 'brew install openjdk@25', the package openjdk-25-jdk"
    say "of newer Debian and Ubuntu releases, or an archive from adoptium.net unpacked under /opt; then run this again."
    fail 3 "a JDK elsewhere is found through BAUTA_JAVA_HOME or JAVA_HOME"
}

maven_candidates() {
    local folder
    printf '%s\n' "${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}"
    command -v mvn || true
    for folder in "$root"/.cache/apache-maven-* /usr/share/maven /opt/*maven* /opt/maven/* \
        "$HOME"/.sdkman/candidates/maven/* /opt/homebrew /usr/local; do
        printf '%s\n' "$folder/bin/mvn"
    done
}

maven_is_new_enough() {
    local version
    version=$("$1" --version 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9][0-9.]*\).*/\1/p') || return 1
    [ -n "$version" ] && [ "$(printf '3.8.7\n%s\n' "$version" | sort -t. -k1,1n -k2,2n -k3,3n | head -n1)" = 3.8.7 ]
}

# Sets MAVEN. With the argument "install" it fetches what is missing.
find_maven() {
    local candidate
    while IFS= read -r candidate; do
        if [ -n "$candidate" ] && [ -x "$candidate" ] && maven_is_new_enough "$candidate"; then
            MAVEN=$candidate
            return
        fi
    done < <(maven_candidates)
    if [ "${1:-}" = install ]; then
        install_maven
    else
        fail 3 "needs Maven 3.8.7 or newer: install it ('apt-get install maven', 'sdk install maven', 'brew install maven'), or run './bauta test unit', which fetches one into .cache"
    fi
}

install_maven() {
    local version=3.9.11 archive=$root/.cache/maven.tar.gz
    local url=${BAUTA_MAVEN_ARCHIVE:-https://archive.apache.org/dist/maven/maven-3/$version/binaries/apache-maven-$version-bin.tar.gz}
    say "no Maven here: fetching $version into .cache"
    mkdir -p "$root/.cache"
    if ! { curl -fsSL -o "$archive" "$url" && curl -fsSL -o "$archive.sha512" "$url.sha512" &&
        [ "$(sha512_of "$archive")" = "$(cut -d' ' -f1 "$archive.sha512")" ] && tar -xzf "$archive" -C "$root/.cache"; }; then
        rm -f "$archive" "$archive.sha512"
        fail 3 "Maven could not be fetched from $url; install Maven 3.8.7 or newer and run this again"
    fi
    rm -f "$archive" "$archive.sha512"
    MAVEN=$root/.cache/apache-maven-$version/bin/mvn
}

sha512_of() { { sha512sum "$1" 2>/dev/null || shasum -a 512 "$1"; } | cut -d' ' -f1; }
