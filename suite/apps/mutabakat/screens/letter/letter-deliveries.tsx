/** Every try to reach somebody with a letter: by which way, what became of it, why it failed, and what can be done. */
import { Ban, BellRing, Mail, MessageSquare, PenLine, Printer, SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import type { Tone } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { Timeline } from '../../../../web/kit/timeline.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import {
  type Channel,
  type Delivery,
  type DeliveryState,
  type Letter,
  routes,
  SENT_CHANNELS,
} from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { useKeepLetter } from './letter-keep.ts'

const TONES: Record<DeliveryState, Tone> = {
  queued: 'wait',
  sent: 'info',
  delivered: 'good',
  opened: 'good',
  bounced: 'bad',
  failed: 'bad',
}
const ICONS: Record<Channel, typeof Mail> = {
  email: Mail,
  sms: MessageSquare,
  kep: PenLine,
  link: SendHorizontal,
  post: Printer,
}

const resendSchema = z.object({
  channel: z.enum(SENT_CHANNELS),
  address: z.string().trim().min(3).max(254),
  name: z.string().trim().max(150),
  keep: z.boolean(),
})

type Asked = { is: 'resend' | 'give_up'; delivery: Delivery }

const Resend = ({ letter, delivery, onDone }: { letter: Letter; delivery: Delivery; onDone: () => void }) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const [intent] = useState(() => crypto.randomUUID())
  const form = useZodForm(resendSchema, {
    defaultValues: {
      channel: delivery.channel === 'sms' ? 'sms' : 'email',
      address: delivery.channel === 'sms' || delivery.channel === 'email' ? delivery.address : '',
      name: delivery.name ?? '',
      keep: delivery.state === 'bounced' || delivery.state === 'failed',
    },
  })
  return (
    <Form
      form={form}
      onSubmit={async ({ name, ...body }) => {
        const key = `${intent}-${body.channel}-${body.address}`
        const given = { ...body, name: name || null }
        keep(await call(routes.resendLetter, { params: { id: letter.id }, body: given }, { idempotencyKey: key }))
        onDone()
      }}
      footer={({ isSubmitting }) => (
        <div className="flex justify-end">
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('work.reach.send')}
          </Button>
        </div>
      )}
    >
      <p className="text-sm text-ink-soft">{t('work.reach.resend_text')}</p>
      <FormField form={form} name="channel">
        {field => (
          <RadioGroup
            {...field}
            label={t('work.letter.channel')}
            options={SENT_CHANNELS.map(id => ({ id, label: t(`channel.${id}`) }))}
          />
        )}
      </FormField>
      <FormField form={form} name="address">
        {field => <TextField {...field} label={t('work.reach.address')} maxLength={254} isRequired />}
      </FormField>
      <FormField form={form} name="name">
        {field => <TextField {...field} label={t('work.reach.name')} maxLength={150} />}
      </FormField>
      <FormField form={form} name="keep">
        {field => (
          <Checkbox isSelected={field.value} onChange={field.onChange}>
            {t('work.reach.keep')}
          </Checkbox>
        )}
      </FormField>
    </Form>
  )
}

const GiveUp = ({ letter, delivery, onDone }: { letter: Letter; delivery: Delivery; onDone: () => void }) => {
  const t = useTranslations('mutabakat.work.reach')
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      title={t('give_up_title')}
      confirmLabel={t('give_up')}
      isBlocked={reason.trim() === ''}
      danger
      onConfirm={async () =>
        keep(
          await call(routes.giveUpDelivery, {
            params: { id: letter.id, delivery: delivery.id },
            body: { reason: reason.trim() },
          }),
        )
      }
      isOpen
      onOpenChange={isOpen => !isOpen && onDone()}
    >
      <p className="mb-3">{t('give_up_text', { address: delivery.address })}</p>
      <TextField label={t('give_up_reason')} value={reason} onChange={setReason} maxLength={300} isRequired />
    </ConfirmDialog>
  )
}

const Facts = ({ delivery }: { delivery: Delivery }) => {
  const t = useTranslations('mutabakat')
  const times = (['sent', 'delivered', 'opened'] as const).flatMap(name => {
    const at = delivery[`${name}_at`]
    return at ? [{ name, at }] : []
  })
  return (
    <>
      <span className="break-words">{[delivery.name, delivery.address].filter(Boolean).join(' · ')}</span>
      {delivery.parts !== null && (
        <span className="block text-xs">{t('work.reach.parts', { count: delivery.parts })}</span>
      )}
      {times.map(({ name, at }) => (
        <span key={name} className="block text-xs">
          {t(`work.reach.times.${name}`)} <DateText value={at} form="dateTime" />
        </span>
      ))}
      {delivery.error && (
        <span className="block text-bad">{t('letter.delivery_failed', { error: delivery.error })}</span>
      )}
    </>
  )
}

export const LetterDeliveries = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const mayWrite = useMayWrite()
  const [asked, setAsked] = useState<Asked | null>(null)
  if (letter.deliveries.length === 0) return <p className="text-sm text-ink-soft">{t('letter.no_delivery')}</p>
  return (
    <>
      <Timeline
        label={t('letter.sections.delivery')}
        entries={letter.deliveries.map(delivery => ({
          id: delivery.id,
          at: delivery.sent_at ?? delivery.created_at,
          title: `${t(`channel.${delivery.channel}`)}: ${t(`delivery.${delivery.state}`)}`,
          tone: TONES[delivery.state],
          icon: delivery.purpose === 'reminder' ? BellRing : ICONS[delivery.channel],
          actor: delivery.purpose === 'letter' ? null : t(`purpose.${delivery.purpose}`),
          body: (
            <>
              <Facts delivery={delivery} />
              {mayWrite && (delivery.can.resend || delivery.can.give_up) && (
                <div className="mt-2 flex flex-wrap gap-2">
                  {delivery.can.resend && (
                    <Button small icon={PenLine} onPress={() => setAsked({ is: 'resend', delivery })}>
                      {t('work.reach.resend')}
                    </Button>
                  )}
                  {delivery.can.give_up && (
                    <Button small tone="quiet" icon={Ban} onPress={() => setAsked({ is: 'give_up', delivery })}>
                      {t('work.reach.give_up')}
                    </Button>
                  )}
                </div>
              )}
            </>
          ),
        }))}
      />
      <Dialog
        title={t('work.reach.resend_title')}
        isOpen={asked?.is === 'resend'}
        onOpenChange={isOpen => !isOpen && setAsked(null)}
      >
        {close => asked && <Resend letter={letter} delivery={asked.delivery} onDone={close} />}
      </Dialog>
      {asked?.is === 'give_up' && <GiveUp letter={letter} delivery={asked.delivery} onDone={() => setAsked(null)} />}
    </>
  )
}
