/// Distinct texts and their numbers, found by their bytes without a `String` for each look-up.
public struct ByteDictionary: Sendable {
  public init() {}

  public private(set) var texts = TextColumn()
  /// For each slot the number of the text that hashed there plus one, or 0; a power of two of them.
  private var slots = [UInt32](repeating: 0, count: 64)

  public var count: Int { texts.count }

  /// The number of a text, which is added if it is new.
  public mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(text)) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if texts.withUTF8(at: number, { $0.elementsEqual(text) }) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = texts.count
    texts.append(utf8: text)
    slots[slot] = UInt32(number + 1)
    if texts.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in 0..<texts.count {
      var slot = texts.withUTF8(at: number) { Int(truncatingIfNeeded: Self.hash($0)) }
      slot &= slots.count - 1
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// Multiplied to twice the width, the halves folded together, eight bytes at a time.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count) &+ 0x9E37_79B9_7F4A_7C15
    func mix(_ word: UInt64) {
      let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      hash = product.high ^ product.low
    }
    let raw = UnsafeRawBufferPointer(text)
    var offset = 0
    while offset + 8 <= text.count {
      mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < text.count {
      rest = rest << 8 | UInt64(text[offset])
      offset += 1
    }
    mix(rest)
    return hash
  }
}
