/** A letter that leaves by hand: printed and posted, or as a link that somebody passes on. */
import { useMutation } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { routes } from '../../contract/index.ts'
import type { DeedProps } from './letter-deeds.tsx'
import { useKeepLetter } from './letter-keep.ts'

export const PostedDialog = ({ letter, ...state }: DeedProps) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const [channel, setChannel] = useState<'post' | 'kep'>('post')
  const [reference, setReference] = useState('')
  const [intent] = useState(() => crypto.randomUUID())
  return (
    <ConfirmDialog
      title={t('work.reach.posted_title')}
      confirmLabel={t('work.reach.posted')}
      onConfirm={async () => {
        const { queued } = await call(
          routes.markPosted,
          { body: { ids: [letter.id], channel, reference: reference.trim() || null } },
          { idempotencyKey: `${intent}-${letter.rev}-${channel}` },
        )
        notify({ level: queued > 0 ? 'success' : 'warning', text: t('work.reach.posted_done', { count: queued }) })
      }}
      {...state}
    >
      <p className="mb-3">{t('work.reach.posted_text')}</p>
      <RadioGroup
        label={t('work.letter.channel')}
        value={channel}
        onChange={setChannel}
        options={(['post', 'kep'] as const).map(id => ({ id, label: t(`channel.${id}`) }))}
      />
      <TextField
        className="mt-3"
        label={t('work.reach.reference')}
        value={reference}
        onChange={setReference}
        maxLength={100}
      />
    </ConfirmDialog>
  )
}

export const LinkDialog = ({ letter, isOpen, onOpenChange }: DeedProps) => {
  const t = useTranslations('mutabakat.work.reach')
  const errorText = useErrorText()
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const make = useMutation({
    mutationFn: () => call(routes.copyLink, { params: { id: letter.id } }),
    onSuccess: made => keep(made.letter),
  })
  const change = (next: boolean) => {
    make.reset()
    onOpenChange(next)
  }
  return (
    <Dialog title={t('link_title')} size="small" isOpen={isOpen} onOpenChange={change}>
      <div className="space-y-4">
        {make.data ? (
          <>
            <p>{t('link_text', { address: make.data.address })}</p>
            <TextField label={t('link_address')} value={make.data.url} onChange={() => {}} isReadOnly />
            <Button
              tone="primary"
              icon={Copy}
              onPress={async () => {
                await navigator.clipboard.writeText(make.data.url)
                notify({ level: 'success', text: t('link_copied') })
              }}
            >
              {t('link')}
            </Button>
          </>
        ) : (
          <>
            <p>{t('link_confirm')}</p>
            <Button tone="primary" pending={make.isPending} onPress={() => make.mutate()}>
              {t('link_make')}
            </Button>
          </>
        )}
        {make.error && (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
            {errorText(make.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
