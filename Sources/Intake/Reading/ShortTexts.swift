/// A small table of short texts that were met before: a column of words says the same few again and again.
struct ShortTexts {
  /// A text of at most sixteen bytes, as two words.
  struct Key {
    fileprivate let low: UInt64
    fileprivate let high: UInt64
    fileprivate let count: Int

    /// - Returns: nil when the text is longer, or stands too close to the end of what it lies in.
    @inline(__always)
    init?(_ text: Bytes, _ start: Int, _ count: Int) {
      guard count <= 16, count > 0, start + 16 <= text.count else { return nil }
      let raw = UnsafeRawPointer(text.baseAddress!)
      let unwantedLow = UInt64(truncatingIfNeeded: max(0, 8 &- count) &* 8)
      low = raw.loadUnaligned(fromByteOffset: start, as: UInt64.self) &<< unwantedLow
      if count > 8 {
        let unwantedHigh = UInt64(truncatingIfNeeded: (16 &- count) &* 8)
        high = raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self) &<< unwantedHigh
      } else {
        high = 0
      }
      self.count = count
    }

    @inline(__always)
    fileprivate var slot: Int {
      let mixed = (low ^ high &* 31 ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> 58)
    }
  }

  private struct Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// 0 where nothing is known.
    var count = 0
    var meaning: UInt32 = 0
  }

  /// One for each slot; a text takes the place of another that has the same.
  private var entries = [Entry](repeating: Entry(), count: 64)

  subscript(key: Key) -> UInt32? {
    @inline(__always)
    get {
      let entry = entries[key.slot]
      return entry.low == key.low && entry.high == key.high && entry.count == key.count
        ? entry.meaning : nil
    }
    set {
      guard let newValue else { return }
      entries[key.slot] = Entry(
        low: key.low, high: key.high, count: key.count, meaning: newValue)
    }
  }
}
