// Reads application/vnd.pgganlab.columns (docs/api.md): number of rows and one Float32Array for each column.
export async function fetchColumns(url, signal) {
  const response = await fetch(url, { headers: { Accept: "application/vnd.pgganlab.columns" }, signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return readColumns(await response.arrayBuffer());
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
