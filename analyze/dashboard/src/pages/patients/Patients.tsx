/** Patients: look somebody up, list them by what is known, look at one. */
import Button from "@mui/material/Button";
import { useChosen } from "../../session/chosen";
import { useSeesNames } from "../../session/named";
import { Page } from "../../shell/Page";
import { OnePatient } from "./OnePatient";
import { PatientList } from "./PatientList";
import { Search } from "./Search";

export default function Patients() {
  const { patientId, choose } = useChosen();
  const seesNames = useSeesNames();
  if (patientId !== null) {
    return (
      <Page
        title={`Patient ${patientId}`}
        lede="What is known today. The number is Open Dental's; it stands in no address."
        actions={
          <Button variant="outlined" onClick={() => choose(null)}>
            All patients
          </Button>
        }
      >
        <OnePatient key={patientId} patientId={patientId} seesNames={seesNames} />
      </Page>
    );
  }
  return (
    <Page
      title="Patients"
      lede="By number. Names are shown to roles that may see them, when they ask, and each look is written down."
      filters={["clinic", "provider"]}
    >
      {seesNames && <Search onChoose={choose} />}
      <PatientList onChoose={choose} />
    </Page>
  );
}
