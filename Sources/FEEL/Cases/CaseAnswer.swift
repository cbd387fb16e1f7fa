/// What came out of one case.
package struct CaseAnswer: Sendable {
  package var id: String
  package var outcome: Outcome

  package enum Outcome: Sendable {
    case value(Value)
    /// Null when evaluated, and why.
    case null(String)
    /// Refused when compiled.
    case refused(ExpressionError)
    /// The case itself cannot be read, and why.
    case unreadable(String)
  }

  package init(id: String, outcome: Outcome) {
    self.id = id
    self.outcome = outcome
  }

  /// `value`, `null`, `compile-error` or `unreadable`.
  package var status: String {
    switch outcome {
    case .value: "value"
    case .null: "null"
    case .refused: "compile-error"
    case .unreadable: "unreadable"
    }
  }

  /// The answer as one line of JSON: `{"id", "status", "value", "message"}`, the last two where there
  /// are such.
  package var json: String {
    var text = "{\"id\": \(id.inJSON), \"status\": \(status.inJSON)"
    switch outcome {
    case .value(let value): text += ", \"value\": \(value.caseJSON)"
    case .null(let message), .unreadable(let message): text += ", \"message\": \(message.inJSON)"
    case .refused(let error):
      text += ", \"message\": \("\(error.code): \(error.message)".inJSON)"
    }
    return text + "}"
  }
}

extension Value {
  /// The value as a case writes it: `{"t": "decimal", "v": "1.5"}`.
  fileprivate var caseJSON: String {
    switch self {
    case .null: Value.typed("null", "null")
    case .number: Value.typed("decimal", text.inJSON)
    case .string: Value.typed("string", text.inJSON)
    case .boolean: Value.typed("boolean", text)
    case .date: Value.typed("date", text.inJSON)
    case .time: Value.typed("time", text.inJSON)
    case .dateTime: Value.typed("datetime", text.inJSON)
    case .daysTimeDuration: Value.typed("days_time_duration", text.inJSON)
    case .yearsMonthsDuration: Value.typed("years_months_duration", text.inJSON)
    case .list(let elements):
      Value.typed("list", "[" + elements.map(\.caseJSON).joined(separator: ", ") + "]")
    case .record(let members):
      Value.typed(
        "context",
        "{" + members.map { "\($0.name.inJSON): \($0.value.caseJSON)" }.joined(separator: ", ")
          + "}")
    case .range, .row: Value.typed("range", text.inJSON)
    }
  }

  private static func typed(_ type: String, _ value: String) -> String {
    "{\"t\": \"\(type)\", \"v\": \(value)}"
  }
}

extension String {
  /// The text as a JSON string.
  fileprivate var inJSON: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
