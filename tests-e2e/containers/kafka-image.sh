#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Makes a container image of Apache Kafka where no registry can be reached, for tests only: a Java runtime cut out of this
# machine's JDK, a shell, and Kafka's own jars as Maven brought them. It stands in for apache/kafka: same folders, same
# settings by KAFKA_* variables (Kafka's own KafkaDockerWrapper reads them), same command.
#
# Usage: kafka-image.sh JARS TAG      JARS: a folder with Kafka and all it needs; TAG: for instance apache/kafka:4.1.1
# Needs JAVA_HOME (a JDK) and a container engine that 'docker' reaches.
set -euo pipefail

readonly jars=$1 tag=$2
readonly modules=java.base,java.desktop,java.logging,java.management,java.naming,java.rmi,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

work=$(mktemp -d "${TMPDIR:-/tmp}/bauta-image.XXXXXX")
readonly work
trap 'rm -rf "$work"' EXIT
readonly tree=$work/tree

# A file and every library it is linked with, at the places where the loader looks for them.
put_program() {
    local library
    install -D "$(readlink -f "$1")" "$tree$2"
    put_libraries "$1"
}

put_libraries() {
    local library
    ldd "$@" 2>/dev/null | grep -oE '/[^ :]+ \(0x' | cut -d' ' -f1 | sort -u | while read -r library; do
        case $library in
        "$work"/*) ;;
        *) [ -e "$tree$library" ] || install -D "$(readlink -f "$library")" "$tree$library" ;;
        esac
    done
}

put_java() {
    local java=$tree/opt/java
    mkdir -p "$tree/opt"
    # A JDK that cannot be cut is taken whole.
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$java" 2>/dev/null ||
        { rm -rf "$java" && cp -a "$JAVA_HOME" "$java"; }
    put_libraries "$java/bin/java" "$java/lib/server/libjvm.so" "$java"/lib/lib{java,net,nio,zip,jimage,management}*.so
}

put_kafka() {
    mkdir -p "$tree/opt/kafka/config" "$tree/opt/kafka/libs" "$tree/etc/kafka/docker" "$tree/mnt/shared/config"
    cp "$jars"/*.jar "$tree/opt/kafka/libs/"
    rm -f "$tree"/opt/kafka/libs/bauta-*.jar
    : >"$tree/etc/kafka/docker/server.properties"
    : >"$tree/etc/kafka/docker/log4j2.yaml"
    : >"$tree/etc/kafka/docker/tools-log4j2.yaml"
    cat >"$tree/etc/kafka/docker/run" <<'RUN'
#!/bin/bash
set -e
export CLUSTER_ID=${CLUSTER_ID:-YmF1dGEtdGVzdC1pbWFnZQ}
java=/opt/java/bin/java
setup=$($java -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '/opt/kafka/libs/*' kafka.docker.KafkaDockerWrapper setup \
    --default-configs-dir /etc/kafka/docker --mounted-configs-dir /mnt/shared/config --final-configs-dir /opt/kafka/config 2>&1) ||
    case $setup in
    *'already formatted'*) ;; # started again on what it had
    *) printf '%s\n' "$setup" && exit 1 ;;
    esac
exec $java -Xmx256m -XX:+UseSerialGC -cp '/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties
RUN
    chmod 755 "$tree/etc/kafka/docker/run"
}

mkdir -p "$tree/tmp" "$tree/root" "$tree/var/tmp"
chmod 1777 "$tree/tmp" "$tree/var/tmp"
put_program /bin/bash /bin/bash
ln -s bash "$tree/bin/sh"
put_program "$(command -v sleep)" /bin/sleep
printf 'root:x:0:0::/root:/bin/bash\n' | install -D /dev/stdin "$tree/etc/passwd"
put_java
put_kafka
tar -C "$tree" --owner=0 --group=0 --numeric-owner -c . | docker import - "$tag" >/dev/null
