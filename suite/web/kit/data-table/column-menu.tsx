/** Shows and hides columns. */
import { Columns3 } from 'lucide-react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Checkbox } from '../checkbox.tsx'
import { classes } from '../classes.ts'
import { popoverClasses } from '../field.tsx'
import { IconButton } from '../icon-button.tsx'
import type { Column } from './column.ts'

export type ColumnMenuProps = {
  columns: readonly Pick<Column<never>, 'id' | 'header' | 'canHide'>[]
  isVisible: (id: string) => boolean
  onToggle: (id: string, isVisible: boolean) => void
}

export const ColumnMenu = ({ columns, isVisible, onToggle }: ColumnMenuProps) => {
  const t = useTranslations('kit.table')
  return (
    <DialogTrigger>
      <IconButton label={t('columns')} icon={Columns3} small framed />
      <Popover placement="bottom end" className={classes(popoverClasses, 'min-w-48')}>
        <Dialog aria-label={t('columns')} className="flex flex-col p-3 outline-none">
          {columns
            .filter(column => column.canHide !== false)
            .map(column => (
              <Checkbox
                key={column.id}
                isSelected={isVisible(column.id)}
                onChange={visible => onToggle(column.id, visible)}
              >
                {column.header}
              </Checkbox>
            ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
