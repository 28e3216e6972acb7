/*
 * Preloaded into a process, makes the disk under $FAULTY_DISK fail as the word in the file $FAULTY_DISK_TEMPER says:
 * "unkept" (fsync reports an error), "slow" (fsync takes two seconds), "full" (no file grows), "read-only".
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(name) *) dlsym(RTLD_NEXT, #name))

static int temper(void) {
    char word = 0;
    int fd = syscall(SYS_openat, AT_FDCWD, getenv("FAULTY_DISK_TEMPER"), O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        syscall(SYS_read, fd, &word, 1);
        syscall(SYS_close, fd);
    }
    return word;
}

static int is_below(const char *path) {
    const char *disk = getenv("FAULTY_DISK");
    char cwd[PATH_MAX];
    if (path[0] != '/') {
        path = getcwd(cwd, sizeof cwd);
    }
    return disk && path && strncmp(path, disk, strlen(disk)) == 0;
}

static int is_on_it(int fd) {
    char link[64], path[PATH_MAX];
    struct stat file;
    if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode)) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return is_below(path);
}

static int sync_fails(int fd) {
    int now = temper();
    if ((now != 'u' && now != 's') || !is_on_it(fd)) {
        return 0;
    }
    if (now == 's') {
        nanosleep(&(struct timespec) {.tv_sec = 2}, NULL);
        return 0;
    }
    errno = EIO;
    return 1;
}

/* What a write that ends there fails with; 0 if it does not. */
static int write_fails(int fd, off_t end) {
    int now = temper();
    struct stat file;
    if ((now != 'f' && now != 'r') || !is_on_it(fd)) {
        return 0;
    }
    if (now == 'f' && fstat(fd, &file) == 0 && end <= file.st_size) {
        return 0;
    }
    return errno = now == 'f' ? ENOSPC : EROFS;
}

static int open_fails(const char *path, int flags) {
    if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) == 0 || temper() != 'r' || !is_below(path)) {
        return 0;
    }
    return errno = EROFS;
}

static off_t after(int fd, size_t count) { return lseek(fd, 0, SEEK_CUR) + count; }

static size_t total(const struct iovec *parts, int count) {
    size_t sum = 0;
    for (int i = 0; i < count; i++) {
        sum += parts[i].iov_len;
    }
    return sum;
}

int fsync(int fd) { return sync_fails(fd) ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return sync_fails(fd) ? -1 : REAL(fdatasync)(fd); }

ssize_t write(int fd, const void *bytes, size_t count) {
    return write_fails(fd, after(fd, count)) ? -1 : REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return write_fails(fd, at + count) ? -1 : REAL(pwrite)(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { return pwrite(fd, bytes, count, at); }

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
    return write_fails(fd, at + total(parts, count)) ? -1 : REAL(pwritev)(fd, parts, count, at);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { return pwritev(fd, parts, count, at); }

int posix_fallocate(int fd, off_t at, off_t count) {
    int failure = write_fails(fd, at + count);
    return failure ? failure : REAL(posix_fallocate)(fd, at, count);
}

int posix_fallocate64(int fd, off64_t at, off64_t count) { return posix_fallocate(fd, at, count); }

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_fails(path, flags) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return open(path, flags | O_LARGEFILE, mode);
}

int unlink(const char *path) { return open_fails(path, O_RDWR) ? -1 : REAL(unlink)(path); }

int rename(const char *from, const char *to) { return open_fails(from, O_RDWR) ? -1 : REAL(rename)(from, to); }
