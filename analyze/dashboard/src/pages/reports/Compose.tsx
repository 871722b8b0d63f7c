/** Compose a report: figures, how they are cut, over which period, how they are drawn. */
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { type FormEvent, useEffect, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { answers, useAsk } from "../../api/asking";
import { type ApiProblem, post, put, type Schemas } from "../../api/client";
import { Card } from "../../parts/Card";
import { usePractice } from "../../session/practice";
import { Page } from "../../shell/Page";
import { FigureChoice } from "./FigureChoice";
import { CHARTS, type Definition, GRAINS, PARTS, PERIODS } from "./words";

type NewReport = Schemas["NewReport"];

const EMPTY: NewReport = {
  title: "",
  note: "",
  is_shared: false,
  definition: { figures: [], grain: "month", by: "none", preset: "last_12_months", chart: "line" },
};

export function Compose() {
  const { reportId } = useParams();
  const navigate = useNavigate();
  const { clinics, providers } = usePractice();
  const [report, setReport] = useState<NewReport>(EMPTY);
  const [problem, setProblem] = useState<string | null>(null);
  const known = useAsk("/own-reports/{report_id}", {
    path: { report_id: reportId ?? "" },
    enabled: reportId !== undefined,
  });
  useEffect(() => {
    if (known.data) {
      const { title, note, is_shared, definition } = known.data;
      setReport({ title, note, is_shared, definition: definition as NewReport["definition"] });
    }
  }, [known.data]);
  const { definition } = report;
  const define = (change: Partial<Definition>) =>
    setReport((now) => ({
      ...now,
      definition: { ...now.definition, ...change } as NewReport["definition"],
    }));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (definition.figures.length === 0) {
      setProblem("Choose at least one figure.");
      return;
    }
    try {
      const kept = reportId
        ? await put("/own-reports/{report_id}", report, { path: { report_id: reportId } })
        : await post("/own-reports", report);
      await answers.invalidateQueries();
      void navigate(`/reports/${(kept as Schemas["OwnReport"]).report_id}`);
    } catch (error) {
      setProblem((error as ApiProblem).message);
    }
  };
  return (
    <Page
      title={reportId ? "Change a report" : "Compose a report"}
      lede="Only the question is kept, never an answer: whoever opens the report sees what they may see now."
    >
      <form className="compose" onSubmit={(event) => void send(event)} aria-label="Report">
        <Card title="Figures" lede="Up to twelve, in the order they are shown.">
          <FigureChoice figures={definition.figures} onChange={(figures) => define({ figures })} />
        </Card>
        <Card title="How">
          <div className="compose__fields">
            <Choice
              label="Period"
              value={definition.preset ?? "last_12_months"}
              choices={PERIODS}
              onChange={(preset) => define({ preset, from_date: null, to_date: null })}
            />
            <Choice
              label="By"
              value={definition.grain ?? "month"}
              choices={GRAINS}
              onChange={(grain) => define({ grain })}
            />
            <Choice
              label="Cut by"
              value={definition.by ?? "none"}
              choices={PARTS}
              onChange={(by) => define({ by })}
            />
            <Choice
              label="Drawn as"
              value={definition.chart ?? "line"}
              choices={CHARTS}
              onChange={(chart) => define({ chart })}
            />
            <TextField
              select
              label="Clinic"
              value={definition.clinic_id ?? ""}
              onChange={(event) =>
                define({ clinic_id: event.target.value === "" ? null : Number(event.target.value) })
              }
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            >
              <MenuItem value="">All clinics</MenuItem>
              {clinics.map((it) => (
                <MenuItem key={it.clinic_id} value={it.clinic_id}>
                  {it.clinic_name ?? it.clinic_abbreviation ?? `#${it.clinic_id}`}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              select
              label="Provider"
              value={definition.provider_id ?? ""}
              onChange={(event) =>
                define({
                  provider_id: event.target.value === "" ? null : Number(event.target.value),
                })
              }
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            >
              <MenuItem value="">All providers</MenuItem>
              {providers.map((it) => (
                <MenuItem key={it.provider_id} value={it.provider_id}>
                  {it.provider_abbreviation ?? `#${it.provider_id}`}
                </MenuItem>
              ))}
            </TextField>
          </div>
        </Card>
        <Card title="Keep it">
          <div className="compose__fields">
            <TextField
              label="Title"
              required
              value={report.title}
              onChange={(event) => setReport((now) => ({ ...now, title: event.target.value }))}
              slotProps={{ htmlInput: { maxLength: 120 } }}
              helperText="No patient's name."
            />
            <TextField
              label="Note"
              value={report.note}
              onChange={(event) => setReport((now) => ({ ...now, note: event.target.value }))}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
          </div>
          <FormControlLabel
            control={
              <Checkbox
                checked={report.is_shared ?? false}
                onChange={(event) =>
                  setReport((now) => ({ ...now, is_shared: event.target.checked }))
                }
              />
            }
            label="Whoever knows its link may open it, with their own rights"
          />
          {problem && (
            <p role="alert" className="problem">
              {problem}
            </p>
          )}
          <div className="compose__end">
            <Button onClick={() => void navigate(-1)}>Cancel</Button>
            <Button type="submit" variant="contained">
              Keep and show
            </Button>
          </div>
        </Card>
      </form>
    </Page>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  choices: Record<T, string>;
  onChange: (value: T) => void;
}

export function Choice<T extends string>({ label, value, choices, onChange }: ChoiceProps<T>) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as T)}
    >
      {(Object.entries(choices) as [T, string][]).map(([name, text]) => (
        <MenuItem key={name} value={name}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
}
