/** Steps between a figure and the source, in columns: sources left, the figure's model right. */
export interface Node {
  name: string;
  kind: string;
  layer: string;
  reads: string[];
}

const ORDER = ["raw", "staging", "settings", "history", "intermediate", "marts"];

/** Return the layers there are, each with its nodes, the ones with most readers first. */
export function layersOf<N extends Node>(nodes: N[]): [string, N[]][] {
  const readers = new Map<string, number>();
  for (const node of nodes) {
    for (const name of node.reads) readers.set(name, (readers.get(name) ?? 0) + 1);
  }
  const found = new Map<string, N[]>();
  for (const node of nodes) found.set(node.layer, [...(found.get(node.layer) ?? []), node]);
  const place = (layer: string) => (ORDER.indexOf(layer) + ORDER.length + 1) % (ORDER.length + 1);
  return [...found.entries()]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([layer, members]) => [
      layer,
      members.sort(
        (a, b) =>
          (readers.get(b.name) ?? 0) - (readers.get(a.name) ?? 0) || a.name.localeCompare(b.name),
      ),
    ]);
}

/** Return everything a step is made of, itself included. */
export function upward(nodes: Node[], name: string): Set<string> {
  const byName = new Map(nodes.map((it) => [it.name, it]));
  const seen = new Set<string>();
  const waiting = [name];
  while (waiting.length > 0) {
    const next = waiting.pop() as string;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(byName.get(next)?.reads ?? []));
  }
  return seen;
}
