/** The counterparty's page: who asks, the code, the letter, the answer. No account, no shell, made for a phone. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../../web/api/api-error.ts'
import { CenteredPage } from '../../../../web/kit/centered-page.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import { chosenLocale, useChooseLocale } from '../../../../web/session/locale.tsx'
import { AskForCode } from './ask-for-code.tsx'
import { keepGrant, portalApi, readGrant } from './portal-api.ts'
import { PortalLetterView } from './portal-letter.tsx'

/** The three ways a link may have ended, each with what to do next. */
const ENDED = { link_invalid: 'invalid', link_expired: 'expired', link_cancelled: 'withdrawn' } as const

const Ended = ({ error, onRetry, isRetrying }: { error: Error; onRetry: () => void; isRetrying: boolean }) => {
  const t = useTranslations('mutabakat.portal')
  const code = error instanceof ApiError ? error.code : ''
  if (!Object.hasOwn(ENDED, code)) return <ErrorState error={error} onRetry={onRetry} isRetrying={isRetrying} />
  const way = ENDED[code as keyof typeof ENDED]
  return <EmptyState title={t(`${way}_title`)}>{t(`${way}_text`)}</EmptyState>
}

const PortalPage = () => {
  const t = useTranslations('mutabakat.portal')
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  const [grant, setGrant] = useState(() => readGrant(token))
  const [isGrantOver, setGrantOver] = useState(false)
  const choose = useChooseLocale()
  const api = portalApi(token, grant)
  const link = useQuery({ queryKey: ['portal', token], queryFn: ({ signal }) => api.link(signal) })

  // The letter's language, until this browser has chosen one of its own.
  const locale = link.data?.locale
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the link tells its language
  useEffect(() => {
    if (locale && !chosenLocale()) void choose(locale, { remember: false })
  }, [locale])

  const enter = (next: string | null) => {
    keepGrant(token, next)
    setGrant(next)
    setGrantOver(next === null)
  }
  const title = link.data?.company.title ?? t('title')
  return (
    <CenteredPage title={title} description={t('title')} wide>
      {link.error ? (
        <Ended error={link.error} onRetry={() => void link.refetch()} isRetrying={link.isFetching} />
      ) : !link.data ? (
        <SkeletonLines lines={5} />
      ) : grant ? (
        <PortalLetterView token={token} api={api} onGrantOver={() => enter(null)} />
      ) : (
        <AskForCode link={link.data} api={api} isGrantOver={isGrantOver} onEntered={enter} />
      )}
    </CenteredPage>
  )
}

export default PortalPage
