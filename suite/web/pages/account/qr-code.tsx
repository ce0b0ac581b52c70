/** A QR code, dark on white in both themes: readers fail on a light code. Loaded only where one is shown. */
import QRCode from 'qrcode'
import { qrPath } from './qr-path.ts'

const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { size, path } = qrPath(QRCode.create(text, { errorCorrectionLevel: 'M' }).modules)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-lg border border-line"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}

// React's `lazy` takes the default export.
export default QrCode
