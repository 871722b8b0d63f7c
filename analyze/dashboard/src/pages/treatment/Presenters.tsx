/** Saved plans by who presented them. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import type { Column } from "../../parts/columns";
import { RowsCard } from "../../parts/RowsCard";
import { Segments } from "../../parts/Segments";
import { type Role, useRole } from "../../session/session";
import { useFilters } from "../../shell/filters";
import { usePick } from "../../shell/picks";

type Row = RowOf<"/reports/presenters/">;

const COUNTED = [
  ["first", "First plan"],
  ["last", "Last plan"],
] as const;

/** Who is told what users log in as; Postgres decides, this asks nothing that would be refused. */
const TOLD: Role[] = ["owner", "manager", "billing"];

const COUNTS: Column<Row>[] = [
  { key: "presented_count", label: "Presented", kind: "count" },
  { key: "scheduled_count", label: "On the book", kind: "count", minor: true },
  { key: "completed_count", label: "Completed", kind: "count", minor: true },
  { key: "presented_net_amount", label: "Net fees", kind: "amount" },
  { key: "accepted_count_rate", label: "Accepted", kind: "rate" },
];

export function Presenters() {
  const { from, to } = useFilters("12-months");
  const [presentation, setPresentation] = usePick(
    "plan",
    COUNTED.map(([name]) => name),
  );
  const query = { from, to, presentation };
  const role = useRole();
  const isTold = role !== null && TOLD.includes(role);
  const found = useAsk("/reports/presenters/names/", { query: { limit: 500 }, enabled: isTold });
  const names = new Map(found.data?.data.map((it) => [it.presenter_user_id, it.user_name]));
  const columns: Column<Row>[] = [
    {
      key: "presenter_user_id",
      label: "Presenter",
      value: ({ presenter_user_id: user }) =>
        user === 0 ? "Nobody named" : (names.get(user) ?? `User ${user}`),
    },
    ...COUNTS,
  ];
  return (
    <RowsCard
      title="By presenter"
      lede="Users of Open Dental who saved a plan; a procedure on several plans counts once."
      of="/reports/presenters/"
      query={query}
      columns={columns}
      rowKey={(row) => row.presenter_user_id}
      empty="No plan was saved in this period."
      exported="/exports/presenters"
      picks={
        <Segments
          label="Counted"
          value={presentation}
          choices={COUNTED}
          onChange={setPresentation}
        />
      }
      height={200}
    />
  );
}
