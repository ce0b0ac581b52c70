/** Puts a text into the clipboard and says that it did. */
import { Copy } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../kit/button.tsx'
import { notify } from '../../kit/notify.ts'

export const CopyButton = ({ text, children }: { text: string; children: string }) => {
  const t = useTranslations('secondFactor')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      notify({ level: 'success', text: t('copied') })
    } catch {
      // Refused by the browser, or a page without TLS, which has no clipboard at all.
      notify({ level: 'error', text: t('copyFailed') })
    }
  }
  return (
    <Button small icon={Copy} onPress={copy}>
      {children}
    </Button>
  )
}
