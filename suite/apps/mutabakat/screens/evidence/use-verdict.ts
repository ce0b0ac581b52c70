/** The browser's own verdict over the chain that is shown, made anew with every fact that comes. */
import { useEffect, useState } from 'react'
import { type BrowserVerdict, type ShownChain, verifyInBrowser } from './verify-in-browser.ts'

/** `no_crypto`: browsers compute only over a secure connection. */
export type Verdict = { is: 'checking' } | { is: 'no_crypto' } | ({ is: 'checked' } & BrowserVerdict)

export const useVerdict = (chain: ShownChain): Verdict => {
  const [verdict, setVerdict] = useState<Verdict>({ is: 'checking' })
  useEffect(() => {
    // Undefined over plain HTTP, whatever its type says.
    const subtle = crypto.subtle as SubtleCrypto | undefined
    if (!subtle) return setVerdict({ is: 'no_crypto' })
    let isShown = true
    void verifyInBrowser(chain, subtle).then(made => isShown && setVerdict({ is: 'checked', ...made }))
    return () => {
      isShown = false
    }
  }, [chain])
  return verdict
}
