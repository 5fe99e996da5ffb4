// node run.mjs MODEL INPUTS OUTPUT [MODEL INPUTS OUTPUT …]: runs ONNX generators with onnxruntime-node. INPUTS is JSON {name: {shape, data}};
// OUTPUT gets the images as raw float32, their shape goes to standard output, a line for each generator.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const require = createRequire(process.env.NODE_PACKAGES + "/");
const { InferenceSession, Tensor } = require("onnxruntime-node");

for (let i = 2; i < process.argv.length; i += 3) {
  const [model, inputs, output] = process.argv.slice(i);
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  const feeds = Object.fromEntries(Object.entries(JSON.parse(readFileSync(inputs, "utf8")))
    .map(([name, { shape, data }]) => [name, new Tensor("float32", Float32Array.from(data), shape)]));
  const { images } = await session.run(feeds);
  writeFileSync(output, new Uint8Array(images.data.buffer, images.data.byteOffset, images.data.byteLength));
  console.log(JSON.stringify({ shape: images.dims, inputs: session.inputNames }));
}
