// How much may come into a record as files.

/** How many bytes a file may have (B7.14). */
export const documentBytes = 50 * 1024 * 1024;
/** How many bytes a file may have that comes in one piece from the screens: decoding it holds others up, for some 10 ms at this size. */
export const uploadBytes = 16 * 1024 * 1024;
/** How many bytes the files of one request may have together. */
export const requestBytes = 200 * 1024 * 1024;
/** How many files one request may name. */
export const requestFiles = 100;
/** Content is kept in parts of so many bytes: a part is written or read before others have their turn. */
export const partBytes = 1024 * 1024;
