/// A number of a document, told apart into what stands still and what is counted up: `DD2509` and 17.
struct DocumentNumber {
  /// What stands before the digits that are counted.
  let series: String
  /// How many digits are counted.
  let width: Int
  let serial: UInt64

  /// So many digits always fit 64 bits.
  static let greatestWidth = 18

  /// Counts the last digits of a text, as many as there are up to that number; nil when it ends in none.
  init?(_ text: String, digits: Int = greatestWidth) {
    let utf8 = text.utf8
    let isDigit = { (byte: UInt8) in 0x30...0x39 ~= byte }
    let counted = utf8.suffix(digits).reversed().prefix { isDigit($0) }.count
    guard counted > 0 else { return nil }
    let start = utf8.index(utf8.endIndex, offsetBy: -counted)
    series = String(text[..<start])
    width = counted
    serial = utf8[start...].reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
  }

  /// The numbers that lie between two of one series, as `DD25090017` or `DD25090017–DD25090019`; nil when
  /// there are none. A gap of millions is written and not counted out.
  static func between(_ first: String, _ last: String) -> String? {
    guard let first = DocumentNumber(first), let last = DocumentNumber(last),
      first.series == last.series, first.serial < last.serial, last.serial - first.serial > 1
    else { return nil }
    let (low, high) = (first.serial + 1, last.serial - 1)
    // Numbers that are filled up with zeros have one width; others grow.
    let width = min(first.width, last.width)
    return low == high
      ? first.text(of: low, width: width)
      : "\(first.text(of: low, width: width))–\(first.text(of: high, width: width))"
  }

  private func text(of serial: UInt64, width: Int) -> String {
    let digits = String(serial)
    return series + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
