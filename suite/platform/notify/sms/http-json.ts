/** Any provider that takes an SMS as JSON over HTTP: address, headers and body come from the configuration. */
import { postJson, refuseStatus } from './post-json.ts'
import type { SmsMessage, SmsProvider } from './provider.ts'

export type HttpJsonOptions = {
  url: string
  headers: Readonly<Record<string, string>>
  /** JSON in which `{to}`, `{text}`, `{title}`, `{id}` and `{encoding}` inside texts are the message's. */
  body: unknown
  /** Where in the answer its own id stands, such as `data.message_id`; absent: reports name ours. */
  id_path: string | undefined
}

type Values = Readonly<Record<string, string>>

/** Filled in after parsing: what somebody wrote in a message is never JSON. */
const fill = (template: unknown, values: Values): unknown => {
  if (typeof template === 'string') return template.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
  if (Array.isArray(template)) return template.map(item => fill(item, values))
  if (template === null || typeof template !== 'object') return template
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, values)]))
}

const at = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => {
    const known = node !== null && typeof node === 'object' && Object.hasOwn(node, key)
    return known ? (node as Record<string, unknown>)[key] : undefined
  }, body)

export const createHttpJson = ({ url, headers, body, id_path }: HttpJsonOptions): SmsProvider => ({
  name: 'http',
  real: true,
  async send(message: SmsMessage) {
    const { id, to, text, title, encoding, signal } = message
    const values = Object.assign(Object.create(null) as Values, { id, to, text, title, encoding })
    const answer = await postJson(url, { headers: { ...headers }, body: fill(body, values), signal })
    refuseStatus(answer)
    const theirs = id_path === undefined ? undefined : at(answer.body, id_path)
    const named = typeof theirs === 'string' || typeof theirs === 'number'
    return { provider_id: named ? String(theirs) : id, answer: answer.text }
  },
})
