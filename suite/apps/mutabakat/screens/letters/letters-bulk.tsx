/** What may be done with many letters at once: each is a task with progress, what cannot be done is counted. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { BellRing, FileArchive, FileSpreadsheet, Mailbox, MoreHorizontal, Printer, Send, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { Menu } from '../../../../web/kit/menu.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { TASKS_KEY } from '../../../../web/session/tasks.ts'
import {
  type ExportKind,
  type PrintInput,
  REMINDER_CHANNELS,
  type ReminderChannel,
  routes,
} from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { PrintDialog } from './print-dialog.tsx'

type Open = 'none' | 'send' | 'remind' | 'cancel' | 'print'

/** `list`: what the list shows, whose order is kept. */
export type LettersBulkProps = { ids: ReadonlySet<string>; list: PrintInput['list']; onDone: () => void }

export const LettersBulk = ({ ids, list: shown, onDone }: LettersBulkProps) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const mayWrite = useMayWrite()
  const [open, setOpen] = useState<Open>('none')
  const [channel, setChannel] = useState<ReminderChannel>('email')
  const [reason, setReason] = useState('')
  const [intent, setIntent] = useState(() => crypto.randomUUID())
  const list = [...ids]
  const started = (text: string) => {
    notify({ level: 'info', text })
    void queries.invalidateQueries({ queryKey: TASKS_KEY })
    setIntent(crypto.randomUUID())
    onDone()
  }
  const options = { idempotencyKey: intent }
  const write = useMutation({
    mutationFn: (kind: ExportKind) =>
      call(routes.startExport, { body: { kind, format: 'xlsx', selection: { ids: list } } }, options),
    onSuccess: () => started(t('work.list.export_started')),
    onError: error => notify({ level: 'error', text: errorText(error) }),
  })
  const state = (which: Open) => ({
    isOpen: open === which,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? which : 'none'),
  })
  return (
    <>
      {mayWrite && (
        <>
          <Button tone="primary" small icon={Send} onPress={() => setOpen('send')}>
            {t('letters.actions.send_selected')}
          </Button>
          <Button small icon={BellRing} onPress={() => setOpen('remind')}>
            {t('work.letter.remind')}
          </Button>
        </>
      )}
      <Menu
        label={t('work.letter.more')}
        trigger={
          <Button small icon={MoreHorizontal}>
            {t('work.letter.more')}
          </Button>
        }
        items={[
          {
            id: 'export',
            label: t('work.list.export'),
            icon: FileSpreadsheet,
            onAction: () => write.mutate('letters'),
          },
          { id: 'print', label: t('print.do'), icon: Printer, onAction: () => setOpen('print') },
          { id: 'post', label: t('print.post_list'), icon: Mailbox, onAction: () => write.mutate('post') },
          { id: 'papers', label: t('work.list.papers'), icon: FileArchive, onAction: () => write.mutate('papers') },
          ...(mayWrite
            ? [
                {
                  id: 'cancel',
                  label: t('letter.cancel'),
                  icon: Undo2,
                  danger: true,
                  onAction: () => setOpen('cancel'),
                },
              ]
            : []),
        ]}
      />
      {open === 'print' && (
        <PrintDialog order={{ ids: list, list: shown }} count={ids.size} onClose={() => setOpen('none')} />
      )}
      <ConfirmDialog
        title={t('letters.send_confirm_title', { count: ids.size })}
        confirmLabel={t('letters.actions.send')}
        onConfirm={async () => {
          await call(routes.sendMany, { body: { ids: list } }, options)
          started(t('letters.send_started', { count: list.length }))
        }}
        {...state('send')}
      >
        {t('letters.send_confirm_text')}
      </ConfirmDialog>
      <ConfirmDialog
        title={t('work.list.remind_title', { count: ids.size })}
        confirmLabel={t('work.letter.remind')}
        onConfirm={async () => {
          await call(routes.remindMany, { body: { ids: list, channel } }, options)
          started(t('work.list.started', { count: list.length }))
        }}
        {...state('remind')}
      >
        <p className="mb-3">{t('work.list.remind_text')}</p>
        <RadioGroup
          label={t('work.letter.channel')}
          value={channel}
          onChange={setChannel}
          options={REMINDER_CHANNELS.map(id => ({ id, label: t(`reminder_channel.${id}`) }))}
        />
      </ConfirmDialog>
      <ConfirmDialog
        title={t('work.list.cancel_title', { count: ids.size })}
        confirmLabel={t('letter.cancel')}
        isBlocked={reason.trim() === ''}
        danger
        onConfirm={async () => {
          await call(routes.cancelMany, { body: { ids: list, reason: reason.trim() } }, options)
          started(t('work.list.started', { count: list.length }))
        }}
        {...state('cancel')}
      >
        <p className="mb-3">{t('work.list.cancel_text')}</p>
        <TextArea label={t('letter.cancel_reason')} value={reason} onChange={setReason} maxLength={500} isRequired />
      </ConfirmDialog>
    </>
  )
}
