/** Collections: what came in, what of each month's work was collected, what statements brought. */
import { Tiles } from "../../parts/Tile";
import { Page } from "../../shell/Page";
import { Cohorts } from "./Cohorts";
import { Families } from "./Families";
import { Received } from "./Received";
import { Statements } from "./Statements";

export default function Collections() {
  return (
    <Page
      title="Collections"
      lede="What came in, how much of the work was collected in time, and what asking for it brought."
      filters={["period", "clinic", "provider", "compare"]}
      fallback="12-months"
    >
      <Tiles
        kpis={[
          "total_collections",
          "collection_pct_net",
          "collection_cohort_pct",
          "otc_collection_rate",
          "unearned_balance",
          "collections_unmatched_pct",
        ]}
        fallback="12-months"
      />
      <Received />
      <Cohorts />
      <Statements />
      <Families />
    </Page>
  );
}
