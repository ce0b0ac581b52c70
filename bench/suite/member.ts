/** A member of the sample company, as a browser is one: signed in with a cookie, asking over HTTP, listening over the socket. */
import { type Client, createClient } from '@nabiz/client'

export type Member = {
  user_id: string
  company: { id: string; slug: string }
  /** `name=value`, as the browser would keep them. */
  cookies: readonly string[]
  /** Sends what a page of ours would send; throws for anything but 2xx. */
  ask<T>(path: string, init?: RequestInit): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  /** A live connection, not opened yet. */
  live(): Client
}

type Me = {
  user: { id: string } | null
  companies: { id: string; slug: string }[]
  sample?: { email: string; password: string }
}

const readJson = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}

/** How the sign-in page says one signs in to the sample. */
export const readSample = async (url: string): Promise<{ email: string; password: string }> => {
  const { sample } = await readJson<Me>(await fetch(`${url}/api/me`))
  if (!sample) throw new Error('a demonstration has a sample to sign in with')
  return sample
}

export const signIn = async (url: string): Promise<Member> => {
  const entered = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(await readSample(url)),
  })
  await readJson(entered)
  const cookies = entered.headers.getSetCookie().map(cookie => cookie.split(';')[0]!)
  const cookie = cookies.join('; ')
  const me = await readJson<Me>(await fetch(`${url}/api/me`, { headers: { cookie } }))
  const [company] = me.companies
  if (!me.user || !company) throw new Error('the sample has a user with a company')
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const headers = new Headers(init.headers)
    headers.set('cookie', cookie)
    headers.set('origin', url)
    headers.set('x-company', company.slug)
    headers.set('x-requested-with', 'nabiz')
    return readJson(await fetch(url + path, { ...init, headers }))
  }
  const post = <T>(path: string, body: unknown): Promise<T> =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return {
    user_id: me.user.id,
    company,
    cookies,
    ask,
    post,
    live: () =>
      createClient({
        url: `${url.replace('http', 'ws')}/ws`,
        token: async () => (await post<{ token: string }>('/api/rt/token', {})).token,
      }),
  }
}
