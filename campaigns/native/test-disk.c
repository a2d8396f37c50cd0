/*
 * A disk for tests, under the real SQLite: a VFS over the default one that fails when told to, counts, and forgets in a power cut what was not synced.
 *
 * After `database.loadExtension(path)` every later connection of the process goes through it. The connection that loaded it has the functions that control
 * it; they are at the end of this file, and campaigns/src/disk/test-disk.ts calls them. For one thread, and for POSIX.
 *
 * What it takes a disk to be: a write reaches it sector by sector, in any order and at any time until the file is synced, and a sector holds any one of the
 * contents that it was given. What was written before a sync that failed is not brought to the disk by a later one, unless it was written again. A file is
 * there for certain once its folder was synced, and so gone. SQLite syncs the folder with the first sync of a journal or a log, and with some deletions.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "sqlite3ext.h"
SQLITE_EXTENSION_INIT1

#define SECTOR 512

/* What a sector held before it was written. */
typedef struct { sqlite3_int64 sector; int order; int failed; unsigned char bytes[SECTOR]; } Old;

/* A file, by its path; it outlives the connections that have it open. */
typedef struct Node Node;
struct Node {
  char *path;
  Node *next;
  Old *old;                    /* since the last sync, oldest first */
  int olds, room;
  sqlite3_int64 synced;        /* its size at the last sync */
  int fresh;                   /* it was made, and its folder not synced since */
  unsigned char *gone;         /* what it held when it was deleted, if its folder was not synced since */
  sqlite3_int64 goneSize;
};

typedef struct { sqlite3_file base; Node *node; int journal; sqlite3_file *real; } File;

enum { READ, WRITE, SYNC, TRUNCATE, OPEN, SHM, DELETE, KINDS };
static const char *const kindNames[KINDS] = { "read", "write", "sync", "truncate", "open", "shm", "delete" };

static sqlite3_vfs shim, *under;
static Node *nodes;
static char *folder;             /* only files below it are failed, counted and forgotten */
static int lying;                /* syncs are said to be done, and are not */
static int stopped;              /* nothing reaches the disk any more */
static sqlite3_int64 stopAfter;  /* operations that still change the disk until then; 0 for any number */
static sqlite3_int64 counts[KINDS], bytesWritten;
static struct { int mask; sqlite3_int64 after; int always, full, shortly; sqlite3_int64 fired; } fault;

static int watched(const char *path) { return path != 0 && folder != 0 && strncmp(path, folder, strlen(folder)) == 0; }

/* Counts an operation; whether it is one that is to fail. */
static int fails(int kind) {
  counts[kind]++;
  if (stopAfter > 0 && kind != READ && kind != OPEN && kind != SHM && --stopAfter == 0) stopped = 1;
  if (stopped) return 1;
  if ((fault.mask & (1 << kind)) == 0 || fault.after == 0) return 0;
  if (fault.after > 1) { fault.after--; return 0; }
  if (!fault.always) fault.after = 0;
  fault.fired++;
  return 1;
}

static Node *nodeOf(const char *path, int make) {
  Node *node = nodes;
  while (node != 0 && strcmp(node->path, path) != 0) node = node->next;
  if (node != 0 || !make) return node;
  node = calloc(1, sizeof(Node));
  node->path = strdup(path);
  node->next = nodes;
  return nodes = node;
}

static size_t folderLength(const char *path) { return (size_t)(strrchr(path, '/') - path); }

/* The folder was synced: what was made in it is there, what was deleted in it is gone. */
static void folderSynced(const char *path) {
  size_t length = folderLength(path);
  for (Node *node = nodes; node != 0; node = node->next) {
    if (folderLength(node->path) != length || strncmp(node->path, path, length) != 0) continue;
    node->fresh = 0;
    free(node->gone);
    node->gone = 0;
  }
}

/* Keeps what the sectors of a range hold, before they are changed. */
static void remember(File *file, sqlite3_int64 offset, sqlite3_int64 amount) {
  Node *node = file->node;
  sqlite3_int64 first = offset / SECTOR, last = (offset + amount - 1) / SECTOR;
  for (sqlite3_int64 sector = first; sector <= last; sector++) {
    if (node->olds == node->room) node->old = realloc(node->old, (size_t)(node->room = node->room * 2 + 64) * sizeof(Old));
    Old *old = &node->old[node->olds];
    old->sector = sector;
    old->order = node->olds++;
    old->failed = 0;
    /* What lies behind the end of the file is read as zeros. */
    file->real->pMethods->xRead(file->real, old->bytes, SECTOR, sector * SECTOR);
  }
}

static int bySector(const void *a, const void *b) {
  const Old *one = a, *other = b;
  if (one->sector != other->sector) return one->sector < other->sector ? -1 : 1;
  return one->order - other->order;
}

/* Forgets what was before a sync; but for sectors whose last write was before a sync that failed. */
static void forget(Node *node) {
  int kept = 0, anyFailed = 0;
  for (int i = 0; i < node->olds; i++) anyFailed |= node->old[i].failed;
  if (anyFailed) {
    qsort(node->old, (size_t)node->olds, sizeof(Old), bySector);
    for (int i = 0, end; i < node->olds; i = end) {
      for (end = i; end < node->olds && node->old[end].sector == node->old[i].sector; end++);
      for (int j = i; node->old[end - 1].failed && j < end; j++) { node->old[kept] = node->old[j]; node->old[kept].order = kept; kept++; }
    }
  }
  node->olds = kept;
}

static sqlite3_int64 sizeOf(File *file) {
  sqlite3_int64 size = 0;
  file->real->pMethods->xFileSize(file->real, &size);
  return size;
}

/* ---- the methods of a file ---- */

#define REAL(f) (((File *)(f))->real)
#define WATCHED(f) (((File *)(f))->node != 0)

static int fileClose(sqlite3_file *f) { return REAL(f)->pMethods->xClose(REAL(f)); }
static int fileRead(sqlite3_file *f, void *to, int n, sqlite3_int64 at) {
  /* What a disk holds that takes no more can still be read. */
  if (WATCHED(f) && !stopped && fails(READ)) return SQLITE_IOERR_READ;
  return REAL(f)->pMethods->xRead(REAL(f), to, n, at);
}

static int fileWrite(sqlite3_file *f, const void *from, int n, sqlite3_int64 at) {
  File *file = (File *)f;
  if (!WATCHED(f)) return file->real->pMethods->xWrite(file->real, from, n, at);
  if (stopped) return SQLITE_IOERR_WRITE;
  int failing = fails(WRITE), shortly = failing && (fault.shortly || stopped);
  if (shortly) n /= 2;
  if (!failing || (shortly && n > 0)) {
    bytesWritten += n;
    remember(file, at, n);
    int rc = file->real->pMethods->xWrite(file->real, from, n, at);
    if (rc != SQLITE_OK) return rc;
  }
  return !failing ? SQLITE_OK : fault.full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int fileTruncate(sqlite3_file *f, sqlite3_int64 size) {
  File *file = (File *)f;
  if (WATCHED(f)) {
    if (stopped || fails(TRUNCATE)) return SQLITE_IOERR_TRUNCATE;
    sqlite3_int64 now = sizeOf(file);
    if (now > size) remember(file, size, now - size);
  }
  return file->real->pMethods->xTruncate(file->real, size);
}

static int fileSync(sqlite3_file *f, int flags) {
  File *file = (File *)f;
  Node *node = file->node;
  if (node == 0) return file->real->pMethods->xSync(file->real, flags);
  if (stopped) return SQLITE_IOERR_FSYNC;
  if (fails(SYNC)) {
    /* Where the power went in the midst of it, any of it may have reached the disk. */
    for (int i = 0; !stopped && i < node->olds; i++) node->old[i].failed = 1;
    return SQLITE_IOERR_FSYNC;
  }
  if (lying) return SQLITE_OK;
  /* What this disk holds is a matter of its own books: the machine's disk need not be waited for. */
  forget(node);
  node->synced = sizeOf(file);
  if (file->journal) folderSynced(node->path);
  return SQLITE_OK;
}

static int fileSize(sqlite3_file *f, sqlite3_int64 *size) { return REAL(f)->pMethods->xFileSize(REAL(f), size); }
static int fileLock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xLock(REAL(f), level); }
static int fileUnlock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xUnlock(REAL(f), level); }
static int fileIsReserved(sqlite3_file *f, int *out) { return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out); }
static int fileControl(sqlite3_file *f, int op, void *arg) { return REAL(f)->pMethods->xFileControl(REAL(f), op, arg); }
static int fileSectorSize(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
static int fileTraits(sqlite3_file *f) { return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f)); }
static int fileShmMap(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
  if (WATCHED(f) && fails(SHM)) return SQLITE_IOERR_SHMMAP;
  return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, out);
}
static int fileShmLock(sqlite3_file *f, int at, int n, int flags) { return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags); }
static void fileShmBarrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int fileShmUnmap(sqlite3_file *f, int remove) { return REAL(f)->pMethods->xShmUnmap(REAL(f), remove); }

/* Version 2: with shared memory for the log, without memory-mapped reading. */
static const sqlite3_io_methods methods = {
  2, fileClose, fileRead, fileWrite, fileTruncate, fileSync, fileSize, fileLock, fileUnlock, fileIsReserved, fileControl, fileSectorSize, fileTraits,
  fileShmMap, fileShmLock, fileShmBarrier, fileShmUnmap, 0, 0,
};

/* ---- the methods of the file system ---- */

static int vfsOpen(sqlite3_vfs *vfs, const char *path, sqlite3_file *f, int flags, int *outFlags) {
  (void)vfs;
  File *file = (File *)f;
  memset(file, 0, sizeof(File));
  file->real = (sqlite3_file *)&file[1];
  int isWatched = watched(path), isThere = 0;
  if (isWatched) {
    if (stopped || fails(OPEN)) return SQLITE_CANTOPEN;
    isThere = access(path, F_OK) == 0;
  }
  int rc = under->xOpen(under, path, file->real, flags, outFlags);
  if (file->real->pMethods != 0) file->base.pMethods = &methods;
  if (rc != SQLITE_OK || !isWatched) return rc;
  file->node = nodeOf(path, 1);
  file->journal = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  if (!isThere) {
    file->node->fresh = 1;
    file->node->olds = 0;
    file->node->synced = 0;
  } else if (file->node->olds == 0) file->node->synced = sizeOf(file);
  return SQLITE_OK;
}

static int vfsDelete(sqlite3_vfs *vfs, const char *path, int syncFolder) {
  (void)vfs;
  if (!watched(path)) return under->xDelete(under, path, syncFolder);
  if (stopped || fails(DELETE)) return SQLITE_IOERR_DELETE;
  Node *node = nodeOf(path, 1);
  FILE *was = node->fresh || node->gone != 0 ? 0 : fopen(path, "rb");
  if (was != 0) {
    fseek(was, 0, SEEK_END);
    node->goneSize = ftell(was);
    rewind(was);
    node->gone = malloc((size_t)node->goneSize + 1);
    node->goneSize = (sqlite3_int64)fread(node->gone, 1, (size_t)node->goneSize, was);
    fclose(was);
  }
  node->olds = 0;
  node->fresh = 0;
  int rc = under->xDelete(under, path, 0);
  if (syncFolder && rc == SQLITE_OK) folderSynced(path);
  return rc;
}

static int vfsAccess(sqlite3_vfs *vfs, const char *path, int flags, int *out) { (void)vfs; return under->xAccess(under, path, flags, out); }
static int vfsFullPathname(sqlite3_vfs *vfs, const char *path, int n, char *out) { (void)vfs; return under->xFullPathname(under, path, n, out); }
static void *vfsDlOpen(sqlite3_vfs *vfs, const char *path) { (void)vfs; return under->xDlOpen(under, path); }
static void vfsDlError(sqlite3_vfs *vfs, int n, char *out) { (void)vfs; under->xDlError(under, n, out); }
static void (*vfsDlSym(sqlite3_vfs *vfs, void *handle, const char *name))(void) { (void)vfs; return under->xDlSym(under, handle, name); }
static void vfsDlClose(sqlite3_vfs *vfs, void *handle) { (void)vfs; under->xDlClose(under, handle); }
static int vfsRandomness(sqlite3_vfs *vfs, int n, char *out);
static int vfsSleep(sqlite3_vfs *vfs, int microseconds) { (void)vfs; return under->xSleep(under, microseconds); }
static int vfsCurrentTime(sqlite3_vfs *vfs, double *out) { (void)vfs; return under->xCurrentTime(under, out); }
static int vfsLastError(sqlite3_vfs *vfs, int n, char *out) { (void)vfs; return under->xGetLastError(under, n, out); }
static int vfsCurrentTimeInt64(sqlite3_vfs *vfs, sqlite3_int64 *out) { (void)vfs; return under->xCurrentTimeInt64(under, out); }

/* ---- chance, from a seed ---- */

static uint64_t state;

static uint64_t chance(void) { /* splitmix64 */
  uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

/* SQLite draws the salts of its log from here: from the seed too, so that a run replays byte by byte. */
static int vfsRandomness(sqlite3_vfs *vfs, int n, char *out) {
  (void)vfs;
  for (int i = 0; i < n; i++) out[i] = (char)(chance() >> 56);
  return n;
}

/* ---- the power cut ---- */

/* Puts a file back to what a disk might hold of it. @returns how many sectors were lost */
static int cutFile(Node *node, int unit) {
  int lost = 0, choice = (int)(chance() % 3);
  if (node->gone != 0 && (choice == 0 || (choice == 1 && node->fresh))) {
    FILE *again = fopen(node->path, "wb");
    if (again != 0) { fwrite(node->gone, 1, (size_t)node->goneSize, again); fclose(again); }
    return 1;
  }
  if (node->fresh && choice != 2) return unlink(node->path) == 0;
  int descriptor = open(node->path, O_RDWR);
  if (descriptor < 0) return 0;
  struct stat is;
  fstat(descriptor, &is);
  qsort(node->old, (size_t)node->olds, sizeof(Old), bySector);
  uint64_t drawn = 0;
  sqlite3_int64 block = -1;
  for (int i = 0, end; i < node->olds; i = end) {
    sqlite3_int64 sector = node->old[i].sector;
    for (end = i; end < node->olds && node->old[end].sector == sector; end++);
    if (sector * SECTOR / unit != block) { block = sector * SECTOR / unit; drawn = chance(); }
    int version = (int)(drawn % (uint64_t)(end - i + 1));
    /* A sync that failed tells that the disk did not take them. */
    if (node->old[end - 1].failed) version = 0;
    if (version == end - i) continue;
    if (pwrite(descriptor, node->old[i + version].bytes, SECTOR, sector * SECTOR) == SECTOR) lost++;
  }
  /* The size is as it was synced, as it was last, or between: sectors that were not reached are zeros. */
  sqlite3_int64 low = node->synced < is.st_size ? node->synced : is.st_size, high = node->synced > is.st_size ? node->synced : is.st_size;
  sqlite3_int64 between = low + (sqlite3_int64)(chance() % (uint64_t)(high - low + 1)) / SECTOR * SECTOR;
  sqlite3_int64 sizes[3] = { node->synced, is.st_size, between < low ? low : between };
  if (ftruncate(descriptor, sizes[chance() % 3]) != 0) lost++;
  close(descriptor);
  return lost;
}

/* ---- the functions that control it ---- */

static sqlite3_int64 number(sqlite3_value *value) { return sqlite3_value_int64(value); }

static void forgetAll(void) {
  while (nodes != 0) {
    Node *node = nodes;
    nodes = node->next;
    free(node->path);
    free(node->old);
    free(node->gone);
    free(node);
  }
}

/* disk_watch(folder, seed): from now on this folder is the disk, and all on it is synced. */
static void diskWatch(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  forgetAll();
  free(folder);
  folder = strdup((const char *)sqlite3_value_text(values[0]));
  state = (uint64_t)number(values[1]);
  stopped = 0;
  lying = 0;
  bytesWritten = 0;
  memset(counts, 0, sizeof(counts));
  stopAfter = 0;
  memset(&fault, 0, sizeof(fault));
  /* SQLite's own generator is seeded anew, from vfsRandomness. */
  sqlite3_randomness(0, 0);
  sqlite3_result_null(context);
}

/* disk_fail(kinds, n, always, full, short): the n-th operation of these kinds from now on fails, or every one from then on; n = 0 ends it. */
static void diskFail(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  const char *kinds = (const char *)sqlite3_value_text(values[0]);
  memset(&fault, 0, sizeof(fault));
  for (int kind = 0; kind < KINDS; kind++) if (strstr(kinds, kindNames[kind]) != 0) fault.mask |= 1 << kind;
  fault.after = number(values[1]);
  fault.always = (int)number(values[2]);
  fault.full = (int)number(values[3]);
  fault.shortly = (int)number(values[4]);
  sqlite3_result_null(context);
}

/* disk_lie(whether): syncs are said to be done, and are not. */
static void diskLie(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  lying = (int)number(values[0]);
  sqlite3_result_null(context);
}

/* disk_count(what): operations of a kind, `bytes` written, how often the fault has `fired`, whether it is `stopped`. */
static void diskCount(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  const char *what = (const char *)sqlite3_value_text(values[0]);
  if (strcmp(what, "bytes") == 0) sqlite3_result_int64(context, bytesWritten);
  else if (strcmp(what, "stopped") == 0) sqlite3_result_int(context, stopped);
  else if (strcmp(what, "fired") == 0) sqlite3_result_int64(context, fault.fired);
  else for (int kind = 0; kind < KINDS; kind++) if (strcmp(what, kindNames[kind]) == 0) sqlite3_result_int64(context, counts[kind]);
}

/* disk_stop(n): the process or the machine dies at the n-th change of the disk from now on, now for 0; what has it open can only close it. */
static void diskStop(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  stopAfter = number(values[0]);
  if (stopAfter == 0) stopped = 1;
  sqlite3_result_null(context);
}

/* disk_start(): it was the process alone: what was written is there, and still not synced. */
static void diskStart(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n; (void)values;
  stopped = 0;
  stopAfter = 0;
  memset(&fault, 0, sizeof(fault));
  sqlite3_result_null(context);
}

/* disk_cut(unit): it was the machine; sectors are torn in units of so many bytes. Nobody may have a file open. @returns how much was lost */
static void diskCut(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  int lost = 0;
  for (Node *node = nodes; node != 0; node = node->next) lost += cutFile(node, (int)number(values[0]));
  forgetAll();
  diskStart(context, 0, 0);
  sqlite3_result_int(context, lost);
}

/* disk_remove(): later connections go past it again. */
static void diskRemove(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n; (void)values;
  sqlite3_vfs_register(under, 1);
  free(folder);
  folder = 0;
  forgetAll();
  sqlite3_result_null(context);
}

static int control(sqlite3 *database, const char *name, int arguments, void (*function)(sqlite3_context *, int, sqlite3_value **)) {
  return sqlite3_create_function(database, name, arguments, SQLITE_UTF8, 0, function, 0, 0);
}

int sqlite3_extension_init(sqlite3 *database, char **message, const sqlite3_api_routines *api) {
  (void)message;
  SQLITE_EXTENSION_INIT2(api);
  if (under == 0) {
    under = sqlite3_vfs_find(0);
    shim = *under;
    shim.pNext = 0;
    shim.zName = "test-disk";
    shim.szOsFile = (int)sizeof(File) + under->szOsFile;
    shim.xOpen = vfsOpen;
    shim.xDelete = vfsDelete;
    shim.xAccess = vfsAccess;
    shim.xFullPathname = vfsFullPathname;
    shim.xDlOpen = vfsDlOpen;
    shim.xDlError = vfsDlError;
    shim.xDlSym = vfsDlSym;
    shim.xDlClose = vfsDlClose;
    shim.xRandomness = vfsRandomness;
    shim.xSleep = vfsSleep;
    shim.xCurrentTime = vfsCurrentTime;
    shim.xGetLastError = vfsLastError;
    shim.xCurrentTimeInt64 = vfsCurrentTimeInt64;
  }
  int rc = sqlite3_vfs_register(&shim, 1);
  if (rc == SQLITE_OK) rc = control(database, "disk_watch", 2, diskWatch);
  if (rc == SQLITE_OK) rc = control(database, "disk_fail", 5, diskFail);
  if (rc == SQLITE_OK) rc = control(database, "disk_lie", 1, diskLie);
  if (rc == SQLITE_OK) rc = control(database, "disk_count", 1, diskCount);
  if (rc == SQLITE_OK) rc = control(database, "disk_stop", 1, diskStop);
  if (rc == SQLITE_OK) rc = control(database, "disk_start", 0, diskStart);
  if (rc == SQLITE_OK) rc = control(database, "disk_cut", 1, diskCut);
  if (rc == SQLITE_OK) rc = control(database, "disk_remove", 0, diskRemove);
  return rc == SQLITE_OK ? SQLITE_OK_LOAD_PERMANENTLY : rc;
}
