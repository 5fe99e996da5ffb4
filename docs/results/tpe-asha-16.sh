#!/usr/bin/env bash
# Random search against TPE with ASHA, five seeds of each, one sweep after the other, and the table of tpe-asha-16.md.
# A lab with the dataset fashion-mnist must be running: ./lab up --Lab:Devices cpu:0; ./lab dataset prepare fashion-mnist
# Usage: docs/results/tpe-asha-16.sh [DIRECTORY for what the sweeps came to; one that is there is not trained again]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
lab=${LAB:-$here/../../lab}
out=${1:-tpe-asha-16}
mkdir -p "$out"

# sweep KIND SEED: trains one sweep to its end and keeps what the lab says of it.
sweep() {
  [ ! -s "$out/$1-$2.json" ] || return 0
  sed "s/seed: 1$/seed: $2/" "$here/$1.yaml" >"$out/$1-$2.yaml"
  $lab sweep submit "$out/$1-$2.yaml" --watch --json >"$out/$1-$2.tmp"
  mv "$out/$1-$2.tmp" "$out/$1-$2.json"
}

# numbers KIND SEED: best SWD, kimg trained, experiments that reached the end.
numbers() { jq -r '.summary | [.bestSwd.average, .kimgTrained, .finished] | @tsv' "$out/$1-$2.json"; }

median() { cut -f"$1" | sort -g | sed -n 3p; }

for seed in 1 2 3 4 5; do
  sweep random-16 "$seed"
  sweep tpe-asha-16 "$seed"
done

printf 'seed\trandom: SWD\tkimg\tends\tTPE and ASHA: SWD\tkimg\tends\n'
rows=$(for seed in 1 2 3 4 5; do
  printf '%s\t%s\t%s\n' "$seed" "$(numbers random-16 "$seed")" "$(numbers tpe-asha-16 "$seed")"
done)
printf '%s\n' "$rows"
printf 'median'
for column in 2 3 4 5 6 7; do printf '\t%s' "$(median $column <<<"$rows")"; done
printf '\n'
