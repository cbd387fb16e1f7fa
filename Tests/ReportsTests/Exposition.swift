/// The text format of Prometheus, as a scraper reads it, version 0.0.4: strict where it is written by programs.
struct Exposition {
  struct Series: Hashable {
    var name: String
    var labels: [String: String]
  }

  /// The value of each series, as it was written.
  private(set) var values: [Series: String] = [:]
  /// The help of each metric.
  private(set) var helps: [String: String] = [:]

  /// - Throws: the first line that is not as the format has it.
  init(_ text: String) throws(ExpositionFault) {
    guard text.isEmpty || text.hasSuffix("\n") else {
      throw ExpositionFault(line: "", reason: "the last line has no end")
    }
    var name: String?
    var hasType = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      func expect(_ holds: Bool, _ reason: String) throws(ExpositionFault) {
        guard holds else { throw ExpositionFault(line: String(line), reason: reason) }
      }
      if line.hasPrefix("# ") {
        let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        try expect(parts.count == 4, "a comment that is neither HELP nor TYPE")
        if parts[1] == "HELP" {
          try expect(Exposition.isName(parts[2]), "a name that is none")
          let earlier = helps.updateValue(String(parts[3]), forKey: String(parts[2]))
          try expect(earlier == nil, "a metric that stands in two places")
          (name, hasType) = (String(parts[2]), false)
        } else {
          try expect(parts[1] == "TYPE" && name == String(parts[2]), "a TYPE not below its HELP")
          try expect(["gauge", "counter"].contains(parts[3]), "an unknown type")
          hasType = true
        }
        continue
      }
      var reader = SeriesReader(rest: line)
      guard let (series, value) = reader.sample() else {
        throw ExpositionFault(line: String(line), reason: "not a sample")
      }
      try expect(hasType && series.name == name, "a sample outside its metric")
      try expect(Double(value) != nil, "a value that is no number")
      try expect(values.updateValue(value, forKey: series) == nil, "a series that stands twice")
    }
  }

  /// The value of a series; nil when there is none.
  subscript(_ name: String, _ labels: [String: String]) -> String? {
    values[Series(name: name, labels: labels)]
  }

  fileprivate static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        || $0 == 0x5F
    }
  }
}

struct ExpositionFault: Error, Hashable {
  var line: String
  var reason: String
}

/// Reads `name{label="value",…} 1.5`.
private struct SeriesReader {
  var rest: Substring

  mutating func sample() -> (Exposition.Series, String)? {
    let name = rest.prefix { $0 != "{" && $0 != " " }
    guard Exposition.isName(name) else { return nil }
    rest = rest.dropFirst(name.count)
    var labels: [String: String] = [:]
    if take("{") {
      repeat {
        let label = rest.prefix { $0 != "=" }
        rest = rest.dropFirst(label.count)
        guard Exposition.isName(label), take("="), let value = quoted(),
          labels.updateValue(value, forKey: String(label)) == nil
        else { return nil }
      } while take(",")
      guard take("}") else { return nil }
    }
    guard take(" "), !rest.isEmpty, !rest.contains(" ") else { return nil }
    return (Exposition.Series(name: String(name), labels: labels), String(rest))
  }

  private mutating func quoted() -> String? {
    guard take("\"") else { return nil }
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"": return text
      case "\\":
        switch rest.popFirst() {
        case "n": text += "\n"
        case "\\": text += "\\"
        case "\"": text += "\""
        default: return nil
        }
      default: text.append(character)
      }
    }
    return nil
  }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }
}
