/** Reports of one's own: kept, composed, looked at, shared by their address, mailed. */
import { Route, Routes } from "react-router";
import { Compose } from "./Compose";
import { Kept } from "./Kept";
import { OneReport } from "./OneReport";

export default function OwnReports() {
  return (
    <Routes>
      <Route index element={<Kept />} />
      <Route path="new" element={<Compose />} />
      <Route path=":reportId" element={<OneReport />} />
      <Route path=":reportId/change" element={<Compose />} />
    </Routes>
  );
}
