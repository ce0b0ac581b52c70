/** The counterparty's page: who asks, the code, the letter, the answer. No account, no shell, made for a phone. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CenteredPage } from '../../../../web/kit/centered-page.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import { chosenLocale, useChooseLocale } from '../../../../web/session/locale.tsx'
import { AskForCode } from './ask-for-code.tsx'
import { Ended, isEnded } from './ended.tsx'
import { keepGrant, portalApi, portalKey, readGrant } from './portal-api.ts'
import { PortalVisit } from './portal-visit.tsx'

const PortalPage = () => {
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  return <Portal key={token} token={token} />
}

const Portal = ({ token }: { token: string }) => {
  const t = useTranslations('mutabakat.portal')
  const [grant, setGrant] = useState(() => readGrant(token))
  const [isGrantOver, setGrantOver] = useState(false)
  const choose = useChooseLocale()
  const api = portalApi(token, grant)
  const link = useQuery({ queryKey: portalKey(token), queryFn: ({ signal }) => api.link(signal) })

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
  if (link.data && grant && !isEnded(link.error))
    return <PortalVisit token={token} link={link.data} grant={grant} onGrant={enter} />
  return (
    <CenteredPage title={title} description={t('title')} wide>
      {link.error ? (
        <Ended error={link.error} onRetry={() => void link.refetch()} isRetrying={link.isFetching} />
      ) : link.data ? (
        <AskForCode link={link.data} api={api} isGrantOver={isGrantOver} onEntered={enter} />
      ) : (
        <SkeletonLines lines={5} />
      )}
    </CenteredPage>
  )
}

export default PortalPage
