#!/usr/bin/env bash
# What a lab takes that does nothing: CPU over a minute and memory, fresh and after two sweeps of 1,000 experiments that were watched and
# cancelled. ./lab bench idle runs it, with the lab's environment; CPU time holds on a busy machine too.
set -euo pipefail
host=${1:?the host program} cli=${2:?the command line program}
data=$(mktemp -d)
port=5981
server=http://localhost:$port
dotnet "$host" --port $port --data "$data" --Lab:Devices cpu:0 >"$data/output" 2>&1 &
pid=$!
trap 'kill $pid; wait $pid || true; rm -rf "$data"' EXIT

lab() { dotnet "$cli" "$@" --server $server; }
seconds() { awk -v hertz="$(getconf CLK_TCK)" '{ print ($14 + $15) / hertz }' /proc/$pid/stat; }
memory() { awk '/^VmRSS/ { printf "%d MB\n", $2 / 1024 }' /proc/$pid/status; }
minute() {
  local before
  before=$(seconds)
  sleep 60
  echo "$1: $(awk -v a="$before" -v b="$(seconds)" 'BEGIN { printf "%.1f%%", (b - a) / 0.6 }') of a core, $(memory)"
}

until grep -q '^PgGanLab is at' "$data/output"; do
  kill -0 $pid
  sleep 0.1
done
echo "started: $(seconds) s of CPU"
sleep 45
minute fresh

lab dataset create fashion-mnist >/dev/null
for seed in 1 2; do
  cat >"$data/sweep.yaml" <<YAML
name: thousand
dataset: fashion-mnist
base: { resolution: 16, latentSize: 8, fmapBase: 64, fmapMax: 8, minibatch: 8, stabilizeKimg: 0.16, fadeInKimg: 0.16, tickKimg: 0.04,
  swdKimg: 0.08, swdImages: 32, seed: $seed }
search: { strategy: random, space: { learningRate@8: { min: 0.0002, max: 0.005, scale: log } } }
budget: { maxExperiments: 1000 }
YAML
  id=$(lab sweep submit "$data/sweep.yaml" --json | sed -n 's/^ *"id": "\(.*\)",$/\1/p' | head -n 1)
  timeout 30 curl -sN "$server/api/v1/sweeps/$id/watch" >/dev/null || true
  lab sweep cancel "$id" >/dev/null
  echo "sweep $seed cancelled: $(memory)"
done
sleep 60
minute 'after two sweeps'
