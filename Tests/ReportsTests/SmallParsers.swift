/// Readers of the outputs that share nothing with the code that writes them.

/// The rows of a CSV text (RFC 4180), by the grammar and nothing else; nil when it breaks it.
func csvRows(_ text: String) -> [[String]]? {
  var rows: [[String]] = []
  var row: [String] = []
  var cell = ""
  var scalars = Array(text.unicodeScalars)[...]
  var isQuoted = false
  var isAtStart = true
  while let scalar = scalars.popFirst() {
    switch (scalar, isQuoted) {
    case ("\"", false):
      guard isAtStart else { return nil }
      isQuoted = true
      isAtStart = false
    case ("\"", true):
      if scalars.first == "\"" {
        cell.unicodeScalars.append(scalars.removeFirst())
      } else {
        guard [",", "\r", nil].contains(scalars.first) else { return nil }
        isQuoted = false
      }
    case (",", false):
      row.append(cell)
      (cell, isAtStart) = ("", true)
    case ("\r", false):
      guard scalars.popFirst() == "\n" else { return nil }
      rows.append(row + [cell])
      (row, cell, isAtStart) = ([], "", true)
    case ("\n", false): return nil
    default:
      cell.unicodeScalars.append(scalar)
      isAtStart = false
    }
  }
  return isQuoted || !row.isEmpty || !cell.isEmpty ? nil : rows
}

/// The elements of a page: the name of each tag that opens, in order; nil when tags don't nest.
func openedElements(_ html: String) -> [String]? {
  var opened: [String] = []
  var open: [String] = []
  var rest = html[...]
  while let start = rest.firstIndex(of: "<") {
    rest = rest[start...].dropFirst()
    if rest.hasPrefix("!DOCTYPE") { continue }
    guard let end = rest.firstIndex(of: ">") else { return nil }
    let tag = rest[..<end]
    rest = rest[end...].dropFirst()
    if tag.hasPrefix("/") {
      guard open.popLast() == String(tag.dropFirst()) else { return nil }
      continue
    }
    let name = String(tag.prefix { $0.isLetter || $0.isNumber })
    guard !name.isEmpty else { return nil }
    opened.append(name)
    if tag.hasSuffix("/") { continue }
    open.append(name)
    if name == "script" || name == "style" {
      guard let close = rest.range(of: "</\(name)>") else { return nil }
      rest = rest[close.lowerBound...]
    }
  }
  return open.isEmpty ? opened : nil
}

extension Substring {
  /// The first place at which `text` stands.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) {
        return start..<index(start, offsetBy: text.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
