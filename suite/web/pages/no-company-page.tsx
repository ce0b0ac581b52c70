/** Signed in, but a member of no company (any more). */
import { Building2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { useSignOut } from '../shell/user-menu.tsx'
import { PublicFrame } from './public-frame.tsx'

const NoCompanyPage = () => {
  const t = useTranslations('noCompany')
  const signOut = useSignOut()
  return (
    <PublicFrame title={t('title')}>
      <EmptyState
        icon={Building2}
        title={t('heading')}
        action={
          <Button pending={signOut.isPending} onPress={() => signOut.mutate()}>
            {t('signOut')}
          </Button>
        }
      >
        {t('text')}
      </EmptyState>
    </PublicFrame>
  )
}

export default NoCompanyPage
