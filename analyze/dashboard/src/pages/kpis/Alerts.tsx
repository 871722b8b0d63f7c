/** Alerts: what the reviewed rules say of the newest whole month. */
import { Link } from "react-router";
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Icon } from "../../parts/Icon";
import { Segments } from "../../parts/Segments";
import { useFormats, useNames } from "../../session/practice";
import { useRole } from "../../session/session";
import { useFilters, useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";
import { usePick } from "../../shell/picks";

type Alert = RowOf<"/alerts">;

const WHOSE = [
  ["all", "Everybody's"],
  ["mine", "For my role"],
] as const;

const BESIDE: Record<string, string> = {
  value: "the limit",
  target: "the target",
  previous_month: "the month before",
  previous_year: "the year before",
};

export default function Alerts() {
  const [whose, setWhose] = usePick(
    "whose",
    WHOSE.map(([name]) => name),
  );
  const filters = useFilters();
  // Who sees no names sees the alerts of the whole practice.
  const hasClinics = useRole() !== "analyst";
  const clinic = hasClinics ? filters.clinic : undefined;
  const found = useAsk("/alerts", { query: { mine: whose === "mine", clinic, limit: 500 } });
  return (
    <Page
      title="Alerts"
      lede={
        <>
          What the rules say of the newest whole month. Rules are reviewed files (
          <code>alert_rules.csv</code>); a change of them is a change of the project.
        </>
      }
      filters={hasClinics ? ["clinic"] : []}
      actions={<Segments label="Whose alerts" value={whose} choices={WHOSE} onChange={setWhose} />}
    >
      <Card title="Raised" meta={found.data?.meta}>
        <Answer
          of={found}
          height={220}
          isEmpty={({ data }) => data.every((it) => !it.is_raised)}
          empty="No rule is broken. Nothing to do here."
        >
          {({ data }) => <List alerts={data.filter((it) => it.is_raised)} />}
        </Answer>
      </Card>
      <Card title="Quiet" lede="Rules that are kept, or that have nothing to compare with yet.">
        <Answer
          of={found}
          height={160}
          isEmpty={({ data }) => data.every((it) => it.is_raised)}
          empty="Every rule is raised."
        >
          {({ data }) => <List alerts={data.filter((it) => !it.is_raised)} />}
        </Answer>
      </Card>
    </Page>
  );
}

function List({ alerts }: { alerts: Alert[] }) {
  const format = useFormats();
  const keep = useKeep();
  const names = useNames();
  const figures = useAsk("/kpis", { query: { limit: 500 } });
  return (
    <ul className="alerts">
      {alerts.map((it) => {
        const kpi = figures.data?.data.find((one) => one.kpi_id === it.kpi_id);
        const unit = kpi?.unit ?? "count";
        return (
          <li key={`${it.alert_rule}.${it.clinic_id}`} className="alerts__one">
            <p className="alerts__head">
              <Severity of={it} />
              <Link to={keep(`/figures/${it.kpi_id}`, { variants: `${it.kpi_id}:${it.variant}` })}>
                {kpi?.kpi_label ?? words(it.kpi_id)}
              </Link>
              <b className="alerts__value">{format.unit(it.kpi_value, unit)}</b>
            </p>
            <p>
              {!it.is_raised && "Raised when: "}
              {it.alert_reason}
            </p>
            <p className="fine">
              {format.month(it.month_start_date)}
              {it.clinic_id !== null &&
                it.clinic_id !== undefined &&
                ` · ${names.clinic(it.clinic_id)}`}
              {it.is_comparable
                ? ` · beside ${format.unit(it.compared_value, unit)} (${BESIDE[it.compared_with] ?? words(it.compared_with)})`
                : " · nothing to compare with yet"}
              {` · told to ${words(it.told_role).toLowerCase()}`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function Severity({ of }: { of: Alert }) {
  if (!of.is_raised) return <span className="chip">Quiet</span>;
  const isBad = of.severity === "high" || of.severity === "critical";
  return (
    <span className={isBad ? "chip chip--bad" : "chip chip--warning"}>
      <Icon name="bell" size={14} />
      {words(of.severity)}
    </span>
  );
}
