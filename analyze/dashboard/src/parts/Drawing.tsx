/** The drawing of a chart. Recharts is heavy: this file is loaded apart, with the first chart. */
import {
  Area,
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useFormats } from "../session/practice";
import { isLine, type Series } from "./Chart";
import { type Column, cellOf, written } from "./columns";

interface Props {
  label: string;
  along: Column<unknown>;
  series: Series<unknown>[];
  rows: unknown[];
  height: number;
  onPick?: ((row: unknown) => void) | undefined;
  isOpen?: ((row: unknown) => boolean) | undefined;
}

interface Point {
  name: string;
  row: unknown;
  [series: string]: unknown;
}

const SERIES_COUNT = 6;
/** How the values along the axis are written; what is not here is a plain number. */
const UNITS: Record<string, string> = { amount: "amount", cents: "amount", rate: "rate" };

const calm = !matchMedia("(prefers-reduced-motion: no-preference)").matches;

export default function Drawing({ label, along, series, rows, height, onPick, isOpen }: Props) {
  const format = useFormats();
  const points: Point[] = rows.map((row) => ({
    name: written(along.kind, cellOf(along, row), format),
    row,
    ...Object.fromEntries(
      series.map((it) => {
        const value = cellOf(it, row);
        return [it.key, value === null || value === undefined ? null : Number(value)];
      }),
    ),
  }));
  const unit = UNITS[series[0]?.kind ?? "count"] ?? "count";
  const isNamed = (along.kind ?? "text") === "text" && rows.length <= 12;
  const pick = (point: unknown) => {
    const found = (point as { payload?: Point } | undefined)?.payload;
    if (found && onPick) onPick(found.row);
  };
  const axis = { fontSize: 12, fill: "var(--mui-palette-text-secondary)" };
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={points}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        stackOffset="sign"
        accessibilityLayer
        role="img"
        aria-label={`${label}. The same figures are in the table.`}
      >
        <CartesianGrid vertical={false} stroke="var(--mui-palette-divider)" />
        <XAxis
          dataKey="name"
          // Names are written below each bar, on several lines where they are long.
          tick={isNamed ? { ...axis, width: 92 } : axis}
          interval={isNamed ? 0 : undefined}
          height={isNamed ? 46 : 30}
          tickLine={false}
          axisLine={false}
          minTickGap={12}
        />
        <YAxis
          width={54}
          tick={axis}
          tickLine={false}
          axisLine={false}
          tickFormatter={(value: number) => format.short(value, unit)}
        />
        <ReferenceLine y={0} stroke="var(--edge)" />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--wash)", stroke: "var(--edge)" }}
          content={({ active, payload, label: name }) =>
            active && payload && payload.length > 0 ? (
              <div className="chart__hint">
                <strong>{name}</strong>
                {payload.map((it) => (
                  <div key={String(it.dataKey)}>
                    <span className="chart__key" style={{ background: it.color }} />
                    {it.name}
                    <b>
                      {written(
                        series.find((one) => one.key === it.dataKey)?.kind,
                        it.value,
                        format,
                      )}
                    </b>
                  </div>
                ))}
              </div>
            ) : null
          }
        />
        {series.map((it, place) => {
          const colour = `var(--series-${place % SERIES_COUNT})`;
          if (it.as === "area") {
            return (
              <Area
                key={it.key}
                type="linear"
                dataKey={it.key}
                name={it.label}
                stroke={colour}
                fill={colour}
                fillOpacity={0.22}
                strokeWidth={2}
                isAnimationActive={!calm}
                animationDuration={300}
              />
            );
          }
          return isLine(it) ? (
            <Line
              key={it.key}
              type="linear"
              dataKey={it.key}
              name={it.label}
              stroke={colour}
              strokeWidth={2.2}
              strokeDasharray={it.as === "dashed" ? "5 4" : undefined}
              dot={rows.length < 32 ? { r: 2.5, fill: colour, strokeWidth: 0 } : false}
              connectNulls={false}
              isAnimationActive={!calm}
              animationDuration={300}
            />
          ) : (
            <Bar
              key={it.key}
              dataKey={it.key}
              name={it.label}
              fill={colour}
              stackId={it.as === "stack" ? "stack" : undefined}
              maxBarSize={44}
              onClick={onPick ? pick : undefined}
              cursor={onPick ? "pointer" : undefined}
              isAnimationActive={!calm}
              animationDuration={300}
            >
              {points.map((point) => (
                <Cell key={point.name} fillOpacity={isOpen?.(point.row) ? 0.45 : 1} />
              ))}
            </Bar>
          );
        })}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
