/** Whether a figure is Open Dental's own: a sign, words and a colour, never the colour alone. */
import Tooltip from "@mui/material/Tooltip";
import type { Schemas } from "../api/client";
import type { Figure } from "../format/figures";
import { useFormats } from "../session/practice";
import { Icon } from "./Icon";

interface Props {
  status: Schemas["BadgeStatus"];
  difference?: Figure;
  reports?: string[];
  checkedAt?: string | null;
}

export function Badge({ status, difference, reports = [], checkedAt }: Props) {
  const { money, moment } = useFormats();
  const lines = reports.map((it) => it.replaceAll("_", " ").replace(".", ": ")).join(", ");
  const label =
    status === "ties"
      ? "Ties"
      : status === "differs"
        ? difference === undefined || difference === null
          ? "Differs"
          : `Differs by ${money(difference, true)}`
        : "Not checked";
  const why =
    status === "unchecked"
      ? lines
        ? `Open Dental's ${lines}: not compared yet. Run enamel reconcile.`
        : "No report of Open Dental prints this figure, so there is nothing to compare it with."
      : `Compared with Open Dental's ${lines}, ${moment(checkedAt)}.`;
  return (
    <Tooltip title={why}>
      <button type="button" className={`badge badge--${status}`} aria-label={`${label}. ${why}`}>
        <Icon
          name={status === "ties" ? "check" : status === "differs" ? "differs" : "unchecked"}
          size={14}
        />
        {label}
      </button>
    </Tooltip>
  );
}

/** The badge of a whole answer. */
export function AnswerBadge({ meta }: { meta: Schemas["Meta"] }) {
  return (
    <Badge
      status={meta.badge.status}
      reports={meta.badge.reports}
      checkedAt={meta.badge.checked_at}
    />
  );
}
