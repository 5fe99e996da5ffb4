# shellcheck shell=bash
# ./lab up: the lab in the foreground, on existing state.

lab_up() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab up [--port N] [--address NAME] [--data DIR]

Starts the lab in the foreground: silo, workers, database and dashboard in one process, until Ctrl-C or ./lab stop.
A sweep that was interrupted (Ctrl-C, kill, power) goes on where it was.

  --port N         where the dashboard and the API listen (default 5080)
  --address NAME   localhost (default), an address of this host, or * for all of them
  --data DIR       where all state lives (default ./data)
TEXT
    return
  fi
  check_host_options "$@"
  ensure_ready
  exec dotnet "$HOST" "$@"
}

# check_host_options ARGUMENTS…: refuses what the host would silently ignore.
check_host_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --port=* | --address=* | --data=* | --Lab:*=*) shift ;; # --Lab:… as in src/Silo/Hosting/LabOptions.cs
      --port | --address | --data | --Lab:*)
        [ $# -ge 2 ] || die "$1 needs a value."
        shift 2
        ;;
      *) die "up does not know '$1'; ./lab up --help says what is right." ;;
    esac
  done
}
