/** Forms on one pattern: zod checks before sending, the server's field errors land on their fields, the rest above the button. */
import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import {
  type DefaultValues,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
  type UseFormReturn,
  useController,
  useForm,
} from 'react-hook-form'
import type { z } from 'zod'
import { ApiError } from '../api/api-error.ts'
import { useErrorText } from '../api/use-error-text.ts'
import { useFieldText } from './use-field-text.ts'

type FormSchema = z.ZodType<FieldValues, FieldValues>

/** What `useZodForm` gives: `In` is what the fields hold, `Out` what the schema makes of it. */
export type FormOf<In extends FieldValues, Out> = UseFormReturn<In, unknown, Out>

/** `react-hook-form` over a zod schema; the handler of `<Form>` gets the schema's *output*. Messages are in the reader's language. */
export const useZodForm = <S extends FormSchema>(
  schema: S,
  options: { defaultValues: DefaultValues<z.input<S>> },
): FormOf<z.input<S>, z.output<S>> => {
  const fieldText = useFieldText()
  const error = (issue: z.core.$ZodRawIssue): string =>
    fieldText(issue.code === 'custom' && typeof issue.message === 'string' ? issue.message : issue.code, issue)
  return useForm<z.input<S>, unknown, z.output<S>>({
    resolver: zodResolver(schema, { error }),
    defaultValues: options.defaultValues,
    // Leaving an empty field says nothing: a message that appears under the mouse moves the button it is about to press.
    mode: 'onSubmit',
  })
}

export type FormProps<In extends FieldValues, Out> = {
  form: FormOf<In, Out>
  /** Throws `ApiError` to have it shown. */
  onSubmit: (value: Out) => Promise<unknown>
  /** The fields. */
  children: ReactNode
  /** The buttons; the first of type submit sends. */
  footer: (state: { isSubmitting: boolean }) => ReactNode
  className?: string
}

/** What a field that was refused looks like to a screen reader; a choice without an input of its own has its button. */
const WRONG = 'input[aria-invalid="true"], textarea[aria-invalid="true"], [data-invalid] button'

/** After a submission that was refused, here or by the server, the first wrong field has the focus. */
const useFirstWrong = (submitted: number, isWrong: boolean): RefObject<HTMLFormElement | null> => {
  const element = useRef<HTMLFormElement>(null)
  const looked = useRef(submitted)
  useEffect(() => {
    if (looked.current === submitted) return
    looked.current = submitted
    if (isWrong) element.current?.querySelector<HTMLElement>(WRONG)?.focus()
  }, [submitted, isWrong])
  return element
}

export const Form = <In extends FieldValues, Out>(props: FormProps<In, Out>) => {
  const { form, onSubmit, children, footer, className } = props
  const errorText = useErrorText()
  const fieldText = useFieldText()
  const [failure, setFailure] = useState<unknown>(null)

  const place = (error: ApiError): void => {
    const names = new Set(Object.keys(form.getValues()))
    const known = error.fields.filter(field => names.has(field.path.split('.')[0]!))
    for (const field of known) {
      const message = field.message ?? fieldText(field.code)
      form.setError(field.path as FieldPath<In>, { type: field.code, message })
    }
    // A refusal whose every part found its field needs no second sentence.
    if (known.length === 0 || known.length < error.fields.length) setFailure(error)
  }
  const submit = form.handleSubmit(async value => {
    setFailure(null)
    try {
      await onSubmit(value)
    } catch (error) {
      if (error instanceof ApiError) place(error)
      else setFailure(error)
    }
  })

  const { submitCount, errors } = form.formState
  const element = useFirstWrong(submitCount, Object.keys(errors).length > 0)
  return (
    <form ref={element} noValidate onSubmit={submit} className={className ?? 'flex flex-col gap-4'}>
      {children}
      {failure !== null && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
          {errorText(failure)}
        </p>
      )}
      {footer({ isSubmitting: form.formState.isSubmitting })}
    </form>
  )
}

const BARE_CODE = /^[a-z_]+$/

export type BoundField<Value> = {
  name: string
  value: Value
  onChange: (value: Value) => void
  onBlur: () => void
  errorMessage: string | undefined
}

/** Binds one kit input: `<FormField form={form} name="email">{field => <TextField {...field} label={…} />}</FormField>`. */
export const FormField = <In extends FieldValues, Out, Name extends FieldPath<In>>({
  form,
  name,
  children,
}: {
  form: FormOf<In, Out>
  name: Name
  children: (field: BoundField<FieldPathValue<In, Name>>) => ReactNode
}) => {
  const fieldText = useFieldText()
  const { field, fieldState } = useController({ control: form.control, name })
  const message = fieldState.error?.message
  return children({
    name: field.name,
    value: field.value,
    onChange: field.onChange,
    onBlur: () => {
      field.onBlur()
      if (fieldState.isDirty) void form.trigger(name)
    },
    // A contract's own rule names itself by its code, and zod hands that on as the message.
    errorMessage: message && BARE_CODE.test(message) ? fieldText(message) : message,
  })
}
