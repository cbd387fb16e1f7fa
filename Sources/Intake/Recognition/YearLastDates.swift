/// Finds out how a column writes dates whose year stands last.
///
/// `9/1/2025` can be two days, so no text tells by itself. A column does, if all but a few of its texts
/// can be read in one way and in no other: a `31/1/2025` among them says that days come first.
struct YearLastDates: Sendable {
  private static let patterns: [DatePattern] = ["/", ".", "-"].flatMap { mark in
    ["d\(mark)M\(mark)yyyy", "M\(mark)d\(mark)yyyy"].flatMap { date in
      ["", " H:mm", " H:mm:ss"].map { time in DatePattern(date + time)! }
    }
  }

  /// How many texts each pattern reads.
  private var counts = [Int](repeating: 0, count: patterns.count)

  mutating func add(_ text: Bytes) {
    guard (8...19).contains(text.count), isDigit(text[0]) else { return }
    let mark = isDigit(text[1]) ? text[2] : text[1]
    guard mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".") || mark == UInt8(ascii: "-") else {
      return
    }
    for number in Self.patterns.indices where Self.patterns[number].read(text) != nil {
      counts[number] += 1
    }
  }

  /// The only pattern for which `isEnough` says that it reads enough of the texts.
  func pattern(_ isEnough: (Int) -> Bool) -> DatePattern? {
    let fitting = counts.indices.filter { isEnough(counts[$0]) }
    return fitting.count == 1 ? Self.patterns[fitting[0]] : nil
  }
}
