// The sample grid of one moment, chosen by a slider: no round trip to the server, neighbours are fetched ahead.
const ahead = 3;

export function mount(root, samples) {
  const image = root.querySelector("img");
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
    slider.setAttribute("aria-valuetext", sample.text);
    slider.style.setProperty("--fill", `${list.length > 1 ? (100 * index) / (list.length - 1) : 100}%`);
    for (let i = Math.max(0, index - ahead); i <= Math.min(list.length - 1, index + ahead); i++)
      new Image().src = list[i].url;
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
  show(Number(slider.value)); // It may have been moved before this ran.
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
    },
  };
}
