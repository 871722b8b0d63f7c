/** The rows of a report, put together figure by figure. */
import type { Schemas } from "../../api/client";

type Answer = Schemas["ReportAnswer"];
type Value = Schemas["KpiValue"];

export interface Figure {
  kpiId: string;
  variant: string;
  rows: Value[];
  meta: Schemas["Meta"] | undefined;
}

/** `meta` has one entry per figure asked for, in their order; rows say which figure they are of. */
export function figuresOf(answer: Answer): Figure[] {
  return answer.report.definition.figures.map((asked, place) => {
    const rows = answer.data.filter(
      (row) => row.kpi_id === asked.kpi_id && (!asked.variant || row.variant === asked.variant),
    );
    return {
      kpiId: asked.kpi_id,
      variant: asked.variant ?? rows[0]?.variant ?? "",
      rows,
      meta: answer.meta[place],
    };
  });
}
