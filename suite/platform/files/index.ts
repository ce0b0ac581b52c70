/** Stored files: a row in the database, the bytes on disk under a random key. */

export { FILE_FAILURES } from './failures.ts'
export { createFiles, type FileRow, type Files, type FilesOptions, type StoredFile } from './files.ts'
export { judgeContent, peek } from './judge-content.ts'
export { type Picture, pictureOf } from './picture.ts'
