/** A window to paste due-date lines into: shows what is read of them before anything is taken. */
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { type DuesReading, readDues } from './read-dues.ts'

type Props = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; onTake: (reading: DuesReading) => void }

const Pasted = ({ onTake }: { onTake: (reading: DuesReading) => void }) => {
  const t = useTranslations('mutabakat.kinds.dues')
  const locale = useLocale()
  const [text, setText] = useState('')
  const reading = readDues(text, locale)
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-ink-soft">{t('paste_text')}</p>
      <TextArea label={t('paste_field')} value={text} onChange={setText} rows={8} maxLength={20_000} />
      <p role="status" className="text-sm">
        {t('read', { count: reading.lines.length })}
        {reading.unread.length > 0 && (
          <span className="block text-wait">{t('unread', { lines: reading.unread.join(', ') })}</span>
        )}
      </p>
      <Button
        tone="primary"
        className="self-end"
        isDisabled={reading.lines.length === 0}
        onPress={() => onTake(reading)}
      >
        {t('take', { count: reading.lines.length })}
      </Button>
    </div>
  )
}

export const PasteDues = ({ onTake, ...state }: Props) => {
  const t = useTranslations('mutabakat.kinds.dues')
  return (
    <Dialog title={t('paste_title')} {...state}>
      {close => (
        <Pasted
          onTake={reading => {
            onTake(reading)
            close()
          }}
        />
      )}
    </Dialog>
  )
}
