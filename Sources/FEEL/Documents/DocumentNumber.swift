internal import Tables

/// A number of a document, told apart into what stands still and what is counted up: `DD2509` and 17.
struct DocumentNumber {
  /// What stands before the digits that are counted.
  let series: String
  /// How many digits are counted.
  let width: Int
  let serial: UInt64

  /// Counts the last digits of a text, as many as there are up to that number; nil when it ends in none.
  init?(_ text: String, digits: Int = TrailingNumbers.mostDigits) {
    var text = text
    guard
      let parts = text.withUTF8({ utf8 in
        TrailingNumbers.parts(of: utf8, digits: digits).map { serial, start in
          (String(decoding: utf8[..<start], as: UTF8.self), utf8.count - start, serial)
        }
      })
    else { return nil }
    (series, width, serial) = parts
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
