/** The comparison of one letter as its guest sees it: the same list as the company, live. */
import { useConnection, usePresence } from '@nabiz/react'
import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { call } from '../../../../web/api/call.ts'
import { peopleHere } from '../../../../web/kit/people-here.ts'
import { StatusDot } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { usePageTitle } from '../../../../web/kit/use-page-title.ts'
import { type PortalLetter, routes } from '../../contract/index.ts'
import type { ComparisonSource } from '../comparison/comparison-source.ts'
import { ComparisonView } from '../comparison/comparison-view.tsx'
import { type PortalApi, portalKey } from './portal-api.ts'
import { isGrantOver } from './use-portal.ts'

type Props = {
  api: PortalApi
  room: string | null
  letter: PortalLetter
  onBack: () => void
  onGrantOver: () => void
}

/** A visit that ended in the middle of something asks for a code; what was asked is refused all the same. */
const sourceOf = (api: PortalApi, room: string | null, onGrantOver: () => void): ComparisonSource => {
  const { token, headers } = api
  const params = { token }
  const watched = <T>(answer: Promise<T>): Promise<T> => {
    answer.catch(error => {
      if (isGrantOver(error)) onGrantOver()
    })
    return answer
  }
  return {
    side: 'theirs',
    room,
    key: [...portalKey(token), 'comparison'],
    read: signal => watched(call(routes.portalComparison, { params }, { headers, signal })),
    pairs: (shown, page, signal) =>
      watched(
        call(routes.portalPairs, { params, query: { ...page, 'filter[shown]': shown } }, { headers, signal }),
      ),
    lines: (side, page, signal) =>
      watched(call(routes.portalLoneLines, { params, query: { ...page, 'filter[side]': side } }, { headers, signal })),
    decide: body => watched(call(routes.portalDecidePairs, { params, body }, { headers })),
    join: body => watched(call(routes.portalPairLines, { params, body }, { headers })),
    explain: (line, body) =>
      watched(call(routes.portalExplainLine, { params: { token, line }, body }, { headers })),
    agree: (body, rev) => watched(call(routes.portalAgree, { params, body }, { headers, ifMatch: rev })),
    uploads: ['theirs'],
    upload: (_side, file, onProgress) => watched(api.sendStatement(file, onProgress)),
    accept: ['.xlsx', '.csv'],
    maxBytes: routes.portalStatement.upload.maxBytes,
    matchAgain: null,
  }
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
      <ComparisonView source={sourceOf(api, room, onGrantOver)} />
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
