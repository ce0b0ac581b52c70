/** Takes over a certificate of an authority: its PKCS#12 file and the password that opens it, which is not kept. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { FileDrop } from '../../../../web/kit/file-drop.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { MAX_PKCS12_BYTES, routes } from '../../contract/index.ts'

const schema = z.object({ password: z.string().max(200) })

const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}

export const UploadCertificate = ({ onDone, onClose }: { onDone: () => Promise<unknown>; onClose: () => void }) => {
  const t = useTranslations('mutabakat.setup')
  const call = useCompanyCall()
  const [file, setFile] = useState<File | null>(null)
  const form = useZodForm(schema, { defaultValues: { password: '' } })
  const take = async ({ password }: z.output<typeof schema>) => {
    if (!file) return
    await call(routes.uploadCertificate, { body: { pkcs12: await base64Of(file), password } })
    await onDone()
    onClose()
  }
  return (
    <Dialog title={t('cert_upload')} isOpen onOpenChange={onClose}>
      <Form
        form={form}
        onSubmit={take}
        footer={({ isSubmitting }) => (
          <div className="flex justify-end">
            <Button type="submit" tone="primary" pending={isSubmitting} isDisabled={file === null}>
              {t('cert_upload_do')}
            </Button>
          </div>
        )}
      >
        <p className="text-sm text-ink-soft">{t('cert_upload_text')}</p>
        <FileDrop
          label={file ? file.name : t('cert_drop')}
          accept={['.p12', '.pfx']}
          maxBytes={MAX_PKCS12_BYTES}
          onFile={setFile}
        />
        <FormField form={form} name="password">
          {field => <TextField {...field} label={t('cert_password')} type="password" autoComplete="off" />}
        </FormField>
      </Form>
    </Dialog>
  )
}
