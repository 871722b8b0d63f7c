/** What the reviewed rules say somebody of this role should look at. */
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { Card } from "../../parts/Card";
import { Icon } from "../../parts/Icon";
import { useFormats, useNames } from "../../session/practice";

const CHIPS: Record<string, string> = { high: "chip chip--bad", medium: "chip chip--warning" };

export function Raised({ alerts }: { alerts: Schemas["KpiAlert"][] }) {
  const { month } = useFormats();
  const names = useNames();
  return (
    <Card
      title="Out of line"
      lede={`Rules of the practice, ${month(alerts[0]?.month_start_date)}.`}
    >
      <ul className="raised">
        {alerts.map((it) => (
          <li key={`${it.alert_rule}.${it.clinic_id}`}>
            <span className={CHIPS[it.severity] ?? "chip"}>
              <Icon name="warning" size={14} />
              {it.severity}
            </span>
            <Link to={`/figures/${it.kpi_id}?variants=${it.kpi_id}:${it.variant}`}>
              {it.alert_reason}
            </Link>
            {it.clinic_id !== null && it.clinic_id !== undefined && (
              <span className="fine">{names.clinic(it.clinic_id)}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
