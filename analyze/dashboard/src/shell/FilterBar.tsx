/** What a page is filtered by: only what the page can be. All of it stands in the address. */
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { type Day, isDay } from "../format/days";
import { PRESETS, type Preset } from "../format/periods";
import { useFormats, usePractice } from "../session/practice";
import { useFilters } from "./filters";

export type FilterName = "period" | "clinic" | "provider" | "payer" | "compare";

interface Props {
  by: FilterName[];
  fallback?: Preset;
}

const DAYS = "days";

export function FilterBar({ by, fallback }: Props) {
  const filters = useFilters(fallback);
  const { clinics, providers, carriers } = usePractice();
  const format = useFormats();
  const isUsed = (name: FilterName) => by.includes(name);
  const choose = (name: string) =>
    name === DAYS
      ? filters.set({ from: filters.from, to: filters.to })
      : filters.set({ preset: name as Preset });
  const setDay = (which: "from" | "to", day: Day) => {
    if (!isDay(day)) return;
    const period = { from: filters.from, to: filters.to, [which]: day };
    if (period.from > period.to) {
      if (which === "from") period.to = day;
      else period.from = day;
    }
    filters.set(period);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form would be sent with Enter
    <div className="filters no-print" role="group" aria-label="Filters">
      {isUsed("period") && (
        <>
          <TextField
            select
            label="Period"
            value={filters.preset ?? DAYS}
            onChange={(event) => choose(event.target.value)}
            className="filters__period"
          >
            {Object.entries(PRESETS).map(([name, preset]) => (
              <MenuItem key={name} value={name}>
                {preset.label}
              </MenuItem>
            ))}
            <MenuItem value={DAYS}>Days of choice</MenuItem>
          </TextField>
          {filters.preset === null ? (
            <>
              <TextField
                type="date"
                label="From"
                value={filters.from}
                onChange={(event) => setDay("from", event.target.value)}
                slotProps={{ inputLabel: { shrink: true } }}
              />
              <TextField
                type="date"
                label="To"
                value={filters.to}
                onChange={(event) => setDay("to", event.target.value)}
                slotProps={{ inputLabel: { shrink: true } }}
              />
            </>
          ) : (
            <span className="filters__days">{format.period(filters.from, filters.to)}</span>
          )}
        </>
      )}
      {isUsed("clinic") && clinics.length > 2 && (
        <Choice
          label="Clinic"
          all="All clinics"
          value={filters.clinic}
          onChange={(clinic) => filters.set({ clinic })}
          choices={clinics
            .filter((it) => !it.is_hidden)
            .map((it) => [
              it.clinic_id,
              it.clinic_id === 0
                ? "No clinic"
                : (it.clinic_name ?? it.clinic_abbreviation ?? `#${it.clinic_id}`),
            ])}
        />
      )}
      {isUsed("provider") && providers.length > 1 && (
        <Choice
          label="Provider"
          all="All providers"
          value={filters.provider}
          onChange={(provider) => filters.set({ provider })}
          choices={providers
            .filter((it) => !it.is_hidden && it.provider_id > 0)
            .map((it) => [it.provider_id, it.provider_abbreviation ?? `#${it.provider_id}`])}
        />
      )}
      {isUsed("payer") && carriers.length > 0 && (
        <Choice
          label="Payer"
          all="All payers"
          value={filters.payer}
          onChange={(payer) => filters.set({ payer })}
          choices={carriers.map((it) => [it.carrier_id, it.carrier_name ?? `#${it.carrier_id}`])}
        />
      )}
      {isUsed("compare") && (
        <TextField
          select
          label="Compare with"
          value={filters.compare}
          onChange={(event) =>
            filters.set({ compare: event.target.value === "year" ? "year" : "previous" })
          }
        >
          <MenuItem value="previous">The period before</MenuItem>
          <MenuItem value="year">A year ago</MenuItem>
        </TextField>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  value: number | undefined;
  choices: [number, string][];
  onChange: (value: number | undefined) => void;
}

function Choice({ label, all, value, choices, onChange }: ChoiceProps) {
  const known = value === undefined || choices.some(([id]) => id === value);
  return (
    <TextField
      select
      label={label}
      value={value ?? ""}
      onChange={(event) =>
        onChange(event.target.value === "" ? undefined : Number(event.target.value))
      }
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{all}</MenuItem>
      {!known && <MenuItem value={value}>#{value}</MenuItem>}
      {choices.map(([id, name]) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
