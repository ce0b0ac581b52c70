/** Makes typing forgiving: "iskonto", "İskonto" and "ISKONTO", "musteri" and "müşteri" find each other. */
import type { Locale } from '#platform/contract'

/** Lower case by the language first (İ → i, I → ı), then without marks; ı and ə become the letters people type for them. */
export const fold = (text: string, locale: Locale): string =>
  text.toLocaleLowerCase(locale).normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').replaceAll('ə', 'e')
