/**
 * Minimum-cost assignment of rows to columns (Hungarian method with potentials, O(n²m)).
 * Returns for each row its column, or -1. Needs no more rows than columns to give all a column.
 */
export function assign(costs: readonly (readonly number[])[]): readonly number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return costs.map(() => -1);
  if (rows > columns) {
    const turned = Array.from({ length: columns }, (_, j) => costs.map((row) => row[j] ?? 0));
    const result = costs.map(() => -1);
    for (const [column, row] of assign(turned).entries()) if (row >= 0) result[row] = column;
    return result;
  }
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const way = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    do {
      used[column] = 1;
      const current = rowOf[column] ?? 0;
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= columns; j++) {
        if (used[j] === 1) continue;
        const cost = (costs[current - 1]?.[j - 1] ?? 0) - (u[current] ?? 0) - (v[j] ?? 0);
        if (cost < (least[j] ?? Infinity)) {
          least[j] = cost;
          way[j] = column;
        }
        if ((least[j] ?? Infinity) < delta) {
          delta = least[j] ?? Infinity;
          next = j;
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (used[j] === 1) {
          const owner = rowOf[j] ?? 0;
          u[owner] = (u[owner] ?? 0) + delta;
          v[j] = (v[j] ?? 0) - delta;
        } else least[j] = (least[j] ?? 0) - delta;
      }
      column = next;
    } while ((rowOf[column] ?? 0) !== 0);
    do {
      const before = way[column] ?? 0;
      rowOf[column] = rowOf[before] ?? 0;
      column = before;
    } while (column !== 0);
  }
  const result = costs.map(() => -1);
  for (let j = 1; j <= columns; j++) {
    const row = rowOf[j] ?? 0;
    if (row > 0) result[row - 1] = j - 1;
  }
  return result;
}
