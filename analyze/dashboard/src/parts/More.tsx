/** The next page of a list. */
import Button from "@mui/material/Button";
import type { Pages } from "../api/asking";
import { useFormats } from "../session/practice";

export function More<R>({ of }: { of: Pages<R> }) {
  const { count } = useFormats();
  const shown = of.data?.pages.reduce((sum, page) => sum + page.data.length, 0) ?? 0;
  return (
    <div className="more no-print">
      <span>
        {count(shown)} {shown === 1 ? "row" : "rows"}
        {of.hasNextPage ? ", and more" : ""}
      </span>
      {of.hasNextPage && (
        <Button
          variant="outlined"
          disabled={of.isFetchingNextPage}
          onClick={() => void of.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </div>
  );
}
