// What the charts of an analysis show, as ECharts takes it: plain functions of the data and of what is chosen.
import { axes, short, tooltip, tooltipRows } from "./chart.js";

const fontSize = 11;

// The analysis with an axis for each setting, a place on it for each experiment (NaN where it has no value), and the
// score as last axis.
export function prepare(analysis, options) {
  const results = analysis?.results ?? { settings: [], experiments: [], scores: [] };
  const settings = results.settings.map((setting) => ({ ...setting, ...axisOf(setting) }));
  const order = results.scores.map((score, i) => ({ score, i })).sort((a, b) => a.score - b.score);
  const ranks = [];
  order.forEach(({ i }, rank) => (ranks[i] = rank));
  return {
    ...options,
    ...results,
    sweep: analysis?.sweep,
    score: analysis?.score ?? "",
    settings,
    ranks,
    axes: [...settings, { name: analysis?.score ?? "", isNumber: true, places: results.scores, isScore: true }],
  };
}

function axisOf(setting) {
  if (setting.isNumber) return { places: setting.values.map((v) => (v === "" ? NaN : Number(v))) };
  const kinds = setting.means.map((mean) => mean.value);
  return { kinds, places: setting.values.map((v) => kinds.indexOf(v)) };
}

const word = (value) => (value === "" ? "not set" : value);

const channels = (color) => color.match(/[\d.]+/g).map(Number);

function mix(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  return `rgb(${[0, 1, 2].map((i) => Math.round(a[i] + (b[i] - a[i]) * share)).join(",")})`;
}

// The colour of each experiment: by its rank, or by a setting's value.
export function colours(palette, data) {
  const setting = data.settings.find((s) => s.name === data.colour);
  if (!setting) {
    const last = Math.max(1, data.scores.length - 1);
    return data.scores.map((_, i) => mix(palette.accent, palette["line-strong"], Math.min(1, (1.5 * data.ranks[i]) / last)));
  }
  if (setting.kinds) return setting.places.map((kind) => palette.series[kind % palette.series.length]);
  const scaled = setting.places.map((v) => (setting.isLogarithmic ? Math.log(v) : v));
  const known = scaled.filter((v) => !Number.isNaN(v));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return scaled.map((v) =>
    Number.isNaN(v) ? palette["line-strong"] : mix(palette.series[4], palette.series[2], high > low ? (v - low) / (high - low) : 0),
  );
}

export function parallel(palette, data) {
  const colour = colours(palette, data);
  const label = { color: palette["ink-3"], fontSize, formatter: (v) => (typeof v === "number" ? short(v) : word(v)) };
  return {
    grid: undefined,
    parallel: {
      left: 64,
      right: 64,
      top: 40,
      bottom: 16,
      axisExpandable: data.axes.length > 12,
      parallelAxisDefault: {
        nameTextStyle: { color: palette["ink-2"], fontSize, fontWeight: 600 },
        nameGap: 14,
        nameTruncate: { maxWidth: 130 },
        axisLine: { lineStyle: { color: palette["line-strong"] } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: label,
        areaSelectStyle: {
          width: 18,
          borderWidth: 1,
          borderColor: palette.accent,
          color: palette.accent,
          opacity: 0.25,
        },
      },
    },
    parallelAxis: data.axes.map((axis, dim) => ({
      dim,
      name: axis.name,
      inverse: Boolean(axis.isScore), // The best is at the top.
      nameLocation: axis.isScore ? "start" : "end",
      ...(axis.kinds
        ? { type: "category", data: axis.kinds }
        : { type: axis.isLogarithmic ? "log" : "value", scale: true, min: "dataMin", max: "dataMax" }),
    })),
    series: [
      {
        type: "parallel",
        smooth: 0.2,
        inactiveOpacity: 0.06,
        activeOpacity: 0.9,
        emphasis: { lineStyle: { width: 3, opacity: 1 } },
        progressive: 500,
        data: data.scores.map((_, i) => ({
          number: data.experiments[i],
          value: data.axes.map((axis) => (Number.isNaN(axis.places[i]) ? "-" : axis.places[i])),
          lineStyle: { color: colour[i], width: data.ranks[i] === 0 ? 2.5 : 1.25, opacity: 0.8 },
        })),
      },
    ],
    tooltip: { ...pointed(palette), formatter: (hit) => described(data, hit.dataIndex, hit.color) },
  };
}

// Experiments by one setting, and the mean of each of its levels with its standard error.
export function slice(palette, data, chosen) {
  const setting = data.settings.find((s) => s.name === data.x) ?? data.settings[0];
  if (!setting) return nothing;
  const colour = colours(palette, data);
  const means = setting.means
    .map((mean) => ({ ...mean, place: placeOf(setting, mean) }))
    .filter((mean) => mean.place !== undefined);
  return {
    ...axes(palette, xAxis(palette, setting), { name: data.score, nameLocation: "end", scale: true }),
    tooltip: { ...pointed(palette), formatter: (hit) => (hit.data.mean ? meant(setting, hit) : described(data, hit.dataIndex, hit.color)) },
    series: [
      scatter(data.scores.map((_, i) => dot(palette, data, chosen, colour, i, [setting.places[i], data.scores[i]]))),
      {
        type: "line",
        symbol: "diamond",
        symbolSize: 9,
        itemStyle: { color: palette.ink },
        lineStyle: { color: palette["ink-3"], width: 1.25, type: setting.kinds ? [0, 1000] : "solid" },
        data: means.map((mean) => ({ value: [mean.place, mean.mean], mean })),
        z: 4,
      },
      {
        type: "custom",
        silent: true,
        data: means.filter((m) => m.standardError).map((m) => [m.place, m.mean - m.standardError, m.mean + m.standardError]),
        renderItem: (_, api) => errorBar(api, palette["ink-2"]),
        encode: { x: 0, y: [1, 2] },
        z: 3,
      },
    ],
  };
}

// Mean results of the chosen experiments by two settings.
export function pair(palette, data, chosen) {
  const first = data.settings.find((s) => s.name === data.first);
  const second = data.settings.find((s) => s.name === data.second);
  if (!first || !second || first === second) return nothing;
  const cells = new Map();
  for (const i of chosen) {
    const key = `${levelOf(first, i)},${levelOf(second, i)}`;
    cells.set(key, [...(cells.get(key) ?? []), data.scores[i]]);
  }
  const found = [...cells].map(([key, scores]) => ({
    at: key.split(",").map(Number),
    mean: scores.reduce((a, b) => a + b, 0) / scores.length,
    runs: scores.length,
  }));
  const [low, high] = [Math.min(...found.map((c) => c.mean)), Math.max(...found.map((c) => c.mean))];
  const names = (setting) => setting.means.map(briefly);
  const axis = (setting) => ({
    type: "category",
    data: names(setting),
    min: undefined,
    max: undefined,
    name: setting.name,
    splitLine: { show: false },
    axisLabel: { color: palette["ink-3"], fontSize, formatter: undefined, hideOverlap: true },
  });
  return {
    ...axes(
      palette,
      { ...axis(first), nameLocation: "middle", nameGap: 26 },
      { ...axis(second), scale: undefined, nameLocation: "end" },
    ),
    grid: { left: 8, right: 16, top: 32, bottom: 28, containLabel: true },
    tooltip: {
      ...pointed(palette),
      formatter: (hit) =>
        tooltipRows(
          `${first.name} ${names(first)[hit.data.value[0]]}, ${second.name} ${names(second)[hit.data.value[1]]}`,
          [
            { name: `mean ${data.score}`, value: short(hit.data.value[2]) },
            { name: "experiments", value: hit.data.runs },
          ],
        ),
    },
    series: [
      {
        type: "heatmap",
        data: found.map((cell) => {
          const share = high > low ? (cell.mean - low) / (high - low) : 0;
          return {
            value: [...cell.at, cell.mean],
            runs: cell.runs,
            itemStyle: { color: mix(palette.accent, palette.sunken, share), borderColor: palette.surface, borderWidth: 2 },
            label: { color: share < 0.5 ? palette.surface : palette.ink },
          };
        }),
        label: { show: true, fontSize, formatter: (hit) => short(hit.data.value[2]) },
        emphasis: { itemStyle: { borderColor: palette.ink } },
      },
    ],
  };
}

// Results in the order of the experiments, and the best until then.
export function history(palette, data, chosen) {
  const colour = colours(palette, data);
  let best = Infinity;
  const steps = [];
  for (let i = 0; i < data.scores.length; i++)
    if (data.scores[i] < best) steps.push([data.experiments[i], (best = data.scores[i])]);
  if (steps.length > 0) steps.push([data.experiments.at(-1), best]);
  return {
    ...axes(
      palette,
      { name: "experiment", nameLocation: "middle", nameGap: 22, minInterval: 1 },
      { name: data.score, nameLocation: "end", scale: true },
    ),
    grid: { left: 8, right: 16, top: 32, bottom: 24, containLabel: true },
    tooltip: { ...pointed(palette), formatter: (hit) => described(data, hit.dataIndex, hit.color) },
    series: [
      scatter(data.scores.map((_, i) => dot(palette, data, chosen, colour, i, [data.experiments[i], data.scores[i]]))),
      {
        type: "line",
        step: "end",
        silent: true,
        showSymbol: false,
        data: steps,
        lineStyle: { color: palette.finished, width: 2 },
        z: 1,
      },
    ],
  };
}

// A level's value, or its bounds where it has many.
const briefly = (mean) =>
  mean.from === null ? word(mean.value) : mean.from === mean.to ? short(mean.from) : `${brief(mean.from)} – ${brief(mean.to)}`;

const brief = (number) => short(+number.toPrecision(2));

const nothing = { xAxis: { show: false }, yAxis: { show: false }, series: [] };

const scatter = (data) => ({
  type: "scatter",
  symbolSize: data.length > 500 ? 5 : 8,
  data,
  emphasis: { scale: 1.6 },
  z: 2,
});

const dot = (palette, data, chosen, colour, i, value) => ({
  number: data.experiments[i],
  value: value.map((v) => (Number.isNaN(v) ? "-" : v)),
  itemStyle: chosen.has(i)
    ? { color: colour[i], opacity: 0.9, borderColor: palette.surface, borderWidth: 1 }
    : { color: palette["line-strong"], opacity: 0.35 },
});

function xAxis(palette, setting) {
  const name = { name: setting.name, nameLocation: "middle", nameGap: 24 };
  if (setting.kinds)
    return {
      ...name,
      type: "category",
      data: setting.kinds,
      min: undefined,
      max: undefined,
      axisLabel: { color: palette["ink-3"], fontSize, formatter: word },
    };
  return { ...name, type: setting.isLogarithmic ? "log" : "value" };
}

function placeOf(setting, mean) {
  if (setting.kinds) return setting.kinds.indexOf(mean.value);
  if (mean.from === null) return undefined;
  return setting.isLogarithmic ? Math.sqrt(mean.from * mean.to) : (mean.from + mean.to) / 2;
}

function levelOf(setting, i) {
  if (setting.kinds) return setting.places[i];
  const place = setting.places[i];
  return setting.means.findIndex((m) => (Number.isNaN(place) ? m.from === null : m.from <= place && place <= m.to));
}

function errorBar(api, color) {
  const [x, low] = api.coord([api.value(0), api.value(1)]);
  const [, high] = api.coord([api.value(0), api.value(2)]);
  const style = { stroke: color, lineWidth: 1.5, fill: null };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)] };
}

const pointed = (palette) => ({ ...tooltip(palette), trigger: "item", axisPointer: undefined });

const meant = (setting, hit) =>
  tooltipRows(`${setting.name} ${word(hit.data.mean.value)}`, [
    {
      name: "mean",
      value: short(hit.data.mean.mean) + (hit.data.mean.standardError ? ` ± ${short(hit.data.mean.standardError)}` : ""),
    },
    { name: "experiments", value: hit.data.mean.runs },
  ]);

const described = (data, i, color) =>
  tooltipRows(`#${data.experiments[i]}`, [
    { color, name: data.score, value: short(data.scores[i]) },
    ...data.settings.map((s) => ({ name: s.name, value: s.isNumber && s.values[i] !== "" ? short(s.places[i]) : word(s.values[i]) })),
  ]);
