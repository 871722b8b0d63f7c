/** Predictions: bands with their reasons, never a bare score; and how good the models are that say so. */
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useAsk } from "../../api/asking";
import { words } from "../../format/words";
import { Segments } from "../../parts/Segments";
import { useRole } from "../../session/session";
import { Page } from "../../shell/Page";
import { usePick } from "../../shell/picks";
import { ModelCard } from "./ModelCard";
import { Said } from "./Said";

export const MODELS = [
  ["no_show", "Missed visits"],
  ["late_cancel", "Late cancellations"],
  ["treatment_acceptance", "Treatment accepted in 90 days"],
  ["treatment_acceptance_30", "Treatment accepted in 30 days"],
  ["paid_in_60_days", "Paid in 60 days"],
  ["recall_return", "Back for recall"],
  ["attrition", "Patients lost"],
] as const;

const VIEWS = [
  ["said", "Who and why"],
  ["card", "Model card"],
] as const;

export default function Predictions() {
  const role = useRole();
  const isOwn = role === "provider" || role === "hygienist";
  const [model, setModel] = usePick(
    "model",
    MODELS.map(([name]) => name),
  );
  const [view, setView] = usePick(
    "view",
    VIEWS.map(([name]) => name),
  );
  const models = useAsk("/predictions/models", { query: { limit: 100 } });
  const inUse = models.data?.data.find((it) => it.model === model);
  return (
    <Page
      title="Predictions"
      lede="To offer help: a call, an earlier slot. Never to refuse or to grade anybody."
      filters={view === "said" ? (isOwn ? ["clinic"] : ["clinic", "provider"]) : []}
      actions={
        <>
          <TextField
            select
            label="What is foretold"
            value={model}
            onChange={(event) => setModel(event.target.value as typeof model)}
          >
            {MODELS.map(([name, label]) => (
              <MenuItem key={name} value={name}>
                {label}
              </MenuItem>
            ))}
          </TextField>
          <Segments label="Part of predictions" value={view} choices={VIEWS} onChange={setView} />
        </>
      }
    >
      {view === "said" ? (
        <Said model={model} isPublished={inUse?.is_published ?? false} />
      ) : (
        <ModelCard of={models} model={model} label={words(model)} />
      )}
    </Page>
  );
}
