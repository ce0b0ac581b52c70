/** Every input: filled, with a hint, wrong, and closed. */
import { useState } from 'react'
import { Checkbox } from '../../kit/checkbox.tsx'
import { ComboBox } from '../../kit/combo-box.tsx'
import { DateField } from '../../kit/date-field.tsx'
import { FileDrop } from '../../kit/file-drop.tsx'
import { MoneyField } from '../../kit/money-field.tsx'
import { NumberField } from '../../kit/number-field.tsx'
import { RadioGroup } from '../../kit/radio-group.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { Exhibit } from './exhibit.tsx'

const CHOICES = [
  { id: 'balance', label: 'Bakiye mutabakatı' },
  { id: 'ba_bs', label: 'BA–BS mutabakatı' },
  { id: 'current', label: 'Cari hesap ekstresi', description: 'Hareketleriyle birlikte' },
] as const
type Choice = (typeof CHOICES)[number]['id']

export const FieldExhibits = () => {
  const [text, setText] = useState('Işık Tekstil A.Ş.')
  const [amount, setAmount] = useState('1284500.40')
  const [number, setNumber] = useState<number | null>(12)
  const [day, setDay] = useState('2026-10-31')
  const [choice, setChoice] = useState<Choice | null>('balance')
  const [found, setFound] = useState<Choice | null>(null)
  return (
    <>
      <Exhibit name="TextField, TextArea">
        <TextField className="w-full" label="Unvan" value={text} onChange={setText} isRequired />
        <TextField
          className="w-full"
          label="E-posta"
          value="ali@"
          onChange={() => {}}
          errorMessage="Geçerli bir e-posta adresi yazın."
        />
        <TextField className="w-full" label="Vergi no" value="1234567890" onChange={() => {}} isDisabled />
        <TextArea
          className="w-full"
          label="Not"
          value=""
          onChange={() => {}}
          description="Mektubun altında görünür."
          placeholder="İsteğe bağlı"
        />
      </Exhibit>
      <Exhibit name="MoneyField, NumberField, DateField">
        <MoneyField className="w-full" label="Bakiye" currency="TRY" value={amount} onChange={setAmount} />
        <NumberField className="w-full" label="Gün" value={number} onChange={setNumber} min={0} max={90} />
        <DateField className="w-full" label="Mutabakat tarihi" value={day} onChange={setDay} />
        <DateField className="w-full" label="Son tarih" value="" onChange={() => {}} errorMessage="Bu alan gerekli." />
      </Exhibit>
      <Exhibit name="Select, ComboBox">
        <Select className="w-full" label="Tür" value={choice} onChange={setChoice} options={CHOICES} />
        <Select
          className="w-full"
          label="Tür"
          value={null}
          onChange={() => {}}
          options={CHOICES}
          errorMessage="Bu alan gerekli."
        />
        <ComboBox className="w-full" label="Tür ara" value={found} onChange={setFound} options={CHOICES} />
      </Exhibit>
      <Exhibit name="Checkbox, RadioGroup, Switch">
        <Checkbox defaultSelected>Ekstreyi ekle</Checkbox>
        <Checkbox isIndeterminate>Bir kısmı</Checkbox>
        <Checkbox isDisabled>Kapalı</Checkbox>
        <Checkbox errorMessage="Onaylamanız gerekli.">Koşulları okudum</Checkbox>
        <RadioGroup className="w-full" label="Tür" value={choice} onChange={setChoice} options={CHOICES} />
        <Switch defaultSelected>Hatırlatma gönder</Switch>
        <Switch isDisabled>Kapalı</Switch>
      </Exhibit>
      <Exhibit name="FileDrop">
        <div className="w-full space-y-3">
          <FileDrop
            label="Cari listesini bırakın"
            accept={['.xlsx', '.csv']}
            maxBytes={10 * 1024 * 1024}
            onFile={() => {}}
          />
          <FileDrop
            label="cariler.xlsx"
            accept={['.xlsx', '.csv']}
            maxBytes={10 * 1024 * 1024}
            onFile={() => {}}
            sending={0.42}
          />
        </div>
      </Exhibit>
    </>
  )
}
