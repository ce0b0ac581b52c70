/** The guest's calls: by token, with the grant of this visit kept as long as the tab lives. */
import { call, callFile } from '../../../../web/api/call.ts'
import { saveFile } from '../../../../web/api/save-file.ts'
import type { PortalAnswerInput } from '../../contract/index.ts'
import { routes } from '../../contract/index.ts'

const key = (token: string) => `nabiz.portal.${token.slice(-12)}`

export const readGrant = (token: string): string | null => {
  try {
    return sessionStorage.getItem(key(token))
  } catch {
    return null
  }
}

export const keepGrant = (token: string, grant: string | null): void => {
  try {
    if (grant === null) sessionStorage.removeItem(key(token))
    else sessionStorage.setItem(key(token), grant)
  } catch {
    // A browser that keeps nothing asks for the code again after a reload.
  }
}

export const portalApi = (token: string, grant: string | null) => {
  const params = { token }
  const options = grant ? { headers: { 'x-portal-grant': grant } } : {}
  return {
    link: (signal: AbortSignal) => call(routes.portalLink, { params }, { signal }),
    sendCode: () => call(routes.portalCode, { params }),
    enter: (code: string) => call(routes.portalEnter, { params, body: { code } }),
    letter: (signal: AbortSignal) => call(routes.portalLetter, { params }, { ...options, signal }),
    answer: (body: PortalAnswerInput) => call(routes.portalAnswer, { params, body }, options),
    download: async (name: string) => {
      const file = await callFile(routes.portalDocument, { params }, options)
      saveFile(file.blob, file.name ?? name)
    },
  }
}
export type PortalApi = ReturnType<typeof portalApi>
