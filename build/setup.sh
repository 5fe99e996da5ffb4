# shellcheck shell=bash
# ./lab setup: everything between a fresh Debian 12 and a built lab; what is there already is skipped.

RUNTIME_PACKAGES='libicu72 ca-certificates'
LAB_PACKAGES='dataset-fashion-mnist'

lab_setup() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab setup

Installs the Debian and npm packages that are missing, and builds the lab in Release. Needs the .NET 10 SDK, and root or sudo
where a Debian package is missing. Run again, it skips what is there.
TEXT
    return
  fi
  [ $# -eq 0 ] || die "setup takes no arguments; '$1' is not known."
  local start=$SECONDS
  ensure_ready
  say "  The lab is ready ($((SECONDS - start)) s). Try ./lab demo."
}

# ensure_ready: does what setup does, and says only what it has to do.
ensure_ready() {
  prepare_machine
  compile
}

# prepare_machine: everything but the build.
prepare_machine() {
  check_sdk
  # What .NET itself needs and an SDK from an archive does not bring.
  # shellcheck disable=SC2086  # the list is split on purpose
  compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null || install_packages $RUNTIME_PACKAGES
  # shellcheck disable=SC2086  # the list is split on purpose
  install_packages $LAB_PACKAGES
  install_npm
}

check_sdk() {
  local wanted='The .NET 10 SDK is missing: install dotnet-sdk-10.0 (https://learn.microsoft.com/dotnet/core/install/linux-debian), then run this again.'
  command -v dotnet >/dev/null || die "$wanted"
  dotnet --list-sdks | grep -q '^10\.' || die "$wanted"
}

install_npm() {
  local folder=$ROOT/src/Dashboard lock
  [ -f "$folder/package-lock.json" ] || return 0
  lock=$(sha256sum <"$folder/package-lock.json")
  [ "$(stamp npm)" != "$lock" ] || [ ! -d "$folder/node_modules" ] || return 0
  command -v npm >/dev/null || install_packages nodejs npm
  drop_stamp npm
  step 'npm packages' 'installing what the dashboard draws with' 'npm could not install them; is the network there?' npm ci --prefix "$folder"
  set_stamp npm "$lock"
}

# compile: builds what a user runs, unless nothing changed since.
compile() {
  local fingerprint
  fingerprint=$(fingerprint)
  [ "$(stamp build)" != "$fingerprint" ] || [ ! -f "$HOST" ] || [ ! -f "$CLI" ] || [ ! -f "$TOOLS" ] || [ ! -f "$MAINTENANCE" ] || return 0
  drop_stamp build
  step Build 'compiling the lab in Release' 'The build failed.' dotnet build "$ROOT/build/Lab.slnf" -c Release
  set_stamp build "$fingerprint"
}

# fingerprint: one hash over everything that a build reads, so that nothing is built when nothing changed.
fingerprint() {
  (
    cd "$ROOT" || exit
    printf '%s\n' "${TorchRuntime:-}"
    find lab build src ./*.props ./*.targets global.json \( -name node_modules -o -name _framework -o -path '*/wwwroot/lib' \) -prune \
      -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  ) | sha256sum
}

stamp() { cat "$ARTIFACTS/stamps/$1" 2>/dev/null || true; }

# drop_stamp NAME: before the work, so that nobody takes what a killed run left for whole.
drop_stamp() { rm -f "$ARTIFACTS/stamps/$1"; }

set_stamp() {
  mkdir -p "$ARTIFACTS/stamps"
  printf '%s\n' "$2" >"$ARTIFACTS/stamps/$1"
}
