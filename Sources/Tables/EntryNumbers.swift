/// Numbers for the texts of two dictionaries: the same number in both for the same text.
public struct EntryNumbers: Sendable {
  /// For each entry of the first dictionary its number, and for each of the other.
  public let first: [UInt32]
  public let other: [UInt32]
  private let texts: (TextColumn, TextColumn)

  public init(_ texts: TextColumn, _ others: TextColumn) {
    var known = ByteDictionary()
    first = texts.numbers(in: &known)
    other = others.numbers(in: &known)
    self.texts = (texts, others)
  }

  /// Whether these are the numbers of two dictionaries, which are known by where they lie: no others can lie there as
  /// long as these are held.
  public func areThose(of texts: TextColumn, _ others: TextColumn) -> Bool {
    self.texts.0.isSame(as: texts) && self.texts.1.isSame(as: others)
  }
}

extension TextView {
  /// For each of the first entries its number among known texts.
  func numbers(ofEntries count: Int, in known: inout ByteDictionary) -> [UInt32] {
    (0..<count).map { UInt32(known.number(of: text(ofEntry: $0))) }
  }
}

extension TextColumn {
  fileprivate func numbers(in known: inout ByteDictionary) -> [UInt32] {
    withEntries { $0.numbers(ofEntries: count, in: &known) }
  }

  /// Whether both are one column in memory.
  fileprivate func isSame(as other: TextColumn) -> Bool {
    count == other.count
      && bytes.withUnsafeBufferPointer { own in
        other.bytes.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
      }
      && ends.withUnsafeBufferPointer { own in
        other.ends.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
      }
  }
}
