/**
 * What React Aria says to screen readers, in Azerbaijani: by the folder of the package that says it. A sentence that is
 * left out is said in English. A number is followed by the singular, so no plural is needed.
 */
type Formatter = { number(value: number): string }
type Args = Record<string, string | number | boolean>
export type AriaSentence = string | ((args: never, formatter: Formatter) => string)
export type AriaSentences = Readonly<Record<string, AriaSentence>>

const number = (value: unknown, formatter: Formatter): string => formatter.number(Number(value))

export const autocomplete: AriaSentences = { collectionLabel: 'Təkliflər' }

export const calendar: AriaSentences = {
  previous: 'Əvvəlki',
  next: 'Növbəti',
  selectedDateDescription: ({ date }: Args) => `Seçilmiş tarix: ${date}`,
  selectedRangeDescription: ({ dateRange }: Args) => `Seçilmiş aralıq: ${dateRange}`,
  todayDate: ({ date }: Args) => `Bu gün, ${date}`,
  todayDateSelected: ({ date }: Args) => `Bu gün, ${date}, seçilib`,
  dateSelected: ({ date }: Args) => `${date}, seçilib`,
  startRangeSelectionPrompt: 'Tarix aralığını seçməyə başlamaq üçün klikləyin',
  finishRangeSelectionPrompt: 'Tarix aralığının seçimini bitirmək üçün klikləyin',
  minimumDate: 'Mümkün olan ilk tarix',
  maximumDate: 'Mümkün olan son tarix',
  dateRange: ({ startDate, endDate }: Args) => `${startDate} – ${endDate}`,
}

export const combobox: AriaSentences = {
  focusAnnouncement: ({ isGroupChange, groupTitle, groupCount, optionText, isSelected }: Args, formatter) =>
    [
      isGroupChange ? `${groupTitle} qrupu, ${number(groupCount, formatter)} seçim. ` : '',
      `${optionText}${isSelected ? ', seçilib' : ''}`,
    ].join(''),
  countAnnouncement: ({ optionCount }: Args, formatter) => `${number(optionCount, formatter)} seçim var.`,
  selectedAnnouncement: ({ optionText }: Args) => `${optionText}, seçilib`,
  buttonLabel: 'Təklifləri göstər',
  listboxLabel: 'Təkliflər',
}

export const datepicker: AriaSentences = {
  era: 'era',
  year: 'il',
  month: 'ay',
  day: 'gün',
  hour: 'saat',
  minute: 'dəqiqə',
  second: 'saniyə',
  dayPeriod: 'AM/PM',
  calendar: 'Təqvim',
  startDate: 'Başlanğıc tarixi',
  endDate: 'Bitmə tarixi',
  weekday: 'həftənin günü',
  timeZoneName: 'saat qurşağı',
  selectedDateDescription: ({ date }: Args) => `Seçilmiş tarix: ${date}`,
  selectedRangeDescription: ({ startDate, endDate }: Args) => `Seçilmiş aralıq: ${startDate} – ${endDate}`,
  selectedTimeDescription: ({ time }: Args) => `Seçilmiş vaxt: ${time}`,
}

export const dnd: AriaSentences = {
  dragItem: ({ itemText }: Args) => `${itemText} elementini sürüşdür`,
  dragSelectedItems: ({ count }: Args, formatter) => `${number(count, formatter)} seçilmiş elementi sürüşdür`,
  dragDescriptionKeyboard: 'Sürüşdürməyə başlamaq üçün Enter düyməsini basın.',
  dragDescriptionKeyboardAlt: 'Sürüşdürməyə başlamaq üçün Alt + Enter düymələrini basın.',
  dragDescriptionTouch: 'Sürüşdürməyə başlamaq üçün iki dəfə toxunun.',
  dragDescriptionVirtual: 'Sürüşdürməyə başlamaq üçün klikləyin.',
  dragDescriptionLongPress: 'Sürüşdürməyə başlamaq üçün basıb saxlayın.',
  dragSelectedKeyboard: ({ count }: Args, formatter) =>
    `${number(count, formatter)} seçilmiş elementi sürüşdürmək üçün Enter düyməsini basın.`,
  dragSelectedKeyboardAlt: ({ count }: Args, formatter) =>
    `${number(count, formatter)} seçilmiş elementi sürüşdürmək üçün Alt + Enter düymələrini basın.`,
  dragSelectedLongPress: ({ count }: Args, formatter) =>
    `${number(count, formatter)} seçilmiş elementi sürüşdürmək üçün basıb saxlayın.`,
  dragStartedKeyboard:
    'Sürüşdürmə başladı. Buraxılacaq yerə keçmək üçün Tab, buraxmaq üçün Enter, imtina etmək üçün Escape düyməsini basın.',
  dragStartedTouch: 'Sürüşdürmə başladı. Buraxılacaq yerə keçin, sonra buraxmaq üçün iki dəfə toxunun.',
  dragStartedVirtual: 'Sürüşdürmə başladı. Buraxılacaq yerə keçin, sonra klikləyin və ya Enter düyməsini basın.',
  endDragKeyboard: 'Sürüşdürülür. İmtina etmək üçün Enter düyməsini basın.',
  endDragTouch: 'Sürüşdürülür. İmtina etmək üçün iki dəfə toxunun.',
  endDragVirtual: 'Sürüşdürülür. İmtina etmək üçün klikləyin.',
  dropDescriptionKeyboard: 'Buraxmaq üçün Enter, imtina etmək üçün Escape düyməsini basın.',
  dropDescriptionTouch: 'Buraxmaq üçün iki dəfə toxunun.',
  dropDescriptionVirtual: 'Buraxmaq üçün klikləyin.',
  dropCanceled: 'Buraxmaqdan imtina edildi.',
  dropComplete: 'Buraxıldı.',
  dropIndicator: 'buraxılacaq yer',
  dropOnRoot: 'Buraya burax',
  dropOnItem: ({ itemText }: Args) => `${itemText} üzərinə burax`,
  insertBefore: ({ itemText }: Args) => `${itemText} elementindən əvvələ əlavə et`,
  insertBetween: ({ beforeItemText, afterItemText }: Args) => `${beforeItemText} ilə ${afterItemText} arasına əlavə et`,
  insertAfter: ({ itemText }: Args) => `${itemText} elementindən sonraya əlavə et`,
}

export const grid: AriaSentences = {
  deselectedItem: ({ item }: Args) => `${item} seçilməyib.`,
  select: 'Seç',
  selectedCount: ({ count }: Args, formatter) =>
    Number(count) === 0 ? 'Heç bir element seçilməyib.' : `${number(count, formatter)} element seçilib.`,
  selectedAll: 'Bütün elementlər seçilib.',
  selectedItem: ({ item }: Args) => `${item} seçilib.`,
  longPressToSelect: 'Seçim rejiminə keçmək üçün basıb saxlayın.',
}

export const menu: AriaSentences = {
  longPressMessage: 'Menyunu açmaq üçün basıb saxlayın, ya da Alt + Aşağı ox düymələrini basın',
}

export const numberfield: AriaSentences = {
  // The field's own label is often read out after it, and not part of it.
  decrease: ({ fieldLabel }: Args) => `Azalt ${fieldLabel}`.trim(),
  increase: ({ fieldLabel }: Args) => `Artır ${fieldLabel}`.trim(),
  numberField: 'Rəqəm sahəsi',
}

export const overlays: AriaSentences = { dismiss: 'Bağla' }

export const searchfield: AriaSentences = { 'Clear search': 'Axtarışı təmizlə' }

export const spinbutton: AriaSentences = { Empty: 'Boş' }

/** Of react-aria-components itself. */
export const components: AriaSentences = {
  selectPlaceholder: 'Birini seçin',
  tableResizer: 'Ölçü dəyişdirici',
  dropzoneLabel: 'Fayl buraxma sahəsi',
  colorSwatchPicker: 'Rəng nümunələri',
}
