/** Checking and replaying the chain of evidence, for members and guests, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import type { chain as turkish } from './tr-chain.ts'

export const chain = {
  checking: 'Bu brauzerdə yenidən hesablanır',
  checked: '{count, plural, other {# qeyd}} bu brauzerdə yenidən hesablandı',
  broken: 'Brauzerin hesabı {seq, number} nömrəli qeyddə düz gəlmir',
  no_crypto: 'Bağlantı təhlükəsiz olmadığı üçün brauzer hesablaya bilmir; nəticəni server bildirir.',
  hidden: '{count, plural, other {# qeydin}} təfərrüatı burada yoxdur; hesaba yalnız barmaq izi daxil edildi.',
  papers:
    'Sənədlərin özü burada hesablanmır: endirdiyiniz faylın SHA-256 xülasəsini sənədin barmaq izi ilə tutuşdurun.',
  hash: 'Qeydin barmaq izi',
  document: 'Sənədin barmaq izi',
  replay: 'Əvvəldən izlə',
  close: 'İzləməni bitir',
  play: 'Oynat',
  pause: 'Dayandır',
  at: 'Göstərilən an',
  step: 'Qeyd {at, number} / {count, number}',
  since: {
    seconds: 'əvvəlkindən {count, number} san sonra',
    minutes: 'əvvəlkindən {count, number} dəq sonra',
    hours: 'əvvəlkindən {hours, number} saat {minutes, number} dəq sonra',
  },
  state: 'Həmin andakı vəziyyət',
  answered: 'Cavab verildi',
} as const satisfies Shape<typeof turkish>
