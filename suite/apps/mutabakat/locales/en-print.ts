/** Letters printed into one file, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import type { print as turkish } from './tr-print.ts'

export const print = {
  title: '{count, plural, one {Print # letter} other {Print # letters}}',
  do: 'Print',
  all: 'Print the list',
  post_list: 'Post list',
  text: 'The letters come into one PDF, in the order of the list. Those that did not go out are marked as drafts, withdrawn ones are left out. Paper carries no electronic signature: take the signed originals with “Download the PDFs”.',
  double_sided: 'Printed on both sides',
  double_sided_hint: 'Each letter begins on the front of a new sheet.',
  too_many: 'One file takes at most {most, number} letters. Narrow the list.',
  make: 'Make the file',
  making: 'You may close this window; the file is among the tasks as well.',
  cancel: 'Cancel',
} as const satisfies Shape<typeof turkish>
