/** A visit with its grant: the letter or the comparison; a grant that ends asks for a code over the page, so nothing typed goes. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CenteredPage } from '../../../../web/kit/centered-page.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import type { PortalLetter, PortalLink } from '../../contract/index.ts'
import { formatMonth, isBabs } from '../../domain/index.ts'
import { AskForCode } from './ask-for-code.tsx'
import { Ended, isEnded } from './ended.tsx'
import { type PortalApi, portalApi, portalKey } from './portal-api.ts'
import { PortalLetterView } from './portal-letter.tsx'
import { PortalLive } from './portal-live.tsx'
import { isGrantOver, usePortalLetter } from './use-portal.ts'
import { useReading } from './use-reading.ts'

const PortalComparison = lazy(() => import('./comparison/portal-comparison.tsx'))

type Props = {
  token: string
  link: PortalLink
  grant: string
  /** Null: it ended before anything was shown. */
  onGrant: (grant: string | null) => void
}

export const PortalVisit = ({ token, link, grant, onGrant }: Props) => {
  const [isOver, setOver] = useState(false)
  const queries = useQueryClient()
  // The same calls while the grant is the same: the live connection asks again when they change.
  const api = useMemo(() => portalApi(token, grant), [token, grant])
  const enter = (next: string) => {
    onGrant(next)
    setOver(false)
  }
  const first = useRef(api)
  // After the queries below took up the new grant: with the old one they would be refused again.
  useEffect(() => {
    if (first.current !== api) void queries.invalidateQueries({ queryKey: portalKey(token) })
  }, [api, queries, token])
  return (
    <PortalLive api={api}>
      {room => (
        <>
          <Visited
            api={api}
            room={room}
            link={link}
            onOver={hasLetter => (hasLetter ? setOver(true) : onGrant(null))}
          />
          <CodeAgain isOpen={isOver} link={link} api={api} onEntered={enter} />
        </>
      )}
    </PortalLive>
  )
}

const CodeAgain = ({
  isOpen,
  link,
  api,
  onEntered,
}: {
  isOpen: boolean
  link: PortalLink
  api: PortalApi
  onEntered: (grant: string) => void
}) => {
  const t = useTranslations('mutabakat.portal')
  return (
    <Dialog title={t('code_again')} size="small" isOpen={isOpen} isDismissable={false}>
      <AskForCode link={link} api={api} isGrantOver onEntered={onEntered} />
    </Dialog>
  )
}

type VisitedProps = {
  api: PortalApi
  room: string | null
  link: PortalLink
  onOver: (hasLetter: boolean) => void
}

const Visited = ({ api, room, link, onOver }: VisitedProps) => {
  const t = useTranslations('mutabakat.portal')
  const letter = usePortalLetter(api, room)
  useReading(api)
  const { view } = useSearch({ strict: false }) as { view?: string }
  const navigate = useNavigate()
  const [passedTo, setPassedTo] = useState<string | null>(null)
  const over = isGrantOver(letter.error)
  // biome-ignore lint/correctness/useExhaustiveDependencies: tells the page once that the grant ended
  useEffect(() => {
    if (over) onOver(letter.data !== undefined)
  }, [over])
  const show = (next: 'comparison' | undefined) => void navigate({ to: '.', search: { view: next } })
  const onGrantOver = () => onOver(letter.data !== undefined)
  if (letter.data && view === 'comparison' && mayCompare(letter.data))
    return (
      <main className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-12">
        <Suspense fallback={<SkeletonLines lines={10} />}>
          <PortalComparison
            api={api}
            room={room}
            letter={letter.data}
            onBack={() => show(undefined)}
            onGrantOver={onGrantOver}
          />
        </Suspense>
      </main>
    )
  return (
    <CenteredPage title={link.company.title} description={letter.data ? titleOf(letter.data, t) : t('title')} wide>
      {passedTo !== null ? (
        <EmptyState title={t('passed_title')}>{t('pass.done', { address: passedTo })}</EmptyState>
      ) : letter.error && !over && (!letter.data || isEnded(letter.error)) ? (
        <Ended error={letter.error} onRetry={() => void letter.refetch()} isRetrying={letter.isFetching} />
      ) : letter.data ? (
        <PortalLetterView
          api={api}
          room={room}
          letter={letter.data}
          readAt={letter.dataUpdatedAt}
          onGrantOver={onGrantOver}
          onPassed={setPassedTo}
          onCompare={mayCompare(letter.data) ? () => show('comparison') : null}
        />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </CenteredPage>
  )
}

const titleOf = (
  { kind, balance_date }: PortalLetter,
  t: ReturnType<typeof useTranslations<'mutabakat.portal'>>,
): string =>
  isBabs(kind)
    ? t('title_babs', { form: kind.toUpperCase(), month: formatMonth(balance_date) })
    : t(kind === 'teyit' ? 'title_teyit' : 'title')

/** There is something to compare once the balance was not agreed to; a declaration has no statement. */
const mayCompare = ({ kind, answer }: PortalLetter): boolean => answer?.choice === 'disagree' && !isBabs(kind)
