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
    number(of: text, hash: UInt64(hashOf: text))
  }

  private mutating func number(of text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
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

extension ByteDictionary {
  /// Texts that are looked for together.
  private static let batchSize = 512

  /// The numbers of texts, which are added if they are new.
  ///
  /// What is not in the processor's cache is asked for many texts at once: first their hashes are made, then all slots
  /// are read, then all texts compared.
  mutating func findNumbers(of texts: TextRun, _ numbers: UnsafeMutableBufferPointer<UInt32>) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.batchSize) { hashes in
      for first in stride(from: 0, to: texts.count, by: Self.batchSize) {
        let rows = first..<Swift.min(first + Self.batchSize, texts.count)
        for row in rows { hashes[row &- first] = UInt64(hashOf: texts[row]) }
        findKnown(texts, rows, hashes, numbers)
        for row in rows where numbers[row] == .max {
          numbers[row] = UInt32(number(of: texts[row], hash: hashes[row &- first]))
        }
      }
    }
  }

  /// Finds texts that are in the first slot that their hash leads to; the others get no number.
  private func findKnown(
    _ texts: TextRun, _ rows: Range<Int>, _ hashes: UnsafeMutableBufferPointer<UInt64>,
    _ numbers: UnsafeMutableBufferPointer<UInt32>
  ) {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count &- 1
      for row in rows {
        let hash = hashes[row &- rows.lowerBound]
        let slot = slots[Int(truncatingIfNeeded: hash) & mask]
        let isLike = (slot ^ hash) >> 32 == 0
        // The number of an empty slot is none: it is one less than 0.
        numbers[row] = isLike ? UInt32(truncatingIfNeeded: slot) &- 1 : .max
      }
    }
    self.texts.withEntries { known in
      for row in rows where numbers[row] != .max {
        let entry = UnsafeRawBufferPointer(known.text(ofEntry: Int(numbers[row])))
        if !entry.isSame(UnsafeRawBufferPointer(texts[row])) { numbers[row] = .max }
      }
    }
  }
}
