/** A patient in a list: by key, by name once somebody asked. It leads to their page, whose address names nobody. */
import { useNavigate } from "react-router";
import { useChosen } from "../session/chosen";
import { useNamed } from "../session/named";
import { useKeep } from "../shell/filters";

export function PatientLink({ patientId }: { patientId: number | null | undefined }) {
  const navigate = useNavigate();
  const keep = useKeep();
  const choose = useChosen((it) => it.choose);
  const name = useNamed((it) => (patientId ? it.names.get(patientId) : undefined));
  if (patientId === null || patientId === undefined) return <>–</>;
  return (
    <button
      type="button"
      className="link-button"
      aria-label={name ? `${name}, patient ${patientId}` : `Patient ${patientId}`}
      onClick={() => {
        choose(patientId);
        void navigate(keep("/patients"));
      }}
    >
      {name ?? patientId}
    </button>
  );
}
