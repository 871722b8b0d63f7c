/** One line of a list in full: how to reach somebody, what was logged, and what comes of it now. */
import Button from "@mui/material/Button";
import Drawer from "@mui/material/Drawer";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useAsk, useTell } from "../../api/asking";
import { type ApiProblem, type Body, post, type Schemas } from "../../api/client";
import { addDays } from "../../format/days";
import { words } from "../../format/words";
import { Failure } from "../../parts/Answer";
import { Icon } from "../../parts/Icon";
import { useFormats, useToday } from "../../session/practice";
import { useSession } from "../../session/session";
import type { Item, ListName } from "./Worklist";

type OutcomeName = Body<"/worklists/{name}/outcomes">["outcome"];

const OUTCOMES: [OutcomeName, string][] = [
  ["attempted", "Tried, nobody there"],
  ["left_message", "Left a message"],
  ["scheduled", "Scheduled"],
  ["promised", "Promised"],
  ["declined", "Declined"],
  ["sent", "Sent"],
  ["snoozed", "Put off"],
  ["assigned", "Given to somebody"],
  ["done", "Done"],
];

interface Props {
  list: ListName;
  item: Item | null;
  person: string | undefined;
  onClose: () => void;
}

export function ItemPanel({ list, item, person, onClose }: Props) {
  return (
    <Drawer
      anchor="right"
      open={item !== null}
      onClose={onClose}
      slotProps={{ paper: { role: "dialog", "aria-label": "Log what came of it" } }}
    >
      {item && (
        <div className="panel">
          <header className="panel__head">
            <div>
              <h2>{person ?? (item.patient_id ? `Patient #${item.patient_id}` : "This line")}</h2>
              <p>{item.next_action}</p>
              <p className="fine">{item.reason}</p>
            </div>
            <button type="button" className="plain-button" aria-label="Close" onClick={onClose}>
              <Icon name="x" />
            </button>
          </header>
          {item.patient_id && <Reach patient={item.patient_id} />}
          <Log list={list} item={item} onDone={onClose} />
          <Past list={list} item={item} />
        </div>
      )}
    </Drawer>
  );
}

/** Telephone and address: asked for by a click, written down with its purpose. */
function Reach({ patient }: { patient: number }) {
  const maySee = useSession((it) => it.who?.sees_identifiers ?? false);
  const [isAsked, setIsAsked] = useState(false);
  const found = useTell(
    "/patients/contact",
    { patient_id: patient, purpose: "outreach" },
    { enabled: isAsked },
  );
  if (!maySee) return null;
  if (!isAsked) {
    return (
      <Button
        variant="outlined"
        startIcon={<Icon name="phone" size={16} />}
        onClick={() => setIsAsked(true)}
      >
        Show how to reach them (is written down)
      </Button>
    );
  }
  if (found.error) return <Failure problem={found.error} again={() => void found.refetch()} />;
  const contact = found.data?.data[0];
  if (!contact) return <p className="fine">Looking it up</p>;
  const ways: [string, string | null | undefined][] = [
    ["Mobile", contact.wireless_phone],
    ["Home", contact.home_phone],
    ["Work", contact.work_phone],
    ["E-mail", contact.email],
  ];
  return (
    <dl className="facts facts--small">
      {ways
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Log({ list, item, onDone }: { list: ListName; item: Item; onDone: () => void }) {
  const today = useToday();
  const client = useQueryClient();
  const colleagues = useAsk("/worklists/colleagues");
  const [outcome, setOutcome] = useState<OutcomeName>("left_message");
  const [again, setAgain] = useState("");
  const [assignee, setAssignee] = useState("");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    setAgain(outcome === "snoozed" ? addDays(today, 7) : "");
  }, [outcome, today]);
  const save = async () => {
    setIsBusy(true);
    setProblem(null);
    try {
      await post(
        "/worklists/{name}/outcomes",
        {
          item_key: item.item_key,
          outcome,
          note,
          next_action_date: again || null,
          assignee: assignee || null,
        },
        { path: { name: list } },
      );
      await client.invalidateQueries({ queryKey: ["/worklists/{name}"] });
      onDone();
    } catch (error) {
      setProblem((error as ApiProblem).message);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form
      className="form"
      aria-label="What came of it"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        select
        autoFocus
        label="What came of it"
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as OutcomeName)}
      >
        {OUTCOMES.map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        type="date"
        label="Come back to it on"
        value={again}
        required={outcome === "snoozed"}
        onChange={(event) => setAgain(event.target.value)}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: today } }}
      />
      <TextField
        select
        label="In whose hands"
        value={assignee}
        required={outcome === "assigned"}
        onChange={(event) => setAssignee(event.target.value)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{item.assignee ? `As now: ${item.assignee}` : "Nobody's"}</MenuItem>
        {(colleagues.data ?? []).map((it) => (
          <MenuItem key={it.user_name} value={it.user_name}>
            {it.user_name}, {words(it.role)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label="Note, no names"
        value={note}
        multiline
        minRows={2}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      {problem && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <Button type="submit" variant="contained" disabled={isBusy}>
        Save
      </Button>
    </form>
  );
}

function Past({ list, item }: { list: ListName; item: Item }) {
  const { moment, day } = useFormats();
  const [past, setPast] = useState<Schemas["PastOutcome"][]>([]);
  useEffect(() => {
    const stop = new AbortController();
    post(
      "/worklists/{name}/history",
      { item_key: item.item_key },
      { path: { name: list } },
      stop.signal,
    )
      .then(setPast)
      .catch(() => setPast([]));
    return () => stop.abort();
  }, [list, item.item_key]);
  if (past.length === 0) return <p className="fine">Nothing was logged of it yet.</p>;
  return (
    <section aria-label="What was logged">
      <h3>What was logged</h3>
      <ol className="past">
        {past.map((it) => (
          <li key={it.outcome_id}>
            <b>{words(it.outcome)}</b>
            {it.assignee && ` → ${it.assignee}`}
            {it.next_action_date && `, again ${day(it.next_action_date)}`}
            <div className="fine">
              {moment(it.at)}, {it.actor.replace(/^user:/, "")}
              {it.note && `: ${it.note}`}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
