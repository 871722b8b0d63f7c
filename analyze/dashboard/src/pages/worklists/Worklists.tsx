/** Lists to work: which there are, and one of them. */
import { Navigate, useParams } from "react-router";
import { useAsk } from "../../api/asking";
import { label, WORKLISTS } from "../../format/labels";
import { Answer } from "../../parts/Answer";
import { Page } from "../../shell/Page";
import { WaitingWork } from "../practice/WaitingWork";
import { Worklist } from "./Worklist";

export default function Worklists() {
  const name = useParams()["*"];
  const found = useAsk("/home");
  if (name && !(name in WORKLISTS)) return <Navigate to="/worklists" replace />;
  if (name) return <Worklist key={name} name={name as never} title={label(WORKLISTS, name)} />;
  return (
    <Page
      title="Work lists"
      lede="What to do next, why, and what came of it. The first line first."
    >
      <Answer of={found} height={400} isEmpty={(it) => !it.worklists?.length}>
        {({ worklists }) => <WaitingWork lists={worklists ?? []} />}
      </Answer>
    </Page>
  );
}
