/** The frame of pages that need no sign-in: one card in the middle, language and theme at hand. */
import { CenteredPage, type CenteredPageProps } from '../kit/centered-page.tsx'
import { PublicLayout } from '../shell/public-layout.tsx'

export const PublicFrame = (props: CenteredPageProps) => (
  <PublicLayout>
    <CenteredPage {...props} />
  </PublicLayout>
)
