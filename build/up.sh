# shellcheck shell=bash
# ./lab up: the lab in the foreground, on existing state.

lab_up() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab up [--port N] [--data DIR]

Starts the lab in the foreground: silo, workers, database and dashboard in one process, until Ctrl-C or ./lab stop.
A sweep that was interrupted (Ctrl-C, kill, power) goes on where it was.

  --port N     where the dashboard and the API listen (default 5080)
  --data DIR   where all state lives (default ./data)
TEXT
    return
  fi
  ensure_ready
  exec dotnet "$HOST" "$@"
}
