# shellcheck shell=bash
# ./lab bench: what a training step, a measurement or the scheduler costs, alone or against PyTorch.

lab_bench() {
  case ${1:-} in
    train | swd)
      start "$TOOLS" bench "$@"
      ;;
    idle)
      wants_help "$@" || bench_idle
      ;;
    scheduler)
      wants_help "$@" || bench_scheduler "${@:2}"
      ;;
  esac
  if wants_help "$@"; then
    cat <<'TEXT'
Usage: ./lab bench [ROUNDS [SECONDS]]
       ./lab bench train [options]     images/s of training iterations of any shape
       ./lab bench swd [options]       seconds of an SWD measurement
       ./lab bench idle                CPU and memory of a lab that does nothing, fresh and after two sweeps of 1,000 experiments
       ./lab bench scheduler [--experiments 200,1000,10000] [--workers 16] [--seconds 20]
                                       what the scheduler itself costs: sweeps accepted, phases and tick reports a second, idle time

Without a verb: compares one training step of src/Model with the same networks, minibatch and thread count in PyTorch: both take turns, ROUNDS
times (default 7) SECONDS long (default 3), and the medians in images/s are printed. Installs Debian's python3-torch, with a fast BLAS,
if missing.
Needs a quiet machine.
TEXT
    return
  fi
  prepare_machine
  install_packages python3-torch libopenblas0-openmp
  exec "$ROOT/bench/run" "$@"
}

bench_idle() {
  install_packages curl
  ensure_ready
  exec "$ROOT/bench/idle_lab.sh" "$HOST" "$CLI"
}

bench_scheduler() {
  ensure_ready
  exec dotnet run --project "$ROOT/bench/SchedulerBench" -c Release -- "$@"
}
