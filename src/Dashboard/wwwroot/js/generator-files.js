// Files that a browser makes of drawn images.
import { Zip, ZipPassThrough } from "../lib/fflate.js";

export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // The browser reads it after the click.
}

/**
 * A zip of PNGs, drawn some at a time.
 * @param draw Gives pixels, resolution and names of `count` images from `first` on.
 */
export async function pngsIn(total, atOnce, draw) {
  const parts = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  for (let first = 0; first < total; first += atOnce) {
    const { pixels, resolution, names } = await draw(first, Math.min(atOnce, total - first));
    const bytes = resolution * resolution * 4;
    const canvas = new OffscreenCanvas(resolution, resolution);
    for (const [i, name] of names.entries()) {
      const image = new ImageData(pixels.subarray(i * bytes, (i + 1) * bytes), resolution, resolution);
      canvas.getContext("2d").putImageData(image, 0, 0);
      const file = new ZipPassThrough(name); // PNGs don't get smaller.
      zip.add(file);
      file.push(new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer()), true);
    }
  }
  zip.end();
  return new Blob(parts, { type: "application/zip" });
}

/**
 * A WebM video, 30 frames a second. All frames are drawn first: a recorder takes the time that passes for the video's.
 * @param draw Draws frame `i` into a canvas.
 */
export async function videoOf(frames, draw) {
  const canvas = document.createElement("canvas");
  const drawn = [];
  for (let i = 0; i < frames; i++) {
    await draw(canvas, i);
    drawn.push(await createImageBitmap(canvas));
  }
  const context = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: "video/webm", videoBitsPerSecond: 8e6 });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  const began = performance.now();
  for (let i = 0; i < frames; i = Math.floor((performance.now() - began) * 0.03)) {
    context.drawImage(drawn[i], 0, 0);
    await new Promise(requestAnimationFrame);
  }
  await new Promise((resolve) => {
    recorder.onstop = resolve;
    recorder.stop();
  });
  for (const frame of drawn) frame.close();
  return new Blob(parts, { type: "video/webm" });
}
