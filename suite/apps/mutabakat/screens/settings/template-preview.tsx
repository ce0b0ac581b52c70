/** The words with a sample letter's values; of an SMS also what it costs, and what it would cost without Turkish letters. */
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import type { TemplatePreview as Preview } from '../../contract/index.ts'

export type TemplatePreviewProps = {
  names: readonly ('intro' | 'notes' | 'subject' | 'text')[]
  preview: Preview | undefined
  error: unknown
  /** The text without Turkish letters, wanted instead. */
  onPlain: (text: string) => void
  isReadOnly: boolean
}

export const TemplatePreview = ({ names, preview, error, onPlain, isReadOnly }: TemplatePreviewProps) => {
  const t = useTranslations('mutabakat.setup')
  return (
    <Card title={t('preview')}>
      {preview ? (
        <div className="flex flex-col gap-4">
          {names.map(part => (
            <div key={part}>
              <p className="text-xs text-ink-soft">{t(`part.${part}`)}</p>
              <p className="mt-1 rounded-lg bg-sunken px-3 py-2 text-sm break-words whitespace-pre-wrap">
                {preview.parts[part] || t('nothing')}
              </p>
            </div>
          ))}
          {preview.unknown.length > 0 && (
            <p role="status" className="rounded-lg bg-wait-soft px-3 py-2 text-sm text-wait">
              {t('unknown', { names: preview.unknown.map(name => `{${name}}`).join(', ') })}
            </p>
          )}
          {preview.sms && (
            <div className="text-sm">
              <p role="status" className="tabular font-medium">
                {t('sms', { parts: preview.sms.parts, characters: preview.sms.characters, left: preview.sms.left })}
              </p>
              <p className="text-xs text-ink-soft">{t(`encoding.${preview.sms.encoding}`)}</p>
              {preview.sms.plain && (
                <div className="mt-3 flex flex-wrap items-center gap-3 rounded-lg bg-info-soft px-3 py-2 text-info">
                  <span className="min-w-0 flex-1 basis-48">{t('plain', { parts: preview.sms.plain.parts })}</span>
                  {!isReadOnly && (
                    <Button small onPress={() => onPlain(preview.sms!.plain!.text)}>
                      {t('plain_do')}
                    </Button>
                  )}
                </div>
              )}
            </div>
          )}
        </div>
      ) : error ? (
        <ErrorState error={error} />
      ) : (
        <SkeletonLines lines={4} />
      )}
    </Card>
  )
}
