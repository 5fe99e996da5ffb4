// The sample grid of one moment, chosen by a slider: no round trip to the server, neighbours are fetched ahead.
const ahead = 3;

export function mount(root, samples) {
  const enlarge = root.querySelector(".enlarge");
  const image = enlarge.querySelector("img");
  const dialog = root.querySelector("dialog");
  const enlarged = dialog.querySelector("img");
  const slider = root.querySelector("input[type=range]");
  const output = root.querySelector("output");
  const play = root.querySelector("[data-play]");
  let list = samples;
  let timer;

  const show = (index) => {
    const sample = list[index];
    image.src = sample.url;
    image.alt = `Sample grid: ${sample.text}`;
    output.textContent = sample.text;
    if (dialog.open) copy();
    slider.setAttribute("aria-valuetext", sample.text);
    slider.style.setProperty("--fill", `${list.length > 1 ? (100 * index) / (list.length - 1) : 100}%`);
    for (let i = Math.max(0, index - ahead); i <= Math.min(list.length - 1, index + ahead); i++)
      new Image().src = list[i].url;
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
    timer = setInterval(() => (Number(slider.value) < list.length - 1 ? go(Number(slider.value) + 1) : pause()), 160);
  };
  const slide = () => {
    pause();
    show(Number(slider.value));
  };

  slider.addEventListener("input", slide);
  play.addEventListener("click", toggle);
  enlarge.addEventListener("click", open);
  dialog.addEventListener("click", close);
  dialog.addEventListener("keydown", turn);
  show(Number(slider.value)); // It may have been moved before this ran.
  root.dataset.ready = "true";
  return {
    // A slider at its end stays at the end: it follows the training.
    update(next) {
      const following = Number(slider.value) >= list.length - 1;
      list = next;
      slider.max = list.length - 1;
      go(following ? list.length - 1 : Number(slider.value));
    },
    dispose() {
      clearInterval(timer);
      slider.removeEventListener("input", slide);
      play.removeEventListener("click", toggle);
      enlarge.removeEventListener("click", open);
      dialog.removeEventListener("click", close);
      dialog.removeEventListener("keydown", turn);
    },
  };
}
