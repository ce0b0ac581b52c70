/** Deeds on a letter that ask one question first: send, submit, approve, send back, remind, withdraw, delete. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson } from '#platform/contract'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type Letter, REMINDER_CHANNELS, type ReminderChannel, routes } from '../../contract/index.ts'
import { formatLetterMoney } from '../../domain/index.ts'
import { useKeepLetter } from './letter-keep.ts'

export type DeedProps = { letter: Letter; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** One key for one intent: a second press, or a second try after a lost answer, sends nothing twice. */
const useIntent = (): string => useState(() => crypto.randomUUID())[0]

export const SendDialog = ({ letter, ...state }: DeedProps) => {
  const t = useTranslations('mutabakat.letter')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const intent = useIntent()
  const { email, mobile } = letter.counterparty
  const address = email ?? mobile
  // A card without an address of its own may have contacts: whether somebody can be reached, the server knows.
  const isBlocked = !address && letter.counterparty.contacts === 0
  return (
    <ConfirmDialog
      title={t('send')}
      confirmLabel={t('send')}
      isBlocked={isBlocked}
      onConfirm={async () =>
        keep(
          await call(
            routes.sendLetter,
            { params: { id: letter.id } },
            { idempotencyKey: `${intent}-${letter.rev}`, ifMatch: letter.rev },
          ),
        )
      }
      {...state}
    >
      {isBlocked ? t('fix_address') : t('send_confirm', { email: address ?? letter.counterparty.title })}
    </ConfirmDialog>
  )
}

export const SubmitDialog = ({ letter, ...state }: DeedProps) => {
  const t = useTranslations('mutabakat.work.letter')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  return (
    <ConfirmDialog
      title={t('submit')}
      confirmLabel={t('submit')}
      onConfirm={async () =>
        keep(await call(routes.submitLetter, { params: { id: letter.id } }, { ifMatch: letter.rev }))
      }
      {...state}
    >
      {t('submit_text')}
    </ConfirmDialog>
  )
}

export const ApproveDialog = ({ letter, ...state }: DeedProps) => {
  const t = useTranslations('mutabakat.work.letter')
  const locale = useLocale()
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const [note, setNote] = useState('')
  return (
    <ConfirmDialog
      title={t('approve')}
      confirmLabel={t('approve')}
      onConfirm={async () =>
        keep(
          await call(
            routes.approveLetter,
            { params: { id: letter.id }, body: { note: note.trim() || null } },
            // What is approved is what was read.
            { ifMatch: letter.rev },
          ),
        )
      }
      {...state}
    >
      <p className="mb-3">
        {t('approve_text', {
          counterparty: letter.counterparty.title,
          amount: formatLetterMoney(letter.kind, fromMoneyJson(letter.balance), locale),
        })}
      </p>
      <TextArea label={t('approve_note')} value={note} onChange={setNote} maxLength={500} rows={2} />
    </ConfirmDialog>
  )
}

export const SendBackDialog = ({ letter, ...state }: DeedProps) => {
  const t = useTranslations('mutabakat.work.letter')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      title={t('send_back')}
      confirmLabel={t('send_back')}
      isBlocked={reason.trim() === ''}
      onConfirm={async () =>
        keep(
          await call(
            routes.sendBackLetter,
            { params: { id: letter.id }, body: { reason: reason.trim() } },
            { ifMatch: letter.rev },
          ),
        )
      }
      {...state}
    >
      <TextArea label={t('send_back_reason')} value={reason} onChange={setReason} maxLength={500} isRequired />
    </ConfirmDialog>
  )
}

export const RemindDialog = ({ letter, ...state }: DeedProps) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const intent = useIntent()
  const [channel, setChannel] = useState<ReminderChannel>('email')
  return (
    <ConfirmDialog
      title={t('work.letter.remind')}
      confirmLabel={t('work.letter.remind')}
      onConfirm={async () =>
        keep(
          await call(
            routes.remindLetter,
            { params: { id: letter.id }, body: { channel } },
            { idempotencyKey: `${intent}-${letter.rev}-${channel}` },
          ),
        )
      }
      {...state}
    >
      <p className="mb-3">{t('work.letter.remind_text')}</p>
      <RadioGroup
        label={t('work.letter.channel')}
        value={channel}
        onChange={setChannel}
        options={REMINDER_CHANNELS.map(id => ({ id, label: t(`reminder_channel.${id}`) }))}
      />
    </ConfirmDialog>
  )
}

export const CancelDialog = ({ letter, ...state }: DeedProps) => {
  const t = useTranslations('mutabakat.letter')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      title={t('cancel_title')}
      confirmLabel={t('cancel')}
      isBlocked={reason.trim() === ''}
      danger
      onConfirm={async () =>
        keep(await call(routes.cancelLetter, { params: { id: letter.id }, body: { reason: reason.trim() } }))
      }
      {...state}
    >
      <span className="mb-3 block">{t('cancel_text')}</span>
      <TextArea label={t('cancel_reason')} value={reason} onChange={setReason} maxLength={500} isRequired />
    </ConfirmDialog>
  )
}

export const DeleteDialog = ({ letter, ...state }: DeedProps) => {
  const t = useTranslations('mutabakat.work.letter')
  const { slug } = useCompany()
  const call = useCompanyCall()
  const navigate = useNavigate()
  return (
    <ConfirmDialog
      title={t('delete')}
      confirmLabel={t('delete')}
      danger
      onConfirm={async () => {
        await call(routes.deleteLetter, { params: { id: letter.id } }, { ifMatch: letter.rev })
        notify({ level: 'success', text: t('deleted', { no: letter.no }) })
        await navigate({ to: companyPath(slug, 'mutabakat/letters') })
      }}
      {...state}
    >
      {t('delete_text')}
    </ConfirmDialog>
  )
}
