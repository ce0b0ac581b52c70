/** How a letter goes on to reach somebody: who reads it now, what happens next and why, and when to phone. */

import { useQueryClient } from '@tanstack/react-query'
import { PhoneCall } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { StatusDot } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { useDateTime } from '../../../../web/kit/use-date-time.ts'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type Letter, type Reach, routes } from '../../contract/index.ts'
import { mayBeCalled } from '../../domain/index.ts'
import { BestMoment } from './best-moment.tsx'
import { FinishCallDialog } from './close-call-dialogs.tsx'
import { PhoneLink } from './phone-link.tsx'
import { callsKey, reachKey, useReach } from './use-calls.ts'

const Contact = ({ reach: { contact } }: { reach: Reach }) => {
  const t = useTranslations('mutabakat.calls')
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm">
      {contact.name && <span>{contact.name}</span>}
      {contact.phone ? <PhoneLink phone={contact.phone} /> : <span className="text-ink-soft">{t('no_phone')}</span>}
    </p>
  )
}

/** What comes next, or why nothing does. */
const Next = ({ reach }: { reach: Reach }) => {
  const t = useTranslations('mutabakat.reaching')
  const dateTime = useDateTime()
  const { next, hold } = reach
  if (next) {
    const at = dateTime(new Date(next.at), {
      ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
    } as const)
    return (
      <div className="text-sm">
        <p className="text-xs font-medium text-ink-soft">{t('next')}</p>
        <p className="break-words">{t(`way.${next.way}`, { at, to: next.to ?? '' })}</p>
        <p className="text-ink-soft">{t(`why.${next.reason}`)}</p>
      </div>
    )
  }
  return hold ? <p className="text-sm text-ink-soft">{t(`hold.${hold}`, { by: reach.stopped?.by ?? '' })}</p> : null
}

const Buttons = ({ letter, reach }: { letter: Letter; reach: Reach }) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const queries = useQueryClient()
  const call = useCompanyCall()
  const errorText = useErrorText()
  const [doing, setDoing] = useState<'stop' | 'resume' | 'add' | null>(null)
  const [finishing, setFinishing] = useState(false)
  const params = { id: letter.id }
  const act = async (what: 'stop' | 'resume' | 'add') => {
    setDoing(what)
    try {
      if (what === 'add') {
        await call(routes.addCall, { params, body: {} })
        notify({ level: 'success', text: t('reaching.added', { counterparty: letter.counterparty.title }) })
        await queries.invalidateQueries({ queryKey: callsKey(company) })
        await queries.invalidateQueries({ queryKey: reachKey(company, letter.id) })
      } else {
        const changed = await call(what === 'stop' ? routes.stopReach : routes.resumeReach, { params })
        queries.setQueryData<Reach>(reachKey(company, letter.id), changed)
      }
    } catch (error) {
      notify({ level: 'error', text: errorText(error) })
    } finally {
      setDoing(null)
    }
  }
  const { can } = reach
  if (!can.stop.ok && !can.resume.ok && !can.add_call.ok && !can.finish_call.ok) return null
  return (
    <div className="flex flex-wrap gap-2">
      {can.finish_call.ok && (
        <Button small tone="primary" onPress={() => setFinishing(true)}>
          {t('calls.finish')}
        </Button>
      )}
      {can.add_call.ok && (
        <Button small icon={PhoneCall} pending={doing === 'add'} onPress={() => void act('add')}>
          {t('reaching.add_call')}
        </Button>
      )}
      {can.stop.ok && reach.hold !== 'off' && (
        <Button small tone="quiet" pending={doing === 'stop'} onPress={() => void act('stop')}>
          {t('reaching.stop')}
        </Button>
      )}
      {can.resume.ok && (
        <Button small pending={doing === 'resume'} onPress={() => void act('resume')}>
          {t('reaching.resume')}
        </Button>
      )}
      {finishing && reach.call && <FinishCallDialog call={reach.call} onClose={() => setFinishing(false)} />}
    </div>
  )
}

/** Nothing for a letter that never left, or that is settled. */
export const LetterReach = ({ letter }: { letter: Letter }) =>
  mayBeCalled(letter.status) ? <ReachCard letter={letter} /> : null

const ReachCard = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.reaching')
  const reach = useReach(letter.id)
  return (
    <Card title={t('title')}>
      <Loaded query={reach} lines={3}>
        {data => (
          <div className="flex flex-col gap-3">
            {data.reading ? (
              <div role="status">
                <StatusDot tone="live">{t('reading')}</StatusDot>
                <p className="text-sm text-ink-soft">{t('reading_text')}</p>
              </div>
            ) : (
              <Next reach={data} />
            )}
            <Contact reach={data} />
            {!data.reading && (
              <p className="text-sm">
                <span className="text-ink-soft">{t('best')}: </span>
                <BestMoment best={data.best} />
              </p>
            )}
            <Buttons letter={letter} reach={data} />
          </div>
        )}
      </Loaded>
    </Card>
  )
}
