/// Distinct texts and their numbers, found by their bytes without a `String` for each look-up.
public struct ByteDictionary: Sendable {
  public init() {}

  public private(set) var texts = TextColumn()
  /// For each slot the upper half of a text's hash, and the text's number plus one below; 0 where none is. A power of
  /// two of them.
  private var slots = [UInt64](repeating: 0, count: 64)

  public var count: Int { texts.count }

  /// The number of a text, which is added if it is new.
  public mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = UInt64(hashOf: text)
    let tag = hash & ~0xFFFF_FFFF
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] & ~0xFFFF_FFFF == tag, isText(number, text) { return number }
      slot = (slot + 1) & mask
    }
    let number = texts.count
    texts.append(utf8: text)
    slots[slot] = tag | UInt64(number + 1)
    if texts.count * 2 > slots.count { grow() }
    return number
  }

  @inline(__always)
  private func isText(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    texts.withUTF8(at: number) { UnsafeRawBufferPointer($0).isSame(UnsafeRawBufferPointer(text)) }
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for number in 0..<texts.count {
      let hash = texts.withUTF8(at: number) { UInt64(hashOf: $0) }
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = hash & ~0xFFFF_FFFF | UInt64(number + 1)
    }
  }
}
