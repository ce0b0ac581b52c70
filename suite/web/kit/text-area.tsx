/** Several lines of text; grows with what is written where the browser can. */
import { TextArea as AriaTextArea, TextField } from 'react-aria-components'
import { classes } from './classes.ts'
import { ariaField, FieldLabel, FieldNotes, type FieldProps, fieldClasses, inputClasses } from './field.tsx'

export type TextAreaProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  rows?: number
  maxLength?: number
  placeholder?: string
}

export const TextArea = ({ rows = 3, placeholder, ...field }: TextAreaProps) => (
  <TextField
    value={field.value}
    onChange={field.onChange}
    {...(field.onBlur ? { onBlur: field.onBlur } : {})}
    {...(field.maxLength ? { maxLength: field.maxLength } : {})}
    {...ariaField(field)}
    isReadOnly={field.isReadOnly ?? false}
    className={classes(fieldClasses, field.className)}
  >
    <FieldLabel field={field} />
    <AriaTextArea
      rows={rows}
      {...(placeholder ? { placeholder } : {})}
      className={classes(inputClasses, 'field-sizing-content resize-y py-2')}
    />
    <FieldNotes field={field} />
  </TextField>
)
