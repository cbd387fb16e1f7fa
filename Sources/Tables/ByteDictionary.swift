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

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64.hashStart
    hash.mix(text)
    return hash
  }
}
