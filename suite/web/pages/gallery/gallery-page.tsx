/** Every part of the kit in every state, for those who build screens. The parts are shown under their names in the code. */
import { useTranslations } from 'use-intl'
import { PageHeader } from '../../kit/page-header.tsx'
import { FieldExhibits } from './field-exhibits.tsx'
import { OverlayExhibits } from './overlay-exhibits.tsx'
import { ShownExhibits } from './shown-exhibits.tsx'
import { StateExhibits } from './state-exhibits.tsx'
import { TableExhibit } from './table-exhibit.tsx'

const GalleryPage = () => {
  const t = useTranslations('nav')
  return (
    <>
      <PageHeader title={t('gallery')} />
      <div className="grid items-start gap-5 md:grid-cols-2">
        <ShownExhibits />
        <FieldExhibits />
        <OverlayExhibits />
        <StateExhibits />
      </div>
      <div className="mt-5">
        <TableExhibit />
      </div>
    </>
  )
}

export default GalleryPage
