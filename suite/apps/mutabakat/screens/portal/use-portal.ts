/** What a visit reads: the letter and its evidence, which follow the room, and the other open letters of the address. */
import { useLiveQuery } from '@nabiz/react'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../../../web/api/api-error.ts'
import type { PortalEvidence, PortalLetter } from '../../contract/index.ts'
import { growsWith } from '../evidence/grows-with.ts'
import { type PortalApi, portalKey } from './portal-api.ts'

export const letterKeyOf = (token: string) => [...portalKey(token), 'letter'] as const

/** Asked for again by events of the room, but for a fact that changes nothing of the letter, and when it is looked at again. */
export const usePortalLetter = (api: PortalApi, room: string | null) =>
  useLiveQuery<PortalLetter>({
    room,
    queryKey: letterKeyOf(api.token),
    queryFn: ({ signal }) => api.letter(signal),
    apply: (_letter, event) => (event.type === 'mutabakat_evidence' ? undefined : 'refetch'),
    refetchOnWindowFocus: 'always',
  })

export const usePortalEvidence = (api: PortalApi, room: string | null) =>
  useLiveQuery<PortalEvidence>({
    room,
    queryKey: [...portalKey(api.token), 'evidence'],
    queryFn: ({ signal }) => api.evidence(signal),
    apply: growsWith,
    refetchOnWindowFocus: 'always',
  })

export const usePortalLetters = (api: PortalApi) =>
  useQuery({ queryKey: [...portalKey(api.token), 'letters'], queryFn: ({ signal }) => api.letters(signal) })

/** A visit may end in the middle of something: then it asks for a code, and what was asked is refused all the same. */
export const watchGrant = <T>(answer: Promise<T>, onOver: () => void): Promise<T> => {
  answer.catch((error: unknown) => {
    if (isGrantOver(error)) onOver()
  })
  return answer
}

export const isGrantOver = (error: unknown): boolean => error instanceof ApiError && error.code === 'grant_invalid'
