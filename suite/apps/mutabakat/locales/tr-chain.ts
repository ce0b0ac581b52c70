/** Checking and replaying the chain of evidence, for members and guests, in Turkish. ICU messages. */
export const chain = {
  checking: 'Bu tarayıcıda yeniden hesaplanıyor',
  checked: '{count, plural, other {# kayıt}} bu tarayıcıda yeniden hesaplandı',
  broken: 'Tarayıcının hesabı {seq, number}. kayıtta tutmuyor',
  no_crypto: 'Bu bağlantı güvenli olmadığından tarayıcı hesaplayamıyor; sonucu sunucu söylüyor.',
  hidden: '{count, plural, other {# kaydın}} ayrıntısı burada yok; onların yalnız parmak izi hesaba girdi.',
  papers:
    'Belgelerin kendisi burada hesaplanmaz: indirdiğiniz dosyanın SHA-256 özetini belge parmak iziyle karşılaştırın.',
  hash: 'Kaydın parmak izi',
  document: 'Belge parmak izi',
  replay: 'Baştan izle',
  close: 'İzlemeyi bitir',
  play: 'Oynat',
  pause: 'Durdur',
  at: 'Gösterilen an',
  step: '{at, number}. kayıt / {count, number}',
  since: {
    seconds: 'öncekinden {count, number} sn sonra',
    minutes: 'öncekinden {count, number} dk sonra',
    hours: 'öncekinden {hours, number} sa {minutes, number} dk sonra',
  },
  state: 'O andaki durum',
  answered: 'Yanıtlandı',
} as const
