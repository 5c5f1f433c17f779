import type { Problem } from './types';

/** An answer that is no 2xx, or none at all (status 0: the gateway does not answer). */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What is said of something that went wrong: the gateway's own words, else `other`. */
export const reasonOf = (thrown: unknown, other = 'The answer could not be read.'): string => (thrown instanceof ApiError ? thrown.message : other);

/** What is asked for beside a path; of a list each value is given. */
export type Query = Record<string, string | number | readonly string[] | null | undefined>;

/** A path with its query; what is null or empty is left out. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') {
        search.append(name, String(one));
      }
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Asks for something. */
export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return (await ask(address(path, query), signal ? { signal } : {})).json() as Promise<T>;
}

let token: string | null = null;

/** Changes something. A token of an earlier start of the gateway is renewed once. */
export async function post<T = void>(path: string, body?: unknown): Promise<T> {
  const send = async (): Promise<Response> => {
    token ??= (await get<{ token: string }>('/api/token')).token;
    const headers: Record<string, string> = { 'x-relayplane-page': token };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
    }
    return ask(path, { method: 'POST', headers, body: body === undefined ? null : JSON.stringify(body) });
  };
  let response: Response;
  try {
    response = await send();
  } catch (thrown) {
    if (!(thrown instanceof ApiError) || thrown.status !== 403) {
      throw thrown;
    }
    token = null;
    response = await send();
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, credentials: 'same-origin' });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') {
      throw thrown;
    }
    throw new ApiError(0, 'The gateway does not answer.');
  }
  if (!response.ok) {
    throw new ApiError(response.status, await told(response));
  }
  return response;
}

async function told(response: Response): Promise<string> {
  try {
    const message: unknown = ((await response.json()) as Problem).error.message;
    if (typeof message === 'string' && message !== '') {
      return message;
    }
  } catch {
    // Not the gateway's own words: something between, or a page of another program.
  }
  return `The gateway answered ${response.status}.`;
}
