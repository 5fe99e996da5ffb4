// Reads application/vnd.pgganlab.columns (docs/api.md): number of rows and one Float32Array for each column.
// Null when the lab does not answer now or the question was taken back: a chart keeps what it shows, the next change asks again.
export async function fetchColumns(url, signal) {
  try {
    const response = await fetch(url, { headers: { Accept: "application/vnd.pgganlab.columns" }, signal });
    return response.ok ? readColumns(await response.arrayBuffer()) : null;
  } catch (error) {
    if (error.name === "AbortError" || error instanceof TypeError) return null;
    throw error;
  }
}

export function readColumns(buffer) {
  const headerLength = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength)));
  const columns = {};
  let offset = 4 + headerLength;
  for (const name of header.columns) {
    columns[name] = new Float32Array(buffer, offset, header.rows);
    offset += header.rows * 4;
  }
  return { rows: header.rows, columns };
}

// [[x, y], …] of two columns, without the points that are missing.
export function points(x, y, keep = () => true) {
  const result = [];
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(y[i]) && keep(i)) result.push([x[i], y[i]]);
  return result;
}
