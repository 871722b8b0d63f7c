/** Key figures, each with all that is needed to read it: comparison, n, date basis, as-of, badge, variant. */
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useId, useState } from "react";
import { Link } from "react-router";
import { useAsk } from "../api/asking";
import type { Schemas } from "../api/client";
import type { Preset } from "../format/periods";
import { useFormats } from "../session/practice";
import { useRole } from "../session/session";
import { asQuery, useFilters, useKeep } from "../shell/filters";
import { rowsOf } from "../shell/rows";
import { Failure } from "./Answer";
import { Badge } from "./Badge";
import { Icon } from "./Icon";
import { Spark } from "./Spark";

interface TilesProps {
  /** Names of key figures, in the order they are shown. */
  kpis: string[];
  /** The page's own period, where it is not the usual one. */
  fallback?: Preset;
}

/** All figures of a page are one question. */
export function Tiles({ kpis, fallback }: TilesProps) {
  const heading = useId();
  const filters = useFilters(fallback);
  const asked = kpis.map((kpi) => {
    const variant = filters.variants[kpi];
    return variant ? `${kpi}:${variant}` : kpi;
  });
  const found = useAsk("/tiles", {
    query: { ...asQuery(filters), kpis: asked.join(","), compare: filters.compare },
  });
  if (found.error) return <Failure problem={found.error} again={() => void found.refetch()} />;
  const tiles = new Map(found.data?.data.map((tile) => [tile.kpi_id, tile]));
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="hidden-words">
        Key figures
      </h2>
      <ul
        className={found.isFetching && found.data ? "tiles answer--old" : "tiles"}
        aria-busy={found.isFetching}
      >
        {kpis.map((kpi) => {
          const tile = tiles.get(kpi);
          return (
            <li key={kpi} className="tile">
              {tile ? (
                <Tile tile={tile} asOf={found.data?.meta.as_of} />
              ) : (
                <TilePlace isPending={found.isPending} kpi={kpi} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function TilePlace({ isPending, kpi }: { isPending: boolean; kpi: string }) {
  if (isPending) return <span className="hidden-words">Loading {kpi.replaceAll("_", " ")}</span>;
  return <p className="fine">{kpi.replaceAll("_", " ")}: not among the figures of this role.</p>;
}

interface TileProps {
  tile: Schemas["Tile"];
  asOf: string | null | undefined;
}

export function Tile({ tile, asOf }: TileProps) {
  const format = useFormats();
  const keep = useKeep();
  const rows = rowsOf(tile.kpi_id, useRole());
  const variants: Record<string, string> = { variants: `${tile.kpi_id}:${tile.variant}` };
  const before = format.period(tile.previous_from_date, tile.previous_to_date);
  const change =
    tile.unit === "rate" || tile.change_rate === null || tile.change_rate === undefined
      ? format.change(tile.change_value, tile.unit)
      : format.growth(tile.change_rate);
  const size = Number(tile.change_value ?? 0);
  const isKnown = tile.previous_value !== null && tile.previous_value !== undefined;
  return (
    <>
      <header className="tile__head">
        <h2>
          <Link to={keep(`/figures/${tile.kpi_id}`, variants)} title={tile.meaning}>
            {tile.kpi_label}
          </Link>
        </h2>
        <Variants tile={tile} />
      </header>
      <div className="tile__body">
        <p className="tile__value" data-kpi={tile.kpi_id} data-value={tile.value ?? ""}>
          {format.unit(tile.value, tile.unit)}
        </p>
        <Spark
          values={(tile.trend ?? []).map((it) =>
            it.value === null || it.value === undefined ? null : Number(it.value),
          )}
          label={`${tile.kpi_label}, last thirteen months`}
        />
      </div>
      <p className="tile__change">
        {isKnown ? (
          <>
            {size !== 0 && <Icon name={size > 0 ? "up" : "down"} size={14} />}
            <strong>{change}</strong> against {format.unit(tile.previous_value, tile.unit)},{" "}
            <span className="nowrap">{before}</span>
          </>
        ) : (
          `Nothing to compare with in ${before}`
        )}
      </p>
      <p className="tile__basis">
        n {format.count(tile.n)}
        {tile.date_basis && ` · by ${tile.date_basis}`}
        {asOf && ` · as of ${format.moment(asOf)}`}
      </p>
      <footer className="tile__foot">
        <Badge
          status={tile.tie}
          difference={tile.tie_difference_amount}
          reports={tile.tie_reports}
          checkedAt={tile.tie_checked_at}
        />
        <span className="tile__links">
          <Link to={`/definitions/${tile.kpi_id}`}>Definition</Link>
          {rows ? (
            <Link
              to={keep(rows.path, {
                ...rows.pick,
                ...(rows.isOfPeriod && { from: tile.from_date, to: tile.to_date }),
              })}
              aria-label={`${tile.kpi_label}: rows`}
            >
              Rows
            </Link>
          ) : (
            <Link to={keep(`/figures/${tile.kpi_id}`, variants)}>Figures</Link>
          )}
        </span>
      </footer>
    </>
  );
}

/** The other accepted definitions of the same figure, on the same tile. */
function Variants({ tile }: { tile: Schemas["Tile"] }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { set } = useFilters();
  const found = useAsk("/kpis/{kpi_id}/definition", {
    path: { kpi_id: tile.kpi_id },
    enabled: anchor !== null,
  });
  const choices = found.data?.variants.filter((it) => it.row_count > 0 && it.variant !== "*") ?? [];
  return (
    <>
      <button
        type="button"
        className="tile__variant"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`${tile.kpi_label}: ${tile.variant_label}. Choose another definition`}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span>{tile.variant_label}</span>
        <Icon name="chevron" size={12} />
      </button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {choices.length === 0 && (
          <MenuItem disabled>{found.isPending ? "Loading" : "There is one definition"}</MenuItem>
        )}
        {choices.map((it) => (
          <MenuItem
            key={it.variant}
            selected={it.variant === tile.variant}
            onClick={() => {
              set({ variant: [tile.kpi_id, it.is_default ? undefined : it.variant] });
              setAnchor(null);
            }}
          >
            {it.variant_label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
