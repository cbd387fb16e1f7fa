/// A word by which a row says that it adds up others, without what varies: blanks (`合 计`), case, and what
/// stands behind a colon (`合计：2 单`).
package struct SummaryWord: Hashable, Sendable {
  package let text: String

  package init(_ cell: some StringProtocol) {
    var plain = ""
    for scalar in cell.lowercased().unicodeScalars where !scalar.isWhiteSpace {
      if scalar == ":" || scalar == "：" { break }
      plain.unicodeScalars.append(scalar)
    }
    text = plain
  }
}

extension Unicode.Scalar {
  /// White space of any kind, of which the main block of ideographs has none.
  var isWhiteSpace: Bool {
    isASCII
      ? self == " " || 9...13 ~= value : !(0x4E00...0x9FFF ~= value) && properties.isWhitespace
  }
}
