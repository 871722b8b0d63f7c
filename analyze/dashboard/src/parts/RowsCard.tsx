/** The rows behind a figure: a list, page after page, with its export. */
import type { ReactNode } from "react";
import { usePages } from "../api/asking";
import type { GetPath, PathValues, Query, RowOf, Schemas } from "../api/client";
import { Answer } from "./Answer";
import { Card } from "./Card";
import type { Column } from "./columns";
import { DataTable } from "./DataTable";
import { type Export, ExportButton } from "./ExportButton";
import { More } from "./More";
import { ShowNames } from "./Reveal";

interface Props<P extends GetPath> {
  title: string;
  lede?: ReactNode;
  of: P;
  /** What stands in the address pattern itself. */
  path?: PathValues<P>;
  query: Query<P>;
  columns: Column<RowOf<P>>[];
  rowKey: (row: RowOf<P>) => string | number;
  empty: ReactNode;
  exported?: Export;
  /** True where a row is about one patient: its export needs a reason. */
  isOfPatients?: boolean;
  /** Switches that choose among the rows. */
  picks?: ReactNode;
  onOpen?: (row: RowOf<P>) => void;
  openLabel?: (row: RowOf<P>) => string;
  className?: string;
  height?: number;
}

export function RowsCard<P extends GetPath>(props: Props<P>) {
  const { title, lede, of, query, columns, rowKey, empty, exported, picks, onOpen } = props;
  const found = usePages(of, {
    path: props.path,
    query: { limit: 100, ...(query as object) } as Query<P>,
  });
  const pages = found.data?.pages as { data: RowOf<P>[]; meta: Schemas["Meta"] }[] | undefined;
  const rows = pages?.flatMap((page) => page.data) ?? [];
  return (
    <Card
      title={title}
      lede={lede}
      className={props.className}
      meta={pages?.[0]?.meta}
      actions={
        <>
          {picks}
          {props.isOfPatients && <ShowNames patientIds={rows.map(whoOf)} />}
          {exported && (
            <ExportButton
              of={exported}
              query={query as Record<string, unknown>}
              isOfPatients={props.isOfPatients}
            />
          )}
        </>
      }
    >
      <Answer
        of={{ ...found, data: found.data }}
        height={props.height ?? 320}
        isEmpty={() => rows.length === 0}
        empty={empty}
      >
        {() => (
          <>
            <DataTable
              label={`${title}, row by row`}
              columns={columns}
              rows={rows}
              rowKey={rowKey}
              onOpen={onOpen}
              openLabel={props.openLabel}
            />
            <More of={found as never} />
          </>
        )}
      </Answer>
    </Card>
  );
}

/** The key of the patient, or of the guarantor, a row is about. */
function whoOf(row: unknown): number | null | undefined {
  const found = row as { patient_id?: number | null; guarantor_id?: number | null };
  return found.patient_id ?? found.guarantor_id;
}
