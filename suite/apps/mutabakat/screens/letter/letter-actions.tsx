/** What may be done with a letter now, as the server says it: one thing first, the others behind a menu, and why not. */
import { useNavigate } from '@tanstack/react-router'
import {
  BellRing,
  Check,
  Copy,
  FileInput,
  FileText,
  GitCompareArrows,
  type LucideIcon,
  MoreHorizontal,
  Pencil,
  Printer,
  Send,
  SendHorizontal,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Menu, type MenuEntry } from '../../../../web/kit/menu.tsx'
import { PdfDialog } from '../../../../web/kit/pdf-dialog.tsx'
import { companyHref, useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type Letter, type LetterAction, routes } from '../../contract/index.ts'
import { isOpen as isWaiting } from '../../domain/index.ts'
import { useMayLead } from '../may-lead.ts'
import { useMayWrite } from '../may-write.ts'
import { CancelDialog, DeleteDialog, RemindDialog, SendDialog, SubmitDialog } from './letter-deeds.tsx'
import { EditDialog } from './letter-edit-dialog.tsx'
import { LinkDialog, PostedDialog } from './letter-hand-over.tsx'
import { RecordDialog } from './letter-record-dialog.tsx'
import { ReviseDialog } from './letter-revise-dialog.tsx'

/** Approving and sending back have a place of their own, see `LetterApproval`. */
type Open = 'none' | 'pdf' | 'link' | 'posted' | Exclude<LetterAction, 'approve' | 'send_back'>

/** What a reader would expect to be able to do and cannot: only these reasons are worth a line. */
const whyNot = (letter: Letter): 'letter_needs_approval' | 'period_not_open' | null => {
  const { code } = letter.can.send
  return code === 'letter_needs_approval' || code === 'period_not_open' ? code : null
}

export const LetterActions = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const mayLead = useMayLead()
  const [open, setOpen] = useState<Open>('none')
  const can = (action: LetterAction) => letter.can[action].ok
  const state = (which: Open) => ({
    letter,
    isOpen: open === which,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? which : 'none'),
  })
  const main: { id: Open; label: string; icon: LucideIcon } | null = can('send')
    ? { id: 'send', label: t('letter.send'), icon: Send }
    : can('submit')
      ? { id: 'submit', label: t('work.letter.submit'), icon: Check }
      : can('revise')
        ? { id: 'revise', label: t('work.letter.revise'), icon: Copy }
        : can('remind')
          ? { id: 'remind', label: t('work.letter.remind'), icon: BellRing }
          : null
  const entry = (id: Open, label: string, icon: LucideIcon, shown: boolean, danger = false): MenuEntry[] =>
    shown && main?.id !== id ? [{ id, label, icon, danger, onAction: () => setOpen(id) }] : []
  // What leaves by hand: a letter that could be sent, or one that is out already.
  const leaves = can('send') || isWaiting(letter.status)
  const entries = [
    ...entry('remind', t('work.letter.remind'), BellRing, can('remind')),
    ...entry('record_answer', t('work.record.title'), FileInput, can('record_answer')),
    ...entry('revise', t('work.letter.revise'), Copy, can('revise')),
    ...entry('link', t('work.reach.link'), SendHorizontal, mayLead && leaves),
    ...entry('posted', t('work.reach.posted'), Printer, mayWrite && leaves),
    ...entry('delete', t('work.letter.delete'), Trash2, can('delete'), true),
  ]
  const reason = whyNot(letter)
  return (
    <>
      <Button tone="secondary" icon={FileText} onPress={() => setOpen('pdf')}>
        {t('letter.pdf')}
      </Button>
      {letter.answer?.choice === 'disagree' && (
        <Button
          tone="secondary"
          icon={GitCompareArrows}
          onPress={() => void navigate({ to: companyPath(company.slug, `mutabakat/letters/${letter.id}/comparison`) })}
        >
          {t('work.letter.compare')}
        </Button>
      )}
      {can('edit') && (
        <Button tone="secondary" icon={Pencil} onPress={() => setOpen('edit')}>
          {t('letter.edit')}
        </Button>
      )}
      {can('cancel') && (
        <Button tone="secondary" icon={Undo2} onPress={() => setOpen('cancel')}>
          {t('letter.cancel')}
        </Button>
      )}
      {entries.length > 0 && (
        <Menu
          label={t('work.letter.more')}
          trigger={<Button icon={MoreHorizontal}>{t('work.letter.more')}</Button>}
          items={entries}
        />
      )}
      {main && (
        <Button tone="primary" icon={main.icon} onPress={() => setOpen(main.id)}>
          {main.label}
        </Button>
      )}
      {mayWrite && reason && <p className="w-full text-sm text-ink-soft">{t(`work.why.${reason}`)}</p>}
      <PdfDialog
        title={letter.no}
        href={companyHref(company, routes.letterPdf, { params: { id: letter.id } })}
        isOpen={open === 'pdf'}
        onOpenChange={isOpen => setOpen(isOpen ? 'pdf' : 'none')}
      />
      <SendDialog {...state('send')} />
      <SubmitDialog {...state('submit')} />
      <RemindDialog {...state('remind')} />
      <CancelDialog {...state('cancel')} />
      <DeleteDialog {...state('delete')} />
      <EditDialog {...state('edit')} />
      <ReviseDialog {...state('revise')} />
      <RecordDialog {...state('record_answer')} />
      <LinkDialog {...state('link')} />
      <PostedDialog {...state('posted')} />
    </>
  )
}
