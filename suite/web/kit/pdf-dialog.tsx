/** A PDF over the page: in the browser's own viewer where it has one, else a link that saves it. */
import { Download, FileText } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { buttonClasses } from './button.tsx'
import { classes } from './classes.ts'
import { Dialog } from './dialog.tsx'
import { EmptyState } from './empty-state.tsx'

export type PdfDialogProps = {
  title: string
  /** Same-origin address that shows the file (`?company=…&inline=1`): a frame cannot send headers. */
  href: string
  /** Address that saves it; `href` when absent. */
  downloadHref?: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

export const PdfDialog = ({ title, href, downloadHref = href, isOpen, onOpenChange }: PdfDialogProps) => {
  const t = useTranslations('kit.pdf')
  const download = (
    <a href={downloadHref} download className={classes(buttonClasses('secondary'), 'hover:bg-sunken')}>
      <Download className="size-4" aria-hidden="true" />
      {t('download')}
    </a>
  )
  return (
    <Dialog title={title} size="full" isOpen={isOpen} onOpenChange={onOpenChange} footer={download}>
      {navigator.pdfViewerEnabled ? (
        <iframe
          src={href}
          title={title}
          className="h-[70dvh] w-full rounded-lg border border-line bg-sunken sm:h-full"
        />
      ) : (
        <EmptyState icon={FileText} title={t('noViewer')}>
          {t('noViewerHint')}
        </EmptyState>
      )}
    </Dialog>
  )
}
