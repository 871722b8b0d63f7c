/** Hooks that ask the API. Answers live in memory alone and go with the session. */
import {
  keepPreviousData,
  QueryClient,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import {
  type Answer,
  type ApiProblem,
  type Asked,
  type Body,
  type GetPath,
  get,
  type PostPath,
  post,
  type Schemas,
} from "./client";

const AGAIN = new Set([0, 429, 503, 504]);

export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && AGAIN.has((error as ApiProblem).status),
    },
  },
});

// How many questions are open, for whoever prints or photographs a page: at none, it stands as it is.
answers.getQueryCache().subscribe(() => {
  document.documentElement.dataset.asking = String(answers.isFetching());
});

export type Asking<T> = UseQueryResult<T, ApiProblem>;

interface Options {
  /** False while something that the question needs is not known yet. */
  enabled?: boolean;
  /** Show the answer to the question before while the new one is on its way. */
  keep?: boolean;
}

/** Ask one address. */
export function useAsk<P extends GetPath>(
  path: P,
  asked: Asked<P> & Options = {},
): Asking<Answer<P>> {
  const { enabled = true, keep = true, ...question } = asked;
  return useQuery<Answer<P>, ApiProblem>({
    queryKey: [path, question],
    queryFn: ({ signal }) => get(path, question as Asked<P>, signal),
    enabled,
    placeholderData: keep ? (keepPreviousData as never) : undefined,
  });
}

/** Ask by a body: for keys of patients, which stand in no address. Kept only while it is shown. */
export function useTell<P extends PostPath>(
  path: P,
  body: Body<P>,
  options: Options = {},
): Asking<Answer<P, "post">> {
  return useQuery<Answer<P, "post">, ApiProblem>({
    queryKey: [path, body],
    queryFn: ({ signal }) => post(path, body, {}, signal),
    enabled: options.enabled ?? true,
    gcTime: 0,
  });
}

interface PageOf<R> {
  data: R[];
  meta: Schemas["Meta"];
}

export type Pages<R> = UseInfiniteQueryResult<{ pages: PageOf<R>[] }, ApiProblem>;

/** Ask for a list, page after page: `fetchNextPage` brings the next. */
export function usePages<P extends GetPath>(
  path: P,
  asked: Asked<P> & Options = {},
): Pages<Answer<P> extends { data: (infer R)[] } ? R : never> {
  const { enabled = true, keep: _keep, ...question } = asked;
  return useInfiniteQuery({
    queryKey: [path, question, "pages"],
    queryFn: ({ signal, pageParam }) =>
      get(
        path,
        { ...question, query: { ...question.query, cursor: pageParam ?? undefined } } as Asked<P>,
        signal,
      ) as unknown as Promise<PageOf<never>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    enabled,
  }) as never;
}

/** The same for questions with a body. */
export function useTellPages<P extends PostPath>(
  path: P,
  body: Body<P>,
  options: Options = {},
): Pages<Answer<P, "post"> extends { data: (infer R)[] } ? R : never> {
  return useInfiniteQuery({
    queryKey: [path, body, "pages"],
    queryFn: ({ signal, pageParam }) =>
      post(
        path,
        body,
        { query: { limit: 100, cursor: pageParam ?? undefined } } as unknown as Asked<P, "post">,
        signal,
      ) as Promise<unknown> as Promise<PageOf<never>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    enabled: options.enabled ?? true,
    gcTime: 0,
  }) as never;
}
