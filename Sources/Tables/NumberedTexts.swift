/// Texts that are all made like one another, each kept as the number that it is (``NumberPattern``), and the few that
/// are not.
public struct NumberedTexts: Sendable {
  let pattern: NumberPattern
  /// For each row its number, or from ``firstOther`` on the place of its text among ``others``.
  private(set) var numbers: [UInt32] = []
  /// The texts that are made otherwise, or are empty.
  private(set) var others = TextColumn()
  /// That of rows without a text, which are many where some have none.
  private var emptyNumber: UInt32?

  /// No text that a pattern fits has so large a number.
  static let firstOther: UInt32 = 0xFFFF_0000
  /// How many texts may be made otherwise; where there are more, a column is not one of numbers.
  static let mostOthers = 1 << 12

  init(_ pattern: NumberPattern) {
    self.pattern = pattern
  }

  /// Rows of other texts.
  init(_ texts: NumberedTexts, numbers: [UInt32]) {
    pattern = texts.pattern
    others = texts.others
    self.numbers = numbers
  }

  /// How texts are made of which these are some; nil when they are not made alike.
  static func pattern(of sample: TextColumn) -> NumberPattern? {
    guard let first = (0..<sample.count).first(where: { !sample.range(at: $0).isEmpty }),
      let pattern = sample.withUTF8(at: first, NumberPattern.init(of:))
    else { return nil }
    let strangerCount = (0..<sample.count).count { row in
      sample.withUTF8(at: row) { !$0.isEmpty && pattern.number(of: $0) == nil }
    }
    return strangerCount * 64 <= sample.count ? pattern : nil
  }

  public var count: Int { numbers.count }

  /// The bytes that are kept.
  var byteCount: Int { numbers.count * 4 + others.byteCount }

  mutating func reserve(_ count: Int) { numbers.reserveCapacity(count) }

  /// Adds a text.
  ///
  /// - Returns: false, with nothing added, when it is one too many that is made otherwise.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let number = number(adding: text) else { return false }
    numbers.append(number)
    return true
  }

  /// Adds texts from where they lie.
  ///
  /// - Returns: how many were added before one that was one too many.
  mutating func append(_ texts: TextRun) -> Int {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: texts.count) { run in
      let pattern = pattern
      var count = 0
      while count < texts.count {
        guard let number = pattern.number(of: texts[count]) ?? number(adding: texts[count]) else {
          break
        }
        run[count] = number
        count &+= 1
      }
      numbers.append(contentsOf: UnsafeBufferPointer(rebasing: run[..<count]))
      return count
    }
  }

  /// The number by which a text is kept; nil when it is one too many that is made otherwise.
  @inline(never)
  private mutating func number(adding text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if let number = pattern.number(of: text) { return number }
    if text.isEmpty, let emptyNumber { return emptyNumber }
    guard others.count < Self.mostOthers else { return nil }
    others.append(utf8: text)
    let number = Self.firstOther + UInt32(others.count - 1)
    if text.isEmpty { emptyNumber = number }
    return number
  }

  /// Calls `body` with the UTF-8 of the text at `row`.
  public func withUTF8<R>(at row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let number = numbers[row]
    if number >= Self.firstOther {
      return others.withUTF8(at: Int(number - Self.firstOther), body)
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: pattern.width) { text in
      pattern.write(number, to: text.baseAddress!)
      return body(UnsafeBufferPointer(text))
    }
  }

  func string(at row: Int) -> String {
    withUTF8(at: row) { String(decoding: $0, as: UTF8.self) }
  }

  /// The same, each text kept as it is.
  var spelledOut: TextColumn {
    var texts = TextColumn()
    texts.reserve(count: count, byteCount: count * pattern.width)
    for row in 0..<count { withUTF8(at: row) { texts.append(utf8: $0) } }
    return texts
  }
}
