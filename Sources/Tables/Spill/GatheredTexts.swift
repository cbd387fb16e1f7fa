/// The texts of a column that is put together out of parts, which keep them row by row or by dictionaries of their own.
struct GatheredTexts {
  private let isDictionary: Bool
  /// All texts, or those that ``ids`` names.
  private var texts = TextColumn()
  private var ids: [UInt32] = []
  /// The texts of small dictionaries, each of which is kept once.
  private var few = ByteDictionary()
  private var idsOfFew: [UInt32] = []

  /// - Parameter isDictionary: whether texts are kept by their numbers.
  init(isDictionary: Bool) {
    self.isDictionary = isDictionary
  }

  mutating func reserve(count: Int, byteCount: Int) {
    if isDictionary {
      ids.reserveCapacity(count)
    } else {
      texts.reserve(count: count, byteCount: byteCount)
    }
  }

  /// Adds rows that have no value.
  mutating func appendMissing(_ count: Int) {
    let filler = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    if isDictionary {
      ids.append(contentsOf: repeatElement(id(ofFew: filler), count: count))
    } else {
      for _ in 0..<count { texts.append(utf8: filler) }
    }
  }

  /// - Parameter entryCount: how many entries the dictionary has, if it is one.
  mutating func append(_ view: TextView, entryCount: Int, _ part: RowPart, from first: Int) {
    if isDictionary, !view.ids.isEmpty {
      appendIds(view, entryCount, part, from: first)
    } else if isDictionary {
      part.forEach(from: first) { row in
        ids.append(UInt32(texts.count))
        texts.append(utf8: view.text(at: row))
      }
    } else if view.ids.isEmpty, case .range(let range) = part {
      texts.append(view, range.lowerBound - first..<range.upperBound - first)
    } else {
      part.forEach(from: first) { texts.append(utf8: view.text(at: $0)) }
    }
  }

  /// Gives the entries that are used numbers of their own here.
  private mutating func appendIds(
    _ view: TextView, _ entryCount: Int, _ part: RowPart, from first: Int
  ) {
    // Where texts follow themselves each is an entry anew, and to look for it would find nothing.
    let areFew = entryCount * 8 <= view.ids.count || entryCount < 64
    var numbers = [UInt32](repeating: .max, count: entryCount)
    part.forEach(from: first) { row in
      let entry = Int(view.ids[row])
      if numbers[entry] == .max {
        let text = view.text(ofEntry: entry)
        numbers[entry] = areFew ? id(ofFew: text) : id(ofNew: text)
      }
      ids.append(numbers[entry])
    }
  }

  private mutating func id(ofFew text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let number = few.number(of: text)
    if number == idsOfFew.count { idsOfFew.append(id(ofNew: text)) }
    return idsOfFew[number]
  }

  private mutating func id(ofNew text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    texts.append(utf8: text)
    return UInt32(texts.count - 1)
  }

  var storage: Column.Storage {
    isDictionary ? .dictionary(ids: ids, entries: texts) : .text(texts)
  }
}
