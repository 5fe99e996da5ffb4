// SWD over kimg of a sweep's experiments at one resolution, with the untrained generator and the floor as reference lines.
import { axes, createChart, short, tooltip, tooltipRows } from "./chart.js";
import { fetchColumns } from "./columns.js";

const shownInTooltip = 10;

export async function mount(element, options) {
  let settings = options;
  let data = { rows: 0, columns: {} };
  let stop = new AbortController();
  const handle = await createChart(element, (palette) => describe(palette, settings, data));

  const load = async () => {
    stop.abort();
    stop = new AbortController();
    const fetched = await fetchColumns(settings.url, stop.signal);
    if (!fetched) return;
    data = fetched;
    handle.draw();
    element.dataset.rows = data.rows;
  };

  const lit = (event) => {
    const number = event.target.closest?.("[data-experiment]")?.dataset.experiment;
    handle.chart.dispatchAction({ type: number ? "highlight" : "downplay", seriesId: number });
  };
  document.addEventListener("pointerover", lit);
  await load();
  return {
    update(next) {
      settings = next;
      return load();
    },
    dispose() {
      document.removeEventListener("pointerover", lit);
      stop.abort();
      handle.dispose();
    },
  };
}

function describe(palette, settings, { rows, columns }) {
  const lines = new Map(settings.experiments.map((e) => [e.number, { ...e, points: [] }]));
  for (let i = 0; i < rows; i++)
    if (columns.resolution[i] === settings.resolution)
      lines.get(columns.experiment[i])?.points.push([columns.kimg[i], columns.swd[i]]);
  const drawn = [...lines.values()].filter((line) => line.points.length > 0);
  if (drawn.length === 0) return { xAxis: { show: false }, yAxis: { show: false }, series: [] };
  const values = drawn.flatMap((line) => line.points.map((p) => p[1]));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const references = [
    reference("untrained", settings.untrained, palette["ink-3"], "insideStartTop"),
    reference(settings.floorName, settings.floor, palette.finished, "insideStartBottom"),
  ].filter((line) => line && (!settings.linear || (line.yAxis >= low * 0.8 && line.yAxis <= high * 1.2)));
  const all = [...values, ...references.map((line) => line.yAxis)];
  const range = settings.linear
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
    settings.experiments.length <= palette.series.length
      ? palette.series[settings.experiments.findIndex((e) => e.number === line.number) % palette.series.length]
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
