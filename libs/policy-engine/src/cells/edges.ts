/** So many boundaries are followed within one stretch before it is left: more come only from what repeats (weekdays, quarters). */
const MOST_EDGES = 4;

/**
 * Boundaries of a function along a line: both neighbours of each place where its state changes. Looks at the given points and bisects
 * between those that differ, so that a state that holds only between two points of equal state is not seen; put the literals among the points.
 */
export function edgesAlong(points: readonly number[], step: number, stateAt: (value: number) => string): number[] {
  const edges = new Set<number>();
  let [low, state] = [points[0], points[0] === undefined ? '' : stateAt(points[0])];
  for (const high of points.slice(1)) {
    const there = stateAt(high);
    for (let found = 0; state !== there && found < MOST_EDGES; found++) {
      let [below, above] = [low!, high];
      while (above - below > step) {
        const middle = below + Math.floor((above - below) / step / 2) * step;
        if (stateAt(middle) === state) below = middle;
        else above = middle;
      }
      edges.add(below).add(above);
      [low, state] = [above, stateAt(above)];
    }
    [low, state] = [high, there];
  }
  return [...edges].sort((a, b) => a - b);
}
