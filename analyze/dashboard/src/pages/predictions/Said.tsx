/** What one model says of everything it was asked about last: band, reasons, what to do. */
import type { RowOf } from "../../api/client";
import { words } from "../../format/words";
import type { Column } from "../../parts/columns";
import { PatientLink } from "../../parts/PatientLink";
import { RowsCard } from "../../parts/RowsCard";
import { Segments } from "../../parts/Segments";
import { useFormats, useNames } from "../../session/practice";
import { useFilters } from "../../shell/filters";
import { usePick } from "../../shell/picks";
import type { MODELS } from "./Predictions";

type Row = RowOf<"/predictions/{model}">;

const BANDS = [
  ["high", "High"],
  ["raised", "Raised"],
  ["usual", "Usual"],
  ["held_out", "Left alone by chance"],
] as const;

interface Props {
  model: (typeof MODELS)[number][0];
  isPublished: boolean;
}

export function Said({ model, isPublished }: Props) {
  const { clinic, provider } = useFilters();
  const names = useNames();
  const { rate } = useFormats();
  const [band, setBand] = usePick(
    "band",
    BANDS.map(([name]) => name),
  );
  const columns: Column<Row>[] = [
    { key: "expected_date", label: "Known on", kind: "day" },
    {
      key: "patient_id",
      label: "Patient",
      show: (row) => <PatientLink patientId={row.patient_id} />,
    },
    { key: "risk_band", label: "Risk", show: (row) => <Band of={row} /> },
    { key: "reasons", label: "Why" },
    { key: "next_action", label: "What to do" },
    {
      key: "probability_rate",
      label: "Likely",
      kind: "rate",
      show: (row) =>
        row.probability_rate === null || row.probability_rate === undefined
          ? `by the rule: ${rate(row.rule_rate)}`
          : rate(row.probability_rate),
    },
    { key: "at_stake_amount", label: "At stake", kind: "amount" },
    {
      key: "provider_id",
      label: "Provider",
      value: (row) => names.provider(row.provider_id),
      minor: true,
    },
  ];
  return (
    <RowsCard
      title="Who, and why"
      lede={
        isPublished
          ? "By a model that passed its gate. High is the upper tenth of all risks, raised the next fifth."
          : "By the simple rule: no model passed its gate, so no probability is shown."
      }
      of="/predictions/{model}"
      path={{ model }}
      // What nothing can be done about any more is history.
      query={{ clinic, provider, band, actionable: true }}
      columns={columns}
      rowKey={(row) => `${row.entity_id} ${row.expected_date}`}
      empty="Nothing of this kind is foretold now. Choose another band or model."
      isOfPatients
      picks={<Segments label="Risk" value={band} choices={BANDS} onChange={setBand} />}
    />
  );
}

function Band({ of }: { of: Row }) {
  const kind =
    of.risk_band === "high"
      ? "chip chip--bad"
      : of.risk_band === "raised"
        ? "chip chip--warning"
        : "chip";
  return <span className={kind}>{words(of.risk_band)}</span>;
}
