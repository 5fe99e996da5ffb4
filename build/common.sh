# shellcheck shell=bash
# Shared by lab and its steps: where things are, and how steps speak.
: "${ROOT:?set by lab}"

ARTIFACTS=$ROOT/artifacts
LOGS=$ARTIFACTS/logs
# shellcheck disable=SC2034  # read by the scripts that source this one
{
  CLI=$ARTIFACTS/bin/Cli/release/PgGanLab.Cli.dll
  TOOLS=$ARTIFACTS/bin/Tools/release/PgGanLab.Tools.dll
  MAINTENANCE=$ARTIFACTS/bin/Maintenance/release/PgGanLab.Maintenance.dll
  HOST=$ARTIFACTS/bin/Dashboard/release/PgGanLab.Dashboard.dll
}
export DOTNET_NOLOGO=1

# .NET maps the code that it compiles twice, against attacks that a lab's own user does not make; once takes less memory and starts faster.
export DOTNET_EnableWriteXorExecute=0

# The collector's youngest generation: as large as the processor's last cache would be hundreds of megabytes on a server.
export DOTNET_GCgen0MaxBudget=2000000

# The C library keeps a heap for each of eight threads a core, and what is freed in one stays there.
MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-$(nproc)}
export MALLOC_ARENA_MAX

# OpenMP threads that wait must not burn a core that another trainer needs.
export OMP_WAIT_POLICY=PASSIVE

# say TEXT…: progress and remarks, on stderr so that a verb's own output stays clean.
say() { printf '%s\n' "$*" >&2; }

# die TEXT…: ends with one sentence and code 1.
die() {
  printf 'lab: %s\n' "$*" >&2
  exit 1
}

# wants_help ARGS…: whether --help is among them.
wants_help() {
  local argument
  for argument in "$@"; do
    case $argument in -h | --help) return 0 ;; esac
  done
  return 1
}

# changes A B: how many letters must be changed, added, left out or swapped to make B of A. Source: Damerau 1964.
changes() {
  local a=$1 b=$2 i j cost
  local -A at
  for ((i = 0; i <= ${#a}; i++)); do at[$i,0]=$i; done
  for ((j = 0; j <= ${#b}; j++)); do at[0,$j]=$j; done
  for ((i = 1; i <= ${#a}; i++)); do
    for ((j = 1; j <= ${#b}; j++)); do
      cost=$((at[$((i - 1)),$((j - 1))] + 1))
      [ "${a:i-1:1}" = "${b:j-1:1}" ] && cost=$((cost - 1))
      ((at[$((i - 1)),$j] + 1 < cost)) && cost=$((at[$((i - 1)),$j] + 1))
      ((at[$i,$((j - 1))] + 1 < cost)) && cost=$((at[$i,$((j - 1))] + 1))
      if ((i > 1 && j > 1)) && [ "${a:i-1:1}${a:i-2:1}" = "${b:j-2:1}${b:j-1:1}" ] \
        && ((at[$((i - 2)),$((j - 2))] + 1 < cost)); then
        cost=$((at[$((i - 2)),$((j - 2))] + 1))
      fi
      at[$i,$j]=$cost
    done
  done
  echo "${at[${#a},${#b}]}"
}

# nearest NAME CANDIDATE…: the candidate that was most likely meant; nothing where none is near.
nearest() {
  local name=${1:0:20} candidate few best='' least=99
  shift
  for candidate in "$@"; do
    few=$(changes "$name" "$candidate")
    if ((few < least && few <= (${#candidate} < 6 ? 1 : 2))); then
      least=$few
      best=$candidate
    fi
  done
  printf '%s' "$best"
}

# step LABEL TEXT WHY COMMAND…: says what it does, runs it with its output in a log, says how long it took.
# When it fails: the end of its output, and WHY as the one sentence.
step() {
  local label=$1 text=$2 why=$3 log start=$SECONDS
  shift 3
  mkdir -p "$LOGS"
  log=$LOGS/${label// /-}.log
  printf '  %-16s %s … ' "$label" "$text" >&2
  if "$@" >"$log" 2>&1 </dev/null; then
    say "$((SECONDS - start)) s"
  else
    say failed
    tail -n 15 "$log" | sed 's/^/    /' >&2
    die "$why The whole output is in $log."
  fi
}

# as_root COMMAND…: runs it as root, through sudo where needed.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# missing_packages NAME…: those Debian packages that are not installed.
missing_packages() {
  local installed name
  installed=$(dpkg-query -W -f '${Package}=${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for name in "$@"; do
    grep -qxF "$name=installed" <<<"$installed" || printf '%s ' "$name"
  done
}

# install_packages NAME…: installs the Debian packages that are missing; says nothing when none is.
install_packages() {
  local missing
  command -v dpkg-query >/dev/null || die "This is no Debian system: install what stands for $* by other means, then build with dotnet."
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    die "Debian packages are missing and this user is neither root nor has sudo: ask for 'apt-get install ${missing% }', then run this again."
  fi
  [ "$(id -u)" -eq 0 ] || as_root true || die "sudo did not let this user install ${missing% }."
  step 'Debian packages' "installing ${missing% }" 'apt-get could not install them; is the network there?' apt_install "$missing"
}

# shellcheck disable=SC2086  # the list is split on purpose
apt_install() {
  as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $1
}
