/// Some hashes of keys. It may hold a few more, never fewer: whoever goes by it looks at records that are not meant, and
/// compares their keys afterwards.
struct HashSet: Sendable {
  private var words: [UInt64]
  private let mask: UInt32

  /// - Parameter count: how many hashes will be added at most.
  init(count: Int) {
    // Thirty-two places for each: one in thirty-two of the others is taken for one of them.
    let bits = min(max(10, Int.bitWidth - (count * 32).leadingZeroBitCount), 30)
    mask = (1 << UInt32(bits)) - 1
    words = [UInt64](repeating: 0, count: 1 << (bits - 6))
  }

  mutating func insert(_ hash: UInt32) {
    let place = hash & mask
    words[Int(place >> 6)] |= 1 << UInt64(place & 63)
  }

  /// Adds to `rows` those whose hash may be in the set.
  ///
  /// - Parameter first: the row of the first hash.
  func select(
    _ hashes: UnsafeBufferPointer<UInt32>, from first: Int, into rows: inout [Int32]
  ) {
    words.withUnsafeBufferPointer { words in
      for place in hashes.indices {
        let hash = hashes[place]
        let bit = hash & mask
        // 0 is the hash of a row without a key.
        if hash != 0, words[Int(bit &>> 6)] &>> UInt64(bit & 63) & 1 == 1 {
          rows.append(Int32(truncatingIfNeeded: first &+ place))
        }
      }
    }
  }
}
