/** The card of a model: what it is for, how good it is on months it had not seen, where it misleads. */
import type { Asking } from "../../api/asking";
import { useAsk } from "../../api/asking";
import type { Answer as AnswerOf, RowOf } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { Chart } from "../../parts/Chart";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { useFormats } from "../../session/practice";
import { Fact } from "../patients/Facts";
import { cardOf, type Gain, type Tenth } from "./card";
import type { MODELS } from "./Predictions";

type Model = RowOf<"/predictions/models">;
type Metric = RowOf<"/predictions/models/{model}/metrics">;

const SAID: Column<Tenth> = { key: "said_rate", label: "Said", kind: "rate" };
const CALLED: Column<Gain> = { key: "part_rate", label: "Called first", kind: "rate" };

interface Props {
  of: Asking<AnswerOf<"/predictions/models">>;
  model: (typeof MODELS)[number][0];
  label: string;
}

export function ModelCard({ of, model, label }: Props) {
  return (
    <Answer
      of={of}
      height={420}
      isEmpty={({ data }) => data.every((it) => it.model !== model)}
      empty="No version of this model is in use. Train it with: enamel ml train."
    >
      {({ data }) => {
        const found = data.find((it) => it.model === model);
        return found ? <One it={found} label={label} /> : null;
      }}
    </Answer>
  );
}

function One({ it, label }: { it: Model; label: string }) {
  const { count, day, decimal, moment, rate } = useFormats();
  const card = cardOf(it.card);
  return (
    <div className="report-figures">
      <Card
        title={`${label}, version ${it.version}`}
        lede={card.about}
        actions={
          <span className={it.is_published ? "chip chip--good" : "chip chip--warning"}>
            {it.is_published ? "In use" : "Not shown: it missed its gate"}
          </span>
        }
      >
        <p>{it.verdict}</p>
        <dl className="facts model-facts">
          <Fact label="AUC, later months">{decimal(it.auc_value, 2)}</Fact>
          <Fact label="AUC of the simple rule">{decimal(it.rule_auc_value, 2)}</Fact>
          <Fact label="Happens in">{rate(it.base_rate)}</Fact>
          <Fact label="Moments">{count(it.moment_count)}</Fact>
          <Fact label="People">{count(it.person_count)}</Fact>
          <Fact label="Fitted on">{`${day(it.train_from_date)} to ${day(it.tune_from_date)}`}</Fact>
          <Fact label="Tested on">{`${day(it.test_from_date)} to ${day(it.test_until_date)}`}</Fact>
          <Fact label="Fitted">{moment(it.trained_at)}</Fact>
          <Fact label="Put into use">
            {it.approved_by ? `${it.approved_by}, ${moment(it.approved_at)}` : "–"}
          </Fact>
        </dl>
        <p className="fine">The rule beside it: {it.rule_in_words}</p>
        {card.isSynthetic && (
          <p className="notice">
            Fitted on a synthetic practice: its figures say nothing of yours.
          </p>
        )}
        {card.notes.map((note) => (
          <p key={note} className="fine">
            {note}
          </p>
        ))}
      </Card>
      {card.reliability.length > 0 && (
        <Card title="Said, and happened" lede="The closer the two, the more the probability means.">
          <Chart
            label="What was said and how often it happened, by tenth of the test"
            along={SAID}
            series={[
              { key: "happened_rate", label: "Happened", kind: "rate", as: "line" },
              { key: "said_rate", label: "Said", kind: "rate", as: "dashed" },
            ]}
            more={[{ key: "row_count", label: "Moments", kind: "count" }]}
            rows={card.reliability}
          />
        </Card>
      )}
      {card.gains.length > 0 && (
        <Card
          title="Who is found by calling"
          lede="Calling the likeliest first, against calling anybody."
        >
          <Chart
            label="Share of those sought that are found by calling so many first"
            along={CALLED}
            series={[
              { key: "found_rate", label: "Found", kind: "rate", as: "line" },
              { key: "part_rate", label: "By chance", kind: "rate", as: "dashed" },
            ]}
            rows={card.gains}
          />
        </Card>
      )}
      <Metrics model={it.model as Props["model"]} />
    </div>
  );
}

const METRICS: Column<Metric>[] = [
  { key: "segment", label: "Part of the test" },
  { key: "metric", label: "Measure", value: (row) => words(row.metric) },
  {
    key: "metric_value",
    label: "Value",
    kind: "decimal",
    show: (row) => written(row.metric_value),
  },
  { key: "lower_value", label: "From", kind: "decimal", show: (row) => written(row.lower_value) },
  { key: "upper_value", label: "To", kind: "decimal", show: (row) => written(row.upper_value) },
];

/** Measures have three places: a tenth of an AUC is a lot. */
function written(value: string | null | undefined): string {
  return value === null || value === undefined ? "–" : Number(value).toFixed(3);
}

function Metrics({ model }: { model: Props["model"] }) {
  const found = useAsk("/predictions/models/{model}/metrics", {
    path: { model },
    query: { limit: 500 },
  });
  return (
    <Card
      title="Measured"
      lede="Whole and in parts, on months it had not seen, with intervals of 95%."
      meta={found.data?.meta}
    >
      <Answer of={found} height={240} empty="Nothing was measured.">
        {({ data }) => (
          <DataTable
            label="Measures of the model"
            columns={METRICS}
            rows={data}
            rowKey={(row) => `${row.segment} ${row.metric}`}
          />
        )}
      </Answer>
    </Card>
  );
}
