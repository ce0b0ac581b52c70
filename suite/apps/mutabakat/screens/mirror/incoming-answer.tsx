/** The answer to a letter of a linked company: given, to be given in one tap where the books agree, or not to be given any more. */

import { CircleCheck, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../../web/api/api-error.ts'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { useDateTime } from '../../../../web/kit/use-date-time.ts'
import { useGlow } from '../../../../web/kit/use-glow.ts'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { useMe } from '../../../../web/session/me.ts'
import { type Answer, type Incoming, type IncomingAnswerInput, routes } from '../../contract/index.ts'
import { LetterMoney } from '../letter-money.tsx'
import { OwnFigureForm } from './own-figure-form.tsx'
import { useTakeIncoming } from './use-mirror.ts'

const NOTHING = {
  title: null,
  reason_code: null,
  note: null,
  own_balance: null,
  own_side: null,
  own_count: null,
} as const

/** Sends an answer; of two the first counts, and that is what is shown then. */
const useAnswer = (incoming: Incoming) => {
  const t = useTranslations('mutabakat.mirror.answer')
  const call = useCompanyCall()
  const take = useTakeIncoming()
  const [intent] = useState(() => crypto.randomUUID())
  return async (body: IncomingAnswerInput): Promise<void> => {
    try {
      take(await call(routes.answerIncoming, { params: { id: incoming.id }, body }, { idempotencyKey: intent }))
      notify({ level: 'success', text: t('saved', { no: incoming.no }) })
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'already_answered') throw error
      notify({ level: 'warning', text: t('faster') })
      take({ ...incoming, answer: (error.extra.answer as Answer | null) ?? null })
    }
  }
}

export const IncomingAnswer = ({ incoming }: { incoming: Incoming }) => {
  const t = useTranslations('mutabakat.mirror.answer')
  const answer = useAnswer(incoming)
  if (incoming.answer) return <Given incoming={incoming} answer={incoming.answer} />
  if (!incoming.can.answer.ok) {
    const { code } = incoming.can.answer
    return (
      <Card title={t('title')}>
        <p className="text-sm text-ink-soft">{t(code === 'link_ended' || code === 'role_too_low' ? code : 'closed')}</p>
      </Card>
    )
  }
  return (
    <Card title={t('title')}>
      {incoming.style === 'blank' ? (
        <OwnFigureForm incoming={incoming} choice="balance" onAnswer={answer} />
      ) : (
        <Choice incoming={incoming} onAnswer={answer} />
      )}
    </Card>
  )
}

const Given = ({ incoming, answer }: { incoming: Incoming; answer: Answer }) => {
  const t = useTranslations('mutabakat')
  const dateTime = useDateTime()
  const glow = useGlow(answer.answered_at)
  const agreed = answer.choice === 'agree'
  const date = dateTime(new Date(answer.answered_at), { dateStyle: 'medium', timeStyle: 'short' })
  const by = answer.via === 'portal' ? 'given_by_link' : 'given'
  return (
    <Card title={t('mirror.answer.title')}>
      <div data-glow={glow}>
        <p className={`flex items-center gap-2 font-semibold ${agreed ? 'text-good' : 'text-bad'}`}>
          <CircleCheck className="size-5 shrink-0" aria-hidden="true" />
          {t(agreed ? 'mirror.answer.agreed' : 'mirror.answer.disagreed')}
        </p>
        <p className="mt-1 text-sm break-words text-ink-soft">
          {t(`mirror.answer.${by}`, { name: answer.name, date })}
        </p>
        {answer.reason_code && <p className="mt-2 text-sm">{t(`reason.${answer.reason_code}`)}</p>}
        {answer.own_balance && (
          <p className="text-sm">
            {t('mirror.letter.ours')}: <LetterMoney kind={incoming.kind} value={answer.own_balance} />
          </p>
        )}
        {answer.note && <p className="mt-2 text-sm break-words whitespace-pre-line">{answer.note}</p>}
        {incoming.status === 'resolved' && <p className="mt-2 text-sm text-good">{t('status.resolved')}</p>}
      </div>
    </Card>
  )
}

type ChoiceProps = { incoming: Incoming; onAnswer: (input: IncomingAnswerInput) => Promise<void> }

/** One tap where the books agree; a question first where they do not. */
const Choice = ({ incoming, onAnswer }: ChoiceProps) => {
  const t = useTranslations('mutabakat.mirror.answer')
  const errorText = useErrorText()
  const { user } = useMe()
  const [is, setIs] = useState<'idle' | 'sending' | 'asking' | 'disagreeing'>('idle')
  const [failure, setFailure] = useState<unknown>(null)
  const agree = () => onAnswer({ ...NOTHING, choice: 'agree' })
  const agrees = incoming.result === 'agrees'
  const tap = async () => {
    if (!agrees) return setIs('asking')
    setIs('sending')
    setFailure(null)
    try {
      await agree()
    } catch (error) {
      setFailure(error)
    }
    setIs('idle')
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-3">
        <Button
          tone={agrees && is !== 'disagreeing' ? 'primary' : 'secondary'}
          icon={ThumbsUp}
          pending={is === 'sending'}
          onPress={tap}
        >
          {t(agrees ? 'agree' : 'agree_anyway')}
        </Button>
        <Button
          tone={agrees ? 'quiet' : 'primary'}
          icon={ThumbsDown}
          aria-pressed={is === 'disagreeing'}
          onPress={() => setIs(is === 'disagreeing' ? 'idle' : 'disagreeing')}
        >
          {t('disagree')}
        </Button>
      </div>
      {failure !== null && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
          {errorText(failure)}
        </p>
      )}
      {/* It stays: who closes it and comes back finds what they typed. */}
      <div hidden={is !== 'disagreeing'}>
        <OwnFigureForm incoming={incoming} choice="disagree" onAnswer={onAnswer} />
      </div>
      <p className="text-xs text-ink-soft">{t('by_you', { name: user.name })}</p>
      <ConfirmDialog
        title={t('agree_title')}
        confirmLabel={t('agree_anyway')}
        isOpen={is === 'asking'}
        onOpenChange={() => setIs('idle')}
        onConfirm={agree}
      >
        {t(incoming.result === 'unknown' ? 'agree_unknown' : 'agree_text')}
      </ConfirmDialog>
    </div>
  )
}
