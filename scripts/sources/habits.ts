/** What no source file may hold: each habit is a pattern, the files it concerns, and the sentence that says why. */

export type Habit = { name: string; files: RegExp; except?: RegExp; pattern: RegExp; why: string }

const CODE = /\.(ts|tsx|mjs)$/
/**
 * Where SQL is composed of names of databases, roles, schemas and columns, which cannot be parameters: the store, and
 * migrations, which see no value of a user.
 */
const STORE = /^suite\/platform\/store\/|\/migrations\//
/**
 * The reader of the environment; the command of the engine; what starts PostgreSQL, which hands on the PATH; and what
 * runs outside the product.
 */
const READS_ENVIRONMENT =
  /^(suite\/(config|main)\.ts|suite\/platform\/store\/embedded\/|packages\/server\/src\/command\/|scripts\/|bench\/|examples\/|test\/|[^/]+\.ts)|\/testing\/|\.test\.ts$/
const TESTS = /\.(test|spec)\.tsx?$/

const SQL = ['select', 'insert into', 'update', 'delete from', 'alter', 'create', 'drop', 'grant', 'set local']
/** Both spellings instead of the flag i, which would take every name for a constant. */
const VERBS = [...SQL, ...SQL.map(verb => verb.toUpperCase())].join('|')

/**
 * A line that has to break one of these says so itself, with its reason, on the same line or the one above:
 * `// habit: {name}, because …`
 */
export const HABITS: readonly Habit[] = [
  {
    // A constant of the module (KEY) is no value of a user.
    name: 'sql from pieces',
    files: CODE,
    except: STORE,
    pattern: new RegExp(`(?<![\\w)>])\`\\s*(?:${VERBS})\\s[^\`]*\\$\\{(?!\\s*[A-Z][A-Z0-9_]*\\s*\\})`, 'g'),
    why: 'values reach SQL as parameters only: use the sql tag',
  },
  {
    name: 'raw sql',
    files: CODE,
    except: STORE,
    pattern: /\bsql\.raw\((?!\s*['"])/g,
    why: 'sql.raw takes what is written out in the source, nothing computed',
  },
  {
    name: 'part of a suite',
    files: TESTS,
    pattern: /\b(?:it|test|describe)(?:\.\w+)*\.(?:only|skip|todo|fixme)\b/g,
    // A condition (runIf) is allowed here: what it leaves out is counted when the suite runs.
    why: 'a suite runs whole or it is not green',
  },
  {
    name: 'sleeping test',
    files: TESTS,
    pattern: /waitForTimeout\(|node:timers\/promises|new Promise\s*(?:<[^>]*>)?\(\s*\(?\w*\)?\s*=>\s*setTimeout\(/g,
    why: 'wait for an event or a condition, not for time',
  },
  {
    name: 'unfinished',
    files: CODE,
    // In two pieces, so that this file does not hold what it looks for.
    pattern: new RegExp(`\\b(?:${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`, 'g'),
    why: 'finish it, or write an issue and say in the documentation what is missing',
  },
  {
    name: 'no purpose',
    files: /\.(ts|tsx|mjs)$/,
    except: /(\.(test|spec)\.tsx?|\.d\.ts|\/index\.ts)$/,
    pattern: /^(?!#!|\/\*\*|\/\/ )/g,
    why: 'a file opens with one sentence that says what it is for',
  },
  {
    name: 'environment',
    files: CODE,
    except: READS_ENVIRONMENT,
    pattern: /\bprocess\.env\b/g,
    why: 'the environment is read in one place, suite/config.ts, and handed down',
  },
  {
    name: 'path of one machine',
    files: /\.(ts|tsx|mjs|json|md|yml|yaml|sh|conf|html|css)$/,
    pattern: /(?<![\w.])\/(?:work|farm|root|home\/\w+)\/[a-z]/g,
    why: 'nobody else has that folder',
  },
]

/** Shapes of secrets: a key with its body, and the tokens that well-known services hand out. */
export const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
  /\bshp(?:at|ss|ca|pa)_[a-f0-9]{32}\b/g,
  /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
]

/** The longest a file that a person wrote may be, in lines. A generated file says so on its first line. */
export const CEILING = 400
/** One language of one application is one table, however many sentences it has. */
export const WITHOUT_CEILING = /\/locales\//
