import CPlatform

/// Looked up once: the processor stays the same.
private let hasInstructions = paicha_has_sha256_instructions() != 0

/// The first 32 bits of the fractions of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2).
private let roundConstants: [UInt32] = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
  0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
  0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
  0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
  0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
  0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
  0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
  0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
  0xc671_78f2,
]

extension SHA256 {
  /// Works whole blocks of 64 bytes into `state` (FIPS 180-4 §6.2.2).
  static func compress(_ blocks: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>) {
    guard hasInstructions else { return compressWithoutInstructions(blocks, into: &state) }
    guard let block = blocks.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    withUnsafeMutableBytes(of: &state) { state in
      roundConstants.withUnsafeBufferPointer { constants in
        paicha_sha256_compress(
          state.baseAddress!.assumingMemoryBound(to: UInt32.self), block, blocks.count / 64,
          constants.baseAddress!)
      }
    }
  }

  /// Works as many blocks into each of two states, which takes little longer than one of them.
  static func compress(
    _ blocks: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>,
    _ others: UnsafeRawBufferPointer, into other: inout SIMD8<UInt32>
  ) {
    precondition(blocks.count == others.count, "two states take as many blocks each")
    guard hasInstructions, let block = blocks.baseAddress, let otherBlock = others.baseAddress
    else {
      compress(blocks, into: &state)
      compress(others, into: &other)
      return
    }
    withUnsafeMutableBytes(of: &state) { state in
      withUnsafeMutableBytes(of: &other) { other in
        roundConstants.withUnsafeBufferPointer { constants in
          paicha_sha256_compress_two(
            state.baseAddress!.assumingMemoryBound(to: UInt32.self),
            block.assumingMemoryBound(to: UInt8.self),
            other.baseAddress!.assumingMemoryBound(to: UInt32.self),
            otherBlock.assumingMemoryBound(to: UInt8.self), blocks.count / 64,
            constants.baseAddress!)
        }
      }
    }
  }

  /// The same on a processor that has no instructions for it.
  static func compressWithoutInstructions(
    _ blocks: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>
  ) {
    guard var block = blocks.baseAddress, !blocks.isEmpty else { return }
    let end = block + blocks.count
    roundConstants.withUnsafeBufferPointer { constants in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { words in
        let constants = constants.baseAddress!
        let words = words.baseAddress!
        while block < end {
          for index in 0..<16 {
            words[index] = UInt32(
              bigEndian: block.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
          }
          state &+= rounds(words, constants, from: state)
          block += 64
        }
      }
    }
  }

  /// The state after the 64 rounds.
  ///
  /// A round takes one word of the block; after sixteen rounds the words are replaced by the next
  /// sixteen, each just before its round.
  @inline(__always)
  private static func rounds(
    _ words: UnsafeMutablePointer<UInt32>, _ constants: UnsafePointer<UInt32>,
    from state: SIMD8<UInt32>
  ) -> SIMD8<UInt32> {
    var state = state
    sixteenRounds(words, constants, &state) { words[$0] }
    var start = 16
    while start < 64 {
      sixteenRounds(words, constants + start, &state) { next(words, $0) }
      start += 16
    }
    return state
  }

  /// Makes the word that comes sixteen after the one at `index` take its place.
  @inline(__always)
  private static func next(_ words: UnsafeMutablePointer<UInt32>, _ index: Int) -> UInt32 {
    let near = words[(index &+ 14) & 15]
    let far = words[(index &+ 1) & 15]
    let nearMix = rotated(near, 17) ^ rotated(near, 19) ^ (near &>> 10)
    let farMix = rotated(far, 7) ^ rotated(far, 18) ^ (far &>> 3)
    words[index] &+= nearMix &+ words[(index &+ 9) & 15] &+ farMix
    return words[index]
  }

  /// The rounds stand in a row, each with the letters moved on by one, since moving the values
  /// instead would cost as much as the round itself.
  @inline(__always)
  private static func sixteenRounds(
    _ words: UnsafeMutablePointer<UInt32>, _ k: UnsafePointer<UInt32>,
    _ state: inout SIMD8<UInt32>, _ word: (Int) -> UInt32
  ) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    round(a, b, c, &d, e, f, g, &h, word(0) &+ k[0])
    round(h, a, b, &c, d, e, f, &g, word(1) &+ k[1])
    round(g, h, a, &b, c, d, e, &f, word(2) &+ k[2])
    round(f, g, h, &a, b, c, d, &e, word(3) &+ k[3])
    round(e, f, g, &h, a, b, c, &d, word(4) &+ k[4])
    round(d, e, f, &g, h, a, b, &c, word(5) &+ k[5])
    round(c, d, e, &f, g, h, a, &b, word(6) &+ k[6])
    round(b, c, d, &e, f, g, h, &a, word(7) &+ k[7])
    round(a, b, c, &d, e, f, g, &h, word(8) &+ k[8])
    round(h, a, b, &c, d, e, f, &g, word(9) &+ k[9])
    round(g, h, a, &b, c, d, e, &f, word(10) &+ k[10])
    round(f, g, h, &a, b, c, d, &e, word(11) &+ k[11])
    round(e, f, g, &h, a, b, c, &d, word(12) &+ k[12])
    round(d, e, f, &g, h, a, b, &c, word(13) &+ k[13])
    round(c, d, e, &f, g, h, a, &b, word(14) &+ k[14])
    round(b, c, d, &e, f, g, h, &a, word(15) &+ k[15])
    state = [a, b, c, d, e, f, g, h]
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ word: UInt32
  ) {
    let choice = g ^ (e & (f ^ g))
    let majority = (a & b) ^ (c & (a ^ b))
    let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ word
    let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
    d &+= first
    h = first &+ second
  }

  /// The word rotated right.
  @inline(__always)
  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    (word &>> count) | (word &<< (32 &- count))
  }
}
