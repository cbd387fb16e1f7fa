/// Some hashes of keys, none of which is 0. Different keys may have one hash: whoever goes by it looks at a few records that
/// are not meant, and compares their keys afterwards.
struct HashSet: Sendable {
  /// Bits for the lower parts of the hashes: nearly all others are passed over by them alone, and they stay at hand.
  private var words: [UInt64]
  private let wordMask: UInt32
  /// The hashes themselves, each at or behind the place that it says; 0 where there is none. Without them one in some
  /// dozens would be taken along at each step of a way, and what these lead to at the next.
  private var hashes: [UInt32]
  private let mask: UInt32

  /// - Parameter count: how many hashes will be added at most.
  init(count: Int) {
    let bits = min(max(10, Int.bitWidth - (count * 16).leadingZeroBitCount), 30)
    wordMask = (1 << UInt32(bits)) - 1
    words = [UInt64](repeating: 0, count: 1 << (bits - 6))
    let places = Int.bitWidth - (count * 2).leadingZeroBitCount
    hashes = [UInt32](repeating: 0, count: 1 << max(4, places))
    mask = UInt32(hashes.count - 1)
  }

  mutating func insert(_ hash: UInt32) {
    // 0 is the hash of a row without a key.
    if hash == 0 { return }
    let bit = hash & wordMask
    words[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    var place = Int(hash & mask)
    while hashes[place] != 0 {
      if hashes[place] == hash { return }
      place = (place + 1) & Int(mask)
    }
    hashes[place] = hash
  }

  /// Adds to `rows` those whose hash is in the set.
  ///
  /// - Parameter first: the row of the first hash.
  func select(
    _ others: UnsafeBufferPointer<UInt32>, from first: Int, into rows: inout [Int32]
  ) {
    words.withUnsafeBufferPointer { words in
      hashes.withUnsafeBufferPointer { hashes in
        for place in others.indices {
          let hash = others[place]
          let bit = hash & wordMask
          guard words[Int(bit &>> 6)] &>> UInt64(bit & 63) & 1 == 1 else { continue }
          if HashSet.contains(hash, in: hashes, mask) { rows.append(Int32(first + place)) }
        }
      }
    }
  }

  @inline(__always)
  private static func contains(
    _ hash: UInt32, in hashes: UnsafeBufferPointer<UInt32>, _ mask: UInt32
  ) -> Bool {
    var place = Int(hash & mask)
    while hashes[place] != 0 {
      if hashes[place] == hash { return true }
      place = (place &+ 1) & Int(mask)
    }
    return false
  }
}
