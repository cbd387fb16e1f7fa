import Findings

extension Wording {
  /// What a document says in a field; a mark before it where documents differ, for those who see no colour.
  func cell(_ cell: SideBySide.Cell?) -> String {
    guard let cell else { return "–" }
    let text = text(cell.text)
    return (cell.isDiffering ? "≠ " : "") + (text.isEmpty ? self(.noValue) : text)
  }

  func furtherDocuments(of sideBySide: SideBySide) -> String? {
    guard sideBySide.furtherDocuments > 0 else { return nil }
    return self(.furtherDocuments, ["count": grouped(String(sideBySide.furtherDocuments))])
  }
}
