/** The comparison of one letter as its guest sees it: the same list as the company, live. */
import { useConnection, usePresence } from '@nabiz/react'
import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { StatusDot } from '../../../../../web/kit/badge.tsx'
import { Button } from '../../../../../web/kit/button.tsx'
import { peopleHere } from '../../../../../web/kit/people-here.ts'
import { usePageTitle } from '../../../../../web/kit/use-page-title.ts'
import type { PortalLetter } from '../../../contract/index.ts'
import { ComparisonView } from '../../comparison/comparison-view.tsx'
import type { PortalApi } from '../portal-api.ts'
import { guestSource } from './guest-source.ts'

type Props = {
  api: PortalApi
  room: string | null
  letter: PortalLetter
  onBack: () => void
  onGrantOver: () => void
}

const PortalComparison = ({ api, room, letter, onBack, onGrantOver }: Props) => {
  const t = useTranslations('mutabakat')
  usePageTitle(t('comparison.title'))
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <Button small tone="quiet" icon={ArrowLeft} className="-ms-3" onPress={onBack}>
            {letter.no}
          </Button>
          <h1 className="text-2xl font-bold tracking-tight">{t('comparison.title')}</h1>
          <p className="text-sm text-ink-soft">{letter.company.title}</p>
        </div>
        {room && <OthersHere room={room} />}
      </div>
      <ComparisonView source={guestSource(api, room, onGrantOver)} />
    </>
  )
}

/** In words: a guest knows the people of the company by name, not by their faces. */
const OthersHere = ({ room }: { room: string }) => {
  const t = useTranslations('mutabakat.portal.here')
  const { state, user_id } = useConnection()
  const presence = usePresence(room)
  const people = peopleHere(presence?.members ?? [], user_id ?? '').filter(person => !person.isSelf)
  if (state !== 'connected') return <StatusDot tone="wait">{t('not_live')}</StatusDot>
  return (
    <p role="status" className="min-w-0 text-sm break-words">
      <StatusDot tone={people.length > 0 ? 'live' : 'neutral'}>
        {people.length === 0
          ? t('alone')
          : people.map(({ name, isEditing }) => (isEditing ? t('editing', { name }) : name)).join(', ')}
      </StatusDot>
    </p>
  )
}

export default PortalComparison
