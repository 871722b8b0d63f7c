/** What stands where an answer will be: a place held open while it comes, and words when it does not. */
import Button from "@mui/material/Button";
import type { ReactNode } from "react";
import type { ApiProblem } from "../api/client";
import { words } from "../format/words";
import { useRole } from "../session/session";
import { Icon } from "./Icon";

interface Props<T> {
  of: {
    data: T | undefined;
    error: ApiProblem | null;
    isFetching: boolean;
    refetch: () => unknown;
  };
  /** Height held open, in pixels, so that nothing jumps when the answer comes. */
  height?: number;
  /** What to say when there is nothing, and what to do then. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
}

export function Answer<T>({ of, height = 160, empty, isEmpty, children }: Props<T>) {
  if (of.data !== undefined && !of.error) {
    const nothing = isEmpty
      ? isEmpty(of.data)
      : Array.isArray((of.data as { data?: unknown[] })?.data) &&
        (of.data as { data: unknown[] }).data.length === 0;
    if (nothing) return <Nothing>{empty ?? "There is nothing here for this choice."}</Nothing>;
    return (
      <div className={of.isFetching ? "answer answer--old" : "answer"} aria-busy={of.isFetching}>
        {children(of.data)}
      </div>
    );
  }
  if (of.error) return <Failure problem={of.error} again={() => void of.refetch()} />;
  return <Waiting height={height} />;
}

export function Waiting({ height = 160 }: { height?: number }) {
  return (
    <div className="waiting" style={{ minHeight: height }} role="status">
      <span className="hidden-words">Loading</span>
    </div>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return (
    <div className="state">
      <p>{children}</p>
    </div>
  );
}

export function Failure({ problem, again }: { problem: ApiProblem; again?: () => void }) {
  const role = useRole();
  const isClosed = problem.status === 403;
  return (
    <div className="state state--failure" role="alert">
      <Icon name={isClosed ? "shield" : "warning"} />
      <div>
        <p>
          {isClosed
            ? `The role “${words(role)}” does not include this. The owner decides in load/roles.yml.`
            : problem.message}
        </p>
        {problem.requestId && !isClosed && (
          <p className="fine">
            Request {problem.requestId}: tell it to whoever looks after Enamel.
          </p>
        )}
        {again && !isClosed && (
          <Button variant="outlined" onClick={again}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
