internal import Values

extension Value {
  /// The value as people read it: numbers plainly, dates as ISO 8601 writes them, the elements of a list
  /// with commas between, nothing for null.
  package var displayText: String {
    switch self {
    case .null: ""
    case .list(let elements): elements.map(\.displayText).joined(separator: ", ")
    default: text
    }
  }

  /// The value as the function `string` gives it: texts within lists and records have quotes.
  var text: String {
    if case .string(let text) = self { text } else { literal }
  }

  private var literal: String {
    switch self {
    case .null: "null"
    case .number(let value): value.description
    case .string(let text): text.quoted
    case .boolean(let value): value ? "true" : "false"
    case .date(let value): value.description
    case .time(let value): value.description
    case .dateTime(let value): value.description
    case .daysTimeDuration(let value): value.description
    case .yearsMonthsDuration(let value): value.description
    case .list(let elements): "[" + elements.map(\.literal).joined(separator: ", ") + "]"
    case .record(let members):
      "{" + members.map { "\($0.name.asKey): \($0.value.literal)" }.joined(separator: ", ") + "}"
    case .range(let range): range.literal
    case .row(_, let row): "row \(row + 1)"
    }
  }
}

extension ValueRange {
  fileprivate var literal: String {
    switch (lower, upper) {
    case (nil, let upper?): "(\(includesUpper ? "<=" : "<") \(upper.text))"
    case (let lower?, nil): "(\(includesLower ? ">=" : ">") \(lower.text))"
    default:
      (includesLower ? "[" : "(") + (lower?.text ?? "") + ".." + (upper?.text ?? "")
        + (includesUpper ? "]" : ")")
    }
  }
}

extension String {
  fileprivate var quoted: String {
    var text = "\""
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }

  /// The text as the name of a member, in quotes when it is not a name.
  fileprivate var asKey: String {
    let isName =
      unicodeScalars.first?.startsName == true
      && unicodeScalars.allSatisfy { $0.continuesName || $0 == " " }
    return isName ? self : quoted
  }
}
