/// Numbers texts from 0 in the order in which they are first met, by their bytes.
///
/// A dictionary of `String` would hash what a text means, and look at each scalar of a Chinese sentence for that.
struct TextNumbers {
  private(set) var texts: [String] = []
  /// How many bytes the texts have together.
  private(set) var byteCount = 0
  private var hashes: [UInt64] = []
  /// The number of a text and one more, where its hash or the next free place is; 0 where there is none.
  private var slots: [UInt32]
  /// Another one in each run, so that no export can be made whose texts all have one place.
  private let seed = UInt64.random(in: .min ... .max)

  init() {
    slots = [UInt32](repeating: 0, count: 1024)
  }

  mutating func number(of text: String) -> Int {
    var bytes = text
    return bytes.withUTF8 { number(of: $0, text) }
  }

  private mutating func number(of bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> Int {
    let hash = UnsafeRawBufferPointer(bytes).hash(seed: seed)
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place] != 0 {
      let number = Int(slots[place]) - 1
      if hashes[number] == hash, texts[number].hasBytes(bytes) { return number }
      place = (place + 1) & (slots.count - 1)
    }
    texts.append(text)
    hashes.append(hash)
    byteCount += bytes.count
    slots[place] = UInt32(texts.count)
    if texts.count * 2 > slots.count { grow() }
    return texts.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = UInt32(number + 1)
    }
  }
}

extension String {
  fileprivate func hasBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var text = self
    return text.withUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) }
  }
}

extension UnsafeRawBufferPointer {
  /// Eight bytes at a time, each multiplied into the next.
  func hash(seed: UInt64) -> UInt64 {
    var state = seed ^ UInt64(count)
    var index = 0
    while index &+ 8 <= count {
      state = mixed(state ^ loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < count {
      rest = rest &<< 8 | UInt64(self[index])
      index &+= 1
    }
    return mixed(state ^ rest)
  }

  @inline(__always)
  private func mixed(_ word: UInt64) -> UInt64 {
    let (high, low) = word.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return high ^ low
  }
}
