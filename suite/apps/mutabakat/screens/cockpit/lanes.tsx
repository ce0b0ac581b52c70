/** One lane for each responsible person, side by side, and what is dragged from one to another. */
import { usePresence } from '@nabiz/react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import { peopleHere } from '../../../../web/kit/people-here.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { useMe } from '../../../../web/session/me.ts'
import type { Cockpit } from '../../contract/index.ts'
import { Lane, type Online } from './lane.tsx'
import { laneId } from './use-cockpit.ts'
import { useHandOver } from './use-hand-over.ts'

/** Who of the company has a screen of it open, by the presence of its room. */
const useOnline = (): ((person: string | null) => Online) => {
  const { id } = useCompany()
  const { user } = useMe()
  const presence = usePresence(`company:${id}`)
  return useMemo(() => {
    const people = new Map(peopleHere(presence?.members ?? [], user.id).map(person => [person.user_id, person]))
    return person => {
      const here = person === null ? undefined : people.get(person)
      return here ? (here.isAway ? 'away' : 'online') : 'offline'
    }
  }, [presence, user.id])
}

export const Lanes = ({ cockpit }: { cockpit: Cockpit }) => {
  const t = useTranslations('mutabakat.cockpit')
  const { user } = useMe()
  const onlineOf = useOnline()
  const handOver = useHandOver(cockpit.period.id)
  const { hand_over } = cockpit.can
  return (
    <Card title={t('lanes')}>
      {hand_over !== 'none' && (
        <p className="mb-4 text-sm text-ink-soft">{t(hand_over === 'all' ? 'lanes_text' : 'lanes_own')}</p>
      )}
      <div className="grid items-start gap-4 md:grid-cols-2">
        {cockpit.lanes.map(lane => (
          <Lane
            key={laneId(lane.id)}
            lane={lane}
            lanes={cockpit.lanes}
            period={cockpit.period}
            online={onlineOf(lane.id)}
            isOwn={lane.id === user.id}
            mayGive={hand_over === 'all' || (hand_over === 'own' && lane.id === user.id)}
            mayTake={hand_over !== 'none' && lane.is_member}
            handOver={handOver}
          />
        ))}
      </div>
    </Card>
  )
}
