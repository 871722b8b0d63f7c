/** What waits on the lists, the way in for whoever works them. */
import { Link } from "react-router";
import { useAsk } from "../../api/asking";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { useFormats } from "../../session/practice";
import { useFilters, useKeep } from "../../shell/filters";

export function Waiting() {
  const { clinic, provider } = useFilters();
  const found = useAsk("/worklists/waiting", { query: { clinic, provider } });
  const { money, count } = useFormats();
  const keep = useKeep();
  return (
    <Card title="Waiting for somebody" lede="Lists overlap, so their amounts are never added up.">
      <Answer of={found} height={180} isEmpty={(lists) => lists.length === 0}>
        {(lists) => (
          <ul className="waiting-lists">
            {lists.map((it) => (
              <li key={it.worklist}>
                <Link to={keep(`/worklists/${it.worklist}`)}>
                  <b>{count(it.item_count)}</b>
                  <span>{words(it.worklist)}</span>
                  {Number(it.worklist_amount) > 0 && (
                    <small>{money(it.worklist_amount)} at stake</small>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}
