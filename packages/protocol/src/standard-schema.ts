/** The part of the Standard Schema specification we rely on, so that any such library may define contracts. Source: standardschema.dev, v1. */
export type StandardSchemaV1<Input = unknown, Output = Input> = {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
    /** The Standard JSON Schema part, where the library has it: documents are made from it. */
    readonly jsonSchema?: {
      readonly input: (options: { readonly target: 'draft-2020-12' | 'draft-07' }) => Record<string, unknown>
      readonly output: (options: { readonly target: 'draft-2020-12' | 'draft-07' }) => Record<string, unknown>
    }
  }
}

export type StandardIssue = {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/** The path of the first issue as dotted text: `counterparty.id`. Empty for the value itself. */
export const issuePath = (issue: StandardIssue): string =>
  (issue.path ?? []).map(part => String(typeof part === 'object' ? part.key : part)).join('.')
