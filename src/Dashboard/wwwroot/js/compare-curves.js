// One curve of several experiments over kimg: points that came along, or a column of their ticks.
import { axes, createChart, short, tooltip, tooltipRows } from "./chart.js";
import { fetchColumns, points } from "./columns.js";

// options: { name, column, at, experiments: [{ title, url, points }] }; column is null where points are given.
export async function mount(element, options) {
  let settings = options;
  let curves = [];
  let stop = new AbortController();
  const handle = await createChart(element, (palette) => describe(palette, settings, curves));

  const load = async () => {
    stop.abort();
    stop = new AbortController();
    const wanted = settings;
    const loaded = await Promise.all(
      wanted.experiments.map(async (experiment) => {
        if (!wanted.column) return experiment.points;
        const ticks = await fetchColumns(experiment.url, stop.signal);
        return ticks?.columns[wanted.column] ? points(ticks.columns.kimg, ticks.columns[wanted.column]) : [];
      }),
    );
    if (wanted !== settings) return;
    curves = loaded;
    handle.draw();
    element.dataset.points = curves.reduce((sum, curve) => sum + curve.length, 0);
    element.dataset.curve = settings.name;
  };
  await load();
  return {
    update(next) {
      settings = next;
      return load();
    },
    dispose() {
      stop.abort();
      handle.dispose();
    },
  };
}

function describe(palette, { at, experiments }, curves) {
  const colours = palette.series.length;
  const series = curves.map((data, i) => ({
    name: experiments[i].title,
    type: "line",
    data,
    symbol: "circle",
    symbolSize: 5,
    showSymbol: data.length <= 40,
    itemStyle: { color: palette.series[i % colours] },
    lineStyle: { width: 1.75, type: i < colours ? "solid" : [5, 4] },
    emphasis: { focus: "series", lineStyle: { width: 3 } },
  }));
  if (at && series.length > 0)
    series[0].markLine = {
      symbol: "none",
      silent: true,
      lineStyle: { color: palette["ink-3"], type: [5, 4] },
      label: { formatter: "compared here", color: palette["ink-3"], fontSize: 11, position: "insideEndTop" },
      data: [{ xAxis: at }],
    };
  return {
    grid: { left: 8, right: 40, top: 28, bottom: 8, containLabel: true },
    ...axes(palette, { name: "kimg", nameLocation: "end", nameGap: 6 }, {}),
    tooltip: tooltip(palette, (hits) =>
      tooltipRows(
        `${short(hits[0].value[0])} kimg`,
        hits.map((h) => ({ color: h.color, name: h.seriesName, value: short(h.value[1]) })),
      ),
    ),
    series,
  };
}
