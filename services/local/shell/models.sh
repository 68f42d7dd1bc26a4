# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
#
# Sets up Python for models/ and runs its tests. Sourced by test.sh.
# shellcheck disable=SC2154 # root is set by the script that sources this one

readonly MODELS_VENV=$root/.cache/models-venv
readonly MODELS_REPORTS=$root/models/target/pytest-reports
# Without OpenBLAS, Debian's PyTorch multiplies matrices by the reference BLAS: recurrent networks train five times slower.
readonly MODELS_PACKAGES=(python3-torch libopenblas0-pthread python3-venv)

# PyTorch comes with the system, everything else goes into a folder of its own: a plain 'pip install torch' brings
# gigabytes of GPU libraries. Where it cannot be had, one test counts as skipped and says why and what to do.
run_models_suite() {
    local why log=$root/models/target/test.log code=0
    mkdir -p "$MODELS_REPORTS"
    if ! set_up_models "$1"; then
        report_models skipped "$why"
        return
    fi
    say "running: models (the log is $log)"
    (cd "$root/models" && OMP_WAIT_POLICY=passive "$MODELS_VENV/bin/python" -m pytest \
        --junitxml="$MODELS_REPORTS/TEST-models.xml" </dev/null >"$log" 2>&1) || code=$?
    [ -r "$MODELS_REPORTS/TEST-models.xml" ] || report_models failure "pytest ended with code $code; its log is $log"
}

# Sets "why" and fails where something is missing that cannot be brought.
set_up_models() {
    local python
    if ! find_torch; then
        [ -n "${BAUTA_PYTHON:-}" ] || install_debian_packages "$1" "${MODELS_PACKAGES[@]}" || true
        if ! find_torch; then
            why="no Python 3.11 or newer with PyTorch here; 'sudo apt-get install ${MODELS_PACKAGES[*]}' (or './bauta test models --install') brings it on Debian, BAUTA_PYTHON names one elsewhere"
            return 1
        fi
    fi
    models_venv_is_current && return
    say "installing what models/ needs into .cache/models-venv"
    if ! { "$python" -m venv --clear --system-site-packages "$MODELS_VENV" &&
        "$MODELS_VENV/bin/pip" install -q --disable-pip-version-check -e "$root/models[test]" &&
        "$MODELS_VENV/bin/python" -c 'import torch, onnxruntime'; } >"$MODELS_REPORTS/../setup.log" 2>&1; then
        why="the parts that models/pyproject.toml names could not be installed; see models/target/setup.log, and run './bauta test models' again when packages can be fetched"
        return 1
    fi
    models_stamp >"$MODELS_VENV/bauta.stamp"
}

# Sets "python" to one that has PyTorch.
find_torch() {
    for python in ${BAUTA_PYTHON:-/usr/bin/python3 python3}; do
        "$python" -c 'import sys, torch; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    return 1
}

models_stamp() {
    {
        printf '%s\n' "$root" "$python"
        "$python" --version
        cat "$root/models/pyproject.toml"
    } | "${SHA256[@]}" | cut -d' ' -f1
}

models_venv_is_current() {
    [ -x "$MODELS_VENV/bin/bauta-models" ] && [ -r "$MODELS_VENV/bauta.stamp" ] &&
        [ "$(cat "$MODELS_VENV/bauta.stamp")" = "$(models_stamp)" ]
}

# A report of one test, as pytest would have written it: $1 is skipped or failure, $2 why.
report_models() {
    local text=$2
    say "models: $text"
    text=${text//&/&amp;}
    text=${text//</&lt;}
    text=${text//\"/&quot;}
    printf '<testsuite name="models"><testcase classname="models" name="suite" time="0"><%s message="%s"/></testcase></testsuite>\n' \
        "$1" "$text" >"$MODELS_REPORTS/TEST-models.xml"
}
