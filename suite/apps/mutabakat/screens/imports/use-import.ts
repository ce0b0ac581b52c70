/** One import and what belongs to it, kept true by the room of who started it. */
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Page } from '#platform/contract'
import { isMissing } from '../../../../web/api/api-error.ts'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { useMe } from '../../../../web/session/me.ts'
import {
  type Difference,
  type DifferenceKind,
  type DryRun,
  type Import,
  type ImportError,
  type ImportLook,
  routes,
} from '../../contract/index.ts'
import { taskIdOf } from '../use-task.ts'

type Company = { id: string }

export const importKey = (company: Company, id: string) => [...companyKey(company), 'import', id] as const
export const dryRunKey = (company: Company, id: string) => [...companyKey(company), 'import-preview', id] as const
export const lookKey = (company: Company, id: string, place: LookPlace = {}) =>
  [...companyKey(company), 'import-look', id, place.sheet ?? '', place.heading_row ?? 0] as const
export const wrongRowsKey = (company: Company, id: string) => [...companyKey(company), 'import-errors', id] as const

/** Where in the file the headings are said to be; absent: where the server finds them. */
export type LookPlace = { sheet?: string; heading_row?: number }

export const useImport = (id: string) => {
  const company = useCompany()
  const { user } = useMe()
  const call = useCompanyCall()
  return useLiveQuery<Import>({
    room: `user:${user.id}`,
    queryKey: importKey(company, id),
    queryFn: ({ signal }) => call(routes.getImport, { params: { id } }, { signal }),
    apply: (current, event) =>
      event.type === 'task_completed' && taskIdOf(event.data) === current.task_id ? 'refetch' : current,
  })
}

export const useLook = (id: string, place: LookPlace) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery<ImportLook>({
    queryKey: lookKey(company, id, place),
    queryFn: ({ signal }) => call(routes.lookAtImport, { params: { id }, query: place }, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** Null before the first one. */
export const useDryRun = (id: string) => {
  const company = useCompany()
  const { user } = useMe()
  const call = useCompanyCall()
  return useLiveQuery<DryRun | null>({
    room: `user:${user.id}`,
    queryKey: dryRunKey(company, id),
    queryFn: async ({ signal }) => {
      try {
        return await call(routes.readDryRun, { params: { id } }, { signal })
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    apply: (current, event) =>
      event.type === 'task_completed' && taskIdOf(event.data) === current?.task_id ? 'refetch' : current,
  })
}

export const useWrongRows = (id: string, cursor: string | undefined) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery<Page<ImportError>>({
    queryKey: [...wrongRowsKey(company, id), cursor ?? ''],
    queryFn: ({ signal }) =>
      call(routes.importErrors, { params: { id }, query: { limit: 50, ...(cursor ? { cursor } : {}) } }, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** Of one run; `run` is its task. */
export const useDifferences = (
  id: string,
  run: string,
  kind: DifferenceKind | undefined,
  cursor: string | undefined,
) => {
  const company = useCompany()
  const call = useCompanyCall()
  const query = { limit: 50, ...(kind && { 'filter[kind]': kind }), ...(cursor && { cursor }) }
  return useQuery<Page<Difference>>({
    queryKey: [...dryRunKey(company, id), run, kind ?? '', cursor ?? ''],
    queryFn: ({ signal }) => call(routes.listDifferences, { params: { id }, query }, { signal }),
    placeholderData: keepPreviousData,
  })
}
