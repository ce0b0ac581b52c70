/** One call of the HTTP API and its answer, without HTTP: what routes are made of. */
import type { Fields } from './fields.ts'

/** `body` is null for GET. `publisher` names the API key: keys of publications belong to it. */
export type Call = { readonly query: Fields; readonly body: unknown; readonly publisher: string; readonly host: string }

/** `text` has its own content type; `json` may be JSON already. */
export type Answer = { readonly json: object | string } | { readonly text: string; readonly type: string }

export type Route = { readonly method: 'GET' | 'POST'; run(call: Call): Promise<Answer> }

/** By path, exactly: another spelling of a path is another path. */
export type Routes = Readonly<Record<string, Route>>
