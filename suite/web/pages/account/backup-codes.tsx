/** Ten backup codes, shown this once: to be copied or downloaded before the window closes. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { saveFile } from '../../api/save-file.ts'
import { Button } from '../../kit/button.tsx'
import { Checkbox } from '../../kit/checkbox.tsx'
import { useMe } from '../../session/me.ts'
import { CopyButton } from './copy-button.tsx'

export const BackupCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const t = useTranslations('secondFactor')
  const { user } = useMe()
  const [isKept, setKept] = useState(false)
  const lines = codes.join('\n')
  const download = () => {
    const text = `${t('fileTitle', { email: user.email })}\n\n${lines}\n`
    saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), `${t('fileName')}.txt`)
  }
  return (
    <div className="space-y-4">
      <div role="status">
        <h3 className="font-semibold">{t('codesTitle')}</h3>
        <p className="mt-1 text-sm text-ink-soft">{t('codesText')}</p>
      </div>
      <ul
        aria-label={t('codesTitle')}
        className="grid grid-cols-2 gap-x-4 gap-y-2 rounded-xl bg-sunken p-4 text-center font-mono select-text"
      >
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={lines}>{t('copy')}</CopyButton>
        <Button small icon={Download} onPress={download}>
          {t('download')}
        </Button>
      </div>
      <Checkbox isSelected={isKept} onChange={setKept}>
        {t('kept')}
      </Checkbox>
      <Button tone="primary" isDisabled={!isKept} onPress={onDone} className="w-full">
        {t('done')}
      </Button>
    </div>
  )
}
