// The sample grid of one moment, chosen by a slider: no round trip to the server, neighbours are fetched ahead. The curves
// beside it show the same moment ("labmoment"), and a click on one chooses another ("labseek").
const ahead = 3;
const frames = 8; // Of the strip below the slider.

export function mount(root, samples) {
  const enlarge = root.querySelector(".enlarge");
  const image = enlarge.querySelector("img");
  const dialog = root.querySelector("dialog");
  const enlarged = dialog.querySelector("img");
  const slider = root.querySelector("input[type=range]");
  const output = root.querySelector("output");
  const play = root.querySelector("[data-play]");
  const strip = root.querySelector("[data-strip]");
  const reals = root.querySelector("[data-reals]");
  let list = samples;
  let timer;

  const show = (index) => {
    const sample = list[index];
    image.src = sample.url;
    image.alt = `Sample grid: ${sample.text}`;
    output.textContent = sample.text;
    if (dialog.open) copy();
    showReals();
    const at = [...strip.children].findLast((frame) => Number(frame.dataset.index) <= index);
    for (const frame of strip.children) frame.setAttribute("aria-pressed", `${frame === at}`);
    slider.setAttribute("aria-valuetext", sample.text);
    slider.style.setProperty("--fill", `${list.length > 1 ? (100 * index) / (list.length - 1) : 100}%`);
    for (let i = Math.max(0, index - ahead); i <= Math.min(list.length - 1, index + ahead); i++)
      new Image().src = list[i].url;
  };
  const showReals = () => {
    if (reals.open) reals.querySelector("img").src = list[Number(slider.value)].reals;
  };
  // Evenly spaced moments, the first and the last among them.
  const fill = () => {
    const count = Math.min(frames, list.length);
    const indexes = Array.from({ length: count }, (_, i) => Math.round((i * (list.length - 1)) / Math.max(1, count - 1)));
    if (strip.dataset.indexes === indexes.join()) return;
    strip.dataset.indexes = indexes.join();
    strip.replaceChildren(
      ...indexes.map((index) => {
        const frame = document.createElement("button");
        frame.type = "button";
        frame.dataset.index = index;
        frame.title = list[index].text;
        const picture = frame.appendChild(document.createElement("img"));
        picture.alt = `Samples at ${list[index].text}`;
        picture.loading = "lazy";
        picture.src = list[index].url;
        return frame;
      }),
    );
  };
  const jump = (event) => {
    const frame = event.target.closest("[data-index]");
    if (!frame) return;
    pause();
    go(Number(frame.dataset.index));
    tell();
  };
  const tell = () => dispatchEvent(new CustomEvent("labmoment", { detail: list[Number(slider.value)].kimg }));
  const seek = ({ detail: kimg }) => {
    const nearest = list.reduce((best, s, i) => (Math.abs(s.kimg - kimg) < Math.abs(list[best].kimg - kimg) ? i : best), 0);
    pause();
    go(nearest);
    tell();
  };
  const copy = () => {
    enlarged.src = image.src;
    enlarged.alt = image.alt;
    dialog.querySelector("[data-caption]").textContent = output.textContent;
  };
  const open = () => {
    dialog.showModal();
    copy();
  };
  const close = () => dialog.close();
  const turn = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -list.length, End: list.length }[event.key];
    if (!step) return;
    event.preventDefault();
    pause();
    go(Math.max(0, Math.min(list.length - 1, Number(slider.value) + step)));
    tell();
  };
  const go = (index) => {
    slider.value = index;
    show(index);
  };
  const pause = () => {
    clearInterval(timer);
    timer = undefined;
    play.setAttribute("aria-pressed", "false");
  };
  const toggle = () => {
    if (timer) return pause();
    play.setAttribute("aria-pressed", "true");
    if (Number(slider.value) >= list.length - 1) go(0);
    timer = setInterval(() => {
      if (Number(slider.value) >= list.length - 1) return pause();
      go(Number(slider.value) + 1);
      tell();
    }, 160);
  };
  const slide = () => {
    pause();
    show(Number(slider.value));
    tell();
  };

  slider.addEventListener("input", slide);
  play.addEventListener("click", toggle);
  enlarge.addEventListener("click", open);
  dialog.addEventListener("click", close);
  dialog.addEventListener("keydown", turn);
  strip.addEventListener("click", jump);
  reals.addEventListener("toggle", showReals);
  addEventListener("labseek", seek);
  fill();
  show(Number(slider.value)); // It may have been moved before this ran.
  root.dataset.ready = "true";
  return {
    // A slider at its end stays at the end: it follows the training.
    update(next) {
      const following = Number(slider.value) >= list.length - 1;
      list = next;
      slider.max = list.length - 1;
      fill();
      go(following ? list.length - 1 : Number(slider.value));
    },
    dispose() {
      clearInterval(timer);
      slider.removeEventListener("input", slide);
      play.removeEventListener("click", toggle);
      enlarge.removeEventListener("click", open);
      dialog.removeEventListener("click", close);
      dialog.removeEventListener("keydown", turn);
      strip.removeEventListener("click", jump);
      reals.removeEventListener("toggle", showReals);
      removeEventListener("labseek", seek);
    },
  };
}
