# shellcheck shell=bash
# ./lab bench: what a training step costs, against PyTorch.

lab_bench() {
  if ! wants_help "$@"; then
    prepare_machine
    install_packages python3-torch
  fi
  exec "$ROOT/bench/run" "$@"
}
