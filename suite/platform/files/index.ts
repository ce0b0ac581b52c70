/** Stored files: a row in the database, the bytes on a shelf under a random key. */

export { acceptUpload } from './accept-upload.ts'
export { createDiskShelf } from './disk-shelf.ts'
export { FILE_FAILURES } from './failures.ts'
export { createFiles, type FileRow, type Files, type FilesOptions, type StoredFile } from './files.ts'
export { type Picture, pictureOf } from './picture.ts'
export type { Shelf } from './shelf.ts'
export { streamZip, ZIP_TYPE, type ZipFile } from './write-zip.ts'
