/** In place of content that was never loaded while the network is away. */
import { WifiOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { EmptyState } from './empty-state.tsx'

export const OfflineState = () => {
  const t = useTranslations('kit.offline')
  return (
    <EmptyState icon={WifiOff} title={t('title')}>
      {t('text')}
    </EmptyState>
  )
}
