/** The sentences of a letter in English. */
import type { LetterWords } from './letter-words.ts'

export const english: LetterWords = {
  salutation: title => `Dear ${title},`,
  within: days => `within ${days} ${days === 1 ? 'day' : 'days'}`,
  by: day => `by ${day}`,
  request_blank: until => `Please let us have your answer ${until}.`,
  closing: 'Yours faithfully,',
  notes_label: 'Notes',
  errors: 'Errors and omissions excepted.',
  nature: 'This letter is neither a request for payment nor a release.',
  account: {
    heading: 'CURRENT ACCOUNT RECONCILIATION LETTER',
    heading_dues: 'CURRENT ACCOUNT RECONCILIATION LETTER BY DUE DATE',
    balance: (day, money, words, side) =>
      `As of ${day}, your current account in our books shows a ${side} balance of ${money} (${words}).`,
    side: { B: 'DEBIT', A: 'CREDIT' },
    meaning: {
      B: 'DEBIT: your company owes our company this amount (you owe us).',
      A: 'CREDIT: our company owes your company this amount (we owe you).',
    },
    zero: (day, money) =>
      `As of ${day}, your current account in our books shows no balance (${money}); nothing is owed either way.`,
    blank: day => `Please state the balance of our account in your books as of ${day} below.`,
    dues: 'The table shows the balance by due date.',
    request: until => `Please let us know ${until} whether you agree with this balance.`,
    negative: until => `Only if you do not agree with this balance, please let us know ${until}.`,
    statement: 'If you do not agree, please send us your statement of account.',
    contract:
      'Under the written current-account contract between us and Article 94 of the Turkish Commercial Code, this balance is deemed accepted unless it is objected to within one month of receipt through a notary, by registered letter, by telegram or in writing with a secure electronic signature.',
  },
  babs: {
    heading: form => `${form} RECONCILIATION LETTER`,
    form: { ba: 'Form BA (purchases)', bs: 'Form BS (sales)' },
    told: {
      bs: (month, count, money, words) =>
        `In our Form BS (sales) declaration for ${month}, documents issued to your company: ${count}, in total ${money} without VAT (${words}).`,
      ba: (month, count, money, words) =>
        `In our Form BA (purchases) declaration for ${month}, documents received from your company: ${count}, in total ${money} without VAT (${words}).`,
    },
    blank: {
      bs: month =>
        `Please tell us the number and the total without VAT of the documents received from our company in your Form BA (purchases) declaration for ${month}.`,
      ba: month =>
        `Please tell us the number and the total without VAT of the documents issued to our company in your Form BS (sales) declaration for ${month}.`,
    },
    compared: (ours, theirs) => `Our ${ours} is compared with your ${theirs} of the same month.`,
    scope: {
      paper: 'Number and total cover paper documents only; electronic documents are left out.',
      all: 'Number and total cover all documents, electronic ones included.',
    },
    request: (theirs, until) => `Please let us know ${until} whether this agrees with your ${theirs}.`,
    negative: (theirs, until) => `Only if this does not agree with your ${theirs}, please let us know ${until}.`,
    list: 'If you do not agree, please send us a list of your documents.',
  },
  teyit: {
    heading: 'CONFIRMATION OF BALANCE FOR AUDIT',
    audit: firm =>
      `The financial statements of our company are being audited by ${firm}. For the purposes of the audit, please confirm the balance below.`,
    request: until => `Please let us know ${until} whether the balance agrees with your books.`,
    negative: until => `Only if the balance does not agree with your books, please let us know ${until}.`,
    copy: who =>
      `When you answer by the link of this letter, your sealed answer also goes straight to our auditor. If you answer on paper, please send a copy directly to our auditor: ${who}.`,
    reference: reference => `Auditor’s reference: ${reference}`,
    statement: 'If the balance does not agree with your books, please send us your statement of account.',
    purpose: 'This letter serves the audit only; it is neither a request for payment nor a release.',
  },
}
