/** The comparison of a letter that came in, as the members of the linked company see it. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { Unlink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
import { WhoIsHere } from '../../../../web/kit/presence-avatars.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { Incoming } from '../../contract/index.ts'
import { ComparisonView } from '../comparison/comparison-view.tsx'
import { useCompanyOf } from '../comparison/use-company-of.ts'
import { useIncomingSource } from './incoming-source.ts'
import { useIncoming } from './use-mirror.ts'

const IncomingComparisonPage = () => {
  const t = useTranslations('mutabakat')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  const navigate = useNavigate()
  const incoming = useIncoming(id)
  const companyOf = useCompanyOf(incoming.data?.from.title)
  const letter = companyPath(slug, `mutabakat/incoming/${id}`)
  const room = incoming.data?.can.compare.ok ? incoming.data.room : null
  return (
    <PageFrame
      query={incoming}
      back={{
        to: letter,
        label: incoming.data?.no ?? t('comparison.back'),
        ...(room !== null && { beside: <WhoIsHere room={room} companyOf={companyOf} /> }),
      }}
      header={data => ({ title: t('comparison.title'), description: data.from.title })}
      lines={10}
      empty={({ can: { compare } }) =>
        compare.ok ? null : (
          <EmptyState
            icon={Unlink}
            title={t('mirror.compare.closed_title')}
            action={<Button onPress={() => void navigate({ to: letter })}>{t('mirror.compare.to_letter')}</Button>}
          >
            {isTold(compare.code) && t(`mirror.compare.${compare.code}`)}
          </EmptyState>
        )
      }
    >
      {data => <Compared incoming={data} />}
    </PageFrame>
  )
}

export default IncomingComparisonPage

const TOLD = ['link_ended', 'link_cancelled', 'comparison_not_rejected'] as const
const isTold = (code: string | null): code is (typeof TOLD)[number] => TOLD.some(one => one === code)

const Compared = ({ incoming }: { incoming: Incoming }) => <ComparisonView source={useIncomingSource(incoming)} />
