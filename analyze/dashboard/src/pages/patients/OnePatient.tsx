/** One patient: profile, balance, how to reach them, what happened, the account. */
import { useState } from "react";
import { useTellPages } from "../../api/asking";
import { post, type Schemas } from "../../api/client";
import { words } from "../../format/words";
import { Answer } from "../../parts/Answer";
import { Card } from "../../parts/Card";
import type { Column } from "../../parts/columns";
import { DataTable } from "../../parts/DataTable";
import { More } from "../../parts/More";
import { Reveal } from "../../parts/Reveal";
import { useFormats, useNames } from "../../session/practice";
import { type Role, useRole } from "../../session/session";
import { Fact, Facts } from "./Facts";

interface Props {
  patientId: number;
  seesNames: boolean;
}

const BALANCE: Role[] = ["owner", "manager", "billing", "front_desk", "analyst"];
const ACCOUNT: Role[] = ["owner", "manager", "billing", "analyst", "provider"];
const JOURNEY: Role[] = ["owner", "manager", "billing", "front_desk", "analyst", "provider"];

export function OnePatient({ patientId, seesNames }: Props) {
  const role = useRole();
  const may = (roles: Role[]) => role !== null && roles.includes(role);
  return (
    <>
      <Facts patientId={patientId} hasBalance={may(BALANCE)} />
      {seesNames && <Contact patientId={patientId} />}
      {may(JOURNEY) && <Journey patientId={patientId} />}
      {may(ACCOUNT) && <Account patientId={patientId} />}
    </>
  );
}

function Contact({ patientId }: { patientId: number }) {
  const [found, setFound] = useState<Schemas["Contact"] | null>(null);
  const look = async (purpose: Parameters<Parameters<typeof Reveal>[0]["onReveal"]>[0]) => {
    const { data } = await post("/patients/contact", { patient_id: patientId, purpose });
    setFound(data[0] ?? null);
  };
  return (
    <Card
      title="How to reach them"
      lede={found ? "This look was written down." : "Name, telephone, e-mail and address."}
      actions={!found && <Reveal label="Show" onReveal={look} />}
    >
      {found && (
        <dl className="facts">
          {reach(found).map(([label, value]) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
        </dl>
      )}
    </Card>
  );
}

/** What there is to reach somebody by, with its label. */
export function reach(it: Schemas["Contact"]): [string, string][] {
  const list = (parts: (string | null | undefined)[], sign: string) =>
    parts.filter(Boolean).join(sign);
  const all: [string, string | null | undefined][] = [
    ["Name", list([it.first_name, it.last_name], " ")],
    ["Called", it.preferred_name],
    ["Mobile", it.wireless_phone],
    ["Home", it.home_phone],
    ["Work", it.work_phone],
    ["E-mail", it.email],
    ["Address", list([it.address, it.address_2, it.city, it.state, it.zip], ", ")],
  ];
  return all.flatMap(([label, value]): [string, string][] => (value ? [[label, value]] : []));
}

function Journey({ patientId }: { patientId: number }) {
  const names = useNames();
  const { day } = useFormats();
  const found = useTellPages("/patients/journey", { patient_id: patientId });
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const columns: Column<Schemas["Event"]>[] = [
    {
      key: "happened_at",
      label: "Day",
      show: (row) => <span className="nowrap">{day(row.happened_at.slice(0, 10))}</span>,
    },
    { key: "event", label: "What", value: (row) => words(row.event) },
    { key: "detail", label: "How", value: (row) => words(row.detail) },
    {
      key: "provider_id",
      label: "Provider",
      value: (row) => names.provider(row.provider_id),
      minor: true,
    },
    { key: "event_amount", label: "Amount", kind: "cents" },
  ];
  return (
    <Card
      title="What happened"
      lede="Visits, slots, planned treatment and claims, the newest first."
      className="card--half"
    >
      <Answer
        of={found}
        height={260}
        isEmpty={() => rows.length === 0}
        empty="Nothing has happened yet."
      >
        {() => (
          <>
            <DataTable
              label="Events"
              columns={columns}
              rows={rows}
              rowKey={(row) => `${row.event} ${row.event_key} ${row.happened_at}`}
            />
            <More of={found as never} />
          </>
        )}
      </Answer>
    </Card>
  );
}

function Account({ patientId }: { patientId: number }) {
  const names = useNames();
  const found = useTellPages("/patients/account", { patient_id: patientId });
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const columns: Column<Schemas["LedgerEntry"]>[] = [
    { key: "ledger_date", label: "Day", kind: "day" },
    { key: "entry_type", label: "Entry", value: (row) => words(row.entry_type) },
    { key: "patient_id", label: "Patient", minor: true },
    {
      key: "provider_id",
      label: "Provider",
      value: (row) => names.provider(row.provider_id),
      minor: true,
    },
    { key: "entry_amount", label: "Amount", kind: "cents" },
  ];
  return (
    <Card
      title="The family's account"
      lede="Every line that moves the balance, the oldest first."
      className="card--half"
    >
      <Answer
        of={found}
        height={260}
        isEmpty={() => rows.length === 0}
        empty="The account has no lines."
      >
        {() => (
          <>
            <DataTable
              label="Lines of the account"
              columns={columns}
              rows={rows}
              rowKey={(row) => row.ledger_entry_id}
            />
            <More of={found as never} />
          </>
        )}
      </Answer>
    </Card>
  );
}
