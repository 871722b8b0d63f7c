/** A part of a page with a heading, and below it what every figure carries: date basis, as-of, badge. */
import type { ReactNode } from "react";
import { useId } from "react";
import type { Schemas } from "../api/client";
import { useFormats } from "../session/practice";
import { AnswerBadge } from "./Badge";

interface Props {
  title: string;
  lede?: ReactNode;
  /** Buttons and switches beside the heading. */
  actions?: ReactNode;
  /** `meta` of the answer shown. */
  meta?: Schemas["Meta"];
  wide?: boolean;
  className?: string;
  children: ReactNode;
}

export function Card({ title, lede, actions, meta, wide, className, children }: Props) {
  const id = useId();
  return (
    <section
      className={["card", wide && "card--wide", className].filter(Boolean).join(" ")}
      aria-labelledby={id}
    >
      <header className="card__head">
        <div>
          <h2 id={id}>{title}</h2>
          {lede && <p className="card__lede">{lede}</p>}
        </div>
        {actions && <div className="card__actions">{actions}</div>}
      </header>
      {children}
      {meta && <Provenance meta={meta} />}
    </section>
  );
}

export function Provenance({ meta }: { meta: Schemas["Meta"] }) {
  const { moment, count } = useFormats();
  return (
    <footer className="provenance">
      <AnswerBadge meta={meta} />
      <span>{meta.date_basis}</span>
      {meta.variant !== "practice default" && <span>{meta.variant}</span>}
      {meta.as_of && <span>as of {moment(meta.as_of)}</span>}
      {meta.suppressed_count > 0 && (
        <span>{count(meta.suppressed_count)} rows hidden: fewer than 11 people behind them</span>
      )}
    </footer>
  );
}
