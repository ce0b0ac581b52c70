// The page that says there is no network: in the reader's language, and gone as soon as the network is back.
;(() => {
  const texts = {
    en: [
      'No internet connection',
      'Nabız cannot be reached. The page opens by itself when the connection is back.',
      'Try again',
    ],
    az: ['İnternet bağlantısı yoxdur', 'Nabız-a çatmaq olmur. Bağlantı gələndə səhifə özü açılır.', 'Yenidən cəhd et'],
  }
  let locale = null
  try {
    locale = localStorage.getItem('nabiz.locale')
  } catch {
    // Storage can be switched off; the browser's wish is enough then.
  }
  locale ??= navigator.languages.map(one => one.slice(0, 2)).find(one => one === 'tr' || one in texts) ?? 'tr'
  document.documentElement.lang = locale
  for (const [index, id] of ['title', 'text', 'retry'].entries()) {
    if (texts[locale]) document.getElementById(id).textContent = texts[locale][index]
  }
  const again = () => location.reload()
  document.getElementById('retry').addEventListener('click', again)
  addEventListener('online', again)
})()
