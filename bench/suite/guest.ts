/** The counterparty behind the link of a mail: asks for a code, types it, answers. Each comes from an address of its own. */

export type Guest = {
  /** Asks for the code, which arrives by mail. */
  askForCode(): Promise<void>
  /** Sees the letter. */
  enter(code: string): Promise<void>
  /** Resolves when the answer is taken. */
  answer(choice: 'agree' | 'disagree'): Promise<void>
}

/** Addresses of a network that is nobody's (RFC 2544), one a guest: limits count by address, as between real people. */
const addressOf = (index: number): string => `198.18.${Math.floor(index / 250)}.${1 + (index % 250)}`

/** `token`: of the link. The suite has to trust one proxy, for which this stands in. */
export const openPortal = (url: string, token: string, index: number): Guest => {
  let grant: string | null = null
  const ask = async <T>(method: 'GET' | 'POST', step: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/api/portal/${token}/${step}`, {
      method,
      headers: {
        origin: url,
        'x-requested-with': 'nabiz',
        'x-forwarded-for': addressOf(index),
        ...(grant && { 'x-portal-grant': grant }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`the portal answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as T
  }
  return {
    async askForCode() {
      await ask('POST', 'otp')
    },
    async enter(code) {
      grant = (await ask<{ grant: string }>('POST', 'enter', { code })).grant
      await ask('GET', 'letter')
    },
    async answer(choice) {
      const reason = choice === 'agree' ? {} : { reason_code: 'missing_invoice', note: 'Eylül faturası bizde yok.' }
      await ask('POST', 'answer', { choice, name: 'Elif Güneş', title: 'Muhasebe', ...reason })
    },
  }
}
