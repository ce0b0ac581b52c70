/** What happens in the period, newest first: letters as the cockpit knows them, hand-overs as they are told. */
import { type Activity, useEventReducer, useNow } from '@nabiz/react'
import { ActivityFeedView, az, en, tr } from '@nabiz/react/components'
import '@nabiz/react/nabiz.css'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { destination } from '../../../../web/format/search-params.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { Cockpit } from '../../contract/index.ts'
import { assignedOf } from './use-cockpit.ts'

const SHOWN = 20

const LABELS = { tr, en, az }

const LEVELS = {
  mutabakat_sent: 'info',
  mutabakat_viewed: 'info',
  mutabakat_approved: 'success',
  mutabakat_rejected: 'warning',
} as const satisfies Record<Cockpit['recent'][number]['action'], Activity['level']>

const NONE: readonly Activity[] = []

/** Told while the page is open; letters need no such list, they come with the cockpit. */
const useHandOvers = (period_id: string): readonly Activity[] => {
  const t = useTranslations('mutabakat.cockpit')
  const { id } = useCompany()
  return useEventReducer(
    `company:${id}`,
    (known, event) => {
      const assigned = assignedOf(event, period_id)
      if (!assigned || known.some(one => one.id === event.id)) return known
      const nameOf = (person: { name: string }) => person.name || t('nobody')
      const line: Activity = {
        id: event.id,
        level: 'info',
        message: t('stream_line.mutabakat_assigned', {
          count: assigned.counterparty_ids.length,
          from: nameOf(assigned.from),
          to: nameOf(assigned.to),
        }),
        actor: assigned.by.name,
        link: null,
        at: event.timestamp,
      }
      return [line, ...known].slice(0, SHOWN)
    },
    NONE,
  )[0]
}

export const Stream = ({ cockpit }: { cockpit: Cockpit }) => {
  const t = useTranslations('mutabakat.cockpit')
  const locale = useLocale() as keyof typeof LABELS
  const { slug } = useCompany()
  const now = useNow(30_000)
  const handOvers = useHandOvers(cockpit.period.id)
  const letters = cockpit.recent.map(
    ({ letter_id, counterparty, action, actor, at }): Activity => ({
      id: `${letter_id} ${action}`,
      level: LEVELS[action],
      message: t(`stream_line.${action}`, { counterparty }),
      actor,
      link: companyPath(slug, `mutabakat/letters/${letter_id}`),
      at: Date.parse(at),
    }),
  )
  const items = [...handOvers, ...letters].sort((a, b) => b.at - a.at).slice(0, SHOWN)
  return (
    <InPlace>
      <ActivityFeedView items={items} now={now} labels={LABELS[locale]} title={t('stream')} />
    </InPlace>
  )
}

/** Links of the feed are plain: inside this one-page application they must not load it again. */
const InPlace = ({ children }: { children: React.ReactNode }) => {
  const navigate = useNavigate()
  const ground = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = ground.current
    const go = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      void navigate(destination(link.pathname))
    }
    element?.addEventListener('click', go)
    return () => element?.removeEventListener('click', go)
  }, [navigate])
  return (
    <div ref={ground} className="cockpit-stream min-w-0">
      {children}
    </div>
  )
}
