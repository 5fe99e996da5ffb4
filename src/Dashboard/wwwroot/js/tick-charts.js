// The curves of one experiment: one small chart a panel, all with the same kimg axis, the same growth phases behind them and one shared pointer.
import { axes, createChart, short, tooltip, tooltipRows } from "./chart.js";
import { fetchColumns, points } from "./columns.js";

let groups = 0;

export async function mount(root, options) {
  const group = `ticks-${++groups}`;
  let settings = options;
  let data = { rows: 0, columns: {} };
  let stop = new AbortController();
  let moment = null; // Kimg of the samples that are looked at.
  const charts = await Promise.all(
    options.panels.map((panel, i) =>
      createChart(chartOf(root, panel), (palette) => describe(palette, settings.panels[i], settings, data, moment), group),
    ),
  );
  const show = ({ detail: kimg }) => {
    moment = kimg;
    for (const { chart } of charts)
      if (chart.getOption().series.length > 0) chart.setOption({ series: [{ markLine: momentLine(moment) }] });
    root.dataset.moment = kimg;
  };
  addEventListener("labmoment", show);
  for (const { chart } of charts)
    chart.getZr().on("click", ({ offsetX, offsetY }) => {
      if (chart.containPixel("grid", [offsetX, offsetY]))
        dispatchEvent(new CustomEvent("labseek", { detail: chart.convertFromPixel({ xAxisIndex: 0 }, offsetX) }));
    });

  const load = async () => {
    stop.abort();
    stop = new AbortController();
    const fetched = await fetchColumns(settings.url, stop.signal);
    if (!fetched) return;
    data = fetched;
    charts.forEach((chart) => chart.draw());
    root.dataset.rows = data.rows;
    for (const panel of settings.panels)
      chartOf(root, panel).dataset.points = panel.lines.reduce((sum, line) => sum + pointsOf(line, data).length, 0);
  };
  await load();
  return {
    update(next) {
      settings = next;
      return load();
    },
    dispose() {
      stop.abort();
      removeEventListener("labmoment", show);
      charts.forEach((chart) => chart.dispose());
    },
  };
}

const chartOf = (root, panel) => root.querySelector(`[data-panel="${panel.id}"]`);

const pointsOf = (line, data) => line.points ?? points(data.columns.kimg ?? [], data.columns[line.column] ?? []);

const momentLine = (kimg) => ({
  silent: true,
  symbol: "none",
  label: { show: false },
  lineStyle: { type: "solid", width: 1.5, opacity: 0.7 },
  data: kimg === null ? [] : [{ xAxis: kimg }],
});

function describe(palette, panel, settings, data, moment) {
  const last = settings.bands.at(-1)?.end ?? 0;
  const lines = panel.lines.map((line, i) => ({
    name: line.name,
    type: "line",
    showSymbol: Boolean(line.points),
    symbol: "circle",
    symbolSize: 5,
    lineStyle: { width: 1.75 },
    itemStyle: { color: palette.series[(panel.color + i) % palette.series.length] },
    emphasis: { disabled: true },
    data: pointsOf(line, data),
  }));
  if (lines.length > 0) {
    lines[0].markArea = { silent: true, data: settings.bands.map((band) => area(palette, band)) };
    lines[0].markLine = momentLine(moment);
  }
  return {
    grid: { left: 8, right: 40, top: 24, bottom: 8, containLabel: true },
    ...axes(
      palette,
      { min: 0, max: last, splitNumber: 4, name: "kimg", nameLocation: "end", nameGap: 6 },
      { scale: !panel.fromZero, min: panel.fromZero ? 0 : undefined },
    ),
    tooltip: tooltip(palette, (hits) =>
      tooltipRows(
        `${short(hits[0].value[0])} kimg`,
        hits.map((h) => ({ color: h.color, name: h.seriesName, value: short(h.value[1]) })),
      ),
    ),
    series: lines,
  };
}

// Every second resolution is tinted; a fade-in is named by its pixels at its start.
function area(palette, band) {
  return [
    {
      xAxis: band.start,
      itemStyle: { color: palette.ink, opacity: band.tinted ? 0.045 : 0 },
      name: band.label,
      label: { show: Boolean(band.label), position: ["2%", -14], color: palette["ink-3"], fontSize: 10.5 },
    },
    { xAxis: band.end },
  ];
}
