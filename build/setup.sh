# shellcheck shell=bash
# ./lab setup: everything between a fresh Debian 12 and a built lab; what is there already is skipped.

RUNTIME_PACKAGES='libicu72 ca-certificates'
TORCH_PACKAGES='libtorch-dev libopenblas0-openmp g++ cmake make'
LAB_PACKAGES='libturbojpeg0 libpng16-16 libwebp7 dataset-fashion-mnist'

lab_setup() {
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab setup

Installs the Debian and npm packages that are missing, asks the package feed once whether Microsoft.Orleans, TorchSharp and
Blazor's script can be had (the answer goes to Lab.props; delete that file to ask again), and builds the lab in Release.
Needs the .NET 10 SDK, and root or sudo where a Debian package is missing. Run again, it skips what is there.
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
  probe_feed
  # shellcheck disable=SC2086  # lists are split on purpose
  if engine_is TorchEngine embedded; then
    install_packages $TORCH_PACKAGES $LAB_PACKAGES
    use_openblas
  else
    install_packages $LAB_PACKAGES
  fi
  install_npm
}

check_sdk() {
  local wanted='The .NET 10 SDK is missing: install dotnet-sdk-10.0 (https://learn.microsoft.com/dotnet/core/install/linux-debian), then run this again.'
  command -v dotnet >/dev/null || die "$wanted"
  dotnet --list-sdks | grep -q '^10\.' || die "$wanted"
}

# probe_feed: Lab.props remembers which packages the configured feeds have.
probe_feed() {
  [ ! -f "$ROOT/Lab.props" ] || return 0
  step 'Package feed' "looking for Microsoft.Orleans, TorchSharp and Blazor's script" \
    'The package feed cannot be asked; on a host that has none, write Lab.props as CONTRIBUTING.md says.' write_lab_props
  say "                   $(sed -n 's:.*<\([A-Za-z]*\)>\([a-z0-9-]*\)<.*:\1 \2:p' "$ROOT/Lab.props" | paste -sd ',' | sed 's/,/, /g')"
}

write_lab_props() {
  local folder orleans torch script
  local orleans_packages='Microsoft.Orleans.Sdk Microsoft.Orleans.Server Microsoft.Orleans.Client Microsoft.Orleans.Clustering.AdoNet'
  folder=$(mktemp -d) || return
  cp "$ROOT/Directory.Packages.props" "$folder/" &&
    orleans=$(probe "$folder/orleans" embedded Microsoft.NET.Sdk "$orleans_packages") &&
    torch=$(probe "$folder/torch" embedded Microsoft.NET.Sdk 'TorchSharp TorchSharp-cpu') &&
    script=$(probe "$folder/blazor" runtime-pack-9 Microsoft.NET.Sdk.Web '') &&
    cat >"$folder/Lab.props" <<XML &&
<Project>
  <!-- What ./lab setup found on this machine's package feed; delete this file to ask again. -->
  <PropertyGroup>
    <OrleansEngine>$orleans</OrleansEngine>
    <TorchEngine>$torch</TorchEngine>
    <BlazorScript>$script</BlazorScript>
  </PropertyGroup>
</Project>
XML
    mv "$folder/Lab.props" "$ROOT/Lab.props"
  local result=$?
  rm -rf "$folder"
  return $result
}

# probe FOLDER OTHERWISE SDK PACKAGES: prints "package" when a throw-away project restores with exactly the versions that the lab pins, OTHERWISE
# when the feed does not have what it needs, or another version of it, which the lab's build would refuse; fails when the feed cannot
# be asked. (RequiresAspNetWebAssets makes a web project ask for Blazor's script.)
probe() {
  local items='' package
  for package in $4; do items+="<PackageReference Include=\"$package\" />"; done
  mkdir -p "$1"
  cat >"$1/Probe.csproj" <<XML
<Project Sdk="$3">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <RequiresAspNetWebAssets>true</RequiresAspNetWebAssets>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup>$items</ItemGroup>
</Project>
XML
  if dotnet restore "$1" -v:quiet >"$1/restore.log" 2>&1; then
    echo package
  elif grep -qE 'NU110[1239]|NU1603' "$1/restore.log" && ! grep -q NU1301 "$1/restore.log"; then
    echo "$2"
  else
    cat "$1/restore.log" >&2
    return 1
  fi
}

# engine_is PROPERTY VALUE: what Lab.props says.
engine_is() { grep -q "<$1>$2</$1>" "$ROOT/Lab.props"; }

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
  [ "$(stamp build)" != "$fingerprint" ] || [ ! -f "$HOST" ] || [ ! -f "$CLI" ] || [ ! -f "$TOOLS" ] || return 0
  drop_stamp build
  step Build 'compiling the lab in Release' 'The build failed.' build_projects Dashboard Cli Tools
  set_stamp build "$fingerprint"
}

build_projects() {
  local project
  for project in "$@"; do
    dotnet build "$ROOT/src/$project/$project.csproj" -c Release || return
  done
}

# fingerprint: one hash over everything that a build reads, so that nothing is built when nothing changed.
fingerprint() {
  (
    cd "$ROOT" || exit
    find lab build src ./*.props ./*.targets global.json \( -name node_modules -o -name _framework -o -path '*/wwwroot/lib' \) -prune \
      -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
  )
}

stamp() { cat "$ARTIFACTS/stamps/$1" 2>/dev/null || true; }

# drop_stamp NAME: before the work, so that nobody takes what a killed run left for whole.
drop_stamp() { rm -f "$ARTIFACTS/stamps/$1"; }

set_stamp() {
  mkdir -p "$ARTIFACTS/stamps"
  printf '%s\n' "$2" >"$ARTIFACTS/stamps/$1"
}
