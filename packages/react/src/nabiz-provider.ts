/** Gives a tree of components its client. */
import type { Client } from '@nabiz/client'
import { createContext, createElement, type ReactElement, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { LiveQueries } from './live-queries.ts'

type Nabiz = { client: Client; live: LiveQueries }

const NabizContext = createContext<Nabiz | null>(null)

export type NabizProviderProps = { client: Client; children?: ReactNode }

/** Connects an idle client when mounted. Closing it is up to whoever made it: it outlives any tree. */
export const NabizProvider = ({ client, children }: NabizProviderProps): ReactElement => {
  const nabiz = useMemo(() => ({ client, live: new LiveQueries(client) }), [client])
  useEffect(() => {
    if (client.status.state === 'idle') client.connect()
  }, [client])
  return createElement(NabizContext.Provider, { value: nabiz }, children)
}

/** For the hooks of this package. Throws outside a {@link NabizProvider}. */
export const useNabiz = (): Nabiz => {
  const nabiz = useContext(NabizContext)
  if (!nabiz) throw new Error('no NabizProvider above this component')
  return nabiz
}
