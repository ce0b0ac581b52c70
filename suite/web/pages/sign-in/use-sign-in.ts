/** The steps of signing in: the password, then a code where the account asks for one. */
import { useState } from 'react'
import type { z } from 'zod'
import { enterCodeRoute, type Person, type SignInAnswer, signInRoute } from '#platform/contract'
import { ApiError } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'

export type Credentials = z.input<NonNullable<typeof signInRoute.body>>

/** `isOver`: the code came too late after the password, which is asked once more. */
export type SignInStep = { is: 'password'; isOver: boolean } | { is: 'code' }

export type SignInSteps = {
  step: SignInStep
  enterPassword: (credentials: Credentials) => Promise<void>
  enterCode: (body: { code: string }) => Promise<void>
  startAgain: () => void
}

export const useSignIn = (onSignedIn: (user: Person) => Promise<void>): SignInSteps => {
  const [step, setStep] = useState<SignInStep>({ is: 'password', isOver: false })
  const heed = async (answer: SignInAnswer) => {
    if (answer.state === 'signed_in') await onSignedIn(answer.user)
    else setStep({ is: 'code' })
  }
  return {
    step,
    enterPassword: async body => heed(await call(signInRoute, { body }, { rotates: true })),
    enterCode: async body => {
      try {
        await heed(await call(enterCodeRoute, { body }, { rotates: true }))
      } catch (error) {
        if (!(error instanceof ApiError) || !error.sessionEnded) throw error
        setStep({ is: 'password', isOver: true })
      }
    },
    startAgain: () => setStep({ is: 'password', isOver: false }),
  }
}
