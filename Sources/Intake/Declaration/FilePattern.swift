package import Values

/// A pattern of file names: literal text, `*` for any text, `?` for one character, `{date}` for a day
/// of eight digits, and at most one `/` behind the pattern of a folder.
package struct FilePattern: Sendable, Hashable, CustomStringConvertible {
  private enum Part: Sendable, Hashable {
    case literal(Character), any, one, date
  }

  package let description: String
  /// The pattern of the folder within the folder of exports, or nil for files that lie directly in it.
  private let folder: [Part]?
  private let name: [Part]

  /// - Returns: nil for a pattern with more than one folder, or an empty name.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, !parts.contains("") else { return nil }
    description = text
    folder = parts.count == 2 ? Self.parts(of: parts[0]) : nil
    name = Self.parts(of: parts[parts.count - 1])
  }

  /// Whether it speaks of files in folders within the folder of exports.
  package var hasFolder: Bool { folder != nil }

  /// Whether files in a folder of that name can match.
  package func matches(folder name: String) -> Bool {
    folder.map { Self.match(Array(name)[...], $0[...]) != nil } ?? false
  }

  /// Whether a file of that name can match, whatever folder it lies in.
  func matches(lastName name: String) -> Bool {
    Self.match(Array(name)[...], self.name[...]) != nil
  }

  /// What a path within the folder of exports matches as, or nil.
  ///
  /// - Returns: the date that stands in the name, where the pattern has one.
  package func match(_ path: String) -> (date: CivilDate?, Void)? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == (folder == nil ? 1 : 2) else { return nil }
    if parts.count == 2, !matches(folder: String(parts[0])) { return nil }
    return Self.match(Array(parts[parts.count - 1])[...], name[...]).map { ($0.first, ()) }
  }

  private static func parts(of text: Substring) -> [Part] {
    var rest = text
    var parts: [Part] = []
    while let first = rest.first {
      if rest.hasPrefix("{date}") {
        parts.append(.date)
        rest = rest.dropFirst(6)
        continue
      }
      parts.append(first == "*" ? .any : first == "?" ? .one : .literal(first))
      rest = rest.dropFirst()
    }
    return parts
  }

  /// The dates met on the way, or nil when the name does not match.
  private static func match(
    _ name: ArraySlice<Character>, _ parts: ArraySlice<Part>
  ) -> [CivilDate]? {
    guard let first = parts.first else { return name.isEmpty ? [] : nil }
    let rest = parts.dropFirst()
    switch first {
    case .any:
      for start in name.startIndex...name.endIndex {
        if let dates = match(name[start...], rest) { return dates }
      }
      return nil
    case .one: return name.isEmpty ? nil : match(name.dropFirst(), rest)
    case .literal(let character):
      return name.first == character ? match(name.dropFirst(), rest) : nil
    case .date:
      guard let date = date(String(name.prefix(8))) else { return nil }
      return match(name.dropFirst(8), rest).map { [date] + $0 }
    }
  }

  private static func date(_ digits: String) -> CivilDate? {
    guard digits.utf8.count == 8, digits.utf8.allSatisfy(isDigit), let number = Int(digits) else {
      return nil
    }
    return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}
