/** People by name, telephone, birthday or number. What was looked for is sent as a body and not kept. */
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { type FormEvent, useState } from "react";
import { useTell } from "../../api/asking";
import type { Schemas } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { fullName } from "../../parts/useNamesOf";
import { asked, type Whom } from "./asked";

type Person = Schemas["Person"];

const COLUMNS: Column<Person>[] = [
  { key: "name", label: "Name", value: fullName },
  { key: "birth_date", label: "Born", kind: "day" },
  { key: "patient_id", label: "Number" },
];

export function Search({ onChoose }: { onChoose: (patientId: number) => void }) {
  const [whom, setWhom] = useState<Whom | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const found = useTell("/patients/search", whom ?? {}, { enabled: whom !== null });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const next = asked(form);
    setProblem(
      next ? null : "Give at least two letters of a name, ten digits, a birthday or a number.",
    );
    setWhom(next);
  };
  return (
    <Card title="Look somebody up" lede="Every part you give must fit; names by their beginning.">
      <form className="search" onSubmit={send} aria-label="Look somebody up" autoComplete="off">
        <TextField name="last_name" label="Last name" />
        <TextField name="first_name" label="First name" />
        <TextField name="phone" label="Telephone" slotProps={{ htmlInput: { inputMode: "tel" } }} />
        <TextField
          name="birth_date"
          label="Born"
          type="date"
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <TextField
          name="patient_id"
          label="Number"
          slotProps={{ htmlInput: { inputMode: "numeric" } }}
        />
        <Button type="submit" variant="contained">
          Look up
        </Button>
      </form>
      {problem && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      {whom && (
        <Answer of={found} height={120} empty="Nobody fits. Give fewer parts, or fewer letters.">
          {({ data }) => (
            <DataTable
              label="People found"
              columns={COLUMNS}
              rows={data}
              rowKey={(row) => row.patient_id}
              onOpen={(row) => onChoose(row.patient_id)}
              openLabel={(row) => `${fullName(row)}: open`}
            />
          )}
        </Answer>
      )}
    </Card>
  );
}
