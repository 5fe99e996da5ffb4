# shellcheck shell=bash
# ./lab stop: asks the lab of a data directory to end, and waits until it has.

lab_stop() {
  local data=./data lock pid
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help)
        cat <<'TEXT'
Usage: ./lab stop [--data DIR]

Stops the lab that runs on a data directory: workers store a snapshot, then the process ends. ./lab up goes on from there.

  --data DIR   where its state lives (default ./data)
TEXT
        return
        ;;
      --data)
        [ $# -ge 2 ] || die '--data needs a directory.'
        data=$2
        shift 2
        ;;
      --data=*)
        data=${1#--data=}
        shift
        ;;
      *) die "stop does not know '$1'; it takes --data DIR alone." ;;
    esac
  done

  # The lab holds a lock on this file as long as it lives, so an old number in it never stops a stranger.
  lock=$data/lab.lock
  if [ ! -f "$lock" ] || flock -n "$lock" true; then
    die "No lab runs on $data."
  fi
  pid=$(sed -n 's/^pid=//p' "$lock")
  [ -n "$pid" ] || die "A lab is just starting on $data; try again in a moment."
  kill -TERM "$pid" 2>/dev/null || die "This user may not stop the lab on $data (process $pid)."
  flock -w "$STOP_SECONDS" "$lock" true ||
    die "The lab on $data (process $pid) was asked to stop, but still runs after $STOP_SECONDS s; its log is in $data/logs."
  say "The lab on $data has stopped."
}

# Longer than the slowest snapshot on a busy machine.
STOP_SECONDS=120
