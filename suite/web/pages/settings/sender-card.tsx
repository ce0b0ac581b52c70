/** How mails of the company look: the name before the address, where answers go, the picture on top. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import {
  changeMailSenderRoute,
  downloadFileRoute,
  emailSchema,
  type MailSender,
  nameSchema,
  readMailSenderRoute,
  uploadFileRoute,
} from '#platform/contract'
import { upload } from '../../api/upload.ts'
import { useErrorText } from '../../api/use-error-text.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { FileDrop } from '../../kit/file-drop.tsx'
import { Form, FormField, useZodForm } from '../../kit/form.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { notify } from '../../kit/notify.ts'
import { EditingHere } from '../../kit/presence-avatars.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { companyHref, companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { settingsRoomOf } from './settings-room.ts'

/** As the server refuses it: 256 KiB. */
const LOGO_MAX_BYTES = 262_144

const fits = (schema: z.ZodType) => (text: string) => text === '' || schema.safeParse(text).success

const senderForm = z.object({
  from_name: z
    .string()
    .trim()
    .refine(fits(nameSchema))
    .transform(text => text || null),
  reply_to: z
    .string()
    .trim()
    .refine(fits(emailSchema), { error: 'email' })
    .transform(text => text || null),
})

const senderKey = (company: { id: string }) => [...companyKey(company), 'mail-sender'] as const

export const SenderCard = () => {
  const t = useTranslations('sender')
  const company = useCompany()
  const call = useCompanyCall()
  const sender = useQuery({
    queryKey: senderKey(company),
    queryFn: ({ signal }) => call(readMailSenderRoute, {}, { signal }),
  })
  return (
    <Card title={t('title')}>
      <p className="mb-4 text-sm text-ink-soft">{t('text')}</p>
      <Loaded query={sender} lines={4}>
        {data => (
          <div className="space-y-5">
            <SenderForm sender={data} />
            <Logo sender={data} />
          </div>
        )}
      </Loaded>
    </Card>
  )
}

type Change = Partial<Omit<MailSender, 'rev'>>

/** Against the version on the screen: who changed it meanwhile is not overwritten. */
const useSave = (sender: MailSender) => {
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const t = useTranslations('sender')
  return async (body: Change) => {
    try {
      const saved = await call(changeMailSenderRoute, { body }, { ifMatch: sender.rev })
      queries.setQueryData(senderKey(company), saved)
      notify({ level: 'success', text: t('saved') })
    } catch (error) {
      void queries.invalidateQueries({ queryKey: senderKey(company) })
      throw error
    }
  }
}

const SenderForm = ({ sender }: { sender: MailSender }) => {
  const t = useTranslations('sender')
  const company = useCompany()
  const save = useSave(sender)
  const form = useZodForm(senderForm, {
    defaultValues: { from_name: sender.from_name ?? '', reply_to: sender.reply_to ?? '' },
  })
  const submit = async (body: z.output<typeof senderForm>) => {
    await save(body)
    form.reset(form.getValues())
  }
  return (
    <>
      {form.formState.isDirty && <EditingHere room={settingsRoomOf(company)} />}
      <Form
        form={form}
        onSubmit={submit}
        footer={({ isSubmitting }) => (
          <div>
            <Button type="submit" pending={isSubmitting} isDisabled={!form.formState.isDirty}>
              {t('save')}
            </Button>
          </div>
        )}
      >
        <FormField form={form} name="from_name">
          {field => <TextField {...field} label={t('name')} description={t('nameHint')} maxLength={120} />}
        </FormField>
        <FormField form={form} name="reply_to">
          {field => <TextField {...field} label={t('replyTo')} description={t('replyToHint')} type="email" />}
        </FormField>
      </Form>
    </>
  )
}

const Logo = ({ sender }: { sender: MailSender }) => {
  const t = useTranslations('sender')
  const company = useCompany()
  const errorText = useErrorText()
  const save = useSave(sender)
  const [sending, setSending] = useState<number | null>(null)
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const attempt = async (deed: () => Promise<void>) => {
    setFailure(undefined)
    try {
      await deed()
    } catch (error) {
      setFailure(errorText(error))
    } finally {
      setSending(null)
    }
  }
  const send = (file: File) =>
    attempt(async () => {
      setSending(0)
      const { id } = await upload(uploadFileRoute, file, { company: company.id, onProgress: setSending })
      await save({ logo_file_id: id })
    })
  return (
    <div className="space-y-3">
      <p className="text-sm font-medium">{t('logo')}</p>
      {sender.logo_file_id && (
        <div className="flex flex-wrap items-center gap-4">
          <img
            src={companyHref(company, downloadFileRoute, {
              params: { id: sender.logo_file_id },
              query: { inline: '1' },
            })}
            alt={t('logoAlt')}
            className="h-16 max-w-48 rounded-lg border border-line bg-[#ffffff] object-contain p-2"
          />
          <Button small onPress={() => void attempt(() => save({ logo_file_id: null }))}>
            {t('logoRemove')}
          </Button>
        </div>
      )}
      <FileDrop
        label={t('logoDrop')}
        accept={['.png', '.jpg', '.jpeg']}
        maxBytes={LOGO_MAX_BYTES}
        onFile={file => void send(file)}
        sending={sending}
        errorMessage={failure}
      />
    </div>
  )
}
