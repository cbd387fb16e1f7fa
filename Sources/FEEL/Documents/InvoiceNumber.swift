/// The number of an invoice: 8 digits on paper, 20 for one that was issued digitally.
enum InvoiceNumber {
  /// Where invoices are issued: the provinces of GB/T 2260, and five cities that have a number of
  /// their own in digital invoices.
  private static let areas: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 91, 92, 93, 94, 95,
  ]
  /// The first were issued in 2021; a number that says 2070 or later is a slip.
  private static let years = 21...69

  /// Whether the text has the form of an invoice number. In one of 20 digits the first two are the year
  /// of issue and the next two the area.
  static func isValid(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(isValid)
  }

  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.allSatisfy(\.isDigit) else { return false }
    if text.count == 8 { return true }
    guard text.count == 20 else { return false }
    func number(at place: Int) -> Int { Int(text[place]) * 10 + Int(text[place + 1]) - 48 * 11 }
    return years.contains(number(at: 0)) && areas.contains(number(at: 2))
  }
}
