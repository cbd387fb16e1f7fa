/// What keys are hashed with: words multiplied to twice the width, the halves folded together.
extension UInt64 {
  /// Where the hash of a key starts from.
  static let hashStart: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static let first: UInt64 = 0xA076_1D64_78BD_642F
  private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

  /// The hash with a further word taken in.
  @inline(__always)
  func mixed(with word: UInt64) -> UInt64 {
    UInt64.folded(self ^ word, UInt64.first) ^ UInt64.second
  }

  /// The hash with two further words taken in.
  @inline(__always)
  func taking(_ a: UInt64, _ b: UInt64) -> UInt64 {
    UInt64.folded(a ^ UInt64.first, b ^ self)
  }

  /// Takes a text into the hash.
  @inline(__always)
  mutating func mix(_ text: UnsafeBufferPointer<UInt8>) {
    self = mixed(with: UInt64(hashOf: text))
  }

  /// The hash of a text. Its length goes in first, so that the parts of a key do not run together.
  @inline(__always)
  init(hashOf text: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(text)
    let count = raw.count
    var hash = UInt64.hashStart ^ UInt64(truncatingIfNeeded: count)
    var offset = 0
    while count &- offset > 16 {
      hash = hash.taking(raw.word(at: offset), raw.word(at: offset &+ 8))
      offset &+= 16
    }
    // What is left is read in two words, which overlap where it is less than that.
    let (a, b) = raw.lastWords(of: count &- offset)
    self = UInt64.folded(a ^ UInt64.second, b ^ hash)
  }

  @inline(__always)
  private static func folded(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}

extension UnsafeRawBufferPointer {
  @inlinable @inline(__always)
  func word(at offset: Int) -> UInt64 {
    loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  @inlinable @inline(__always)
  func half(at offset: Int) -> UInt64 {
    UInt64(loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// All of the last bytes, of which there are `length` or, in a longer text, sixteen.
  @inline(__always)
  fileprivate func lastWords(of length: Int) -> (UInt64, UInt64) {
    if count >= 16 { return (word(at: count &- 16), word(at: count &- 8)) }
    if length >= 8 { return (word(at: 0), word(at: length &- 8)) }
    if length >= 4 { return (half(at: 0), half(at: length &- 4)) }
    if length == 0 { return (0, 0) }
    let middle = UInt64(self[length &>> 1]) &<< 8
    return (UInt64(self[0]) | middle | UInt64(self[length &- 1]) &<< 16, 0)
  }

  /// -1, 0 or 1, as the bytes come before others: fewer before more, and as many by the first in which they differ.
  @inline(__always)
  func order(_ other: UnsafeRawBufferPointer) -> Int {
    let count = self.count
    if count != other.count { return count < other.count ? -1 : 1 }
    if count < 8 {
      for offset in 0..<count where self[offset] != other[offset] {
        return self[offset] < other[offset] ? -1 : 1
      }
      return 0
    }
    var offset = 0
    while offset < count {
      // The last word overlaps the one before, in which nothing differs then.
      let place = Swift.min(offset, count &- 8)
      let (a, b) = (word(at: place), other.word(at: place))
      if a != b { return a.bigEndian < b.bigEndian ? -1 : 1 }
      offset &+= 8
    }
    return 0
  }

  /// Whether both hold the same bytes. The last are looked at first: numbers that follow each other differ there.
  @inlinable @inline(__always)
  func isSame(_ other: UnsafeRawBufferPointer) -> Bool {
    let count = self.count
    guard count == other.count else { return false }
    if count >= 8 {
      guard word(at: count &- 8) == other.word(at: count &- 8) else { return false }
      var offset = 0
      while offset &+ 8 < count {
        guard word(at: offset) == other.word(at: offset) else { return false }
        offset &+= 8
      }
      return true
    }
    if count >= 4 {
      return half(at: 0) == other.half(at: 0)
        && half(at: count &- 4) == other.half(at: count &- 4)
    }
    for offset in 0..<count where self[offset] != other[offset] { return false }
    return true
  }
}
