// Latent vectors as flat rows of L numbers: what ./lab generate and ./lab interpolate do with them, in the browser.

// Root of pixelwise normalization's epsilon (Truncation.cs): shorter vectors are not brought to length 1 any more.
const normalizationFloor = 1e-4;

/**
 * Pulls latents toward the mean: 1 changes nothing, 0 gives the mean image.
 * @param latents {Float32Array} N rows of `size` numbers.
 * @param normalizes {boolean} Whether the generator takes only the direction of a latent.
 */
export function truncate(latents, size, psi, normalizes) {
  if (psi === 1) return latents;
  const result = new Float32Array(latents.length);
  for (let row = 0; row < latents.length; row += size) {
    let factor = psi;
    if (normalizes) {
      let squares = 0;
      for (let i = 0; i < size; i++) squares += latents[row + i] ** 2;
      factor = (normalizationFloor * psi) / Math.sqrt(1 - psi * psi) / Math.sqrt(squares / size);
    }
    for (let i = 0; i < size; i++) result[row + i] = latents[row + i] * factor;
  }
  return result;
}

/** Spherical interpolation of each pair of rows: directions along the great circle, lengths linearly (White 2016). */
export function between(a, b, t, size) {
  const result = new Float32Array(a.length);
  for (let row = 0; row < a.length; row += size) {
    let [aa, bb, ab] = [0, 0, 0];
    for (let i = row; i < row + size; i++) {
      aa += a[i] * a[i];
      bb += b[i] * b[i];
      ab += a[i] * b[i];
    }
    const [lengthA, lengthB] = [Math.sqrt(aa), Math.sqrt(bb)];
    const angle = Math.acos(Math.max(-1, Math.min(1, ab / (lengthA * lengthB))));
    const sine = Math.sin(angle);
    const straight = sine < 1e-6;
    const [weightA, weightB] = straight ? [1 - t, t] : [Math.sin(angle * (1 - t)) / sine, Math.sin(angle * t) / sine];
    const length = lengthA * (1 - t) + lengthB * t;
    for (let i = row; i < row + size; i++)
      result[i] = ((weightA * a[i]) / lengthA + (weightB * b[i]) / lengthB) * length;
  }
  return result;
}

/** One-hot rows [N, known] of classes. */
export function oneHot(classes, known) {
  const rows = new Float32Array(classes.length * known);
  classes.forEach((c, i) => (rows[i * known + c] = 1));
  return rows;
}
