package import Values

/// A plain decimal number with a comma between its thousands: `-1234567.5` → `-1,234,567.5`.
///
/// Works on the text, so no digit is touched; what isn't a plain number comes back as it is.
func grouped(_ number: String) -> String {
  let digits = number.utf8
  let sign = digits.first == UInt8(ascii: "-") ? 1 : 0
  let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
  let start = digits.index(digits.startIndex, offsetBy: sign)
  guard start < point, digits[start..<point].allSatisfy(isDigit) else { return number }
  var left = digits.distance(from: start, to: point)
  if left <= 3 { return number }
  var text = sign == 0 ? "" : "-"
  var from = start
  while left > 0 {
    let to = digits.index(from, offsetBy: (left - 1) % 3 + 1)
    if from > start { text += "," }
    text += number[from..<to]
    left -= digits.distance(from: from, to: to)
    from = to
  }
  return text + number[point...]
}

/// An amount of money for a reader: its thousands separated, with at least two decimals, and none of
/// the zeros that a product of decimals leaves behind the others. No digit that counts is dropped.
package func amountText(_ amount: Decimal128) -> String {
  let text = grouped(amount.description)
  guard text.utf8.allSatisfy({ isDigit($0) || $0 == 0x2C || $0 == 0x2D || $0 == 0x2E }) else {
    return text
  }
  if text.utf8.dropLast(2).last == UInt8(ascii: ".") { return text }
  let parts = text.split(separator: ".")
  var decimals = parts.count == 2 ? String(parts[1]) : ""
  while decimals.utf8.count > 2, decimals.hasSuffix("0") { decimals.removeLast() }
  return parts[0] + "." + decimals + String(repeating: "0", count: max(0, 2 - decimals.utf8.count))
}

/// A ratio as a percentage with two decimals: 0.9523809 → `95.24%`.
package func percentText(_ ratio: Decimal128) -> String {
  guard let percent = ratio.multiplied(by: Decimal128(100))?.rounded(toScale: 2, .halfEven) else {
    return ratio.description
  }
  return amountText(percent) + "%"
}

/// A month as the language writes it: `2025年9月`, `September 2025`.
func monthText(_ period: Period, in language: Language) -> String {
  let (year, month) = (period.year, period.month)
  return language == .en ? "\(englishMonths[month - 1]) \(year)" : "\(year)年\(month)月"
}

private let englishMonths = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
