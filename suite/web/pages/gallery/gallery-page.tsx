/** Every part of the kit in every state, for those who build screens. The parts are shown under their names in the code. */
import { useTranslations } from 'use-intl'
import { NotFoundPage } from '../../kit/not-found-page.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { useMe } from '../../session/me.ts'
import { FieldExhibits } from './field-exhibits.tsx'
import { FormExhibit } from './form-exhibit.tsx'
import { FrameExhibits } from './frame-exhibits.tsx'
import { OverlayExhibits } from './overlay-exhibits.tsx'
import { PeopleExhibits } from './people-exhibits.tsx'
import { ShownExhibits } from './shown-exhibits.tsx'
import { StateExhibits } from './state-exhibits.tsx'
import { TableExhibit } from './table-exhibit.tsx'
import { ViewsExhibit } from './views-exhibit.tsx'

const GalleryPage = () => {
  const t = useTranslations('nav')
  const { demo } = useMe()
  // For those who build screens; a company at work has no use for it.
  if (!demo) return <NotFoundPage />
  return (
    <>
      <PageHeader title={t('gallery')} />
      <div data-gallery="" className="grid items-start gap-5 md:grid-cols-2">
        <ShownExhibits />
        <PeopleExhibits />
        <ViewsExhibit />
        <FieldExhibits />
        <FormExhibit />
        <OverlayExhibits />
        <StateExhibits />
        <FrameExhibits />
      </div>
      <div className="mt-5">
        <TableExhibit />
      </div>
    </>
  )
}

export default GalleryPage
