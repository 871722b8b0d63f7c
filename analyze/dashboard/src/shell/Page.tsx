/** The frame of a page: its heading takes the focus when one comes to it, filters stand below. */
import { type ReactNode, useEffect, useRef } from "react";
import type { Preset } from "../format/periods";
import { useFormats } from "../session/practice";
import { FilterBar, type FilterName } from "./FilterBar";
import { useFilters } from "./filters";

interface Props {
  title: string;
  lede?: ReactNode;
  filters?: FilterName[];
  fallback?: Preset;
  actions?: ReactNode;
  children: ReactNode;
}

// The first page of a visit leaves the focus where the browser put it.
let isFirst = true;

export function Page({ title, lede, filters = [], fallback, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { from, to } = useFilters(fallback);
  const format = useFormats();
  useEffect(() => {
    document.title = `${title} · Enamel`;
  }, [title]);
  useEffect(() => {
    if (isFirst) isFirst = false;
    else heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lede && <p className="page-head__lede">{lede}</p>}
          {filters.includes("period") && <p className="only-print">{format.period(from, to)}</p>}
        </div>
        {actions && <div className="page-head__actions">{actions}</div>}
      </header>
      {filters.length > 0 && <FilterBar by={filters} fallback={fallback} />}
      <div className="page-body">{children}</div>
    </>
  );
}
