/** The end of a day: what it took against what was deposited, what it leaves undone, and who signed it. */
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useAsk } from "../../api/asking";
import { type ApiProblem, post, type RowOf } from "../../api/client";
import { addDays, isDay } from "../../format/days";
import { CLOSE_LINES, label } from "../../format/labels";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { Icon } from "../../parts/Icon";
import { useFormats, useNames, usePractice, useToday } from "../../session/practice";
import { useFilters, useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";

type Line = RowOf<"/close/{day}">;
type Changed = RowOf<"/close/{day}/changes">;

const LISTS: Record<string, string> = {
  completed_without_claim: "/worklists/unbilled_unsent",
  broken_not_rescheduled: "/worklists/broken_not_rescheduled",
};

export default function Close() {
  const asked = useParams()["*"];
  const today = useToday();
  const practice = usePractice();
  const day = isDay(asked) ? asked : (practice.previous_working_date ?? today);
  const { clinic } = useFilters();
  const keep = useKeep();
  const go = useNavigate();
  const format = useFormats();
  const names = useNames();
  const found = useAsk("/close/{day}", { path: { day }, query: { clinic, limit: 500 } });
  const signed = useAsk("/close/{day}/signatures", { path: { day }, query: { clinic } });
  const signature = signed.data?.data.find((it) => (it.clinic_id ?? undefined) === clinic);
  const clinicColumn: Column<Line> = {
    key: "clinic_id",
    label: "Clinic",
    value: (it) => names.clinic(it.clinic_id),
    minor: true,
  };
  const money: Column<Line>[] = [
    { key: "close_line", label: "What", value: (it) => label(CLOSE_LINES, it.close_line) },
    { key: "close_detail", label: "Kind", value: (it) => words(it.close_detail) },
    clinicColumn,
    { key: "close_item_count", label: "Lines", kind: "count" },
    { key: "close_amount", label: "Amount", kind: "cents" },
    { key: "deposited_amount", label: "Deposited, explained", kind: "cents" },
    {
      key: "is_to_be_done",
      label: "Look at it",
      show: (it) => <ToDo isToDo={it.is_to_be_done} />,
    },
  ];
  const undone: Column<Line>[] = [
    {
      key: "close_line",
      label: "What",
      value: (it) => label(CLOSE_LINES, it.close_line),
      show: (it) => {
        const list = LISTS[it.close_line];
        const text = label(CLOSE_LINES, it.close_line);
        return list ? <Link to={keep(list)}>{text}</Link> : text;
      },
    },
    { key: "close_detail", label: "Kind", value: (it) => words(it.close_detail) },
    clinicColumn,
    { key: "close_item_count", label: "Items", kind: "count" },
    { key: "close_amount", label: "Fee or amount", kind: "cents" },
    { key: "is_to_be_done", label: "Look at it", show: (it) => <ToDo isToDo={it.is_to_be_done} /> },
  ];
  const isMoney = (it: Line) => it.close_line === "payments" || it.close_line === "deposits";
  return (
    <Page
      title={`Daily close, ${format.weekday(day)}`}
      lede="Payments against deposits, and what the day leaves undone. Signing keeps these figures as they are."
      filters={["clinic"]}
      actions={
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: buttons, not a form */}
          <span className="switch no-print" role="group" aria-label="Day">
            <button type="button" onClick={() => go(keep(`/close/${addDays(day, -1)}`))}>
              Day before
            </button>
            <button
              type="button"
              aria-pressed={day === today}
              onClick={() => go(keep(`/close/${today}`))}
            >
              Today
            </button>
            <button
              type="button"
              disabled={day >= today}
              onClick={() => go(keep(`/close/${addDays(day, 1)}`))}
            >
              Day after
            </button>
          </span>
          <Button
            className="no-print"
            variant="outlined"
            startIcon={<Icon name="print" size={16} />}
            onClick={() => print()}
          >
            Print
          </Button>
          <Sign day={day} clinic={clinic} isSigned={signature !== undefined} />
        </>
      }
    >
      {signature && (
        <p className="notice">
          <b>
            Signed by {signature.signed_by.replace(/^user:/, "")} on{" "}
            {format.moment(signature.signed_at)}
          </b>
          {signature.note && `: ${signature.note}`}
        </p>
      )}
      <Answer of={found} height={500} empty="Nothing was taken, done or left undone on this day.">
        {({ data, meta }) => (
          <div className="page-body">
            <Card title="Left undone">
              {data.some((it) => !isMoney(it)) ? (
                <DataTable
                  label="Left undone"
                  columns={undone}
                  rows={data.filter((it) => !isMoney(it))}
                  rowKey={lineKey}
                  isPlain
                />
              ) : (
                <p>Nothing. The day is clean.</p>
              )}
            </Card>
            <Card title="Money" meta={meta}>
              <DataTable
                label="Payments and deposits"
                columns={money}
                rows={data.filter(isMoney)}
                rowKey={lineKey}
                isPlain
              />
            </Card>
          </div>
        )}
      </Answer>
      {signature && <Changes day={day} clinic={clinic} />}
    </Page>
  );
}

function lineKey(it: { close_line: string; close_detail: string; clinic_id: number }) {
  return `${it.close_line}.${it.close_detail}.${it.clinic_id}`;
}

function ToDo({ isToDo }: { isToDo: boolean }) {
  return isToDo ? (
    <span className="chip chip--warning">
      <Icon name="warning" size={14} />
      To do
    </span>
  ) : (
    <span className="chip chip--good">
      <Icon name="check" size={14} />
      Fine
    </span>
  );
}

interface SignProps {
  day: string;
  clinic: number | undefined;
  isSigned: boolean;
}

function Sign({ day, clinic, isSigned }: SignProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const client = useQueryClient();
  const names = useNames();
  const { weekday } = useFormats();
  const today = useToday();
  const sign = async () => {
    setIsBusy(true);
    setProblem(null);
    try {
      await post("/close/{day}/signatures", { clinic_id: clinic ?? null, note }, { path: { day } });
      await client.invalidateQueries({ queryKey: ["/close/{day}/signatures"] });
      await client.invalidateQueries({ queryKey: ["/close/{day}/changes"] });
      setIsOpen(false);
    } catch (error) {
      setProblem((error as ApiProblem).message);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <Button
        className="no-print"
        variant="contained"
        disabled={day > today}
        onClick={() => setIsOpen(true)}
      >
        {isSigned ? "Sign again" : "Sign the day"}
      </Button>
      <Dialog open={isOpen} onClose={() => setIsOpen(false)} fullWidth maxWidth="xs">
        <DialogTitle>Sign {weekday(day)}</DialogTitle>
        <DialogContent className="form">
          <p>
            The figures of {clinic === undefined ? "all clinics" : names.clinic(clinic)} are kept as
            they are now. What changes later is shown beside them; nothing that was kept is changed.
          </p>
          <TextField
            label="Note, no names"
            value={note}
            multiline
            minRows={2}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          {problem && (
            <p role="alert" className="problem">
              {problem}
            </p>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setIsOpen(false)}>Cancel</Button>
          <Button variant="contained" disabled={isBusy} onClick={() => void sign()}>
            Sign
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

const CHANGES: Column<Changed>[] = [
  { key: "close_line", label: "What", value: (it) => label(CLOSE_LINES, it.close_line) },
  { key: "close_detail", label: "Kind", value: (it) => words(it.close_detail) },
  { key: "signed_amount", label: "Signed", kind: "cents" },
  { key: "close_amount", label: "Now", kind: "cents" },
  { key: "difference_amount", label: "Difference", kind: "cents" },
  { key: "difference_item_count", label: "Items more or less", kind: "count" },
];

function Changes({ day, clinic }: { day: string; clinic: number | undefined }) {
  const found = useAsk("/close/{day}/changes", { path: { day }, query: { clinic, limit: 500 } });
  return (
    <Card title="Changed since it was signed" meta={found.data?.meta}>
      <Answer
        of={found}
        height={90}
        isEmpty={({ data }) => !data.some((it) => it.has_changed)}
        empty="Nothing has changed since."
      >
        {({ data }) => (
          <DataTable
            label="Changed since it was signed"
            columns={CHANGES}
            rows={data.filter((it) => it.has_changed)}
            rowKey={lineKey}
            isPlain
          />
        )}
      </Answer>
    </Card>
  );
}
