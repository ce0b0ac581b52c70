/** The letter in front of its reader: the figures, the answer, and what else may be done with it. */
import { useQueryClient } from '@tanstack/react-query'
import { Clock, Forward, Scale } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { ApiError } from '../../../../web/api/api-error.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { StaleBanner } from '../../../../web/kit/stale-banner.tsx'
import { useOnline } from '../../../../web/kit/use-online.ts'
import type { Answer, PortalAnswerInput, PortalLetter } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'
import { AnswerForm } from './answer/answer-form.tsx'
import { Answered } from './answer/answered.tsx'
import { AskTimeDialog } from './answer/ask-time-dialog.tsx'
import { BlankForm } from './answer/blank-form.tsx'
import { PassOnDialog } from './answer/pass-on-dialog.tsx'
import { StatementUpload } from './answer/statement-upload.tsx'
import { EvidenceChain } from './evidence-chain.tsx'
import { FiguresCard } from './figures/figures-card.tsx'
import { SenderFacts } from './figures/sender-facts.tsx'
import { OtherLetters } from './other-letters.tsx'
import { Papers } from './papers.tsx'
import type { PortalApi } from './portal-api.ts'
import { isGrantOver, letterKeyOf } from './use-portal.ts'

type Props = {
  api: PortalApi
  room: string | null
  letter: PortalLetter
  /** When it was last known to be true, in ms. */
  readAt: number
  onGrantOver: () => void
  onPassed: (masked_address: string) => void
  /** Null while there is nothing to compare. */
  onCompare: (() => void) | null
}

export const PortalLetterView = ({ api, room, letter, readAt, onGrantOver, onPassed, onCompare }: Props) => {
  const t = useTranslations('mutabakat.portal')
  const isOnline = useOnline()
  const queries = useQueryClient()
  const [isOwn, setOwn] = useState(false)
  const take = (next: PortalLetter) => queries.setQueryData(letterKeyOf(api.token), next)
  const answer = async (input: PortalAnswerInput) => {
    try {
      take(await api.answer(input))
      setOwn(true)
    } catch (error) {
      if (isGrantOver(error)) return onGrantOver()
      // Somebody was faster: what they answered is what counts, so that is what is shown.
      if (error instanceof ApiError && error.code === 'already_answered' && error.extra.answer) {
        take({ ...letter, answer: error.extra.answer as Answer })
        return
      }
      throw error
    }
  }
  return (
    <div className="flex flex-col gap-5">
      {!isOnline && <StaleBanner since={readAt} />}
      <p className="text-sm break-words text-ink-soft">
        {letter.no}
        {letter.version > 1 && ` · ${t('version', { version: letter.version })}`} · {letter.counterparty.title}
      </p>
      {letter.intro && <p className="text-sm break-words whitespace-pre-line">{letter.intro}</p>}
      <FiguresCard letter={letter} />
      {letter.answer ? (
        <Answered letter={letter} answer={letter.answer} isOwn={isOwn} />
      ) : letter.can.answer ? (
        <>
          <Due letter={letter} />
          {letter.style === 'blank' ? (
            <BlankForm letter={letter} onAnswer={answer} />
          ) : (
            <AnswerForm letter={letter} onAnswer={answer} />
          )}
        </>
      ) : (
        <Closed letter={letter} />
      )}
      {onCompare && (
        <Button tone="primary" icon={Scale} onPress={onCompare}>
          {t('compare')}
        </Button>
      )}
      <Papers api={api} letter={letter} onGrantOver={onGrantOver} />
      <Ways api={api} letter={letter} onLetter={take} onPassed={onPassed} onGrantOver={onGrantOver} />
      {(letter.can.upload || letter.statements.length > 0) && (
        <StatementUpload api={api} letter={letter} onLetter={take} onGrantOver={onGrantOver} />
      )}
      <OtherLetters api={api} />
      <EvidenceChain api={api} room={room} />
      <SenderFacts letter={letter} />
      <details className="text-sm">
        <summary className="cursor-pointer text-ink-soft">{t('privacy_title')}</summary>
        <p className="mt-2 break-words whitespace-pre-line text-ink-soft">{letter.privacy_notice ?? t('privacy')}</p>
      </details>
    </div>
  )
}

const Due = ({ letter }: { letter: PortalLetter }) => {
  const t = useTranslations('mutabakat.portal')
  const locale = useLocale()
  return (
    <div className="space-y-1 text-sm text-ink-soft">
      {letter.style === 'negative' && <p className="font-medium text-ink">{t('negative_text')}</p>}
      {letter.reply_due && <p>{t('reply_due', { date: formatDay(letter.reply_due, locale) })}</p>}
      {letter.asked_until && (
        <p className="text-wait">
          {t('asked_until', { date: formatDay(letter.asked_until.day, locale), name: letter.asked_until.by })}
        </p>
      )}
    </div>
  )
}

/** Neither answered nor waiting for an answer any more. */
const Closed = ({ letter }: { letter: PortalLetter }) => {
  const t = useTranslations('mutabakat.portal')
  const way = letter.status === 'revised' ? 'replaced' : letter.status === 'cancelled' ? 'withdrawn' : 'expired'
  return (
    <section role="status" className="rounded-card bg-wait-soft p-4 text-wait">
      <p className="font-semibold">{t(way === 'expired' ? 'late_title' : `${way}_title`)}</p>
      <p className="mt-1 text-sm">{t(way === 'expired' ? 'late_text' : `${way}_text`)}</p>
    </section>
  )
}

type WaysProps = {
  api: PortalApi
  letter: PortalLetter
  onLetter: (letter: PortalLetter) => void
  onPassed: (masked_address: string) => void
  onGrantOver: () => void
}

/** For who cannot answer now, or not at all. */
const Ways = ({ api, letter, onLetter, onPassed, onGrantOver }: WaysProps) => {
  const t = useTranslations('mutabakat.portal')
  const [open, setOpen] = useState<'pass' | 'until' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="flex flex-col items-start gap-1 empty:hidden">
      {letter.can.ask_time && (
        <Button tone="quiet" icon={Clock} className="-ms-4 whitespace-normal" onPress={() => setOpen('until')}>
          {t('until.open')}
        </Button>
      )}
      {letter.can.pass_on && (
        <Button tone="quiet" icon={Forward} className="-ms-4 whitespace-normal" onPress={() => setOpen('pass')}>
          {t('pass.open')}
        </Button>
      )}
      {open === 'until' && (
        <AskTimeDialog api={api} letter={letter} onLetter={onLetter} onClose={close} onGrantOver={onGrantOver} />
      )}
      {open === 'pass' && (
        <PassOnDialog api={api} letter={letter} onPassed={onPassed} onClose={close} onGrantOver={onGrantOver} />
      )}
    </div>
  )
}
