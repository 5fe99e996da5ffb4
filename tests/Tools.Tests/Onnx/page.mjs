// node page.mjs PAGE OUTPUT: runs the module of an HTML page whose sessions are computed by the test that runs it (OnnxModel.Serve), and with
// a canvas that only keeps its pixels. OUTPUT gets the canvas' RGBA bytes.
import { createInterface } from "node:readline";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [page, output] = process.argv.slice(2);
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const html = readFileSync(page, "utf8");
const canvas = html.match(/<canvas id="(\w+)" width="(\d+)" height="(\d+)"/);

class Tensor {
  constructor(type, data, dims) {
    if (type !== "float32" || data.length !== dims.reduce((a, b) => a * b, 1)) throw new Error("The numbers are not the shape's.");
    Object.assign(this, { type, data, dims });
  }
}
globalThis.ort = {
  Tensor,
  InferenceSession: {
    create: async () => ({
      run: async feeds => {
        console.log(JSON.stringify(Object.fromEntries(Object.entries(feeds).map(([key, t]) => [key, { shape: t.dims, data: [...t.data] }]))));
        const { shape, data } = JSON.parse((await answers.next()).value);
        return { images: new Tensor("float32", Float32Array.from(data), shape) };
      },
    }),
  },
};
globalThis.ImageData = class {
  constructor(data, width, height) {
    if (data.length !== 4 * width * height || width !== Number(canvas[2]) || height !== Number(canvas[3])) throw new Error("The image is not the canvas' size.");
    this.data = data;
  }
};
globalThis.document = {
  getElementById: id => {
    if (id !== canvas[1]) throw new Error(`There is no element ${id}.`);
    return { getContext: () => ({ putImageData: image => writeFileSync(output, image.data) }) };
  },
};

const module = page + ".mjs";
writeFileSync(module, html.match(/<script type="module">(.*?)<\/script>/s)[1]);
await import(pathToFileURL(module));
process.exit(0);
