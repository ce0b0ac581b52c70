/** Builds archives for tests byte by byte, so that they can be wrong on purpose. */
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipPart = {
  name: string
  content: string | Buffer
  /** Already packed bytes, given instead of packing `content`. */
  packed?: Buffer
  /** What the headers say the content unpacks to; default its real size. */
  declared?: number
  /** What the local header says, when it is to disagree. */
  declaredLocally?: number
  method?: number
  flags?: number
  mode?: number
}

export const makeZip = (parts: readonly ZipPart[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const method = part.method ?? 8
    const packed = part.packed ?? (method === 8 ? deflateRawSync(content) : content)
    const declared = part.declared ?? content.length
    const name = Buffer.from(part.name)
    const common = (size: number) => {
      const fields = Buffer.alloc(26)
      fields.writeUInt16LE(20, 0)
      fields.writeUInt16LE(part.flags ?? 0, 2)
      fields.writeUInt16LE(method, 4)
      fields.writeUInt32LE(crc32(content), 10)
      fields.writeUInt32LE(packed.length, 14)
      fields.writeUInt32LE(size, 18)
      fields.writeUInt16LE(name.length, 22)
      return fields
    }
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common(part.declaredLocally ?? declared), name, packed])
    const attributes = Buffer.alloc(14)
    attributes.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 6)
    attributes.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common(declared), attributes, name)
    bodies.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, central, end])
}
