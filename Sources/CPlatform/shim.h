#ifndef PAICHA_CPLATFORM_SHIM_H
#define PAICHA_CPLATFORM_SHIM_H

// glibc has this since 2.28, but its header shows it to GNU sources only. Two folders change places
// in one step, so that a reader sees the earlier results or the new ones and never neither.
int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath,
              unsigned int flags);

#define PAICHA_RENAME_EXCHANGE (1u << 1)

#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

// Whether the processor has instructions for SHA-256, which no Swift code can name.
static inline int paicha_has_sha256_instructions(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

// Works blocks of 64 bytes into a state of the letters a to h (FIPS 180-4 6.2.2), four rounds a step. The
// instructions take the letters in the order f e b a and h g d c.
__attribute__((target("sha,sse4.1"))) static inline void paicha_sha256_compress(
    uint32_t *state, const uint8_t *block, size_t count, const uint32_t *constants) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0xB1);
  __m128i feba = _mm_unpacklo_epi64(efgh, abcd);
  __m128i hgdc = _mm_unpackhi_epi64(efgh, abcd);
  for (; count > 0; count -= 1, block += 64) {
    const __m128i feba_before = feba, hgdc_before = hgdc;
    __m128i words[4];
#pragma clang loop unroll(full)
    for (int step = 0; step < 16; step += 1) {
      __m128i *own = &words[step & 3];
      if (step < 4) {
        *own = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)block + step), big_endian);
      } else {
        const __m128i next = words[(step + 1) & 3], after = words[(step + 2) & 3];
        const __m128i last = words[(step + 3) & 3];
        const __m128i sum = _mm_add_epi32(
            _mm_sha256msg1_epu32(*own, next), _mm_alignr_epi8(last, after, 4));
        *own = _mm_sha256msg2_epu32(sum, last);
      }
      const __m128i rounds = _mm_add_epi32(
          *own, _mm_loadu_si128((const __m128i *)constants + step));
      hgdc = _mm_sha256rnds2_epu32(hgdc, feba, rounds);
      feba = _mm_sha256rnds2_epu32(feba, hgdc, _mm_shuffle_epi32(rounds, 0x0E));
    }
    feba = _mm_add_epi32(feba, feba_before);
    hgdc = _mm_add_epi32(hgdc, hgdc_before);
  }
  _mm_storeu_si128(
      (__m128i *)state, _mm_shuffle_epi32(_mm_unpackhi_epi64(feba, hgdc), 0xB1));
  _mm_storeu_si128(
      (__m128i *)(state + 4), _mm_shuffle_epi32(_mm_unpacklo_epi64(feba, hgdc), 0xB1));
}

#else

static inline int paicha_has_sha256_instructions(void) { return 0; }

static inline void paicha_sha256_compress(
    uint32_t *state, const uint8_t *block, size_t count, const uint32_t *constants) {
  (void)state, (void)block, (void)count, (void)constants;
}

#endif

#endif
