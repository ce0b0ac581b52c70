/** What the company mailed, and what became of it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { listMailsRoute, listMailTemplatesRoute } from '#platform/contract'
import { useListState } from '../../kit/use-list-state.ts'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { MailLog } from './mail-log.tsx'

/** Titles of the templates, by the name the log gives them. */
const useKinds = (): ReadonlyMap<string, string> => {
  const company = useCompany()
  const call = useCompanyCall()
  const locale = useLocale()
  const { data } = useQuery({
    queryKey: [...companyKey(company), 'mail-templates', locale],
    queryFn: ({ signal }) => call(listMailTemplatesRoute, {}, { signal }),
  })
  return useMemo(() => new Map(data?.items.map(({ id, title }) => [id, title])), [data])
}

const MailLogPage = () => {
  const t = useTranslations('mailLog')
  const company = useCompany()
  const call = useCompanyCall()
  const list = useListState({ filters: ['state', 'kind'] })
  const query = useQuery({
    queryKey: [...companyKey(company), 'mail-log', list.key],
    queryFn: ({ signal }) => call(listMailsRoute, { query: list.query }, { signal }),
    placeholderData: keepPreviousData,
  })
  return <MailLog id="settings.mail-log" list={list} query={query} kinds={useKinds()} emptyText={t('emptyText')} />
}

export default MailLogPage
