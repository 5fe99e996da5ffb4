// The playground of a generator: a grid by seeds, a way between two images, a walk, files to take home.
import { between, oneHot, truncate } from "./latents.js";
import { download, pngsIn, videoOf } from "./generator-files.js";

const stations = 6; // Latents that each image of a walk passes, as in ./lab interpolate.
const steps = 9; // Images on the way from A to B.

export function mount(root, start) {
  const at = (name) => root.querySelector(`[data-${name}]`);
  const events = new AbortController();
  const worker = new Worker(new URL("./generator-worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let options = start;
  let model;
  let ids = 0;
  let chosen = []; // Seeds of A and B, the older first.
  let walking = false;

  const number = (name) => Number(at(name).value);
  const seeds = () => Array.from({ length: number("count") }, (_, i) => number("first") + i);
  const label = () => at("class")?.value ?? "";

  worker.onmessage = ({ data }) => {
    if (data.progress !== undefined) return say(`Reading the generator: ${Math.round(100 * data.progress)} %`);
    if (data.loaded) return begin(data.loaded);
    if (data.id === undefined) return say(`This generator can't be drawn here: ${data.failed}`, true);
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failed) reject(new Error(data.failed));
    else resolve(data);
  };
  worker.onerror = (event) => say(`This generator can't be drawn here: ${event.message}`, true);

  const say = (text, bad = false) => {
    at("said").textContent = text;
    at("said").classList.toggle("problem", bad);
  };

  /** Latents of seeds as the lab draws them; asked for once. */
  const known = new Map();
  const latentsOf = async (wanted) => {
    const missing = wanted.filter((seed) => !known.has(seed));
    for (let i = 0; i < missing.length; ) {
      let count = 1;
      while (i + count < missing.length && missing[i + count] === missing[i] + count && count < 1024) count++;
      const answer = await fetch(`api/v1/latents?size=${model.size}&first=${missing[i]}&count=${count}`);
      if (!answer.ok) throw new Error((await answer.json()).detail);
      const rows = new Float32Array(await answer.arrayBuffer());
      for (let j = 0; j < count; j++) known.set(missing[i] + j, rows.subarray(j * model.size, (j + 1) * model.size));
      i += count;
    }
    const rows = new Float32Array(wanted.length * model.size);
    wanted.forEach((seed, i) => rows.set(known.get(seed), i * model.size));
    return rows;
  };

  const classOf = (i) => (label() === "" ? options.classes[i % options.classes.length].number : Number(label()));

  /** Pixels of latents, one image a row. */
  const draw = (rows, classes) => {
    const count = rows.length / model.size;
    const latents = truncate(rows, model.size, number("truncation"), options.normalizes && !model.known);
    const labels = model.known ? oneHot(classes ?? Array.from({ length: count }, (_, i) => classOf(i)), model.known) : null;
    const id = ++ids;
    worker.postMessage({ id, latents, labels, count, whole: options.needsWholeBatch });
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };

  const paint = (canvas, { pixels, resolution }, columns) => {
    const count = pixels.length / (resolution * resolution * 4);
    const rows = Math.ceil(count / columns);
    canvas.width = columns * resolution;
    canvas.height = rows * resolution;
    const context = canvas.getContext("2d");
    const bytes = resolution * resolution * 4;
    for (let i = 0; i < count; i++)
      context.putImageData(
        new ImageData(pixels.subarray(i * bytes, (i + 1) * bytes), resolution, resolution),
        (i % columns) * resolution,
        Math.floor(i / columns) * resolution,
      );
  };

  /** Images into a canvas of the page; as large as whole pixels allow. */
  const put = (canvas, drawn, columns) => {
    paint(canvas, drawn, columns);
    const zoom = canvas.parentElement.clientWidth / canvas.width;
    canvas.style.width = `${canvas.width * (zoom < 1 ? zoom : Math.min(8, Math.floor(zoom)))}px`;
  };
  const columnsOf = (count) => (count <= 4 ? count : count <= 16 ? Math.ceil(Math.sqrt(count)) : 8);

  /** Runs the newest of the drawings that are asked for; those between are left out. */
  const newest = (work) => {
    let running = false;
    let again = false;
    return async () => {
      again = true;
      if (running) return;
      running = true;
      try {
        while (again && !events.signal.aborted) {
          again = false;
          await work();
        }
      } catch (error) {
        say(error.message, true);
      } finally {
        running = false;
      }
    };
  };

  const grid = newest(async () => {
    const wanted = seeds();
    const began = performance.now();
    const drawn = await draw(await latentsOf(wanted));
    put(at("grid"), drawn, columnsOf(wanted.length));
    at("grid").setAttribute("aria-label", `Images of the seeds ${wanted[0]} to ${wanted.at(-1)}`);
    const each = (performance.now() - began) / wanted.length;
    say(`${model.engine === "webgpu" ? "On this computer's GPU" : "In this browser"}, ${each.toPrecision(2)} ms an image`);
    frame();
    root.dataset.drawn = wanted.join();
  });

  const way = newest(async () => {
    if (chosen.length < 2) return;
    const [a, b] = await Promise.all(chosen.map((seed) => latentsOf([seed])));
    const rows = new Float32Array(steps * model.size);
    for (let i = 0; i < steps; i++) rows.set(between(a, b, i / (steps - 1), model.size), i * model.size);
    const one = model.known ? classOf(chosen[0] - number("first")) : 0;
    put(at("way"), await draw(rows, Array(steps).fill(one)), innerWidth < 600 ? 3 : steps);
    root.dataset.way = chosen.join();
  });

  /** A frame around the images of A and B. */
  const frame = () => {
    [at("a").value, at("b").value] = [chosen[0] ?? "", chosen[1] ?? ""];
    const [columns, side] = [columnsOf(number("count")), 100 / columnsOf(number("count"))];
    at("marks").replaceChildren(
      ...chosen.map((seed, i) => [seed - number("first"), "AB"[i]]).filter(([place]) => place >= 0 && place < number("count"))
        .map(([place, name]) => {
          const mark = document.createElement("span");
          const rows = Math.ceil(number("count") / columns);
          mark.append(document.createElement("b"));
          mark.firstChild.textContent = name;
          mark.style.cssText = `left:${(place % columns) * side}%;top:${(100 * Math.floor(place / columns)) / rows}%;`
            + `width:${side}%;height:${100 / rows}%`;
          return mark;
        }),
    );
  };

  const choose = (event) => {
    const canvas = at("grid");
    const box = canvas.getBoundingClientRect();
    const columns = columnsOf(number("count"));
    const rows = Math.ceil(number("count") / columns);
    const column = Math.min(columns - 1, Math.floor((columns * (event.clientX - box.left)) / box.width));
    const row = Math.min(rows - 1, Math.floor((rows * (event.clientY - box.top)) / box.height));
    const place = row * columns + column;
    if (place >= number("count")) return;
    pick(number("first") + place);
  };
  const pick = (seed) => {
    chosen = [...chosen.filter((other) => other !== seed), seed].slice(-2);
    frame();
    write();
    way();
  };

  /** Latents of all images at a moment of the walk, 0 to the number of stations, where it is back. */
  const walkAt = async (position) => {
    const count = number("count");
    const key = (station) => seeds().map((seed) => seed + (station % stations) * count);
    const from = Math.floor(position);
    const [a, b] = [await latentsOf(key(from)), await latentsOf(key(from + 1))];
    return between(a, b, position - from, model.size);
  };
  const walk = async () => {
    if (!model) return;
    walking = !walking;
    at("walk").setAttribute("aria-pressed", `${walking}`);
    if (!walking) return grid();
    const [began, columns] = [performance.now(), columnsOf(number("count"))];
    at("marks").replaceChildren();
    try {
      while (walking && !events.signal.aborted) {
        const position = ((performance.now() - began) / 1500) % stations;
        put(at("grid"), await draw(await walkAt(position)), columns);
        root.dataset.walked = position.toFixed(3);
        await new Promise(requestAnimationFrame);
      }
    } catch (error) {
      say(error.message, true);
    }
  };

  /** Shows how far a longer work is, and what went wrong with it. */
  const work = (button, run) => async () => {
    if (!model) return;
    at(button).disabled = true;
    try {
      await run((share) => say(`${Math.round(100 * share)} %`));
      say("");
    } catch (error) {
      say(error.message, true);
    } finally {
      at(button).disabled = false;
    }
  };
  const video = work("video", async (tell) => {
    const [frames, columns] = [stations * 30, columnsOf(number("count"))];
    const file = await videoOf(frames, async (canvas, i) => {
      paint(canvas, await draw(await walkAt((i * stations) / frames)), columns);
      tell((i + 1) / frames);
    });
    download(file, `${options.name}-walk.webm`);
  });
  const picture = work("picture", async () => {
    const file = await new Promise((resolve) => at("grid").toBlob(resolve, "image/png"));
    download(file, `${options.name}-seeds-${seeds()[0]}-${seeds().at(-1)}.png`);
  });
  const zip = work("zip", async (tell) => {
    const many = Math.max(1, Math.min(10_000, number("many")));
    const file = await pngsIn(many, 32, async (first, count) => {
      const wanted = Array.from({ length: count }, (_, i) => number("first") + first + i);
      tell((first + count) / many);
      const drawn = await draw(await latentsOf(wanted), wanted.map((_, i) => (model.known ? classOf(first + i) : 0)));
      return { ...drawn, names: wanted.map((seed) => `seed-${String(seed).padStart(6, "0")}.png`) };
    });
    download(file, `${options.name}-${many}-images.zip`);
  });

  /** The address holds what is looked at. */
  const write = () => {
    const address = new URL(location.href);
    const set = (name, value, usual) =>
      `${value}` === usual ? address.searchParams.delete(name) : address.searchParams.set(name, value);
    set("seed", number("first"), "0");
    set("images", number("count"), "32");
    set("psi", number("truncation"), "1");
    set("class", label(), "");
    set("way", chosen.length === 2 ? chosen.join("-") : "", "");
    if (address.href !== location.href) Blazor.navigateTo(address.href, { replaceHistoryEntry: true });
  };
  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    const take = (name, key) => {
      const field = at(name);
      if (field && asked.has(key)) field.value = asked.get(key);
    };
    take("first", "seed");
    take("truncation", "psi");
    take("count", "images");
    take("class", "class");
    if (!at("count").value) at("count").value = "32";
    chosen = (asked.get("way") ?? "").split("-").filter(Boolean).map(Number).slice(0, 2);
  };
  const fill = () => {
    at("truncation-shown").textContent = number("truncation").toFixed(2);
    at("truncation").style.setProperty("--fill", `${100 * number("truncation")}%`);
  };
  const changed = () => {
    at("first").value = `${Math.max(0, Math.min(2e9, Math.floor(number("first") || 0)))}`;
    fill();
    grid();
    way();
  };
  const begin = (loaded) => {
    model = loaded;
    known.clear();
    changed();
  };
  const listen = (target, type, handler) => target.addEventListener(type, handler, { signal: events.signal });

  readAddress();
  fill();
  for (const name of ["first", "count", "class", "truncation"])
    if (at(name)) {
      listen(at(name), name === "truncation" ? "input" : "change", changed);
      listen(at(name), "change", write);
    }
  listen(at("other"), "click", () => {
    at("first").value = `${Math.floor(Math.random() * 1e6)}`;
    changed();
    write();
  });
  listen(at("grid"), "click", choose);
  listen(at("walk"), "click", walk);
  listen(at("video"), "click", video);
  listen(at("picture"), "click", picture);
  listen(at("zip"), "click", zip);
  for (const name of ["a", "b"])
    listen(at(name), "change", () => {
      chosen = ["a", "b"].map((field) => at(field).value).filter(Boolean).map((seed) => Math.abs(Math.floor(Number(seed))));
      frame();
      write();
      way();
    });
  listen(window, "resize", () => model && !walking && changed());
  worker.postMessage({ load: new URL(options.url, document.baseURI).href });
  return {
    update(next) {
      options = next;
      worker.postMessage({ load: new URL(options.url, document.baseURI).href });
    },
    dispose() {
      walking = false;
      events.abort();
      worker.terminate();
    },
  };
}
