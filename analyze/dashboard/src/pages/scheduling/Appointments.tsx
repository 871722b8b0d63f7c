/** Appointments: the book of a day, the chairs ahead, the slots that were lost. */
import { Segments } from "../../parts/Segments";
import { useRole } from "../../session/session";
import { Page } from "../../shell/Page";
import { usePick } from "../../shell/picks";
import { Book } from "./Book";
import { Chairs } from "./Chairs";
import { Lost } from "./Lost";

const VIEWS = [
  ["book", "The book"],
  ["chairs", "Chairs"],
  ["lost", "Lost slots"],
] as const;

export default function Appointments() {
  const role = useRole();
  const isOwn = role === "provider" || role === "hygienist";
  const views = VIEWS.filter(([name]) => name !== "chairs" || !isOwn);
  const [view, setView] = usePick(
    "view",
    views.map(([name]) => name),
  );
  const places = isOwn ? (["clinic"] as const) : (["clinic", "provider"] as const);
  return (
    <Page
      title="Appointments"
      lede="Who comes, how full the chairs are, and what became of the slots."
      filters={
        view === "lost" ? ["period", ...places] : view === "chairs" ? ["clinic"] : [...places]
      }
      fallback="12-months"
      actions={
        <Segments label="Part of the book" value={view} choices={views} onChange={setView} />
      }
    >
      {view === "book" && <Book />}
      {view === "chairs" && <Chairs />}
      {view === "lost" && <Lost />}
    </Page>
  );
}
