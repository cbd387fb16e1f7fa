/// A word by which a row says that it adds up others, without what varies: blanks (`合 计`), case, and what
/// stands behind a colon (`合计：2 单`).
package struct SummaryWord: Hashable, Sendable {
  package let text: String

  package init(_ cell: some StringProtocol) {
    var plain = ""
    for scalar in cell.lowercased().unicodeScalars where !scalar.properties.isWhitespace {
      if scalar == ":" || scalar == "：" { break }
      plain.unicodeScalars.append(scalar)
    }
    text = plain
  }
}
