// Sets the theme and the language before the first paint. A classic file, not inline: the policy allows no inline script.
;(() => {
  let theme = null
  let locale = null
  try {
    theme = localStorage.getItem('nabiz.theme')
    locale = localStorage.getItem('nabiz.locale')
  } catch {
    // Storage can be switched off; the system's wish is enough then.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#0b1214' : '#f6fafb')
  if (locale) document.documentElement.lang = locale
})()
