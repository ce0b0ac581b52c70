/** The live connection of a signed-in person: one a tab, opened and closed with the signed-in frame. */
import { createClient, TokenRefused } from '@nabiz/client'
import { NabizProvider, useConnection, useEvent } from '@nabiz/react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { issueConnectionTokenRoute } from '#platform/contract'
import { ApiError } from '../api/api-error.ts'
import { call } from '../api/call.ts'
import { ME_KEY, useMe } from './me.ts'

export const LiveProvider = ({ children }: { children: ReactNode }) => {
  const queries = useQueryClient()
  const [client] = useState(() =>
    createClient({
      url: '/ws',
      token: async () => {
        try {
          return (await call(issueConnectionTokenRoute, {})).token
        } catch (error) {
          if (!(error instanceof ApiError) || !error.sessionEnded) throw error
          void queries.invalidateQueries({ queryKey: ME_KEY })
          throw new TokenRefused()
        }
      },
    }),
  )
  useEffect(() => {
    client.connect()
    return () => client.close()
  }, [client])
  return (
    <NabizProvider client={client}>
      <SessionWatch />
      {children}
    </NabizProvider>
  )
}

/**
 * Sessions ended or permissions changed elsewhere: what this tab may see is asked again at once. The connection of an
 * ended session is cut at once, too, and may be gone before it could say why.
 */
const SessionWatch = () => {
  const { user } = useMe()
  const queries = useQueryClient()
  const room = `user:${user.id}`
  useEvent(room, 'sessions_changed', () => void queries.invalidateQueries({ queryKey: ME_KEY }))
  useEvent(room, 'permissions_changed', () => void queries.invalidateQueries())
  useEvent(room, 'person_erased', () => void queries.invalidateQueries())
  const { state, reason } = useConnection()
  const wasRefused = state === 'closed' && reason !== 'closed_by_client'
  useEffect(() => {
    if (wasRefused) void queries.invalidateQueries({ queryKey: ME_KEY })
  }, [wasRefused, queries])
  return null
}
