/** What the company decided about its letters: read once for all parts, saved part by part over the newest whole. */
import { roomName } from '@nabiz/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { routes, type Settings, type SettingsAnswer, setupRoom } from '../../contract/index.ts'
import { currentOf } from '../stale-note.tsx'

const settingsKey = (company: { id: string }) => [...companyKey(company), 'mutabakat-settings'] as const

/** Who has the settings open now. */
export const setupRoomOf = (company: { id: string }): string => roomName(setupRoom.pattern, { id: company.id })

export const useSettings = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery<SettingsAnswer>({
    queryKey: settingsKey(company),
    queryFn: ({ signal }) => call(routes.getSettings, {}, { signal }),
  })
}

/** `save` answers false when somebody saved first: what they made is then the base, and saving again writes over it. */
export const useSaveSettings = (opened: SettingsAnswer) => {
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const [base, setBase] = useState(opened)
  const [isStale, setStale] = useState(false)
  const save = async (part: Partial<Settings>): Promise<boolean> => {
    try {
      const saved = await call(routes.saveSettings, { body: { ...base.value, ...part } }, { ifMatch: base.rev })
      setBase(saved)
      setStale(false)
      queries.setQueryData(settingsKey(company), saved)
      return true
    } catch (error) {
      const current = currentOf<SettingsAnswer>(error)
      if (!current) throw error
      setBase(current)
      setStale(true)
      return false
    }
  }
  return { save, isStale }
}
