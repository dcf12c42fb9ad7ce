#!/usr/bin/env bash
# Builds every fuzz target (src/**/*_fuzz.cpp) and runs each for a while, from its seeds in fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'HELP'
usage: scripts/fuzz.sh [--seconds N] [--quick] [TARGET…]

Runs each TARGET (default: all) for N seconds (default 10) and ends in `N passed, N failed, N skipped`.
An input that breaks a target is left in build/fuzz/findings. --quick leaves out what takes long to build, for it links
the whole API.
HELP
}

slow_to_build=(question_fuzz person_fuzz)

seconds=10
case ${1:-} in
  --help) usage && exit 0 ;;
  --seconds) seconds=$2 && shift 2 ;;
esac
quick=false
[[ ${1:-} != --quick ]] || { quick=true && shift; }
targets=("$@")
((${#targets[@]})) || mapfile -t targets < <(find src -name '*_fuzz.cpp' -exec basename {} .cpp \; | sort)
if ((${#targets[@]} == 0)); then
  printf 'SKIP no *_fuzz.cpp in src\n0 passed, 0 failed, 1 skipped\n'
  exit 0
fi

if $quick; then
  echo "left out, since they take long to build: ${slow_to_build[*]}"
  mapfile -t targets < <(printf '%s\n' "${targets[@]}" | grep -vxF -f <(printf '%s\n' "${slow_to_build[@]}"))
fi

PRESET=fuzz scripts/build.sh "${targets[@]}"
mkdir -p build/fuzz/findings
ASAN_SYMBOLIZER_PATH=$(command -v llvm-symbolizer-19 || command -v addr2line) # names in stack traces
export ASAN_SYMBOLIZER_PATH
passed=0 failed=0
for target in "${targets[@]}"; do
  binary=$(find build/fuzz -name "$target" -type f -perm -u+x | head -n 1)
  grown=build/fuzz/corpus/$target # what the fuzzer adds stays out of the repository
  mkdir -p "$grown"
  seeds=()
  [[ -d fuzz/corpus/$target ]] && seeds=("fuzz/corpus/$target")
  echo "-- $target"
  if "$binary" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="build/fuzz/findings/$target-" "$grown" "${seeds[@]}"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed, 0 skipped"
((failed == 0))
