/** Finds the system's Chromium for the browser tests. Plain JavaScript: it runs before anything is installed. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const canRun = path => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The full path of a program on the PATH, or null. */
export const findProgram = (name, path = process.env.PATH ?? '') =>
  path
    .split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(canRun) ?? null

/** The full path of Chromium or Chrome, or null. `CHROMIUM` names one that is elsewhere. */
export const findChromium = () => {
  const named = process.env.CHROMIUM
  if (named) return canRun(named) ? named : null
  return NAMES.map(name => findProgram(name)).find(found => found !== null) ?? PLACES.find(canRun) ?? null
}
