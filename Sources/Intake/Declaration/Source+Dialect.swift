import Diagnostics
import Formats

// How the parts of a source declaration are read that say how a file is written.

extension Source {
  static func readPatterns(_ object: DeclarationObject) -> [FilePattern] {
    object.array("files").compactMap { node in
      guard let text = object.reader.string(node, "a pattern in 'files'") else { return nil }
      if let pattern = FilePattern(text) { return pattern }
      object.reader.report(
        Diagnostic(
          "bad-pattern", at: node.place, "'\(text)' is no pattern of file names",
          help: "write a name with * and ?, behind at most one folder: 'invoices/*.xml'"))
      return nil
    }
  }

  static func readDialect(_ object: DeclarationObject) -> CSVDialect {
    var dialect = CSVDialect(
      delimiter: readByte("delimiter", object), headerRow: readPositive("header", object),
      headerRowCount: readPositive("headerRows", object))
    if object.node("escape") != nil { dialect.escape = readByte("escape", object) }
    if let text = object.string("quote") {
      dialect.quote =
        text == "none" ? CSVDialect.Quote.none : readByte("quote", object).map { .byte($0) }
      // What is declared as doubled is not searched for another escape.
      if dialect.escape == nil { dialect.escape = 0 }
    }
    if let count = dialect.headerRowCount, count > 2 {
      object.reader.report(
        Diagnostic(
          "wrong-type", at: object.node("headerRows")?.place,
          "'headerRows' of a source must be 1 or 2"))
    }
    return dialect
  }

  static func readNamespaces(_ object: DeclarationObject) -> [String: String] {
    var namespaces: [String: String] = [:]
    let members =
      object.node("namespaces").flatMap { object.reader.members($0, "'namespaces'") } ?? []
    for member in members {
      namespaces[member.key] = object.reader.string(member.value, "a namespace")
    }
    return namespaces
  }

  static func readDue(_ object: DeclarationObject) -> DueDay? {
    guard let node = object.node("due"),
      let due = object.reader.object(node, "'due'", keys: ["workingDay", "day"])
    else { return nil }
    if let day = readPositive("workingDay", due) { return .workingDay(day) }
    if let day = readPositive("day", due) { return .day(day) }
    // A number that is none is told already.
    if due.node("workingDay") != nil || due.node("day") != nil { return nil }
    object.reader.report(
      Diagnostic(
        "missing-key", at: node.place, "'due' needs 'workingDay' or 'day' of the following month"))
    return nil
  }

  static func readPositive(_ key: String, _ object: DeclarationObject) -> Int? {
    guard let number = object.integer(key) else { return nil }
    if number >= 1 { return number }
    object.reader.report(
      Diagnostic(
        "wrong-type", at: object.node(key)?.place,
        "'\(key)' of \(object.what) must be a number from 1 on"))
    return nil
  }

  static func readEncoding(_ object: DeclarationObject) -> TextEncoding? {
    guard let node = object.node("encoding"), let name = object.string("encoding") else {
      return nil
    }
    if let encoding = TextEncoding(name: name) { return encoding }
    object.reader.report(
      .unknownWord(
        name, at: node.place, "'encoding' of a source", TextEncoding.allCases.map(\.rawValue)))
    return nil
  }

  private static func readByte(_ key: String, _ object: DeclarationObject) -> UInt8? {
    guard let text = object.string(key) else { return nil }
    if text.utf8.count == 1, let byte = text.utf8.first { return byte }
    object.reader.report(
      Diagnostic(
        "wrong-type", at: object.node(key)?.place,
        "'\(key)' of a source must be one ASCII character"))
    return nil
  }
}
