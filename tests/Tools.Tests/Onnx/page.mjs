// node page.mjs PAGE INPUTS OUTPUT: runs the module of an HTML page with onnxruntime-node in place of onnxruntime-web (the same API) and with a
// canvas that only keeps its pixels. INPUTS gets what the session was fed, as run.mjs takes it; OUTPUT gets the canvas' RGBA bytes.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [page, inputs, output] = process.argv.slice(2);
const require = createRequire(process.env.NODE_PACKAGES + "/");
const { InferenceSession, Tensor } = require("onnxruntime-node");
const html = readFileSync(page, "utf8");
const canvas = html.match(/<canvas id="(\w+)" width="(\d+)" height="(\d+)"/);

globalThis.ort = {
  Tensor,
  InferenceSession: {
    create: async name => {
      const session = await InferenceSession.create(join(dirname(page), name), { intraOpNumThreads: 1 });
      return {
        run: feeds => {
          writeFileSync(inputs, JSON.stringify(Object.fromEntries(Object.entries(feeds).map(([key, t]) => [key, { shape: t.dims, data: [...t.data] }]))));
          return session.run(feeds);
        },
      };
    },
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
