# shellcheck shell=bash
# ./lab test: builds everything and runs every test project under tests/; or, with --chaos, labs under faults alone.

TEST_PACKAGES='chromium nginx-light postgresql prometheus ffmpeg python3-torch python3-numpy'
RESULTS=$ARTIFACTS/tests
PROJECT_SECONDS=900

lab_test() {
  local filter=() chaos='' of_chaos='' seeds=20 seed=1 silos=1
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help)
        cat <<'TEXT'
Usage: ./lab test [--filter EXPRESSION]
       ./lab test --chaos [--seeds N | --seed K] [--silos 1|3]

Builds everything in Release and runs every test project, as many at a time as the machine has cores. Prints what passed, failed
and was skipped (with the reason) for each; ends with code 1 when anything failed. Installs Chromium, nginx, PostgreSQL, Prometheus,
ffmpeg and PyTorch if missing.

  --filter EXPRESSION   as for dotnet test, such as FullyQualifiedName~Growth
  --chaos               only labs under faults, many of them: a line for each seed, then how fast they recovered
  --seeds N             how many seeds, from 1 on (default 20; a minute or two each)
  --seed K              this seed alone
  --silos 1|3           one process (default), or a lab host that two hosts join
TEXT
        return
        ;;
      --filter)
        [ $# -ge 2 ] || die '--filter needs an expression, such as FullyQualifiedName~Growth.'
        filter=(--filter "$2")
        shift 2
        ;;
      --chaos)
        chaos=yes
        shift
        ;;
      --seeds | --seed | --silos)
        chaos_number "$@"
        case $1 in
          --seeds) seeds=$2 ;;
          --seed) seed=$2 seeds=1 ;;
          --silos) silos=$2 ;;
        esac
        of_chaos=$1
        shift 2
        ;;
      *) die "test does not know '$1'; it takes --filter EXPRESSION, or --chaos." ;;
    esac
  done
  [ -n "$chaos" ] || [ -z "$of_chaos" ] || die "$of_chaos goes with --chaos alone."
  [ -z "$chaos" ] || [ ${#filter[@]} -eq 0 ] || die '--chaos runs one test; --filter has nothing to choose.'

  # Test processes live for minutes: what the compiler would learn of them costs a fifth of their time and never pays back.
  export DOTNET_TieredPGO=0
  local start=$SECONDS built
  prepare_machine
  if [ -n "$chaos" ]; then
    step Build 'compiling the lab and its faults in Release' 'The build failed.' dotnet build "$ROOT/tests/Chaos" -c Release
    run_chaos "$seed" "$seeds" "$silos"
    return
  fi
  # shellcheck disable=SC2086  # the list is split on purpose
  install_packages $TEST_PACKAGES
  built=$(fingerprint)
  drop_stamp build
  step Build 'compiling everything in Release' 'The build failed.' dotnet build "$ROOT/PgGanLab.sln" -c Release
  set_stamp build "$built"
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  run_projects "${filter[@]}"
  summarize $((SECONDS - start))
}

# chaos_number OPTION NUMBER…: refuses a number that the option does not take.
chaos_number() {
  case $1:${2:-} in
    --silos:1 | --silos:3) ;;
    --silos:*) die '--silos is 1 or 3.' ;;
    *:*[!0-9]* | *: | *:0*) die "$1 needs a whole number of at least 1." ;;
  esac
}

# run_chaos FIRST-SEED SEEDS SILOS: tests/Chaos says what each seed came to; ends with code 1 when a promise was broken.
run_chaos() {
  PGGANLAB_CHAOS="$1 $2 $3" dotnet "$ARTIFACTS/bin/Chaos/release/PgGanLab.Chaos.dll" -noLogo -noColor -reporter quiet \
    -method PgGanLab.Chaos.ChaosTests.no_fault_breaks_a_promise_or_changes_a_byte
}

# run_projects DOTNET-TEST-OPTIONS…
run_projects() {
  local project
  for project in "$ROOT"/tests/*/*.csproj; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
    run_project "$project" "$@" &
  done
  wait
}

# run_project FILE DOTNET-TEST-OPTIONS…: leaves NAME.log and NAME.counts (passed failed skipped) and prints one line, then what
# was skipped and why, then what failed.
run_project() {
  local name log start=$SECONDS passed=0 failed=0 skipped=0 code=0 counts
  name=$(basename "$1" .csproj)
  shift
  log=$RESULTS/$name.log
  timeout --kill-after=30 "$PROJECT_SECONDS" dotnet test "$ARTIFACTS/bin/$name/release/PgGanLab.$name.dll" "$@" \
    --results-directory "$RESULTS" --logger "trx;LogFileName=$name.trx" >"$log" 2>&1 </dev/null || code=$?
  counts=$(sed -nE 's/.*Failed: *([0-9]+), Passed: *([0-9]+), Skipped: *([0-9]+),.*/\2 \1 \3/p' "$log" | tail -n 1)
  [ -z "$counts" ] || read -r passed failed skipped <<<"$counts"
  if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
    [ "$code" -ne 124 ] || printf '  Failed: %s did not end within %d s.\n' "$name" "$PROJECT_SECONDS" >>"$log"
  fi
  printf '%d %d %d\n' "$passed" "$failed" "$skipped" >"$RESULTS/$name.counts"
  {
    printf '  %-32s %5d passed %4d failed %4d skipped %5d s\n' "$name" "$passed" "$failed" "$skipped" $((SECONDS - start))
    [ "$skipped" -eq 0 ] || skip_reasons "$RESULTS/$name.trx"
    [ "$failed" -eq 0 ] || failures "$log"
  } >"$RESULTS/$name.report"
  cat "$RESULTS/$name.report"
}

# skip_reasons TRX: a line for each skipped test.
skip_reasons() {
  awk '
    /<UnitTestResult / && /outcome="NotExecuted"/ { test = $0; sub(/.*testName="/, "", test); sub(/".*/, "", test) }
    /<\/UnitTestResult>/ { test = "" }
    test != "" && /<Message>/ {
      reason = $0; sub(/.*<Message>/, "", reason); sub(/<\/Message>.*/, "", reason)
      gsub(/&lt;/, "<", reason); gsub(/&gt;/, ">", reason); gsub(/&quot;/, "\"", reason); gsub(/&amp;/, "\\&", reason)
      print "      skipped  " test ": " reason
    }' "$1"
}

# failures LOG: what the failed tests said; without any such lines (a crash, a time-out) the end of the log.
failures() {
  local text
  text=$(sed -n '/^  Failed /,/^Results File/p' "$1" | grep -v '^Results File' | head -n 200 || true)
  printf '%s\n' "${text:-$(tail -n 30 "$1")}" | sed 's/^/    /'
}

# summarize SECONDS: the sum over all projects as the last line; fails when a test failed or none ran.
summarize() {
  local passed failed skipped
  read -r passed failed skipped < <(cat "$RESULTS"/*.counts | awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }')
  printf '  %-32s %5d passed %4d failed %4d skipped %5d s with the build\n' 'All' "$passed" "$failed" "$skipped" "$1"
  printf '%d passed, %d failed\n' "$passed" "$failed" | tee "$RESULTS/summary"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
