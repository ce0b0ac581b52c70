/** Where toasts appear. Its stylesheet is imported as a file: the one sonner injects itself is refused by the policy. */
import 'sonner/dist/styles.css'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { Toaster as Sonner } from 'sonner'
import { useTranslations } from 'use-intl'
import { useTheme } from '../session/theme.ts'

export const Toaster = () => {
  const t = useTranslations('kit')
  const { shown } = useTheme()
  return (
    <Sonner
      theme={shown}
      position="bottom-right"
      containerAriaLabel={t('toasts')}
      closeButton
      gap={10}
      icons={{
        success: <CircleCheck className="size-5 text-good" />,
        error: <CircleAlert className="size-5 text-bad" />,
        warning: <TriangleAlert className="size-5 text-wait" />,
        info: <Info className="size-5 text-info" />,
      }}
      toastOptions={{ classNames: { toast: 'font-sans shadow-pop' } }}
    />
  )
}
