# shellcheck shell=bash
# What the scripts share; to be sourced, not run.

set -euo pipefail
unset CDPATH
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '%s\n' "$*"; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# One job a processor, unless the caller knows better.
processors=$(nproc 2>/dev/null || echo 2)
export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$processors}
export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$processors}

# ccache, when there is one, makes the next build a matter of seconds.
if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
fi

# build PRESET [TARGET...]: configures and builds; everything when no target is named.
build() {
    local preset=$1
    shift
    local -a targets=()
    (($# == 0)) || targets=(--target "$@")
    say "== building $preset"
    mkdir -p "build/$preset"
    if ! cmake --preset "$preset" >"build/$preset/configure.log" 2>&1; then
        cat "build/$preset/configure.log" >&2
        fail "cmake could not configure $preset"
    fi
    cmake --build --preset "$preset" "${targets[@]}"
}
