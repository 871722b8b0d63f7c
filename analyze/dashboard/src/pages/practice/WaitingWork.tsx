/** What waits on the lists, the way in for whoever works them. */
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { label, WORKLISTS } from "../../format/labels";
import { Card } from "../../parts/Card";
import { useFormats } from "../../session/practice";
import { useKeep } from "../../shell/filters";

export function WaitingWork({ lists }: { lists: Schemas["OpenList"][] }) {
  const { money, count } = useFormats();
  const keep = useKeep();
  return (
    <Card
      title="Waiting for somebody"
      lede="Lists overlap, so their amounts are never added up."
      className="card--two-thirds"
    >
      <ul className="waiting-lists">
        {lists.map((it) => (
          <li key={it.worklist}>
            <Link to={keep(`/worklists/${it.worklist}`)}>
              <b>{count(it.item_count)}</b>
              <span>{label(WORKLISTS, it.worklist)}</span>
              {Number(it.worklist_amount) > 0 && (
                <small>{money(it.worklist_amount)} at stake</small>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
