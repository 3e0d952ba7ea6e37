/**
 * The best pairing of two lists, where each may be left unpaired.
 *
 * Knows nothing of plans: it takes who could go with whom and how good each pair would be, and gives the pairing with the
 * largest sum. Deterministic: the same edges in the same order give the same answer.
 */

/** One possible pair; `worth` is above 0. */
export interface Edge {
  left: number;
  right: number;
  worth: number;
}

/** Groups of more than this many rows are paired best-first with exchanges, since the exact way is cubic. */
const largestExact = 400;

/** The chosen edges. Exact for every group of mutually possible rows of up to 400; near-best and fast beyond that. */
export function bestAssignment(edges: readonly Edge[]): Edge[] {
  const chosen = groupsOf(edges).flatMap((group) => {
    const lefts = new Set(group.map((edge) => edge.left)).size;
    return group.length === 1 ? group : lefts <= largestExact ? exact(group) : bestFirst(group);
  });
  return chosen.sort((a, b) => a.left - b.left);
}

/** Edges that share rows, directly or through others, together. */
function groupsOf(edges: readonly Edge[]): Edge[][] {
  const parent = new Map<string, string>();
  const find = (node: string): string => {
    let root = node;
    while (parent.get(root) !== undefined && parent.get(root) !== root) root = parent.get(root)!;
    for (let at = node; at !== root;) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { left, right } of edges) {
    const a = find(`l${left}`);
    const b = find(`r${right}`);
    if (a !== b) parent.set(b, a);
  }
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const root = find(`l${edge.left}`);
    const group = groups.get(root);
    if (group) group.push(edge);
    else groups.set(root, [edge]);
  }
  return [...groups.values()];
}

/**
 * Shortest augmenting paths with potentials (Jonker and Volgenant) over the edges there are. Every left row also has a
 * partner of its own worth nothing, which means "unpaired".
 */
function exact(group: readonly Edge[]): Edge[] {
  const lefts = [...new Set(group.map((edge) => edge.left))];
  const rights = [...new Set(group.map((edge) => edge.right))];
  const leftAt = new Map(lefts.map((left, at) => [left, at]));
  const rightAt = new Map(rights.map((right, at) => [right, at]));
  const most = group.reduce((best, edge) => Math.max(best, edge.worth), 0);
  const options: { to: number; cost: number; edge: Edge | null }[][] = lefts.map((_, at) => [
    { to: rights.length + at, cost: most, edge: null },
  ]);
  for (const edge of group) {
    options[leftAt.get(edge.left)!]!.push({ to: rightAt.get(edge.right)!, cost: most - edge.worth, edge });
  }
  const size = rights.length + lefts.length;
  const potentialLeft = new Float64Array(lefts.length);
  const potentialRight = new Float64Array(size);
  const ownerOf = new Int32Array(size).fill(-1);

  for (let start = 0; start < lefts.length; start++) {
    const distance = new Map<number, number>();
    const cameFrom = new Map<number, number>();
    const settled = new Set<number>();
    const settledLefts: [number, number][] = [[start, 0]];
    let end = -1;
    let reached = 0;
    for (let left = start; end === -1;) {
      for (const { to, cost } of options[left]!) {
        if (settled.has(to)) continue;
        const length = reached + cost - potentialLeft[left]! - potentialRight[to]!;
        if (length < (distance.get(to) ?? Infinity)) {
          distance.set(to, length);
          cameFrom.set(to, left);
        }
      }
      let nearest = -1;
      let least = Infinity;
      for (const [to, length] of distance) {
        if (!settled.has(to) && length < least) {
          least = length;
          nearest = to;
        }
      }
      settled.add(nearest);
      reached = least;
      if (ownerOf[nearest] === -1) end = nearest;
      else {
        left = ownerOf[nearest]!;
        settledLefts.push([left, reached]);
      }
    }
    for (const [left, at] of settledLefts) potentialLeft[left]! += reached - at;
    for (const to of settled) potentialRight[to]! -= reached - distance.get(to)!;
    for (let to = end; ;) {
      const left = cameFrom.get(to)!;
      const previous = ownerOf.indexOf(left);
      ownerOf[to] = left;
      if (left === start) break;
      to = previous;
    }
  }
  const chosen: Edge[] = [];
  for (let to = 0; to < rights.length; to++) {
    const left = ownerOf[to]!;
    if (left >= 0) chosen.push(options[left]!.find((option) => option.to === to)!.edge!);
  }
  return chosen;
}

function bestFirst(group: readonly Edge[]): Edge[] {
  const sorted = [...group].sort((a, b) => b.worth - a.worth || a.left - b.left || a.right - b.right);
  const ofLeft = new Map<number, Edge>();
  const ofRight = new Map<number, Edge>();
  const put = (edge: Edge) => {
    ofLeft.set(edge.left, edge);
    ofRight.set(edge.right, edge);
  };
  for (const edge of sorted) if (!ofLeft.has(edge.left) && !ofRight.has(edge.right)) put(edge);

  const worthOf = new Map(group.map((edge) => [`${edge.left} ${edge.right}`, edge]));
  for (let round = 0; round < 3; round++) {
    let exchanged = false;
    for (const edge of sorted) {
      const mine = ofLeft.get(edge.left);
      const theirs = ofRight.get(edge.right);
      if (mine === edge || !mine || !theirs) continue;
      const other = worthOf.get(`${theirs.left} ${mine.right}`);
      if (edge.worth + (other?.worth ?? 0) <= mine.worth + theirs.worth + 1e-9) continue;
      ofLeft.delete(theirs.left);
      ofRight.delete(mine.right);
      put(edge);
      if (other) put(other);
      exchanged = true;
    }
    if (!exchanged) break;
  }
  return [...ofLeft.values()];
}
