/** The guest's calls: by token, with the grant of this visit kept as long as the tab lives. */
import { call, callFile, headersOf } from '../../../../web/api/call.ts'
import { requestUrl } from '../../../../web/api/request-url.ts'
import { saveFile } from '../../../../web/api/save-file.ts'
import { upload } from '../../../../web/api/upload.ts'
import type { PortalAnswerInput, PortalPassInput, PortalUntilInput } from '../../contract/index.ts'
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

/** First part of every query key of one link. */
export const portalKey = (token: string) => ['portal', token] as const

export const portalApi = (token: string, grant: string | null) => {
  const params = { token }
  const headers: Record<string, string> = grant ? { 'x-portal-grant': grant } : {}
  const save = async (route: typeof routes.portalDocument | typeof routes.portalAnswerPaper, name: string) => {
    const file = await callFile(route, { params }, { headers })
    saveFile(file.blob, file.name ?? name)
  }
  return {
    token,
    headers,
    link: (signal: AbortSignal) => call(routes.portalLink, { params }, { signal }),
    sendCode: () => call(routes.portalCode, { params }),
    enter: (code: string) => call(routes.portalEnter, { params, body: { code } }),
    letter: (signal: AbortSignal) => call(routes.portalLetter, { params }, { headers, signal }),
    letters: (signal: AbortSignal) => call(routes.portalLetters, { params }, { headers, signal }),
    evidence: (signal: AbortSignal) => call(routes.portalEvidence, { params }, { headers, signal }),
    answer: (body: PortalAnswerInput) => call(routes.portalAnswer, { params, body }, { headers }),
    passOn: (body: PortalPassInput) => call(routes.portalPass, { params, body }, { headers }),
    askUntil: (body: PortalUntilInput) => call(routes.portalUntil, { params, body }, { headers }),
    sendStatement: (file: File, onProgress: (part: number) => void) =>
      upload(routes.portalStatement, file, { params, headers, onProgress }),
    reading: () => call(routes.portalReading, { params, body: { reading: true } }, { headers }),
    /** Outlives the page; nobody hears how it ended. */
    leave: () =>
      void fetch(requestUrl(routes.portalReading.path, { params }), {
        method: routes.portalReading.method,
        keepalive: true,
        headers: { ...headersOf({ headers }), 'content-type': 'application/json' },
        body: JSON.stringify({ reading: false }),
      }).catch(() => {}),
    connection: () => call(routes.portalConnection, { params }, { headers }),
    saveLetter: (name: string) => save(routes.portalDocument, name),
    saveAnswer: (name: string) => save(routes.portalAnswerPaper, name),
  }
}
export type PortalApi = ReturnType<typeof portalApi>
