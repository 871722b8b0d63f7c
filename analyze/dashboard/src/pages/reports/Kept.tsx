/** The reports one keeps, and what of them is mailed. */
import Button from "@mui/material/Button";
import { Link, useNavigate } from "react-router";
import { useAsk } from "../../api/asking";
import type { Schemas } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { useFormats } from "../../session/practice";
import { Page } from "../../shell/Page";
import { Mail } from "./Mail";
import { periodWords } from "./words";

export function Kept() {
  const navigate = useNavigate();
  const format = useFormats();
  const found = useAsk("/own-reports");
  const columns: Column<Schemas["OwnReport"]>[] = [
    {
      key: "title",
      label: "Title",
      show: (row) => <Link to={`/reports/${row.report_id}`}>{row.title}</Link>,
    },
    { key: "note", label: "Note", minor: true },
    {
      key: "figures",
      label: "Figures",
      kind: "count",
      value: (row) => row.definition.figures.length,
    },
    { key: "period", label: "Period", value: (row) => periodWords(row.definition, format) },
    { key: "is_shared", label: "Shared", kind: "yes" },
    { key: "changed_at", label: "Changed", kind: "moment", minor: true },
  ];
  return (
    <Page
      title="Own reports"
      lede="Key figures of your choice, as often as you like, seen with the rights of whoever looks."
      actions={
        <Button variant="contained" onClick={() => void navigate("/reports/new")}>
          Compose a report
        </Button>
      }
    >
      <Card title="Kept by you">
        <Answer
          of={found}
          height={200}
          isEmpty={(rows) => rows.length === 0}
          empty="You keep no report yet. Compose one: choose figures, a period and how to draw them."
        >
          {(rows) => (
            <DataTable
              label="Your reports"
              columns={columns}
              rows={rows}
              rowKey={(row) => row.report_id}
              onOpen={(row) => void navigate(`/reports/${row.report_id}`)}
              openLabel={(row) => `${row.title}: open`}
              isPlain
            />
          )}
        </Answer>
      </Card>
      <Mail reports={found.data ?? []} />
    </Page>
  );
}
