/** Asks the API. Addresses, parameters and answers are typed by `generated/schema.d.ts`, made from its description. */
import axios, { type AxiosError, type AxiosRequestConfig } from "axios";
import type { components, paths } from "../../generated/schema";

export type Schemas = components["schemas"];

type Json<R> = R extends { content: { "application/json": infer A } } ? A : undefined;
type Success<R> = R extends { 200: infer A }
  ? Json<A>
  : R extends { 201: infer A }
    ? Json<A>
    : undefined;
type Operation<
  P extends keyof paths,
  M extends "get" | "post" | "put" | "delete",
> = M extends keyof paths[P] ? paths[P][M] : never;
type Parameters_<O, K extends "query" | "path"> = O extends { parameters: { [N in K]?: infer Q } }
  ? NonNullable<Q>
  : never;
type Body_<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : never;

type Having<M extends "get" | "post" | "put" | "delete"> = {
  [P in keyof paths]: paths[P] extends { [K in M]: { responses: unknown } } ? P : never;
}[keyof paths];

export type GetPath = Having<"get">;
export type PostPath = Having<"post">;
export type PutPath = Having<"put">;
export type DeletePath = Having<"delete">;
export type Answer<P extends keyof paths, M extends "get" | "post" | "put" | "delete" = "get"> =
  Operation<P, M> extends { responses: infer R } ? Success<R> : never;
export type Query<
  P extends keyof paths,
  M extends "get" | "post" | "put" | "delete" = "get",
> = Parameters_<Operation<P, M>, "query">;
export type PathValues<
  P extends keyof paths,
  M extends "get" | "post" | "put" | "delete" = "get",
> = Parameters_<Operation<P, M>, "path">;
export type Body<P extends PostPath> = Body_<Operation<P, "post">>;
export type Changed<P extends PutPath> = Body_<Operation<P, "put">>;

/** One row of a page of answers. */
export type RowOf<P extends GetPath> = Answer<P> extends { data: (infer R)[] } ? R : never;

export interface Asked<P extends keyof paths, M extends "get" | "post" | "put" | "delete" = "get"> {
  query?: Query<P, M>;
  path?: PathValues<P, M>;
}

/** What went wrong, in the API's own words, which say what to do. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly requestId: string;

  constructor(status: number, kind: string, detail: string, requestId = "") {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.requestId = requestId;
  }
}

const http = axios.create({
  baseURL: "/",
  timeout: 65_000,
  // Proof that a request comes from a page of ours.
  xsrfCookieName: "enamel_csrf",
  xsrfHeaderName: "X-CSRF-Token",
  headers: { Accept: "application/json" },
});

let onSignedOut: () => void = () => {};

/** Be told when the API no longer knows who we are. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const answer = (error as AxiosError<Partial<Schemas["ProblemDetails"]>>).response;
  if (!answer) {
    return new ApiProblem(
      0,
      "unreachable",
      "The server does not answer. Check the network and that `enamel serve` runs, then try again.",
    );
  }
  const { detail, type, request_id, errors } = answer.data ?? {};
  const parts = errors?.map((it) => `${it.where}: ${it.what}`).join(" ");
  return new ApiProblem(
    answer.status,
    type?.replace("urn:enamel:problem:", "") ?? "unknown",
    [detail ?? `The server answered ${answer.status}.`, parts].filter(Boolean).join(" "),
    request_id,
  );
}

async function send<T>(config: AxiosRequestConfig): Promise<T> {
  try {
    return (await http.request<T>(config)).data;
  } catch (error) {
    if (axios.isCancel(error)) throw error;
    const problem = problemOf(error);
    if (problem.status === 401 && config.url !== "session") onSignedOut();
    throw problem;
  }
}

/** Put the values into an address pattern; the first slash belongs to the base. */
export function addressOf(pattern: string, values: Record<string, unknown> = {}): string {
  return pattern
    .slice(1)
    .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

export function get<P extends GetPath>(
  path: P,
  asked: Asked<P> = {},
  signal?: AbortSignal,
): Promise<Answer<P>> {
  return send({
    url: addressOf(path, asked.path as Record<string, unknown>),
    params: asked.query,
    signal,
  });
}

export function post<P extends PostPath>(
  path: P,
  body: Body<P>,
  asked: Asked<P, "post"> = {},
  signal?: AbortSignal,
): Promise<Answer<P, "post">> {
  return send({
    method: "post",
    url: addressOf(path, asked.path as Record<string, unknown>),
    params: asked.query,
    data: body,
    signal,
  });
}

export function put<P extends PutPath>(
  path: P,
  body: Changed<P>,
  asked: Asked<P, "put"> = {},
): Promise<Answer<P, "put">> {
  return send({
    method: "put",
    url: addressOf(path, asked.path as Record<string, unknown>),
    params: asked.query,
    data: body,
  });
}

export function remove<P extends DeletePath>(
  path: P,
  asked: Asked<P, "delete"> = {},
): Promise<undefined> {
  return send({
    method: "delete",
    url: addressOf(path, asked.path as Record<string, unknown>),
    params: asked.query,
  });
}

/** Fetch a file and hand it to the browser's own way of saving. */
export async function download(path: string, query: Record<string, unknown>): Promise<void> {
  try {
    const answer = await http.get<Blob>(path.slice(1), { params: query, responseType: "blob" });
    const name = /filename="([^"]+)"/.exec(String(answer.headers["content-disposition"]))?.[1];
    const address = URL.createObjectURL(answer.data);
    const link = document.createElement("a");
    link.href = address;
    link.download = name ?? "export";
    link.click();
    URL.revokeObjectURL(address);
  } catch (error) {
    const found = (error as AxiosError<Blob>).response;
    if (found?.data instanceof Blob) {
      found.data = JSON.parse(await found.data.text()) as Blob;
    }
    throw problemOf(error);
  }
}
