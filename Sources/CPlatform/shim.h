#ifndef PAICHA_CPLATFORM_SHIM_H
#define PAICHA_CPLATFORM_SHIM_H

// glibc has this since 2.28, but its header shows it to GNU sources only. Two folders change places
// in one step, so that a reader sees the earlier results or the new ones and never neither.
int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath,
              unsigned int flags);

#define PAICHA_RENAME_EXCHANGE (1u << 1)

#include <stddef.h>
#include <stdint.h>

// Likewise shown to GNU sources only. Begins to bring a range of a file to the disk.
int sync_file_range(int fd, int64_t offset, int64_t nbytes, unsigned int flags);

#define PAICHA_SYNC_FILE_RANGE_WRITE 2u

// Where in a block of 64 bytes the bytes stand that a comma-separated text is cut by: a bit for each byte.
typedef struct {
  uint64_t delimiters, line_feeds, returns, quotes;
} paicha_csv_marks;

// How many blocks of a comma-separated text were taken in, and what was found in them.
typedef struct {
  size_t block_count, mark_count, row_count;
} paicha_csv_run;

// Of a block of 64 bytes of UTF-8: continuation bytes, first bytes of a sequence, those of three bytes or more,
// and first bytes that are never right or not with every continuation.
typedef struct {
  uint64_t continuations, firsts, long_firsts, doubtful;
} paicha_utf8_marks;

// Whether a text in UTF-8 is right so far as it goes, and whether it has sequences of three bytes or more, and of two.
typedef struct {
  int is_valid, has_longs, has_pairs;
} paicha_utf8_kinds;

// What the functions of the same names find, a byte at a time: what they are where there is no SSE2, and what they
// are compared with where there is.
static inline uint32_t paicha_find_json_stops_bytewise(const uint8_t *bytes) {
  uint32_t stops = 0;
  for (int place = 0; place < 32; place += 1) {
    const uint8_t byte = bytes[place];
    stops |= (uint32_t)(byte == '"' || byte == '\\' || byte < 0x20) << place;
  }
  return stops;
}

static inline uint32_t paicha_find_digits_bytewise(const uint8_t *bytes) {
  uint32_t digits = 0;
  for (int place = 0; place < 32; place += 1) {
    digits |= (uint32_t)((uint8_t)(bytes[place] - '0') < 10) << place;
  }
  return digits;
}

static inline uint32_t paicha_find_xml_stops_bytewise(const uint8_t *bytes) {
  uint32_t stops = 0;
  for (int place = 0; place < 32; place += 1) {
    const uint8_t byte = bytes[place];
    const int is_last = byte == 0xBF && bytes[place - 1] == 0xEF;
    stops |= (uint32_t)(byte == '<' || byte == '&' || byte == ']' || byte < 0x20 || is_last) << place;
  }
  return stops;
}

static inline paicha_csv_marks paicha_find_csv_marks_bytewise(
    const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
  paicha_csv_marks marks = {0, 0, 0, 0};
  for (int place = 0; place < 64; place += 1) {
    const uint8_t byte = bytes[place];
    marks.delimiters |= (uint64_t)(byte == delimiter) << place;
    marks.line_feeds |= (uint64_t)(byte == '\n') << place;
    marks.returns |= (uint64_t)(byte == '\r') << place;
    marks.quotes |= (uint64_t)(byte == quote) << place;
  }
  return marks;
}

static inline int paicha_is_ascii_bytewise(const uint8_t *bytes) {
  uint8_t all = 0;
  for (int place = 0; place < 64; place += 1) all |= bytes[place];
  return all < 0x80;
}

static inline paicha_utf8_marks paicha_find_utf8_marks_bytewise(const uint8_t *bytes) {
  paicha_utf8_marks marks = {0, 0, 0, 0};
  for (int place = 0; place < 64; place += 1) {
    const uint8_t byte = bytes[place];
    marks.continuations |= (uint64_t)((byte & 0xC0) == 0x80) << place;
    marks.firsts |= (uint64_t)(byte >= 0xC0) << place;
    marks.long_firsts |= (uint64_t)(byte >= 0xE0) << place;
    marks.doubtful |=
        (uint64_t)(byte == 0xE0 || byte == 0xED || byte >= 0xF0 || (byte | 1) == 0xC1) << place;
  }
  return marks;
}

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

// Whether the processor has instructions for SHA-256, which no Swift code can name.
static inline int paicha_has_sha256_instructions(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

// The state of SHA-256, the letters a to h (FIPS 180-4 6.2.2), in the order f e b a and h g d c that the instructions
// take them in.
typedef struct {
  __m128i feba, hgdc;
} paicha_sha256_state;

#define PAICHA_SHA256 __attribute__((target("sha,sse4.1"), always_inline)) static inline

PAICHA_SHA256 paicha_sha256_state paicha_sha256_load(const uint32_t *letters) {
  const __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)letters), 0xB1);
  const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(letters + 4)), 0xB1);
  const paicha_sha256_state state = {
      _mm_unpacklo_epi64(efgh, abcd), _mm_unpackhi_epi64(efgh, abcd)};
  return state;
}

PAICHA_SHA256 void paicha_sha256_store(paicha_sha256_state state, uint32_t *letters) {
  _mm_storeu_si128(
      (__m128i *)letters, _mm_shuffle_epi32(_mm_unpackhi_epi64(state.feba, state.hgdc), 0xB1));
  _mm_storeu_si128(
      (__m128i *)(letters + 4),
      _mm_shuffle_epi32(_mm_unpacklo_epi64(state.feba, state.hgdc), 0xB1));
}

// Four of the 64 rounds. After four steps each takes words made out of the sixteen before.
PAICHA_SHA256 void paicha_sha256_step(
    paicha_sha256_state *state, __m128i *words, int step, const uint8_t *block,
    const uint32_t *constants) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
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
  state->hgdc = _mm_sha256rnds2_epu32(state->hgdc, state->feba, rounds);
  state->feba = _mm_sha256rnds2_epu32(
      state->feba, state->hgdc, _mm_shuffle_epi32(rounds, 0x0E));
}

PAICHA_SHA256 void paicha_sha256_add(
    paicha_sha256_state *state, paicha_sha256_state before) {
  state->feba = _mm_add_epi32(state->feba, before.feba);
  state->hgdc = _mm_add_epi32(state->hgdc, before.hgdc);
}

// Works blocks of 64 bytes into a state.
__attribute__((target("sha,sse4.1"))) static inline void paicha_sha256_compress(
    uint32_t *letters, const uint8_t *block, size_t count, const uint32_t *constants) {
  paicha_sha256_state state = paicha_sha256_load(letters);
  for (; count > 0; count -= 1, block += 64) {
    const paicha_sha256_state before = state;
    __m128i words[4];
#pragma clang loop unroll(full)
    for (int step = 0; step < 16; step += 1) {
      paicha_sha256_step(&state, words, step, block, constants);
    }
    paicha_sha256_add(&state, before);
  }
  paicha_sha256_store(state, letters);
}

// The same for two states at once, as many blocks each. A round waits for the one before, and the processor works at
// the other state meanwhile.
__attribute__((target("sha,sse4.1"))) static inline void paicha_sha256_compress_two(
    uint32_t *letters, const uint8_t *block, uint32_t *other_letters, const uint8_t *other_block,
    size_t count, const uint32_t *constants) {
  paicha_sha256_state state = paicha_sha256_load(letters);
  paicha_sha256_state other = paicha_sha256_load(other_letters);
  for (; count > 0; count -= 1, block += 64, other_block += 64) {
    const paicha_sha256_state before = state, other_before = other;
    __m128i words[4], other_words[4];
#pragma clang loop unroll(full)
    for (int step = 0; step < 16; step += 1) {
      paicha_sha256_step(&state, words, step, block, constants);
      paicha_sha256_step(&other, other_words, step, other_block, constants);
    }
    paicha_sha256_add(&state, before);
    paicha_sha256_add(&other, other_before);
  }
  paicha_sha256_store(state, letters);
  paicha_sha256_store(other, other_letters);
}

// SSE2, of which the following is made, is part of every x86-64 processor.
static inline uint64_t paicha_mask_of(const __m128i block[4], char byte) {
  const __m128i wanted = _mm_set1_epi8(byte);
  uint64_t mask = 0;
  for (int part = 0; part < 4; part += 1) {
    const uint64_t bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block[part], wanted));
    mask |= bits << (16 * part);
  }
  return mask;
}

static inline paicha_csv_marks paicha_find_csv_marks(
    const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
  __m128i block[4];
  for (int part = 0; part < 4; part += 1) {
    block[part] = _mm_loadu_si128((const __m128i *)bytes + part);
  }
  paicha_csv_marks marks;
  marks.delimiters = paicha_mask_of(block, (char)delimiter);
  marks.line_feeds = paicha_mask_of(block, '\n');
  marks.returns = paicha_mask_of(block, '\r');
  marks.quotes = paicha_mask_of(block, (char)quote);
  return marks;
}

static inline int paicha_is_ascii(const uint8_t *bytes) {
  const __m128i *block = (const __m128i *)bytes;
  const __m128i all = _mm_or_si128(
      _mm_or_si128(_mm_loadu_si128(block), _mm_loadu_si128(block + 1)),
      _mm_or_si128(_mm_loadu_si128(block + 2), _mm_loadu_si128(block + 3)));
  return _mm_movemask_epi8(all) == 0;
}

static inline paicha_utf8_marks paicha_find_utf8_marks(const uint8_t *bytes) {
  paicha_utf8_marks marks = {0, 0, 0, 0};
  for (int part = 0; part < 4; part += 1) {
    const __m128i block = _mm_loadu_si128((const __m128i *)bytes + part);
    const uint64_t high = (uint32_t)_mm_movemask_epi8(block);
    const uint64_t continuations = (uint32_t)_mm_movemask_epi8(
        _mm_cmplt_epi8(block, _mm_set1_epi8((char)0xC0)));
    const uint64_t longs = (uint32_t)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_max_epu8(block, _mm_set1_epi8((char)0xE0)), block));
    const __m128i doubtful = _mm_or_si128(
        _mm_or_si128(
            _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE0)),
            _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xED))),
        _mm_or_si128(
            _mm_cmpeq_epi8(_mm_max_epu8(block, _mm_set1_epi8((char)0xF0)), block),
            _mm_cmpeq_epi8(_mm_or_si128(block, _mm_set1_epi8(1)), _mm_set1_epi8((char)0xC1))));
    const int shift = 16 * part;
    marks.continuations |= continuations << shift;
    marks.firsts |= (high & ~continuations) << shift;
    marks.long_firsts |= longs << shift;
    marks.doubtful |= (uint64_t)(uint32_t)_mm_movemask_epi8(doubtful) << shift;
  }
  return marks;
}

// Whether the processor and the system have registers of 32 bytes and instructions for them.
static inline int paicha_has_avx2(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) || !(c & bit_AVX)) return 0;
  unsigned int low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 6) != 6) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_AVX2);
}

// Whether the processor and the system have registers of 64 bytes and instructions that gather some of their bytes.
static inline int paicha_has_avx512(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) || !(c & bit_POPCNT)) return 0;
  unsigned int low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 0xE6) != 0xE6) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_AVX512F) && (b & bit_AVX512BW) &&
         (c & bit_AVX512VBMI2);
}

// Finds where delimiters and line feeds stand in blocks of 64 bytes, up to the first block that has a quote, or a
// carriage return without a line feed behind it, and until there are so many rows. One byte behind the blocks is
// looked at.
//
// offset: what is added to the place of each mark. first_mark: how many marks there are before these, for the ends of
// rows. There must be room for 64 marks and rows a block, and 64 more marks.
__attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt"))) static inline paicha_csv_run
paicha_index_plain_csv(
    const uint8_t *bytes, size_t block_count, uint8_t delimiter, uint8_t quote, uint32_t offset,
    uint32_t first_mark, size_t most_rows, uint32_t *marks, uint32_t *row_ends) {
  uint8_t numbers[64];
  for (int number = 0; number < 64; number += 1) numbers[number] = (uint8_t)number;
  const __m512i places = _mm512_loadu_si512(numbers);
  const __m512i delimiters = _mm512_set1_epi8((char)delimiter);
  const __m512i quotes = _mm512_set1_epi8((char)quote);
  paicha_csv_run run = {0, 0, 0};
  for (; run.block_count < block_count && run.row_count < most_rows; run.block_count += 1) {
    const uint8_t *start = bytes + 64 * run.block_count;
    const __m512i block = _mm512_loadu_si512(start);
    if (_mm512_cmpeq_epi8_mask(block, quotes)) break;
    uint64_t ends = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\n'));
    const uint64_t returns = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\r'));
    const uint64_t behind = (uint64_t)(start[64] == '\n') << 63;
    if (returns & ~(ends >> 1 | behind)) break;
    const uint64_t all = ends | _mm512_cmpeq_epi8_mask(block, delimiters);
    const size_t count = (size_t)_mm_popcnt_u64(all);
    const __m512i first = _mm512_set1_epi32((int)(offset + 64 * run.block_count));
    uint32_t *next = marks + run.mark_count;
    __m512i found = _mm512_maskz_compress_epi8(all, places);
    for (size_t written = 0; written == 0 || written < count; written += 16) {
      _mm512_storeu_si512(
          next + written,
          _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(found)), first));
      found = _mm512_shuffle_i64x2(found, found, 0x39);
    }
    for (; ends; ends &= ends - 1) {
      const uint64_t before = all & (ends ^ (ends - 1));
      row_ends[run.row_count] =
          (uint32_t)(first_mark + run.mark_count + (size_t)_mm_popcnt_u64(before));
      run.row_count += 1;
    }
    run.mark_count += count;
  }
  return run;
}

// What can be wrong with two bytes that follow each other in UTF-8, as bits; whether a continuation was due further
// back is asked beside them (Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte", 2020).
enum {
  paicha_too_short = 1, paicha_too_long = 2, paicha_overlong_3 = 4, paicha_too_large = 8,
  paicha_surrogate = 16, paicha_overlong_2 = 32, paicha_too_large_1000 = 64,
  paicha_overlong_4 = 64, paicha_two_continuations = 128,
  paicha_any = paicha_too_short | paicha_too_long | paicha_two_continuations,
};

#define PAICHA_TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

// Looks at blocks of 32 bytes of UTF-8 that begin with a character and may end within one.
__attribute__((target("avx2"))) static inline paicha_utf8_kinds paicha_check_utf8(
    const uint8_t *bytes, size_t block_count) {
  const int large = paicha_any | paicha_too_large | paicha_too_large_1000;
  const __m256i by_first_high = PAICHA_TWICE(
      paicha_too_long, paicha_too_long, paicha_too_long, paicha_too_long, paicha_too_long,
      paicha_too_long, paicha_too_long, paicha_too_long, (char)paicha_two_continuations,
      (char)paicha_two_continuations, (char)paicha_two_continuations,
      (char)paicha_two_continuations, paicha_too_short | paicha_overlong_2, paicha_too_short,
      paicha_too_short | paicha_overlong_3 | paicha_surrogate,
      paicha_too_short | paicha_too_large | paicha_too_large_1000 | paicha_overlong_4);
  const __m256i by_first_low = PAICHA_TWICE(
      (char)(paicha_any | paicha_overlong_2 | paicha_overlong_3 | paicha_overlong_4),
      (char)(paicha_any | paicha_overlong_2), (char)paicha_any, (char)paicha_any,
      (char)(paicha_any | paicha_too_large), (char)large, (char)large, (char)large, (char)large,
      (char)large, (char)large, (char)large, (char)large, (char)(large | paicha_surrogate),
      (char)large, (char)large);
  const int second = paicha_too_long | paicha_overlong_2 | paicha_two_continuations;
  const __m256i by_second_high = PAICHA_TWICE(
      paicha_too_short, paicha_too_short, paicha_too_short, paicha_too_short, paicha_too_short,
      paicha_too_short, paicha_too_short, paicha_too_short,
      (char)(second | paicha_overlong_3 | paicha_too_large_1000 | paicha_overlong_4),
      (char)(second | paicha_overlong_3 | paicha_too_large),
      (char)(second | paicha_surrogate | paicha_too_large),
      (char)(second | paicha_surrogate | paicha_too_large), paicha_too_short, paicha_too_short,
      paicha_too_short, paicha_too_short);
  const __m256i low_half = _mm256_set1_epi8(0x0F), high_bit = _mm256_set1_epi8((char)0x80);
  __m256i before = _mm256_setzero_si256(), wrong = before, most = before, pairs = before;
  for (; block_count > 0; block_count -= 1, bytes += 32) {
    const __m256i block = _mm256_loadu_si256((const __m256i *)bytes);
    // ASCII behind ASCII: only the last three bytes before could ask for something.
    if (_mm256_testz_si256(_mm256_or_si256(block, before), high_bit)) {
      before = block;
      continue;
    }
    const __m256i joint = _mm256_permute2x128_si256(before, block, 0x21);
    const __m256i first = _mm256_alignr_epi8(block, joint, 15);
    const __m256i high_of_first = _mm256_and_si256(_mm256_srli_epi16(first, 4), low_half);
    const __m256i high_of_second = _mm256_and_si256(_mm256_srli_epi16(block, 4), low_half);
    const __m256i faults = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(by_first_high, high_of_first),
            _mm256_shuffle_epi8(by_first_low, _mm256_and_si256(first, low_half))),
        _mm256_shuffle_epi8(by_second_high, high_of_second));
    // Two continuations in a row are right behind the first byte of three or four, and nowhere else.
    const __m256i third = _mm256_subs_epu8(
        _mm256_alignr_epi8(block, joint, 14), _mm256_set1_epi8(0xE0 - 0x80));
    const __m256i fourth = _mm256_subs_epu8(
        _mm256_alignr_epi8(block, joint, 13), _mm256_set1_epi8(0xF0 - 0x80));
    const __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth), high_bit);
    wrong = _mm256_or_si256(wrong, _mm256_xor_si256(due, faults));
    most = _mm256_max_epu8(most, block);
    pairs = _mm256_or_si256(
        pairs, _mm256_cmpeq_epi8(
                   _mm256_and_si256(block, _mm256_set1_epi8((char)0xE0)),
                   _mm256_set1_epi8((char)0xC0)));
    before = block;
  }
  const __m256i longs = _mm256_cmpeq_epi8(
      _mm256_max_epu8(most, _mm256_set1_epi8((char)0xE0)), most);
  const paicha_utf8_kinds kinds = {
      _mm256_testz_si256(wrong, wrong), !_mm256_testz_si256(longs, longs),
      !_mm256_testz_si256(pairs, pairs)};
  return kinds;
}

// Of 32 bytes of a JSON text a bit for each that may end a run of plain characters within quotes: the quote, the
// backslash, and control characters, which cannot stand there.
static inline uint32_t paicha_find_json_stops(const uint8_t *bytes) {
  uint32_t stops = 0;
  for (int part = 0; part < 2; part += 1) {
    const __m128i block = _mm_loadu_si128((const __m128i *)bytes + part);
    const __m128i found = _mm_or_si128(
        _mm_or_si128(
            _mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'))),
        _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block));
    stops |= (uint32_t)_mm_movemask_epi8(found) << (16 * part);
  }
  return stops;
}

// Of 32 bytes a bit for each that is a decimal digit.
static inline uint32_t paicha_find_digits(const uint8_t *bytes) {
  uint32_t digits = 0;
  for (int part = 0; part < 2; part += 1) {
    const __m128i value = _mm_sub_epi8(
        _mm_loadu_si128((const __m128i *)bytes + part), _mm_set1_epi8('0'));
    const __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value);
    digits |= (uint32_t)_mm_movemask_epi8(found) << (16 * part);
  }
  return digits;
}

// Of 32 bytes of an XML text a bit for each that may end a run of plain characters: `<`, `&`, `]`, control
// characters, of which some are line ends, and the second byte of U+FFFE, which cannot stand there, and its neighbours.
// The byte before them is looked at as well.
static inline uint32_t paicha_find_xml_stops(const uint8_t *bytes) {
  uint32_t stops = 0;
  for (int part = 0; part < 2; part += 1) {
    const __m128i block = _mm_loadu_si128((const __m128i *)bytes + part);
    const __m128i found = _mm_or_si128(
        _mm_or_si128(
            _mm_cmpeq_epi8(block, _mm_set1_epi8('<')), _mm_cmpeq_epi8(block, _mm_set1_epi8('&'))),
        _mm_or_si128(
            _mm_cmpeq_epi8(block, _mm_set1_epi8(']')),
            _mm_or_si128(
                _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block),
                _mm_and_si128(
                    _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xBF)),
                    _mm_cmpeq_epi8(
                        _mm_loadu_si128((const __m128i *)(bytes - 1) + part),
                        _mm_set1_epi8((char)0xEF))))));
    stops |= (uint32_t)_mm_movemask_epi8(found) << (16 * part);
  }
  return stops;
}

#else

static inline int paicha_has_sha256_instructions(void) { return 0; }

static inline void paicha_sha256_compress(
    uint32_t *state, const uint8_t *block, size_t count, const uint32_t *constants) {
  (void)state, (void)block, (void)count, (void)constants;
}

static inline void paicha_sha256_compress_two(
    uint32_t *letters, const uint8_t *block, uint32_t *other_letters, const uint8_t *other_block,
    size_t count, const uint32_t *constants) {
  (void)letters, (void)block, (void)other_letters, (void)other_block, (void)count, (void)constants;
}

static inline paicha_csv_marks paicha_find_csv_marks(
    const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
  return paicha_find_csv_marks_bytewise(bytes, delimiter, quote);
}

static inline int paicha_is_ascii(const uint8_t *bytes) { return paicha_is_ascii_bytewise(bytes); }

static inline paicha_utf8_marks paicha_find_utf8_marks(const uint8_t *bytes) {
  return paicha_find_utf8_marks_bytewise(bytes);
}

static inline int paicha_has_avx2(void) { return 0; }

static inline int paicha_has_avx512(void) { return 0; }

static inline paicha_csv_run paicha_index_plain_csv(
    const uint8_t *bytes, size_t block_count, uint8_t delimiter, uint8_t quote, uint32_t offset,
    uint32_t first_mark, size_t most_rows, uint32_t *marks, uint32_t *row_ends) {
  (void)bytes, (void)block_count, (void)delimiter, (void)quote, (void)offset, (void)first_mark;
  (void)most_rows, (void)marks, (void)row_ends;
  const paicha_csv_run run = {0, 0, 0};
  return run;
}

static inline paicha_utf8_kinds paicha_check_utf8(const uint8_t *bytes, size_t block_count) {
  (void)bytes, (void)block_count;
  const paicha_utf8_kinds kinds = {0, 0, 0};
  return kinds;
}

static inline uint32_t paicha_find_json_stops(const uint8_t *bytes) {
  return paicha_find_json_stops_bytewise(bytes);
}

static inline uint32_t paicha_find_digits(const uint8_t *bytes) {
  return paicha_find_digits_bytewise(bytes);
}

static inline uint32_t paicha_find_xml_stops(const uint8_t *bytes) {
  return paicha_find_xml_stops_bytewise(bytes);
}

#endif

#endif
