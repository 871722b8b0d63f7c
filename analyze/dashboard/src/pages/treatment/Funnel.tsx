/** How far treatment planned in a period has come: each step as a share of all that was planned. */
import { useAsk } from "../../api/asking";
import type { RowOf } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import { ExportButton } from "../../parts/ExportButton";
import { useFormats } from "../../session/practice";
import { useFilters } from "../../shell/filters";

type Step = RowOf<"/reports/treatment-funnel/">;

export function Funnel() {
  const { from, to, clinic, provider } = useFilters("12-months");
  const query = { from, to, clinic, provider };
  const found = useAsk("/reports/treatment-funnel/", { query });
  return (
    <Card
      title="From planned to paid"
      lede="Treatment planned in this period that was not withdrawn, and the steps it has reached until today."
      meta={found.data?.meta}
      actions={<ExportButton of="/exports/treatment_funnel" query={query} />}
    >
      <Answer of={found} height={360} empty="No treatment was planned in this period.">
        {({ data }) => <Steps steps={data} />}
      </Answer>
    </Card>
  );
}

/** A table whose bars are drawn in its cells: chart and twin in one. */
function Steps({ steps }: { steps: Step[] }) {
  const { count, money, rate } = useFormats();
  return (
    <table className="table funnel">
      <caption className="hidden-words">Steps from planned to paid in full</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Share reached</th>
          <th scope="col" className="number">
            Procedures
          </th>
          <th scope="col" className="number minor">
            Fees
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map((it) => (
          <tr key={it.step}>
            <th scope="row">{words(it.step)}</th>
            <td>
              <svg
                className="funnel__bar"
                viewBox="0 0 100 10"
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                <rect className="meter__ground" width="100" height="10" />
                <rect
                  className="meter__made"
                  width={100 * Number(it.reached_rate ?? 0)}
                  height="10"
                />
              </svg>
              <span className="funnel__share">{rate(it.reached_rate)}</span>
            </td>
            <td className="number">{count(it.reached_count)}</td>
            <td className="number minor">{money(it.reached_amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
