# shellcheck shell=bash
# ./lab up and ./lab silo: the host in the foreground, alone or as a member of a cluster.

lab_up() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab up [--port N] [--address NAME] [--data DIR] [--disk SIZE] [--accept-loss] [--public-url URL]
                [--trusted-proxy ADDRESS …]

Starts the lab in the foreground: silo, workers, database and dashboard in one process, until Ctrl-C or ./lab stop.
A sweep that was interrupted (Ctrl-C, kill, power) goes on where it was.

  --port N         where the dashboard and the API listen (default 5080)
  --address NAME   localhost (default), a name or an address of this host, or * for all of them
  --data DIR       where all state lives (default ./data)
  --disk SIZE      most that the store may take, such as 200GB: the least valuable goes first (docs/operations.md)
  --accept-loss    go on with a store that is another lab's or lacks what is on record: that leaves the record

Behind a proxy (docs/operations.md):
  --public-url URL         how browsers reach the lab, such as https://lab.example/prefix
  --trusted-proxy ADDRESS  a proxy on another host, or a network such as 10.0.0.0/8, whose X-Forwarded-… headers hold;
                           may stand several times; proxies on this host are trusted
TEXT
    return
  fi
  read_host_options up "$@"
  ensure_ready
  exec dotnet "$HOST" "${host_options[@]}"
}

lab_silo() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ConnectionStrings__Lab=… ./lab silo --cluster NAME --store DIR [--port N] [--address NAME] [--data DIR]

Joins this host's devices to a cluster. It needs the PostgreSQL database that the connection string in ConnectionStrings__Lab names,
and a store directory that all hosts share (docs/cluster.md). A single machine needs ./lab up alone.

  --cluster NAME   the cluster; the same on all its hosts
  --store DIR      checkpoints, samples and datasets, shared by all hosts
  --port N, --address NAME, --data DIR, --disk SIZE, --accept-loss, --public-url URL, --trusted-proxy ADDRESS   as for ./lab up
TEXT
    return
  fi
  read_host_options silo "$@"
  case " ${host_options[*]} " in
    *' --Lab:Cluster '*' --Lab:StoreDirectory '* | *' --Lab:StoreDirectory '*' --Lab:Cluster '*) ;;
    *) die 'A silo needs --cluster NAME and --store DIR; ./lab silo --help says what they are.' ;;
  esac
  [ -n "${ConnectionStrings__Lab:-}" ] || die 'A silo needs the PostgreSQL connection string of the lab in the environment variable ConnectionStrings__Lab.'
  ensure_ready
  exec dotnet "$HOST" "${host_options[@]}"
}

# read_host_options VERB ARGUMENTS…: fills host_options; refuses what the host would silently ignore.
# --Lab:NAME=VALUE sets any option of src/Silo/Hosting/LabOptions.cs.
read_host_options() {
  local verb=$1 name
  shift
  host_options=()
  while [ $# -gt 0 ]; do
    case $1 in
      --accept-loss)
        host_options+=(--Lab:AcceptLoss true)
        shift
        ;;
      --*=*)
        name=${1%%=*}
        set -- "$name" "${1#*=}" "${@:2}"
        ;;
      --port | --address | --data | --disk | --public-url | --trusted-proxy | --cluster | --store | --Lab:*)
        [ $# -ge 2 ] || die "$1 needs a value."
        case $1 in
          --cluster) name=--Lab:Cluster ;;
          --store) name=--Lab:StoreDirectory ;;
          *) name=$1 ;;
        esac
        host_options+=("$name" "$2")
        shift 2
        ;;
      *) die "$verb does not know '$1'; ./lab $verb --help says what is right." ;;
    esac
  done
}
