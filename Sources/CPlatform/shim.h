#ifndef PAICHA_CPLATFORM_SHIM_H
#define PAICHA_CPLATFORM_SHIM_H

// glibc has this since 2.28, but its header shows it to GNU sources only. Two folders change places
// in one step, so that a reader sees the earlier results or the new ones and never neither.
int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath,
              unsigned int flags);

#define PAICHA_RENAME_EXCHANGE (1u << 1)

#endif
