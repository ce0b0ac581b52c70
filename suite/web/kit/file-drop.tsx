/** Takes one file: dropped, or chosen by mouse or keyboard; says at once what does not fit. */
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { Button, DropZone, FileTrigger, Text } from 'react-aria-components'
import { useLocale, useTranslations } from 'use-intl'
import { acceptsFile } from '../format/accepts-file.ts'
import { fileSize } from '../format/file-size.ts'
import { buttonClasses } from './button.tsx'
import { classes } from './classes.ts'
import { Progress } from './progress.tsx'

export type FileDropProps = {
  label: string
  /** Extensions and types, as in `<input accept>`. */
  accept: readonly string[]
  /** Taken as well, though not offered: the server explains better than a picker why such a file will not do. */
  explained?: readonly string[]
  maxBytes: number
  onFile: (file: File) => void
  /** 0…1 while a chosen file is being sent; null otherwise. */
  sending?: number | null
  errorMessage?: string | undefined
  isDisabled?: boolean
}

export const FileDrop = ({
  label,
  accept,
  explained = [],
  maxBytes,
  onFile,
  sending = null,
  errorMessage,
  isDisabled = false,
}: FileDropProps) => {
  const t = useTranslations('kit.file')
  const locale = useLocale()
  const [problem, setProblem] = useState<string | null>(null)
  const limit = fileSize(maxBytes, locale)
  // People know the ends of names, not media types.
  const types = accept.filter(one => one.startsWith('.')).join(', ')
  const take = (file: File | undefined) => {
    if (!file) return
    const verdict = acceptsFile(file, { accept: [...accept, ...explained], maxBytes })
    setProblem(verdict.ok ? null : t(verdict.reason, { limit, types }))
    if (verdict.ok) onFile(file)
  }
  const message = problem ?? errorMessage
  const busy = sending !== null
  return (
    <div>
      <DropZone
        isDisabled={isDisabled || busy}
        onDrop={async event => {
          const item = event.items.find(one => one.kind === 'file')
          if (item) take(await item.getFile())
        }}
        className={classes(
          'flex flex-col items-center gap-2 rounded-card border-2 border-dashed px-6 py-8 text-center transition-colors',
          'data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft',
          message ? 'border-bad' : 'border-field-line',
        )}
      >
        <span className="grid size-11 place-items-center rounded-2xl bg-accent-soft text-accent">
          <FileUp className="size-5" aria-hidden="true" />
        </span>
        <Text slot="label" className="font-medium">
          {label}
        </Text>
        <p className="text-xs text-ink-soft">{t('limits', { types, limit })}</p>
        {busy ? (
          <Progress label={t('sending')} percent={Math.round(sending * 100)} className="mt-2 max-w-xs" />
        ) : (
          <FileTrigger acceptedFileTypes={[...accept, ...explained]} onSelect={files => take(files?.[0])}>
            <Button isDisabled={isDisabled} className={classes(buttonClasses('secondary', true), 'mt-1')}>
              {t('choose')}
            </Button>
          </FileTrigger>
        )}
      </DropZone>
      {message && (
        <p role="alert" className="mt-1.5 text-xs text-bad">
          {message}
        </p>
      )}
    </div>
  )
}
