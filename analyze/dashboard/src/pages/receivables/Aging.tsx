/** What is owed, how old it is, who owes it, and what moved it. */
import { Link, useNavigate } from "react-router";
import { useAsk, usePages } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { endOfMonth } from "../../format/days";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart, type Series } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { ExportButton } from "../../parts/ExportButton";
import { Tiles } from "../../parts/Tile";
import { useNamesOf } from "../../parts/useNamesOf";
import { useNames } from "../../session/practice";
import { useFilters, useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";

type Total = RowOf<"/reports/ar/totals/">;
type Move = RowOf<"/reports/ar/movement/">;
type Carrier = RowOf<"/reports/ar/carriers/">;
type Balance = RowOf<"/reports/ar/providers/">;
type Call = RowOf<"/worklists/{name}">;

const PERIOD = "12-months";
const AS_OF: Column<Total> = { key: "as_of_date", label: "As of", kind: "day" };
const BUCKETS: Series<Total>[] = [
  { key: "balance_0_30_amount", label: "Up to 30 days", kind: "amount", as: "stack" },
  { key: "balance_31_60_amount", label: "31 to 60", kind: "amount", as: "stack" },
  { key: "balance_61_90_amount", label: "61 to 90", kind: "amount", as: "stack" },
  { key: "balance_over_90_amount", label: "Over 90", kind: "amount", as: "stack" },
];
const MONTH: Column<Move> = { key: "period_start_date", label: "Month", kind: "month" };
const MOVES: Series<Move>[] = [
  { key: "procedure_amount", label: "Work done", kind: "amount", as: "stack" },
  {
    key: "insurance_credit_amount",
    label: "Insurance paid, written off",
    kind: "amount",
    as: "stack",
  },
  { key: "patient_credit_amount", label: "Patients paid", kind: "amount", as: "stack" },
  { key: "adjustment_amount", label: "Adjustments", kind: "amount", as: "stack" },
  { key: "payment_plan_amount", label: "Payment plans", kind: "amount", as: "stack" },
  { key: "balance_change_amount", label: "Change", kind: "amount", as: "line" },
];

export default function Aging() {
  const filters = useFilters(PERIOD);
  const { from, to, clinic, provider, payer } = filters;
  const names = useNames();
  const keep = useKeep();
  const go = useNavigate();
  const totals = useAsk("/reports/ar/totals/", { query: { from, to, clinic, limit: 100 } });
  const moves = useAsk("/reports/ar/movement/", { query: { from, to, limit: 100 } });
  const carriers = useAsk("/reports/ar/carriers/", {
    query: { clinic, carrier: payer, limit: 500 },
  });
  const providers = useAsk("/reports/ar/providers/", { query: { clinic, provider, limit: 500 } });
  const calls = usePages("/worklists/{name}", {
    path: { name: "ar_calls" },
    query: { clinic, provider, limit: 10 },
  });
  const first = calls.data?.pages[0]?.data ?? [];
  const people = useNamesOf(
    first.map((it) => it.patient_id),
    "billing",
  );
  const carrierColumns: Column<Carrier>[] = [
    { key: "carrier_name", label: "Carrier" },
    { key: "claim_count", label: "Claims", kind: "count" },
    { key: "insurance_estimate_amount", label: "Expected", kind: "amount" },
    { key: "estimate_0_30_amount", label: "Up to 30", kind: "amount", minor: true },
    { key: "estimate_31_60_amount", label: "31 to 60", kind: "amount", minor: true },
    { key: "estimate_61_90_amount", label: "61 to 90", kind: "amount", minor: true },
    { key: "estimate_over_90_amount", label: "Over 90", kind: "amount" },
  ];
  const providerColumns: Column<Balance>[] = [
    { key: "provider_id", label: "Provider", value: (it) => names.provider(it.provider_id) },
    { key: "guarantor_count", label: "Families", kind: "count", minor: true },
    { key: "charged_amount", label: "Charged", kind: "amount", minor: true },
    { key: "credited_amount", label: "Credited", kind: "amount", minor: true },
    { key: "balance_total_amount", label: "Open", kind: "amount" },
  ];
  const callColumns: Column<Call>[] = [
    { key: "priority_order", label: "Next", kind: "count" },
    {
      key: "patient_id",
      label: "Family of",
      value: (it) => people.get(it.patient_id ?? 0) ?? `#${it.patient_id}`,
    },
    { key: "reason", label: "Why" },
    { key: "worklist_amount", label: "Owes", kind: "amount" },
    { key: "last_contact_date", label: "Last contact", kind: "day", minor: true },
  ];
  return (
    <Page
      title="AR aging"
      lede="What families and insurers owe, how old it is, and what moved it."
      filters={["period", "clinic", "provider", "payer", "compare"]}
      fallback={PERIOD}
      actions={<ExportButton of="/exports/ar" query={{ from, to, clinic }} />}
    >
      <Tiles
        kpis={["ar_total", "patient_portion_ar", "insurance_ar", "days_in_ar"]}
        fallback={PERIOD}
      />
      <Card
        title="By age"
        lede="Credits pay the oldest charge first. Month-ends, and today."
        className="card--half"
        meta={totals.data?.meta}
      >
        <Answer
          of={totals}
          height={300}
          empty="There is no month-end in this period. Choose a longer one."
        >
          {({ data }) => (
            <Chart
              label="Balances by age of the charge"
              along={AS_OF}
              series={BUCKETS}
              rows={data}
              height={280}
              onPick={() => go(keep("/worklists/ar_calls"))}
            />
          )}
        </Answer>
      </Card>
      <Card
        title="What moved it"
        lede="Of all clinics: a family's balance is not split."
        className="card--half"
        meta={moves.data?.meta}
      >
        <Answer of={moves} height={300}>
          {({ data }) => (
            <Chart
              label="What moved the balances"
              along={MONTH}
              series={MOVES}
              rows={data}
              height={280}
              onPick={(row) =>
                go(
                  keep("/revenue", {
                    from: row.period_start_date,
                    to: endOfMonth(row.period_start_date),
                  }),
                )
              }
            />
          )}
        </Answer>
      </Card>
      <Card
        title="Call first"
        lede={<Link to={keep("/worklists/ar_calls")}>The whole list, to work and to export</Link>}
        className="card--half"
      >
        <Answer
          of={{ ...calls, data: calls.data ? first : undefined }}
          height={320}
          isEmpty={() => first.length === 0}
          empty="Nobody has to be called about a balance."
        >
          {() => (
            <DataTable
              label="Call first"
              columns={callColumns}
              rows={first}
              rowKey={(it) => it.item_key}
              onOpen={() => go(keep("/worklists/ar_calls"))}
            />
          )}
        </Answer>
      </Card>
      <Card
        title="By carrier"
        lede="Claims sent and not answered, by days since they were first sent."
        className="card--half"
        meta={carriers.data?.meta}
        actions={<ExportButton of="/exports/insurance" query={{ clinic, carrier: payer }} />}
      >
        <Answer of={carriers} height={320} empty="No claim is open.">
          {({ data }) => (
            <DataTable
              label="By carrier"
              columns={carrierColumns}
              rows={data}
              rowKey={(it) => it.carrier_id}
              initialSort={{ key: "insurance_estimate_amount", isDescending: true }}
              onOpen={(it) =>
                go(keep("/worklists/outstanding_claims", { payer: String(it.carrier_id) }))
              }
            />
          )}
        </Answer>
      </Card>
      <Card
        title="By provider of the work"
        lede="Every counted line of the ledger by its own provider; payments without one lower the row of no provider."
        meta={providers.data?.meta}
      >
        <Answer of={providers} height={260}>
          {({ data }) => (
            <DataTable
              label="By provider"
              columns={providerColumns}
              rows={data}
              rowKey={(it) => it.provider_id}
              initialSort={{ key: "balance_total_amount", isDescending: true }}
              onOpen={(it) => go(keep("/worklists/ar_calls", { provider: String(it.provider_id) }))}
            />
          )}
        </Answer>
      </Card>
    </Page>
  );
}
