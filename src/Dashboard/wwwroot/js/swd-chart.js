// SWD over kimg of a sweep's experiments at one resolution, with the untrained generator and the floor as reference lines.
import { axes, createChart, short, tooltip, tooltipRows } from "./chart.js";
import { fetchColumns } from "./columns.js";

const shownInTooltip = 10;

// options: { url, axes, ranking, experiments }; an update has new axes and ranking, the experiments that were added,
// and names those that were measured since ("1-400,402").
export async function mount(element, options) {
  const curves = new Map(options.experiments.map((e) => [e.number, { ...e, points: [] }]));
  let settings = options;
  let unread = "";
  let stop = new AbortController();
  const handle = await createChart(element, (palette) => describe(palette, settings, ranked(settings.ranking, curves)));

  const load = async (url) => {
    stop.abort();
    stop = new AbortController();
    const fetched = await fetchColumns(url, stop.signal);
    if (!fetched) return false;
    store(fetched, curves);
    element.dataset.rows = [...curves.values()].reduce((sum, curve) => sum + curve.points.length, 0);
    return true;
  };

  const lit = (event) => {
    const number = event.target.closest?.("[data-experiment]")?.dataset.experiment;
    handle.chart.dispatchAction({ type: number ? "highlight" : "downplay", seriesId: number });
  };
  document.addEventListener("pointerover", lit);
  if (!(await load(options.url))) unread = `1-${Math.max(...curves.keys())}`;
  handle.draw();
  return {
    async update(next) {
      settings = next;
      for (const added of next.experiments.filter((e) => !curves.has(e.number)))
        curves.set(added.number, { ...added, points: [] });
      unread = [unread, next.measured].filter(Boolean).join(",");
      if (unread && (await load(`${options.url}?experiments=${unread}`))) unread = "";
      handle.draw();
    },
    dispose() {
      document.removeEventListener("pointerover", lit);
      stop.abort();
      handle.dispose();
    },
  };
}

// Puts what was fetched in the place of the same experiments' curves.
function store({ rows, columns }, curves) {
  const fresh = new Map();
  for (let i = 0; i < rows; i++) {
    const number = columns.experiment[i];
    if (!fresh.has(number)) fresh.set(number, []);
    fresh.get(number).push({ resolution: columns.resolution[i], kimg: columns.kimg[i], swd: columns.swd[i] });
  }
  for (const [number, points] of fresh) {
    const curve = curves.get(number);
    if (curve) curve.points = points;
  }
}

// The curves by number, each with its rank or null.
function ranked(ranking, curves) {
  const ranks = new Map(ranking.map((number, i) => [number, i + 1]));
  return [...curves.values()].map((curve) => ({ ...curve, rank: ranks.get(curve.number) ?? null }));
}

function describe(palette, { axes: wanted }, curves) {
  const drawn = curves
    .map((curve) => ({ ...curve, points: curve.points.filter((p) => p.resolution === wanted.resolution) }))
    .map((curve) => ({ ...curve, points: curve.points.map((p) => [p.kimg, p.swd]) }))
    .filter((line) => line.points.length > 0);
  if (drawn.length === 0) return { xAxis: { show: false }, yAxis: { show: false }, series: [] };
  const values = drawn.flatMap((line) => line.points.map((p) => p[1]));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const references = [
    reference("untrained", wanted.untrained, palette["ink-3"], "insideStartTop"),
    reference(wanted.floorName, wanted.floor, palette.finished, "insideStartBottom"),
  ].filter((line) => line && (!wanted.linear || (line.yAxis >= low * 0.8 && line.yAxis <= high * 1.2)));
  const all = [...values, ...references.map((line) => line.yAxis)];
  const range = wanted.linear
    ? { scale: true }
    : {
        type: "log",
        logBase: 2,
        min: Math.min(...all) / 1.25,
        max: Math.max(...all) * 1.15,
        axisLabel: {
          color: palette["ink-3"],
          fontSize: 11,
          formatter: short,
          showMinLabel: false,
          showMaxLabel: false,
        },
      };

  const color = (line) =>
    curves.length <= palette.series.length
      ? palette.series[curves.findIndex((e) => e.number === line.number) % palette.series.length]
      : line.rank !== null && line.rank <= 5
        ? palette.series[line.rank - 1]
        : palette["line-strong"];

  return {
    ...axes(
      palette,
      {
        name: "kimg",
        nameLocation: "end",
        nameGap: 6,
        min: undefined,
        max: undefined,
        scale: true,
        boundaryGap: ["2%", "2%"],
      },
      range,
    ),
    grid: { left: 8, right: 40, top: 20, bottom: 8, containLabel: true },
    tooltip: tooltip(palette, (hits) => {
      const best = hits.toSorted((a, b) => a.value[1] - b.value[1]);
      const more = best.length - shownInTooltip;
      return tooltipRows(`${short(best[0].value[0])} kimg`, [
        ...best.slice(0, shownInTooltip).map((h) => ({ color: h.color, name: h.seriesName, value: short(h.value[1]) })),
        ...(more > 0 ? [{ name: `and ${more} more`, value: "" }] : []),
      ]);
    }),
    series: [
      ...drawn.map((line) => ({
        id: String(line.number),
        name: line.title,
        type: "line",
        data: line.points,
        symbol: "circle",
        symbolSize: line.points.length > 40 ? 0 : 6,
        showSymbol: true,
        z: line.rank === 1 ? 4 : line.rank && line.rank <= 5 ? 3 : 2,
        lineStyle: { width: line.rank === 1 ? 2.5 : 1.5 },
        itemStyle: { color: color(line) },
        emphasis: { focus: "series", lineStyle: { width: 3 } },
      })),
      {
        id: "references",
        type: "line",
        data: [],
        silent: true,
        markLine: { symbol: "none", silent: true, data: references },
      },
    ],
  };
}

function reference(name, value, color, position) {
  return value === null
    ? null
    : {
        yAxis: value,
        lineStyle: { color, type: [5, 4], width: 1.25 },
        label: { formatter: `${name} ${short(value)}`, position, color, fontSize: 11, fontWeight: 500 },
      };
}
