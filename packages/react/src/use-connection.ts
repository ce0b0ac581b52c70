/** The state of the connection, for a badge. */
import type { Status } from '@nabiz/client'
import { useCallback, useSyncExternalStore } from 'react'
import { useClient } from './use-client.ts'

/** Renders again at every change of the status. */
export const useConnection = (): Status => {
  const client = useClient()
  const subscribe = useCallback((changed: () => void) => client.onStatus(changed), [client])
  const read = () => client.status
  return useSyncExternalStore(subscribe, read, read)
}
