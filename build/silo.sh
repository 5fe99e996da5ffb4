# shellcheck shell=bash
# ./lab silo: this host's devices join a cluster.

lab_silo() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab silo [options of the host]

Joins this host's devices to a cluster; it needs Microsoft.Orleans from the package feed and a PostgreSQL database that all
hosts reach (docs/cluster.md). A single machine needs ./lab up alone.
TEXT
    return
  fi
  ensure_ready
  engine_is OrleansEngine package ||
    die 'More than one host needs Microsoft.Orleans, which the package feed of this machine did not have; ./lab up runs the lab on this host alone.'
  exec dotnet "$HOST" --silo "$@"
}
