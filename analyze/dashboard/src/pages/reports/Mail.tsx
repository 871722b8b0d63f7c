/** What is mailed again and again: the huddle at seven, the close in the evening, a report a month. */
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { type FormEvent, useState } from "react";
import { answers, useAsk } from "../../api/asking";
import { type ApiProblem, post, remove, type Schemas } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { useSeesNames } from "../../session/named";
import { Choice } from "./Compose";
import { EVERY, PAPERS } from "./words";

type Schedule = Schemas["Schedule"];

export function Mail({ reports }: { reports: Schemas["OwnReport"][] }) {
  const [isNew, setIsNew] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const found = useAsk("/schedules");
  const titleOf = (it: Schedule) =>
    it.paper === "report"
      ? (reports.find((one) => one.report_id === it.report_id)?.title ?? "A report")
      : PAPERS[it.paper];
  const stop = async (it: Schedule) => {
    try {
      await remove("/schedules/{schedule_id}", { path: { schedule_id: it.schedule_id } });
      await answers.invalidateQueries({ queryKey: ["/schedules"] });
    } catch (error) {
      setProblem((error as ApiProblem).message);
    }
  };
  const columns: Column<Schedule>[] = [
    { key: "paper", label: "What", value: titleOf },
    { key: "every", label: "When", value: (row) => `${EVERY[row.every]}, ${row.at_time}` },
    { key: "recipients", label: "To", value: (row) => row.recipients.join(", ") },
    { key: "has_names", label: "With names", kind: "yes", minor: true },
    { key: "last_sent_at", label: "Last sent", kind: "moment" },
    {
      key: "stop",
      label: "Stop",
      value: () => "",
      show: (row) => (
        <Button onClick={() => void stop(row)} aria-label={`${titleOf(row)}: mail no more`}>
          Stop
        </Button>
      ),
    },
  ];
  return (
    <Card
      title="Sent by e-mail"
      lede="Made with your rights when it is sent. Addresses of known domains alone."
      actions={
        <Button variant="outlined" aria-expanded={isNew} onClick={() => setIsNew((now) => !now)}>
          Send something regularly
        </Button>
      }
    >
      {problem && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      {isNew && <NewMail reports={reports} onDone={() => setIsNew(false)} />}
      <Answer
        of={found}
        height={120}
        isEmpty={(rows) => rows.length === 0}
        empty="Nothing is mailed. Send the huddle at seven, or a report on the first of a month."
      >
        {(rows) => (
          <DataTable
            label="What is mailed"
            columns={columns}
            rows={rows}
            rowKey={(row) => row.schedule_id}
            isPlain
          />
        )}
      </Answer>
    </Card>
  );
}

interface NewProps {
  reports: Schemas["OwnReport"][];
  onDone: () => void;
}

function NewMail({ reports, onDone }: NewProps) {
  const seesNames = useSeesNames();
  const [paper, setPaper] = useState<Schemas["Paper"]>("huddle");
  const [every, setEvery] = useState<Schemas["Every"]>("workday");
  const [hasNames, setHasNames] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const recipients = String(form.get("recipients"))
      .split(/[\s,;]+/)
      .filter(Boolean);
    try {
      await post("/schedules", {
        paper,
        every,
        report_id: paper === "report" ? String(form.get("report")) : null,
        at_time: String(form.get("at")),
        recipients,
        has_names: hasNames,
      });
      await answers.invalidateQueries({ queryKey: ["/schedules"] });
      onDone();
    } catch (error) {
      setProblem((error as ApiProblem).message);
    }
  };
  return (
    <form
      className="compose__fields"
      aria-label="Send regularly"
      onSubmit={(event) => void send(event)}
    >
      <Choice label="What" value={paper} choices={PAPERS} onChange={setPaper} />
      {paper === "report" && (
        <TextField
          select
          label="Which report"
          name="report"
          required
          defaultValue={reports[0]?.report_id ?? ""}
        >
          {reports.map((it) => (
            <MenuItem key={it.report_id} value={it.report_id}>
              {it.title}
            </MenuItem>
          ))}
        </TextField>
      )}
      <Choice label="When" value={every} choices={EVERY} onChange={setEvery} />
      <TextField
        label="At"
        name="at"
        type="time"
        required
        defaultValue="07:00"
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <TextField
        label="To"
        name="recipients"
        required
        helperText="Addresses with commas between."
      />
      {paper === "huddle" && seesNames && (
        <FormControlLabel
          control={
            <Checkbox checked={hasNames} onChange={(event) => setHasNames(event.target.checked)} />
          }
          label="With names of patients"
        />
      )}
      {problem && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <Button type="submit" variant="contained">
        Keep
      </Button>
    </form>
  );
}
