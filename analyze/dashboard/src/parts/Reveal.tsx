/** Ask to see who somebody is: first say what for. Each look is written down. */
import Button from "@mui/material/Button";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState } from "react";
import type { ApiProblem } from "../api/client";
import { PURPOSES, useNamed, useSeesNames } from "../session/named";
import { Icon } from "./Icon";
import type { Purpose } from "./useNamesOf";

interface Props {
  label: string;
  onReveal: (purpose: Purpose) => Promise<void>;
}

export function Reveal({ label, onReveal }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const look = async (purpose: Purpose) => {
    setAnchor(null);
    setProblem(null);
    try {
      await onReveal(purpose);
    } catch (error) {
      setProblem((error as ApiProblem).message);
    }
  };
  return (
    <>
      <Button
        className="no-print"
        variant="outlined"
        startIcon={<Icon name="eye" size={16} />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <li className="menu-heading" role="presentation">
          What for? It is written down.
        </li>
        {(Object.entries(PURPOSES) as [Purpose, string][]).map(([purpose, text]) => (
          <MenuItem key={purpose} onClick={() => void look(purpose)}>
            {text}
          </MenuItem>
        ))}
      </Menu>
      {problem && (
        <span role="alert" className="problem">
          {problem}
        </span>
      )}
    </>
  );
}

/** Names beside the keys of a list, for roles that may see them. */
export function ShowNames({ patientIds }: { patientIds: (number | null | undefined)[] }) {
  const seesNames = useSeesNames();
  const { names, reveal } = useNamed();
  const ids = patientIds.filter((id): id is number => typeof id === "number");
  if (!seesNames || ids.length === 0 || ids.every((id) => names.has(id))) return null;
  return <Reveal label="Show names" onReveal={(purpose) => reveal(ids, purpose)} />;
}
