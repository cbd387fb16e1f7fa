internal import Formats
internal import Values

extension JSONNode {
  subscript(key: String) -> JSONNode? { members?.first { $0.key == key }?.value }

  var members: [JSONMember]? { if case .object(let members) = value { members } else { nil } }

  var elements: [JSONNode]? { if case .array(let elements) = value { elements } else { nil } }

  /// The text of a string or number.
  var text: String? {
    switch value {
    case .string(let text), .number(let text): text
    default: nil
    }
  }
}

extension FEELType {
  /// The types of single values, as cases call them.
  static let caseNames = [
    "number", "string", "boolean", "date", "time", "datetime", "days_time_duration",
    "years_months_duration", "list", "context",
  ]

  /// The type that a case declares; nil for `Any` and what is not declared.
  init?(case node: JSONNode) {
    switch node["t"]?.text {
    case "number", "decimal": self = .number
    case "string": self = .string
    case "boolean": self = .boolean
    case "date": self = .date
    case "time": self = .time
    case "datetime": self = .dateTime
    case "days_time_duration": self = .daysTimeDuration
    case "years_months_duration": self = .yearsMonthsDuration
    case "list": self = .list(node["of"].flatMap(FEELType.init(case:)) ?? .null)
    case "context":
      self = .record(
        of: (node["fields"]?.members ?? []).map {
          FEELField(name: $0.key, type: FEELType(case: $0.value) ?? .null)
        })
    default: return nil
    }
  }

  /// The type of a value of a case.
  init(ofCaseValue node: JSONNode) {
    switch node["t"]?.text {
    case "list":
      let types = (node["v"]?.elements ?? []).map { FEELType(ofCaseValue: $0) }
      self = .list(types.reduce(.null) { $0.joined(with: $1) ?? $0 })
    case "context":
      self = .record(
        of: (node["v"]?.members ?? []).map {
          FEELField(name: $0.key, type: FEELType(ofCaseValue: $0.value))
        })
    default: self = FEELType(case: node) ?? .null
    }
  }
}

extension Value {
  /// The value of an input of a case; null when it is, or does not fit the type.
  init(caseValue node: JSONNode?, as type: FEELType, of input: String) {
    let text = node?["v"]?.text ?? ""
    let value: Value? =
      switch type {
      case .number: Decimal128(text).map { .number($0) }
      case .string: node?["v"]?.text.map { .string($0) }
      case .boolean:
        if case .boolean(let value) = node?["v"]?.value { .boolean(value) } else { nil }
      case .date: CivilDate(text).map { .date($0) }
      case .time: CivilTime(text).map { .time($0) }
      case .dateTime: DateTime(text).map { .dateTime($0) }
      case .daysTimeDuration: DaysTimeDuration(text).map { .daysTimeDuration($0) }
      case .yearsMonthsDuration: YearsMonthsDuration(text).map { .yearsMonthsDuration($0) }
      case .list(let element):
        (node?["v"]?.elements).map {
          .list($0.map { Value(caseValue: $0, as: element, of: input) })
        }
      case .record(let fields):
        (node?["v"]?.members).map { members in
          .record(
            fields.map { field in
              let value = members.first { $0.key == field.name }?.value
              return RecordMember(
                name: field.name, value: Value(caseValue: value, as: field.type, of: input))
            })
        }
      default: nil
      }
    self = value ?? .null(.input(input))
  }
}
