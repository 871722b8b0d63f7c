/** Choose key figures and their variants, and put them in order. */
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useMemo } from "react";
import { useAsk } from "../../api/asking";
import type { Schemas } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Icon } from "../../parts/Icon";

type Figure = Schemas["Figure"];

interface Props {
  figures: Figure[];
  onChange: (figures: Figure[]) => void;
}

const MOST = 12;

export function FigureChoice({ figures, onChange }: Props) {
  const found = useAsk("/kpis", { query: { limit: 500 } });
  const all = useMemo(
    () => (found.data?.data ?? []).filter((it) => it.row_count > 0 && it.variant !== "*"),
    [found.data],
  );
  const firsts = useMemo(() => all.filter((it) => it.is_default), [all]);
  const labelOf = (id: string) => firsts.find((it) => it.kpi_id === id)?.kpi_label ?? words(id);
  const change = (place: number, figure: Figure) =>
    onChange(figures.map((it, at) => (at === place ? figure : it)));
  const up = (place: number) => {
    const next = [...figures];
    const [moved] = next.splice(place, 1);
    if (moved) next.splice(place - 1, 0, moved);
    onChange(next);
  };
  return (
    <Answer of={found} height={90}>
      {() => (
        <>
          <ol className="compose__figures">
            {figures.map((figure, place) => {
              const variants = all.filter((it) => it.kpi_id === figure.kpi_id);
              const label = labelOf(figure.kpi_id);
              return (
                <li key={`${figure.kpi_id} ${figure.variant}`}>
                  <b>{label}</b>
                  <TextField
                    select
                    label={`${label}: definition`}
                    value={figure.variant ?? ""}
                    onChange={(event) =>
                      change(place, { ...figure, variant: event.target.value || null })
                    }
                    slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
                  >
                    <MenuItem value="">As by default</MenuItem>
                    {variants.map((it) => (
                      <MenuItem key={it.variant} value={it.variant}>
                        {it.variant_label}
                      </MenuItem>
                    ))}
                  </TextField>
                  <Button
                    disabled={place === 0}
                    aria-label={`${label}: one up`}
                    onClick={() => up(place)}
                  >
                    <Icon name="up" size={16} />
                  </Button>
                  <Button
                    aria-label={`${label}: leave out`}
                    onClick={() => onChange(figures.filter((_, at) => at !== place))}
                  >
                    <Icon name="x" size={16} />
                  </Button>
                </li>
              );
            })}
          </ol>
          {figures.length < MOST && (
            <TextField
              select
              label="Add a figure"
              value=""
              className="compose__add"
              onChange={(event) =>
                onChange([...figures, { kpi_id: event.target.value, variant: null }])
              }
            >
              {firsts
                .filter((it) => figures.every((figure) => figure.kpi_id !== it.kpi_id))
                .map((it) => (
                  <MenuItem key={it.kpi_id} value={it.kpi_id}>
                    {it.kpi_number} {it.kpi_label}
                  </MenuItem>
                ))}
            </TextField>
          )}
        </>
      )}
    </Answer>
  );
}
