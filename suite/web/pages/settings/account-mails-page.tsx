/** What the installation itself mailed, about accounts and for no company: for its operators. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { listPlatformMailsRoute } from '#platform/contract'
import { call } from '../../api/call.ts'
import { useListState } from '../../kit/use-list-state.ts'
import { MailLog } from './mail-log.tsx'

const KINDS = ['reset', 'sign_up', 'known'] as const

const AccountMailsPage = () => {
  const t = useTranslations('accountMails')
  const list = useListState({ filters: ['state', 'kind'] })
  const query = useQuery({
    queryKey: ['account-mails', list.key],
    queryFn: ({ signal }) => call(listPlatformMailsRoute, { query: list.query }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <p className="mb-4 max-w-prose text-sm text-ink-soft">{t('text')}</p>
      <MailLog
        id="settings.account-mails"
        list={list}
        query={query}
        kinds={new Map(KINDS.map(kind => [kind, t(`kinds.${kind}`)]))}
        emptyText={t('emptyText')}
      />
    </>
  )
}

export default AccountMailsPage
