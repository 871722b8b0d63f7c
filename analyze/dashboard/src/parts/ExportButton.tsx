/** Take a list along as a file. Rows of single patients need a reason, which is written down. */
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import type { paths } from "../../generated/schema";
import { type ApiProblem, download } from "../api/client";
import { Icon } from "./Icon";

export type Export = Extract<keyof paths, `/exports/${string}`>;

const REASONS = {
  operations: "Running the office",
  billing: "Billing",
  outreach: "Calling and writing to patients",
  treatment: "Treatment",
  audit: "Audit",
};

interface Props {
  /** Address of the export. */
  of: Export;
  /** The same parameters as the page's. */
  query: Record<string, unknown>;
  /** True where a row is about one patient. */
  isOfPatients?: boolean;
}

export function ExportButton({ of, query, isOfPatients = false }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [form, setForm] = useState("xlsx");
  const [reason, setReason] = useState("operations");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async () => {
    setIsBusy(true);
    setProblem(null);
    try {
      await download(of, { ...query, format: form, ...(isOfPatients ? { reason } : {}) });
      setIsOpen(false);
    } catch (error) {
      setProblem((error as ApiProblem).message);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <Button
        className="no-print"
        variant="outlined"
        startIcon={<Icon name="download" size={16} />}
        onClick={() => setIsOpen(true)}
      >
        Export
      </Button>
      <Dialog open={isOpen} onClose={() => setIsOpen(false)} fullWidth maxWidth="xs">
        <DialogTitle>Export this list</DialogTitle>
        <DialogContent className="form">
          <p className="fine">
            {isOfPatients
              ? "The file has rows of single patients. Who took it, when and why is written down."
              : "Excel comes with a sheet that says what was asked and how the figures tie."}
          </p>
          <TextField
            select
            label="As"
            value={form}
            onChange={(event) => setForm(event.target.value)}
          >
            <MenuItem value="xlsx">Excel</MenuItem>
            <MenuItem value="csv">CSV</MenuItem>
          </TextField>
          {isOfPatients && (
            <TextField
              select
              label="What for"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            >
              {Object.entries(REASONS).map(([value, label]) => (
                <MenuItem key={value} value={value}>
                  {label}
                </MenuItem>
              ))}
            </TextField>
          )}
          {problem && (
            <p role="alert" className="problem">
              {problem}
            </p>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setIsOpen(false)}>Cancel</Button>
          <Button variant="contained" disabled={isBusy} onClick={() => void take()}>
            Save file
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
