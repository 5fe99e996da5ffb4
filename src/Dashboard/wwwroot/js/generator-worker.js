// A generator beside the page: reads its ONNX file and draws, so that the page stays quick meanwhile.
// { load: url } is answered by { loaded } and { progress }, { id, latents, labels, count } by { id, pixels }, whatever
// fails by { id, failed }.
let session;
let ort;
let size;
let known;
const atOnce = 8;

let last = Promise.resolve(); // One after the other: a session runs once at a time.

onmessage = ({ data }) => (last = last.then(() => answer(data)));

async function answer(data) {
  try {
    if (data.load) postMessage({ loaded: await load(data.load) });
    else {
      const drawn = await draw(data);
      postMessage({ id: data.id, ...drawn }, [drawn.pixels.buffer]);
    }
  } catch (error) {
    postMessage({ id: data.id, failed: error.message });
  }
}

async function load(url) {
  const bytes = await read(url);
  await session?.release();
  let engine = "gpu" in navigator && (await navigator.gpu.requestAdapter()) ? "webgpu" : "wasm";
  try {
    session = await create(engine, bytes);
  } catch (error) {
    if (engine === "wasm") throw error;
    engine = "wasm"; // The GPU's driver can't do it; the processor can.
    session = await create(engine, bytes);
  }
  const shape = (name) => session.inputMetadata.find((input) => input.name === name)?.shape;
  size = shape("latents")[1];
  known = shape("labels")?.[1] ?? 0;
  const [, channels, resolution] = session.outputMetadata[0].shape;
  return { engine, size, known, channels, resolution, bytes: bytes.length };
}

async function create(engine, bytes) {
  ort = await import(`../lib/ort.${engine}.min.mjs`);
  ort.env.wasm.wasmPaths = new URL("../lib/", import.meta.url).href;
  ort.env.wasm.numThreads = 1; // More would need a page that is isolated from all others.
  return await ort.InferenceSession.create(bytes, { executionProviders: [engine] });
}

/** The file, with progress told on the way. */
async function read(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error((await response.json().catch(() => null))?.detail ?? response.statusText);
  const total = Number(response.headers.get("content-length"));
  const parts = [];
  let length = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    if (total) postMessage({ progress: Math.min(1, length / total) });
  }
  const bytes = new Uint8Array(length);
  parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
  return bytes;
}

/** Pixels, RGBA, image after image. */
async function draw({ latents, labels, count, whole }) {
  let pixels;
  let resolution;
  const step = whole ? count : atOnce;
  for (let first = 0; first < count; first += step) {
    const n = Math.min(step, count - first);
    const inputs = { latents: tensor(latents, first, n, size) };
    if (labels) inputs.labels = tensor(labels, first, n, known);
    const { images } = await session.run(inputs);
    const [, channels, side] = images.dims;
    resolution = side;
    pixels ??= new Uint8ClampedArray(count * side * side * 4);
    paint(await images.getData(), channels, side * side, pixels, first * side * side * 4);
    images.dispose();
  }
  return { pixels, resolution };
}

const tensor = (rows, first, n, width) =>
  new ort.Tensor("float32", rows.subarray(first * width, (first + n) * width), [n, width]);

/** [-1,1] to 0 to 255, as the official train.py's convert_to_uint8. */
function paint(values, channels, area, pixels, at) {
  for (let image = 0; image < values.length / (channels * area); image++)
    for (let i = 0; i < area; i++) {
      const to = at + (image * area + i) * 4;
      for (let c = 0; c < 3; c++)
        pixels[to + c] = values[(image * channels + Math.min(c, channels - 1)) * area + i] * 127.5 + 127.5;
      pixels[to + 3] = 255;
    }
}
