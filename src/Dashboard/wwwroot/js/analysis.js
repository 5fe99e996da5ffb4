// Charts of what a sweep's settings do to its results. What is brushed on the parallel axes is what all of them show;
// it stands in the address.
import { createChart } from "./chart.js";
import * as charts from "./analysis-charts.js";

const mostCompared = 12;

// options: { url, version, colour, x, first, second }; the url gives a SweepAnalysis (docs/api.md), another one when the
// version is another.
export async function mount(root, options) {
  let analysis = await load(options.url);
  let version = options.version;
  let data = charts.prepare(analysis, options);
  let chosen = select(data, readBrush());
  const drawn = [];
  // A search of one setting has no chart of two; one that grows may get it later.
  const create = async () => {
    for (const name of ["parallel", "slice", "pair", "history"]) {
      const element = root.querySelector(`[data-chart="${name}"]`);
      if (!element || drawn.some((d) => d.name === name)) continue;
      const handle = await createChart(element, (palette) => charts[name](palette, data, chosen));
      drawn.push({ name, handle });
      handle.chart.on("click", (event) => {
        if (event.data?.number) Blazor.navigateTo(`experiments/${data.sweep}.${event.data.number}`);
      });
      handle.chart.on("mouseover", (event) => light("highlight", event.data?.number, handle));
      handle.chart.on("mouseout", (event) => light("downplay", event.data?.number, handle));
    }
  };
  const light = (type, number, source) => {
    if (!number) return;
    const dataIndex = data.experiments.indexOf(number);
    for (const { name, handle } of drawn)
      if (handle !== source && name !== "pair") handle.chart.dispatchAction({ type, seriesIndex: 0, dataIndex });
  };
  await create();
  const parallel = drawn[0].handle;
  const drawOthers = () => drawn.slice(1).forEach((d) => d.handle.draw());

  const brush = () => {
    if (parallel.chart.isDisposed()) return;
    const intervals = readBrush();
    data.axes.forEach((axis, parallelAxisIndex) =>
      parallel.chart.dispatchAction({
        type: "axisAreaSelect",
        parallelAxisIndex,
        intervals: intervals[axis.name] ?? [],
      }),
    );
  };
  const report = () => {
    const best = [...chosen].sort((a, b) => data.scores[a] - data.scores[b]).slice(0, mostCompared);
    const output = root.querySelector("output");
    output.textContent = `${chosen.size} of ${data.scores.length} experiments`;
    output.dataset.chosen = chosen.size;
    const compare = root.querySelector("[data-compare]");
    compare.href = `compare?e=${best.map((i) => `${data.sweep}.${data.experiments[i]}`).join(",")}`;
    compare.textContent = best.length < chosen.size ? `Compare the best ${best.length}` : `Compare these ${best.length}`;
    root.querySelector("[data-clear]").disabled = chosen.size === data.scores.length;
  };
  const brushed = () => {
    const intervals = Object.fromEntries(
      data.axes.map((axis, i) => [axis.name, parallel.chart.getModel().getComponent("parallelAxis", i).activeIntervals]),
    );
    const text = write(intervals);
    if (text === write(readBrush())) return;
    writeBrush(text);
    chosen = select(data, intervals);
    drawOthers();
    report();
  };
  const clear = () => {
    writeBrush("");
    chosen = select(data, {});
    brush();
    drawOthers();
    report();
  };
  const restore = () => {
    chosen = select(data, readBrush());
    drawn.forEach((d) => d.handle.draw());
    brush();
    report();
  };

  parallel.chart.on("axisareaselected", brushed);
  const clearing = root.querySelector("[data-clear]");
  clearing.addEventListener("click", clear);
  addEventListener("labtheme", brush);
  brush();
  report();
  root.dataset.rows = data.scores.length;
  return {
    async update(next) {
      if (next.version !== version) analysis = (await load(next.url)) ?? analysis;
      version = next.version;
      data = charts.prepare(analysis, next);
      await create();
      restore();
      root.dataset.rows = data.scores.length;
    },
    dispose() {
      clearing.removeEventListener("click", clear);
      removeEventListener("labtheme", brush);
      drawn.forEach((d) => d.handle.dispose());
    },
  };
}

// Null when the lab does not answer now: the charts keep what they show, the next change asks again.
async function load(url) {
  try {
    const response = await fetch(url);
    return response.ok ? await response.json() : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

// The indices of the experiments that lie in every brushed axis.
function select(data, brush) {
  const bounds = data.axes.map((axis) => brush[axis.name] ?? []);
  return new Set(
    data.scores
      .map((_, i) => i)
      .filter((i) =>
        bounds.every(
          (intervals, a) =>
            intervals.length === 0 ||
            intervals.some(([low, high]) => data.axes[a].places[i] >= low && data.axes[a].places[i] <= high),
        ),
      ),
  );
}

// "learningRate~0.001~0.004*loss~0~1": the axis, and the two ends of each interval.
function write(brush) {
  return Object.entries(brush)
    .filter(([, intervals]) => intervals.length > 0)
    .map(([name, intervals]) => [name, ...intervals.flat().map((end) => +end.toPrecision(6))].join("~"))
    .join("*");
}

function readBrush() {
  const text = new URLSearchParams(location.search).get("brush") ?? "";
  const brush = {};
  for (const part of text.split("*").filter(Boolean)) {
    const [name, ...ends] = part.split("~");
    brush[name] = [];
    for (let i = 0; i + 1 < ends.length; i += 2) brush[name].push([Number(ends[i]), Number(ends[i + 1])]);
  }
  return brush;
}

function writeBrush(text) {
  const address = new URL(location.href);
  if (text) address.searchParams.set("brush", text);
  else address.searchParams.delete("brush");
  Blazor.navigateTo(address.href, { replaceHistoryEntry: true });
}
