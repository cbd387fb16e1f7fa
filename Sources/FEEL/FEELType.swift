/// The type of an expression or of a name it uses.
///
/// A value of any type may be null; `null` is the type of what can be nothing else.
package indirect enum FEELType: Hashable, Sendable {
  case number, string, boolean, date, time, dateTime, daysTimeDuration, yearsMonthsDuration, null
  case list(FEELType)
  case range(FEELType)
  /// Named members, in the order of ``record(of:)``.
  case record([FEELField])
  /// A row of `schema.entities[i]`.
  case entity(Int)

  /// A record type of these members, which are put in the order of their names.
  package static func record(of fields: [FEELField]) -> FEELType {
    .record(fields.sorted { $0.name < $1.name })
  }
}

/// A member of an entity or record: its names and its type.
package struct FEELField: Sendable {
  package var name: String
  /// Other names that mean the same.
  package var aliases: [String]
  package var type: FEELType
  /// The only texts the member can hold, or nil when any may stand there.
  package var allowedValues: [String]?

  package init(
    name: String, aliases: [String] = [], type: FEELType, allowedValues: [String]? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.type = type
    self.allowedValues = allowedValues
  }

  package func isCalled(_ name: String) -> Bool {
    self.name == name || aliases.contains(name)
  }
}

extension FEELField: Hashable {
  /// Two members are the same when name and type are: what else they are called changes no value.
  package static func == (a: FEELField, b: FEELField) -> Bool {
    a.name == b.name && a.type == b.type
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(type)
  }
}

extension FEELType: CustomStringConvertible {
  /// The type as people call it: `list of number`.
  package var description: String {
    switch self {
    case .number: "number"
    case .string: "string"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .daysTimeDuration: "days and time duration"
    case .yearsMonthsDuration: "years and months duration"
    case .null: "null"
    case .list(.null): "list"
    case .list(let element): "list of \(element)"
    case .range(let bound): "range of \(bound)"
    case .record(let fields):
      "record of \(fields.map { "\($0.name): \($0.type)" }.joined(separator: ", "))"
    case .entity: "row"
    }
  }
}

extension FEELType {
  /// The type of a value that is of one of two types: null fits in with any, lists and records fit
  /// when their parts do. Nil when the two do not go together.
  func joined(with other: FEELType) -> FEELType? {
    switch (self, other) {
    case (.null, _): return other
    case (_, .null): return self
    case (.list(let a), .list(let b)): return a.joined(with: b).map { .list($0) }
    case (.range(let a), .range(let b)): return a.joined(with: b).map { .range($0) }
    case (.record(let a), .record(let b)):
      guard a.map(\.name) == b.map(\.name) else { return nil }
      var fields: [FEELField] = []
      for (one, another) in zip(a, b) {
        guard let type = one.type.joined(with: another.type) else { return nil }
        fields.append(FEELField(name: one.name, aliases: one.aliases, type: type))
      }
      return .record(fields)
    default: return self == other ? self : nil
    }
  }

  /// Whether two values of the type can be told which is the smaller.
  var isOrdered: Bool {
    switch self {
    case .number, .string, .date, .time, .dateTime, .daysTimeDuration, .yearsMonthsDuration, .null:
      true
    case .boolean, .list, .range, .record, .entity: false
    }
  }

  var isDuration: Bool { self == .daysTimeDuration || self == .yearsMonthsDuration }
}
