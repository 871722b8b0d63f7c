/** One list: why each line is on it, whom to reach, what came of it, who has it in hand. */
import Button from "@mui/material/Button";
import { useState } from "react";
import { Link } from "react-router";
import { useAsk, usePages } from "../../api/asking";
import type { PathValues, Schemas } from "../../api/client";
import { label, WORKLISTS } from "../../format/labels";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Provenance } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { ExportButton } from "../../parts/ExportButton";
import { More } from "../../parts/More";
import { useNamesOf } from "../../parts/useNamesOf";
import { useFormats, useNames } from "../../session/practice";
import { nameOf, useSession } from "../../session/session";
import { useFilters, useKeep } from "../../shell/filters";
import { Page } from "../../shell/Page";
import { ItemPanel } from "./ItemPanel";

export type ListName = PathValues<"/worklists/{name}">["name"];
export type Item = Schemas["WorklistItem"];

type Show = "open" | "mine" | "all";

interface Props {
  name: ListName;
  title: string;
}

export function Worklist({ name, title }: Props) {
  const { clinic, provider, today } = useFilters();
  const { who } = useSession();
  const keep = useKeep();
  const format = useFormats();
  const names = useNames();
  const [show, setShow] = useState<Show>("open");
  const [open, setOpen] = useState<string | null>(null);
  const query = { clinic, provider };
  const found = usePages("/worklists/{name}", { path: { name }, query: { ...query, limit: 200 } });
  const lists = useAsk("/worklists");
  const rows = (found.data?.pages ?? []).flatMap((page) => page.data);
  const people = useNamesOf(
    rows.map((it) => it.patient_id),
    name.includes("claim") || name === "ar_calls" ? "billing" : "outreach",
  );
  const shown = rows.filter((it) => isShown(it, show, today, nameOf(who)));
  const first = found.data?.pages[0] as Schemas["Page_WorklistItem_"] | undefined;
  const columns: Column<Item>[] = [
    { key: "priority_order", label: "Next", kind: "count", width: "56px" },
    {
      key: "patient_id",
      label: "Patient",
      value: (it) => people.get(it.patient_id ?? 0) ?? it.patient_id,
      show: (it) => people.get(it.patient_id ?? 0) ?? (it.patient_id ? `#${it.patient_id}` : "–"),
    },
    {
      key: "reason",
      label: "Why, and what to do",
      show: (it) => (
        <>
          <b>{it.next_action}</b>
          <div className="fine">{it.reason}</div>
        </>
      ),
    },
    { key: "worklist_amount", label: "At stake", kind: "amount" },
    { key: "waiting_since_date", label: "Since", kind: "day", minor: true },
    {
      key: "last_contact_date",
      label: "Last contact",
      kind: "day",
      minor: true,
      show: (it) =>
        it.last_contact_date
          ? `${format.day(it.last_contact_date)}${it.last_contact_mode ? `, ${it.last_contact_mode}` : ""}`
          : "–",
    },
    {
      key: "provider_id",
      label: "Provider",
      minor: true,
      value: (it) => names.provider(it.provider_id),
    },
    {
      key: "last_outcome",
      label: "What came of it",
      show: (it) => <Outcome item={it} today={today} />,
    },
    {
      key: "open",
      label: "Log",
      value: () => null,
      show: (it) => (
        <Button variant="outlined" onClick={() => setOpen(it.item_key)}>
          Log
        </Button>
      ),
    },
  ];
  return (
    <Page
      title={title}
      filters={["clinic", "provider"]}
      lede={<OtherLists lists={lists.data ?? []} now={name} keep={keep} />}
      actions={
        <>
          <Button className="no-print" variant="outlined" onClick={() => print()}>
            Print
          </Button>
          <ExportButton of={`/exports/${name}` as never} query={query} isOfPatients />
        </>
      }
    >
      <section className="card">
        {/* biome-ignore lint/a11y/useSemanticElements: three buttons, not a form */}
        <div className="switch no-print" role="group" aria-label="Which lines">
          {(
            [
              ["open", "To do now"],
              ["mine", "In my hands"],
              ["all", "All"],
            ] as const
          ).map(([value, text]) => (
            <button
              key={value}
              type="button"
              aria-pressed={show === value}
              onClick={() => setShow(value)}
            >
              {text}
            </button>
          ))}
        </div>
        <Answer
          of={{ ...found, data: found.data ? shown : undefined }}
          height={520}
          isEmpty={() => shown.length === 0}
          empty={
            show === "open"
              ? "Nothing is waiting here. Lines that were put off come back on their day; “All” shows them."
              : "No line is in your hands."
          }
        >
          {() => (
            <DataTable
              label={title}
              columns={columns}
              rows={shown}
              rowKey={(it) => it.item_key}
              onOpen={(it) => setOpen(it.item_key)}
            />
          )}
        </Answer>
        <More of={found} />
        {first && <Provenance meta={first.meta} />}
      </section>
      <ItemPanel
        list={name}
        item={rows.find((it) => it.item_key === open) ?? null}
        person={people.get(rows.find((it) => it.item_key === open)?.patient_id ?? 0)}
        onClose={() => setOpen(null)}
      />
    </Page>
  );
}

const OVER = new Set(["done", "scheduled", "declined", "sent"]);

/** Whether a line is shown: what is over or put off to a later day is not to be done now. */
export function isShown(item: Item, show: Show, today: string, me: string): boolean {
  if (show === "all") return true;
  if (show === "mine") return item.assignee === me;
  if (item.next_action_date) return item.next_action_date <= today;
  return !item.last_outcome || !OVER.has(item.last_outcome);
}

function Outcome({ item, today }: { item: Item; today: string }) {
  const { day } = useFormats();
  if (!item.last_outcome && !item.assignee) return <span className="fine">–</span>;
  return (
    <span className="chips">
      {item.last_outcome && <span className="chip">{words(item.last_outcome)}</span>}
      {item.next_action_date && (
        <span className={item.next_action_date > today ? "chip" : "chip chip--warning"}>
          {item.next_action_date > today ? "again" : "due"} {day(item.next_action_date)}
        </span>
      )}
      {item.assignee && <span className="chip">→ {item.assignee}</span>}
      {item.last_note && <span className="fine">{item.last_note}</span>}
    </span>
  );
}

interface OtherProps {
  lists: string[];
  now: string;
  keep: (path: string) => string;
}

function OtherLists({ lists, now, keep }: OtherProps) {
  return (
    <span className="list-links no-print">
      {lists.map((it) => (
        <Link key={it} to={keep(`/worklists/${it}`)} aria-current={it === now ? "page" : undefined}>
          {label(WORKLISTS, it)}
        </Link>
      ))}
    </span>
  );
}
