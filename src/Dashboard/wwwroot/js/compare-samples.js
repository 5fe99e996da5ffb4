// Sample grids of several experiments under one slider: of each the newest at the kimg that is chosen, which stands in
// the address.
export function mount(root, samples) {
  const slider = root.querySelector("input[type=range]");
  const output = root.querySelector("output");
  let stops = [];
  let lists = samples;

  const show = () => {
    const kimg = stops[Number(slider.value)];
    output.textContent = `${kimg} kimg`;
    slider.setAttribute("aria-valuetext", output.textContent);
    slider.style.setProperty("--fill", `${stops.length > 1 ? (100 * slider.value) / (stops.length - 1) : 100}%`);
    lists.forEach((list, i) => {
      const item = root.querySelectorAll("li")[i];
      const sample = list.findLast((s) => s.kimg <= kimg);
      const image = item.querySelector("img");
      if (sample) image.src = sample.url;
      else image.removeAttribute("src");
      image.alt = sample ? `Sample grid at ${sample.text}` : "";
      item.querySelector("[data-caption]").textContent = sample ? sample.text : "no grid yet";
    });
  };
  const write = () => {
    const address = new URL(location.href);
    if (Number(slider.value) === stops.length - 1) address.searchParams.delete("at");
    else address.searchParams.set("at", stops[Number(slider.value)]);
    Blazor.navigateTo(address.href, { replaceHistoryEntry: true });
  };
  // At the end, unless the address names a moment.
  const take = (next) => {
    lists = next;
    stops = [...new Set(lists.flat().map((s) => s.kimg))].sort((a, b) => a - b);
    slider.max = stops.length - 1;
    const asked = new URLSearchParams(location.search).get("at");
    slider.value = asked === null ? stops.length - 1 : Math.max(0, stops.findLastIndex((kimg) => kimg <= Number(asked)));
    show();
  };

  slider.addEventListener("input", show);
  slider.addEventListener("change", write);
  take(samples);
  return {
    update: take,
    dispose() {
      slider.removeEventListener("input", show);
      slider.removeEventListener("change", write);
    },
  };
}
