/** An amount of a letter, as what it is about is written: declarations know whole lira only. */
import { Money, type MoneyProps } from '../../../web/kit/money.tsx'
import type { LetterKind } from '../contract/index.ts'
import { isBabs } from '../domain/index.ts'

export type LetterMoneyProps = Omit<MoneyProps, 'whole'> & { kind: LetterKind }

export const LetterMoney = ({ kind, ...money }: LetterMoneyProps) => <Money {...money} whole={isBabs(kind)} />
