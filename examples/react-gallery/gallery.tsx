/** Every component of @nabiz/react: at work with a server, and in each of its states without one. */
import { az, en, type Labels, tr } from '@nabiz/react/components'
import { useEffect, useState } from 'react'
import { FixedStates } from './fixed-states.tsx'
import { LiveDesk } from './live-desk.tsx'

const LANGUAGES: Readonly<Record<string, Labels>> = { tr, en, az }
const THEMES = ['light', 'dark', 'system'] as const

/** What the address asks for: `?theme=dark&lang=en`. */
const asked = (name: string, known: readonly string[], usual: string): string => {
  const value = new URLSearchParams(location.search).get(name)
  return value !== null && known.includes(value) ? value : usual
}

export const Gallery = () => {
  const [theme, setTheme] = useState(() => asked('theme', THEMES, 'system'))
  const [language, setLanguage] = useState(() => asked('lang', Object.keys(LANGUAGES), 'tr'))
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.lang = language
  }, [theme, language])
  const labels = LANGUAGES[language] ?? tr
  const choices = (
    <div className="choices">
      <Choice label="Language" value={language} values={Object.keys(LANGUAGES)} onChoose={setLanguage} />
      <Choice label="Theme" value={theme} values={THEMES} onChoose={setTheme} />
    </div>
  )
  return (
    <>
      <LiveDesk labels={labels} end={choices} />
      <FixedStates labels={labels} />
    </>
  )
}

type ChoiceProps = { label: string; value: string; values: readonly string[]; onChoose: (value: string) => void }

const Choice = ({ label, value, values, onChoose }: ChoiceProps) => (
  <select aria-label={label} value={value} onChange={event => onChoose(event.target.value)}>
    {values.map(one => (
      <option key={one}>{one}</option>
    ))}
  </select>
)
