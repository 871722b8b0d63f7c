/** Saved plans by who presented them. */
import type { RowOf } from "../../api/client";
import type { Column } from "../../parts/columns";
import { RowsCard } from "../../parts/RowsCard";
import { Segments } from "../../parts/Segments";
import { useFilters } from "../../shell/filters";
import { usePick } from "../../shell/picks";

type Row = RowOf<"/reports/presenters/">;

const COUNTED = [
  ["first", "First plan"],
  ["last", "Last plan"],
] as const;

const COLUMNS: Column<Row>[] = [
  {
    key: "presenter_user_id",
    label: "Presenter",
    value: (row) =>
      row.presenter_user_id === 0 ? "Nobody named" : `User ${row.presenter_user_id}`,
  },
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
  return (
    <RowsCard
      title="By presenter"
      lede="Users of Open Dental who saved a plan; a procedure on several plans counts once."
      of="/reports/presenters/"
      query={query}
      columns={COLUMNS}
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
