# shellcheck shell=bash
# ./lab up and ./lab silo: the host in the foreground, alone, as a lab host, or as a member of a cluster.

lab_up() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab up [--port N] [--address NAME] [--data DIR] [--disk SIZE] [--phases-per-device N] [--accept-loss] [--cluster]
                [--public-url URL] [--trusted-proxy ADDRESS …] [--sign-in auto|always|proxy]

Starts the lab in the foreground: silo, workers, database and dashboard in one process, until Ctrl-C or ./lab stop.
A sweep that was interrupted (Ctrl-C, kill, power) goes on where it was.

  --port N         where the dashboard and the API listen (default 5080)
  --address NAME   localhost (default), a name or an address of this host, or * or 0.0.0.0 for all of them: people must sign
                   in then, and programs need a token (docs/security.md)
  --data DIR       where all state lives (default ./data)
  --disk SIZE      most that the store may take, such as 200GB: the least valuable goes first (docs/operations.md)
  --phases-per-device N
                   most phases that a device trains at once, 1 to 16 (default 1): more than one while that is measured to train
                   more images a second (docs/scheduling.md)
  --accept-loss    go on with a store that is another lab's or lacks what is on record: that leaves the record
  --cluster        let other hosts join with their workers: prints the line to type there (docs/cluster.md)

Behind a proxy (docs/operations.md):
  --public-url URL         how browsers reach the lab, such as https://lab.example/prefix
  --trusted-proxy ADDRESS  a proxy on another host, or a network such as 10.0.0.0/8, whose X-Forwarded-… headers hold;
                           may stand several times; proxies on this host are trusted
  --sign-in auto           people sign in where others than this host's users can reach the lab (default); always: also on
                           localhost; proxy: never, the proxy lets in whom it wants, and the lab listens on localhost alone
TEXT
    return
  fi
  read_host_options up "$@"
  ensure_ready
  case " ${host_options[*]} " in
    *' --Lab:AcceptsHosts '*) run_host ;;
    *) exec dotnet "$HOST" "${host_options[@]}" ;;
  esac
}

lab_silo() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab silo --join URL --token TOKEN [--data DIR] [--cache SIZE] [--phases-per-device N] [--port N]
                  [--address NAME]
       ConnectionStrings__Lab=… ./lab silo --cluster NAME --store DIR [--port N] [--address NAME] [--data DIR] …

Joins this host's devices to a lab. A single machine needs ./lab up alone.

  --join URL       a lab that was started with ./lab up --cluster: it needs nothing else, neither database nor shared files
  --token TOKEN    as ./lab token new on the lab host made it; better in the environment variable LAB_TOKEN
  --cache SIZE     most that this host keeps of the lab's files (default 50GB)
  --phases-per-device N
                   most phases that a device of this host trains at once (default 1), as for ./lab up
  --port N, --address NAME   where this host says how it is: /health and /metrics (default 5080, localhost);
                   elsewhere than on localhost these need a token
  --data DIR       logs and cache of this host (default ./data)

Over a PostgreSQL database, which the connection string in ConnectionStrings__Lab names (docs/cluster.md):
  --cluster NAME   the cluster; the same on all its hosts
  --store DIR      checkpoints, samples and datasets, shared by all hosts
  --port N, --address NAME, --data DIR, --disk SIZE, --phases-per-device N, --accept-loss, --public-url URL,
  --trusted-proxy ADDRESS, --sign-in …   as for ./lab up
TEXT
    return
  fi
  read_host_options silo "$@"
  case " ${host_options[*]} " in
    *' --join '*)
      case " ${host_options[*]} " in
        *' --token '*) ;;
        *) [ -n "${LAB_TOKEN:-}" ] || die 'Joining needs --token TOKEN, or LAB_TOKEN in the environment; ./lab token new on the lab host makes one.' ;;
      esac
      ;;
    *' --Lab:Cluster '*' --Lab:StoreDirectory '* | *' --Lab:StoreDirectory '*' --Lab:Cluster '*)
      [ -n "${ConnectionStrings__Lab:-}" ] || die 'A silo needs the PostgreSQL connection string of the lab in the environment variable ConnectionStrings__Lab.'
      ;;
    *) die 'A silo needs --join URL, or --cluster NAME and --store DIR; ./lab silo --help says what they are.' ;;
  esac
  ensure_ready
  run_host
}

# run_host: runs the host until it ends. One that its cluster has given up, because it hung or was cut off, ends with code 75 and
# is started again.
run_host() {
  local pid='' code stopped=''
  trap 'stopped=1; [ -z "$pid" ] || kill -TERM "$pid" 2>/dev/null' TERM INT HUP
  while :; do
    dotnet "$HOST" "${host_options[@]}" &
    pid=$!
    code=0
    wait "$pid" || code=$?
    # A signal ends the wait, not the host.
    while kill -0 "$pid" 2>/dev/null; do
      code=0
      wait "$pid" || code=$?
    done
    [ "$code" -eq 75 ] && [ -z "$stopped" ] || exit "$code"
    say 'lab: The host is started again.'
  done
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
      --cluster)
        if [ "$verb" = up ]; then
          host_options+=(--Lab:AcceptsHosts true)
          shift
        else
          [ $# -ge 2 ] || die "$1 needs a value."
          host_options+=(--Lab:Cluster "$2")
          shift 2
        fi
        ;;
      --*=*)
        name=${1%%=*}
        set -- "$name" "${1#*=}" "${@:2}"
        ;;
      --port | --address | --data | --disk | --phases-per-device | --public-url | --trusted-proxy | --sign-in | --store | --join | --token | --cache | --Lab:*)
        [ $# -ge 2 ] || die "$1 needs a value."
        name=$1
        [ "$1" != --store ] || name=--Lab:StoreDirectory
        host_options+=("$name" "$2")
        shift 2
        ;;
      *) die "$verb does not know '$1'; ./lab $verb --help says what is right." ;;
    esac
  done
}
