/** A report: each figure drawn and as a table, with everything a figure carries. */
import Button from "@mui/material/Button";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { answers, useAsk } from "../../api/asking";
import { type ApiProblem, download, remove } from "../../api/client";
import { Answer } from "../../parts/Answer";
import { Icon } from "../../parts/Icon";
import { useFormats, useNames } from "../../session/practice";
import { Page } from "../../shell/Page";
import { FigureCard } from "./FigureCard";
import { figuresOf } from "./figures";
import { GRAINS, PARTS } from "./words";

export function OneReport() {
  const { reportId = "" } = useParams();
  const navigate = useNavigate();
  const format = useFormats();
  const names = useNames();
  const [notice, setNotice] = useState("");
  const found = useAsk("/own-reports/{report_id}/answer", { path: { report_id: reportId } });
  const report = found.data?.report;
  const tell = async (work: () => Promise<void>, done: string) => {
    try {
      await work();
      setNotice(done);
    } catch (error) {
      setNotice((error as ApiProblem).message);
    }
  };
  const take = (form: "csv" | "xlsx") =>
    tell(() => download(`/own-reports/${reportId}/export`, { format: form }), "The file is saved.");
  const forget = () =>
    tell(async () => {
      await remove("/own-reports/{report_id}", { path: { report_id: reportId } });
      await answers.invalidateQueries({ queryKey: ["/own-reports"] });
      void navigate("/reports");
    }, "");
  return (
    <Page
      title={report?.title ?? "A report"}
      lede={report?.note || "Seen with your own rights."}
      actions={
        <>
          <Button variant="outlined" onClick={() => void take("xlsx")}>
            Excel
          </Button>
          <Button variant="outlined" onClick={() => void take("csv")}>
            CSV
          </Button>
          <Button
            variant="outlined"
            startIcon={<Icon name="print" size={16} />}
            onClick={() => print()}
          >
            Print
          </Button>
          {report?.is_shared && (
            <Button
              variant="outlined"
              startIcon={<Icon name="share" size={16} />}
              onClick={() =>
                void tell(() => navigator.clipboard.writeText(location.href), "The link is copied.")
              }
            >
              Copy the link
            </Button>
          )}
          {report?.is_mine && (
            <>
              <Button
                variant="outlined"
                onClick={() => void navigate(`/reports/${reportId}/change`)}
              >
                Change
              </Button>
              <Button variant="outlined" color="error" onClick={() => void forget()}>
                Delete
              </Button>
            </>
          )}
        </>
      }
    >
      <p role="status" className={notice ? "notice" : "hidden-words"}>
        {notice}
      </p>
      <Answer of={found} height={420} isEmpty={() => false}>
        {(answer) => (
          <>
            <p className="fine report-what">
              {[
                answer.from_date &&
                  answer.to_date &&
                  format.period(answer.from_date, answer.to_date),
                `by ${GRAINS[answer.report.definition.grain ?? "month"].toLowerCase()}`,
                answer.report.definition.by !== "none" &&
                  `and ${PARTS[answer.report.definition.by ?? "none"].toLowerCase()}`,
              ]
                .filter(Boolean)
                .join(" ")}
              {" · "}
              <Link to="/reports">All reports</Link>
            </p>
            <div className="report-figures">
              {figuresOf(answer).map((figure) => (
                <FigureCard
                  key={`${figure.kpiId} ${figure.variant}`}
                  figure={figure}
                  definition={answer.report.definition}
                  names={names}
                />
              ))}
            </div>
          </>
        )}
      </Answer>
    </Page>
  );
}
