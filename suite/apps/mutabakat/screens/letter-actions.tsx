/** What may be done with a letter as it stands: look at its PDF, send, edit or withdraw it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileText, Pencil, Send, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../web/kit/button.tsx'
import { ConfirmDialog } from '../../../web/kit/confirm-dialog.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { PdfDialog } from '../../../web/kit/pdf-dialog.tsx'
import { EditingHere } from '../../../web/kit/presence-avatars.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { companyHref, useCompany, useCompanyCall } from '../../../web/session/company.tsx'
import { type Letter, routes } from '../contract/index.ts'
import { LetterForm } from './letter-form.tsx'
import { letterKey, roomOf } from './live-letters.ts'
import { useMayWrite } from './may-write.ts'

type Open = 'none' | 'pdf' | 'send' | 'edit' | 'cancel'

const SendDialog = ({ letter, isOpen, onOpenChange }: DialogState) => {
  const t = useTranslations('mutabakat.letter')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const [intent] = useState(() => crypto.randomUUID())
  const send = useMutation({
    mutationFn: () =>
      call(routes.sendLetter, { params: { id: letter.id } }, { idempotencyKey: `${intent}-${letter.rev}` }),
    onSuccess: keep,
  })
  return (
    <ConfirmDialog
      title={t('send')}
      confirmLabel={t('send')}
      onConfirm={() => send.mutateAsync()}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isBlocked={!letter.counterparty.email}
    >
      {letter.counterparty.email ? t('send_confirm', { email: letter.counterparty.email }) : t('fix_address')}
    </ConfirmDialog>
  )
}

const CancelDialog = ({ letter, isOpen, onOpenChange }: DialogState) => {
  const t = useTranslations('mutabakat.letter')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const [reason, setReason] = useState('')
  const cancel = useMutation({
    mutationFn: () => call(routes.cancelLetter, { params: { id: letter.id }, body: { reason: reason.trim() } }),
    onSuccess: keep,
  })
  return (
    <ConfirmDialog
      title={t('cancel_title')}
      confirmLabel={t('cancel')}
      onConfirm={() => cancel.mutateAsync()}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isBlocked={reason.trim() === ''}
      danger
    >
      <span className="mb-3 block">{t('cancel_text')}</span>
      <TextArea label={t('cancel_reason')} value={reason} onChange={setReason} maxLength={500} isRequired />
    </ConfirmDialog>
  )
}

const EditDialog = ({ letter, isOpen, onOpenChange }: DialogState) => {
  const t = useTranslations('mutabakat.form')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  return (
    <Dialog title={t('edit_title')} size="large" isOpen={isOpen} onOpenChange={onOpenChange}>
      {close => (
        <>
          <EditingHere room={roomOf(letter.id)} />
          <LetterForm
            choosesCounterparty={false}
            defaultValues={{
              counterparty_id: letter.counterparty.id,
              balance_date: letter.balance_date,
              amount: letter.balance.amount,
              currency: letter.balance.currency,
              side: letter.side,
              note: letter.note ?? '',
            }}
            onSubmit={async ({ amount, currency, note, balance_date, side }) => {
              const body = { balance: { amount, currency }, note: note || null, balance_date, side }
              keep(await call(routes.updateLetter, { params: { id: letter.id }, body }, { ifMatch: letter.rev }))
              close()
            }}
            footer={({ isSubmitting }) => (
              <div className="flex justify-end">
                <Button tone="primary" type="submit" pending={isSubmitting}>
                  {t('save')}
                </Button>
              </div>
            )}
          />
        </>
      )}
    </Dialog>
  )
}

type DialogState = { letter: Letter; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** The answer of a command is the letter as it now is: shown at once, unless the room already brought a newer one. */
const useKeepLetter = (id: string) => {
  const company = useCompany()
  const queries = useQueryClient()
  return (letter: Letter) => {
    queries.setQueryData<Letter>(letterKey(company, id), known => (known && known.rev > letter.rev ? known : letter))
  }
}

export const LetterActions = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.letter')
  const company = useCompany()
  const mayWrite = useMayWrite()
  const [open, setOpen] = useState<Open>('none')
  const isDraft = letter.status === 'draft' && letter.delivery !== 'queued'
  const mayCancel = letter.status === 'draft' || letter.status === 'sent' || letter.status === 'viewed'
  const state = (which: Open): DialogState => ({
    letter,
    isOpen: open === which,
    onOpenChange: isOpen => setOpen(isOpen ? which : 'none'),
  })
  return (
    <>
      <Button tone="secondary" icon={FileText} onPress={() => setOpen('pdf')}>
        {t('pdf')}
      </Button>
      {mayWrite && isDraft && (
        <Button tone="secondary" icon={Pencil} onPress={() => setOpen('edit')}>
          {t('edit')}
        </Button>
      )}
      {mayWrite && mayCancel && (
        <Button tone="secondary" icon={Undo2} onPress={() => setOpen('cancel')}>
          {t('cancel')}
        </Button>
      )}
      {mayWrite && isDraft && (
        <Button tone="primary" icon={Send} onPress={() => setOpen('send')}>
          {t('send')}
        </Button>
      )}
      <PdfDialog
        title={letter.no}
        href={companyHref(company, routes.letterPdf, { params: { id: letter.id } })}
        isOpen={open === 'pdf'}
        onOpenChange={isOpen => setOpen(isOpen ? 'pdf' : 'none')}
      />
      <SendDialog {...state('send')} />
      <CancelDialog {...state('cancel')} />
      <EditDialog {...state('edit')} />
    </>
  )
}
