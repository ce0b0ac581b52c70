/** One letter: its balance, where it stands, what may be done with it, and everything that happened to it. */
import { Link, useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
import { WhoIsHere } from '../../../../web/kit/presence-avatars.tsx'
import { Timeline } from '../../../../web/kit/timeline.tsx'
import { useGlow } from '../../../../web/kit/use-glow.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { Letter } from '../../contract/index.ts'
import { LetterReach } from '../calls/letter-reach.tsx'
import { useCompanyOf } from '../comparison/use-company-of.ts'
import { Facts } from '../facts.tsx'
import { LetterMoney } from '../letter-money.tsx'
import { LetterState } from '../letters/letter-state.tsx'
import { roomOf, useLetter } from '../letters/live-letters.ts'
import { LetterActions } from './letter-actions.tsx'
import { LetterAnswer } from './letter-answer.tsx'
import { LetterApproval } from './letter-approval.tsx'
import { LetterBalance } from './letter-balance.tsx'
import { LetterDeliveries } from './letter-deliveries.tsx'
import { LetterEvidence } from './letter-evidence.tsx'
import { LetterAuditor, LetterDues } from './letter-figures.tsx'
import { LetterPapers } from './letter-papers.tsx'
import { LetterReminders } from './letter-reminders.tsx'

/** Breaks, where it must, behind the @. */
const Address = ({ email }: { email: string }) => {
  const at = email.indexOf('@') + 1
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  )
}

const History = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  return (
    <Timeline
      label={t('letter.sections.history')}
      entries={letter.history.map((line, index) => ({
        id: `${line.at}-${index}`,
        at: line.at,
        title: t(`history.${line.action}` as 'history.mutabakat_sent'),
        actor: line.actor,
        tone: line.action === 'mutabakat_approved' ? 'good' : line.action === 'mutabakat_rejected' ? 'bad' : 'neutral',
      }))}
    />
  )
}

/** The other versions of the number, where there are any. */
const Versions = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  if (letter.versions.length < 2) return null
  return (
    <Card title={t('work.letter.versions')}>
      <ul className="text-sm">
        {letter.versions.map(one => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1.5 last:border-0">
            {one.id === letter.id ? (
              <span aria-current="true" className="font-semibold">
                {t('work.letter.version', { version: one.version })}
              </span>
            ) : (
              <Link to={companyPath(slug, `mutabakat/letters/${one.id}`)} className="text-accent underline">
                {t('work.letter.version', { version: one.version })}
              </Link>
            )}
            <span className="min-w-0 flex-1 text-ink-soft">{t(`status.${one.status}`)}</span>
            <LetterMoney kind={letter.kind} value={one.balance} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Glows when the letter changes while it is looked at, not when it arrives. */
const Standing = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.work.letter')
  const glow = useGlow(letter.rev)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 rounded-md" data-glow={glow}>
      {letter.no}
      {letter.versions.length > 1 && <span>{t('version', { version: letter.version })}</span>}
      <LetterState letter={letter} />
    </span>
  )
}

const LetterPage = () => {
  const t = useTranslations('mutabakat')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  const found = useLetter(id)
  const companyOf = useCompanyOf(found.data?.counterparty.title)
  const back = {
    to: companyPath(slug, 'mutabakat/letters'),
    label: t('letter.back'),
    beside: found.data && <WhoIsHere room={roomOf(id)} companyOf={companyOf} />,
  }
  return (
    <PageFrame
      key={id}
      query={found}
      back={back}
      lines={10}
      header={letter => ({
        title: letter.counterparty.title,
        description: <Standing letter={letter} />,
        actions: <LetterActions letter={letter} />,
      })}
    >
      {letter => <Sections letter={letter} />}
    </PageFrame>
  )
}

export default LetterPage

const Sections = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  return (
    <>
      <LetterApproval letter={letter} />
      <div className="grid gap-5 lg:grid-cols-3">
        <div className="flex min-w-0 flex-col gap-5 lg:col-span-2">
          <LetterBalance letter={letter} />
          <LetterDues letter={letter} />
          <LetterAuditor letter={letter} />
          <LetterAnswer letter={letter} />
          <Card title={t('letter.sections.counterparty')}>
            <Facts
              facts={[
                [t('field.code'), letter.counterparty.code],
                [t('field.tax_number'), letter.counterparty.tax_number],
                [t('field.tax_office'), letter.counterparty.tax_office],
                [t('field.contact_name'), letter.counterparty.contact_name],
                [
                  t('field.email'),
                  letter.counterparty.email ? (
                    <Address key="email" email={letter.counterparty.email} />
                  ) : (
                    t('counterparties.no_email')
                  ),
                ],
              ]}
            />
          </Card>
          <LetterPapers letter={letter} />
          <LetterEvidence letter={letter} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title={t('letter.sections.delivery')}>
            <LetterDeliveries letter={letter} />
          </Card>
          <LetterReach letter={letter} />
          <LetterReminders letter={letter} />
          <Versions letter={letter} />
          <Card title={t('letter.sections.history')}>
            <History letter={letter} />
          </Card>
        </div>
      </div>
      {/* The approval bar of phones covers the end of the page. */}
      {letter.status === 'pending_approval' && <div className="h-36 sm:hidden" />}
    </>
  )
}
