/** One letter of a linked company: both figures beside each other, the answer, and its papers. */
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { FileText, GitCompareArrows } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson, type MoneyJson } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
import { PdfDialog } from '../../../../web/kit/pdf-dialog.tsx'
import { useOnline } from '../../../../web/kit/use-online.ts'
import { companyHref, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type Incoming, routes, type SIDES } from '../../contract/index.ts'
import { isBabs, otherSide, sideForThem, sideForUs } from '../../domain/index.ts'
import { Facts } from '../facts.tsx'
import { LetterMoney } from '../letter-money.tsx'
import { LetterState } from '../letters/letter-state.tsx'
import { useMayWrite } from '../may-write.ts'
import { IncomingAnswer } from './incoming-answer.tsx'
import { DifferenceText, MirrorResult } from './mirror-result.tsx'
import { useIncoming, useTakeIncoming } from './use-mirror.ts'

const IncomingLetterPage = () => {
  const t = useTranslations('mutabakat')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  const navigate = useNavigate()
  const incoming = useIncoming(id)
  useSeen(incoming.data)
  return (
    <PageFrame
      query={incoming}
      back={{ to: companyPath(slug, 'mutabakat/incoming'), label: t('mirror.letter.back') }}
      header={data => ({
        title: data.from.title,
        description: (
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              {data.no} · {t(`letter_kind.${data.kind}`)}
              {data.version > 1 && ` · ${t('mirror.letter.version', { version: String(data.version) })}`}
            </span>
            <LetterState letter={{ status: data.status, delivery: null }} />
          </span>
        ),
        actions: data.can.compare.ok && (
          <Button
            tone={data.status === 'rejected' ? 'primary' : 'secondary'}
            icon={GitCompareArrows}
            onPress={() => void navigate({ to: companyPath(slug, `mutabakat/incoming/${id}/comparison`) })}
          >
            {t('mirror.compare.open')}
          </Button>
        ),
      })}
    >
      {data => (
        <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
          <div className="flex min-w-0 flex-col gap-5">
            <Balances incoming={data} />
            <IncomingAnswer incoming={data} />
          </div>
          <div className="flex min-w-0 flex-col gap-5">
            <LetterFacts incoming={data} />
            <Papers incoming={data} />
          </div>
        </div>
      )}
    </PageFrame>
  )
}

export default IncomingLetterPage

/** The sender sees it as opened once somebody who may write has it before their eyes. */
const useSeen = (incoming: Incoming | undefined): void => {
  const call = useCompanyCall()
  const take = useTakeIncoming()
  const mayWrite = useMayWrite()
  const isOnline = useOnline()
  const said = useRef(false)
  const unread = incoming?.read_at === null ? incoming.id : null
  useEffect(() => {
    if (unread === null || !mayWrite || !isOnline || said.current) return
    said.current = true
    // A look that could not be told is told with the next one.
    call(routes.readIncoming, { params: { id: unread } }).then(take, () => {
      said.current = false
    })
  }, [unread, mayWrite, isOnline, call, take])
}

type Side = (typeof SIDES)[number]

const Figure = ({
  title,
  money,
  side,
  hint,
  kind,
  documents,
}: {
  title: string
  money: MoneyJson | null
  side: Side | null
  hint?: React.ReactNode
  kind: Incoming['kind']
  documents: { count: number | null } | null
}) => {
  const t = useTranslations('mutabakat.mirror.letter')
  const locale = useLocale()
  return (
    <div className="min-w-0 flex-1 basis-56 rounded-card bg-sunken p-4">
      <h3 className="text-sm break-words text-ink-soft">{title}</h3>
      <p className="mt-1 text-2xl font-bold tracking-tight">
        {money ? <LetterMoney kind={kind} value={money} /> : '–'}
      </p>
      {money && documents?.count != null && <p className="text-sm">{t('documents', { count: documents.count })}</p>}
      {money && side && !isBabs(kind) && (
        <p className="text-sm font-medium first-letter:uppercase">
          {fromMoneyJson(money).minor === 0n ? sideForThem(side, 0n, locale) : sideForUs(otherSide(side), locale)}
        </p>
      )}
      {hint && <p className="mt-1 text-xs text-ink-soft">{hint}</p>}
    </div>
  )
}

const Balances = ({ incoming }: { incoming: Incoming }) => {
  const t = useTranslations('mutabakat.mirror.letter')
  const { slug } = useCompany()
  const { own } = incoming
  return (
    <Card title={t('balances')} actions={<MirrorResult row={incoming} />}>
      <div className="flex flex-wrap gap-3">
        <Figure
          title={t('theirs', { company: incoming.from.title })}
          money={incoming.balance}
          side={incoming.side}
          kind={incoming.kind}
          documents={incoming.letter.documents}
        />
        <Figure
          title={t('ours')}
          money={own?.balance ?? null}
          side={own?.side ?? null}
          kind={incoming.kind}
          documents={own?.documents ?? null}
          hint={
            own && (
              <Link to={companyPath(slug, `mutabakat/letters/${own.letter_id}`)} className="underline">
                {t('our_letter', { no: own.no })}
              </Link>
            )
          }
        />
      </div>
      <div className="mt-4" role="status">
        <DifferenceText incoming={incoming} />
      </div>
    </Card>
  )
}

const LetterFacts = ({ incoming }: { incoming: Incoming }) => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const { counterparty, letter } = incoming
  return (
    <Card title={t('mirror.letter.facts')}>
      <Facts
        facts={[
          [t('form.balance_date'), <DateText key="date" value={incoming.balance_date} />],
          [t('mirror.letter.due'), <DateText key="due" value={incoming.reply_due} />],
          [t('mirror.letter.received'), <DateText key="at" value={incoming.received_at} form="dateTime" />],
          [
            t('mirror.letter.card'),
            counterparty && (
              <Link
                key="card"
                to={companyPath(slug, `mutabakat/counterparties/${counterparty.id}`)}
                className="text-accent underline"
              >
                {counterparty.code} · {counterparty.title}
              </Link>
            ),
          ],
          [t('mirror.letter.tax_number'), letter.company.vkn],
        ]}
      />
      {letter.intro && <p className="mt-3 text-sm break-words whitespace-pre-line">{letter.intro}</p>}
      {letter.note && (
        <div className="mt-3 text-sm">
          <p className="text-ink-soft">{t('mirror.letter.note')}</p>
          <p className="break-words whitespace-pre-line">{letter.note}</p>
        </div>
      )}
    </Card>
  )
}

/** A blank letter's paper would tell the figure that is asked for; a withdrawn one has none to show. */
const Papers = ({ incoming }: { incoming: Incoming }) => {
  const t = useTranslations('mutabakat.mirror.letter')
  const company = useCompany()
  const [open, setOpen] = useState<'document' | 'answer' | null>(null)
  const ended = incoming.can.answer.code === 'link_ended'
  if (ended || incoming.status === 'cancelled' || incoming.balance === null) return null
  const params = { params: { id: incoming.id } }
  const href = (which: 'document' | 'answer') =>
    companyHref(company, which === 'document' ? routes.incomingDocument : routes.incomingAnswerPaper, params)
  return (
    <Card title={t('papers')}>
      <div className="flex flex-wrap gap-2">
        <Button icon={FileText} onPress={() => setOpen('document')}>
          {t('open_letter')}
        </Button>
        {incoming.answer && (
          <Button icon={FileText} onPress={() => setOpen('answer')}>
            {t('open_answer')}
          </Button>
        )}
      </div>
      {open && (
        <PdfDialog
          title={`${incoming.no} · ${incoming.from.title}`}
          href={href(open)}
          isOpen
          onOpenChange={() => setOpen(null)}
        />
      )}
    </Card>
  )
}
