// One ECharts canvas in the design's colours: follows the theme and its element's size.
let library;

const tokens = [
  "ink",
  "ink-2",
  "ink-3",
  "line",
  "line-strong",
  "surface",
  "raised",
  "sunken",
  "accent",
  "training",
  "finished",
  "diverged",
  "failed",
  "queued",
];

const curves = 8;

// The design's colours as the canvas needs them; tokens.css names them.
function readPalette() {
  const probe = document.body.appendChild(document.createElement("span"));
  const read = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = Object.fromEntries(tokens.map((name) => [name, read(name)]));
  palette.series = Array.from({ length: curves }, (_, i) => read(`series-${i}`));
  probe.remove();
  return palette;
}

export const short = (value) => {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) return value.toExponential(1);
  if (Number.isInteger(value)) return String(value);
  return String(+value.toPrecision(size >= 1000 ? 4 : 3));
};

// Draws what `describe(palette)` returns and draws it again when the theme changes or when asked.
export async function createChart(element, describe, group) {
  library ??= import("../lib/echarts.js");
  const echarts = await library;
  const chart = echarts.init(element, null, { renderer: "canvas" });
  if (group) {
    chart.group = group;
    echarts.connect(group);
  }
  const draw = () => {
    if (chart.isDisposed()) return; // What was awaited came after the page had gone.
    const palette = readPalette();
    chart.setOption({ ...frame(palette), ...describe(palette) }, { notMerge: true });
  };
  const resized = new ResizeObserver(() => chart.resize());
  resized.observe(element);
  addEventListener("labtheme", draw);
  draw();
  return {
    chart,
    draw,
    dispose() {
      removeEventListener("labtheme", draw);
      resized.disconnect();
      chart.dispose();
    },
  };
}

function frame(palette) {
  return {
    animation: false,
    color: palette.series,
    textStyle: { fontFamily: "Inter, system-ui, sans-serif", color: palette["ink-2"] },
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
  };
}

export function axes(palette, x, y) {
  const label = { color: palette["ink-3"], fontSize: 11, formatter: short, hideOverlap: true };
  const name = { nameTextStyle: { color: palette["ink-3"], fontSize: 11 } };
  return {
    xAxis: {
      type: "value",
      min: "dataMin",
      max: "dataMax",
      axisLine: { onZero: false, lineStyle: { color: palette["line-strong"] } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: label,
      axisPointer: { label: { show: false } },
      ...name,
      ...x,
    },
    yAxis: {
      type: "value",
      scale: true,
      axisLabel: label,
      splitLine: { lineStyle: { color: palette.line } },
      splitNumber: 4,
      axisPointer: { show: false },
      ...name,
      ...y,
    },
  };
}

export function tooltip(palette, formatter) {
  return {
    trigger: "axis",
    confine: true,
    formatter,
    backgroundColor: palette.raised,
    borderColor: palette["line-strong"],
    padding: [8, 12],
    textStyle: { color: palette.ink, fontSize: 12 },
    axisPointer: { type: "line", lineStyle: { color: palette["ink-3"], type: [3, 3] } },
    extraCssText: "border-radius:8px;box-shadow:var(--shadow-raised);font-variant-numeric:tabular-nums",
  };
}

export function tooltipRows(title, rows) {
  const box = document.createElement("div");
  const head = box.appendChild(document.createElement("div"));
  head.textContent = title;
  head.style.cssText = "font-weight:600;margin-bottom:4px";
  for (const { color, name, value } of rows) {
    const row = box.appendChild(document.createElement("div"));
    row.style.cssText = "display:flex;align-items:center;gap:8px;max-width:22rem";
    const dot = row.appendChild(document.createElement("span"));
    dot.style.cssText = `width:8px;height:8px;border-radius:50%;flex:none;background:${color ?? "transparent"}`;
    const label = row.appendChild(document.createElement("span"));
    label.textContent = name;
    label.style.cssText = "flex:1;overflow:hidden;text-overflow:ellipsis;white-space:nowrap";
    const number = row.appendChild(document.createElement("strong"));
    number.textContent = value;
    number.style.cssText = "margin-left:12px;font-weight:600";
  }
  return box;
}
