/** The picture of where a figure comes from: columns of steps; choosing one shows what it is made of. */
import { useState } from "react";
import type { Schemas } from "../../api/client";
import { words } from "../../format/words";
import { layersOf, upward } from "./layers";

export function Lineage({ lineage }: { lineage: Schemas["Lineage"] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const node = lineage.nodes.find((it) => it.name === chosen);
  const lit = chosen ? upward(lineage.nodes, chosen) : null;
  return (
    <div className="lineage">
      <div className="lineage__layers">
        {layersOf(lineage.nodes).map(([layer, nodes]) => (
          <section key={layer} aria-label={words(layer)}>
            <h3>
              {layer === "raw" ? "Open Dental's tables" : words(layer)} ({nodes.length})
            </h3>
            <ul>
              {nodes.map((it) => (
                <li key={it.name}>
                  <button
                    type="button"
                    aria-pressed={chosen === it.name}
                    className={lit && !lit.has(it.name) ? "lineage__dim" : undefined}
                    onClick={() => setChosen((now) => (now === it.name ? null : it.name))}
                  >
                    {it.name}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {node && (
        <section className="lineage__detail" aria-live="polite">
          <h3>{node.name}</h3>
          <p>{node.description}</p>
          <p className="fine">
            Made of{" "}
            {node.reads.length > 0 ? node.reads.join(", ") : "nothing else: it is the source"}.
          </p>
          {node.columns.length > 0 && (
            <details>
              <summary>{node.columns.length} columns</summary>
              <ul className="lineage__columns">
                {node.columns.map((it) => (
                  <li key={it.name}>
                    <b>{it.name}</b>
                    <span className="fine"> {it.made_from.join(", ")}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
      )}
    </div>
  );
}
