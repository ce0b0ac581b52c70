/** A balance by due date, bound to the form: its currency and rate, and the lines that make it. */
import { FormField } from '../../../../web/kit/form.tsx'
import { useFieldText } from '../../../../web/kit/use-field-text.ts'
import { CurrencyField, RateField } from './balance-fields.tsx'
import { DueLines } from './due-lines.tsx'
import type { LetterFormState } from './letter-fields.ts'

type Props = {
  form: LetterFormState
  /** Of a new version: it stays of its currency. */
  isVersion?: boolean
}

export const DueFields = ({ form, isVersion = false }: Props) => {
  const fieldText = useFieldText()
  const [currency, day, dues] = form.watch(['currency', 'balance_date', 'dues'])
  const { errors } = form.formState
  const said = (code: string | undefined) => code && fieldText(code)
  const faults = dues.map((_, at) => ({
    due: said(errors.dues?.[at]?.due?.message),
    amount: said(errors.dues?.[at]?.amount?.message),
  }))
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {!isVersion && <CurrencyField form={form} />}
        <RateField form={form} />
      </div>
      <FormField form={form} name="dues">
        {field => (
          <DueLines value={field.value} onChange={field.onChange} faults={faults} currency={currency} day={day} />
        )}
      </FormField>
    </>
  )
}
