internal import Values

/// A function that expressions may call.
struct Function: Sendable {
  let name: String
  /// The ways to call it, tried in this order.
  let overloads: [Overload]

  init(_ name: String, _ overloads: Overload...) {
    self.init(name, overloads: overloads)
  }

  init(_ name: String, overloads: [Overload]) {
    self.name = name
    self.overloads = overloads.enumerated().map { $1.named(name, "\($0)") }
  }

  /// One way to call a function: what it takes, what it gives, and how.
  struct Overload: Sendable {
    /// The function's name, and what tells this way of calling it from others: equal ids give equal results.
    private(set) var name = ""
    private(set) var id = ""
    let parameters: [Parameter]
    /// Whether the last parameter may be given any number of times, at least once.
    let isVariadic: Bool
    let result: TypePattern
    /// Whether it is told of null arguments; otherwise it gives null as soon as one is null.
    let takesNull: Bool
    let evaluate: @Sendable (Arguments) -> Value
    /// The same of a question that is asked of a single text, where it lies in memory as UTF-8; nil of all others.
    private(set) var asksText: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?

    init(
      _ parameters: [Parameter], isVariadic: Bool = false, gives result: TypePattern,
      takesNull: Bool = false, _ evaluate: @escaping @Sendable (Arguments) -> Value
    ) {
      self.parameters = parameters
      self.isVariadic = isVariadic
      self.result = result
      self.takesNull = takesNull
      self.evaluate = evaluate
    }

    /// A question that is asked of a single text.
    static func askingText(
      _ parameter: Parameter, _ question: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Overload {
      var overload = Overload([parameter], gives: .boolean) { arguments in
        var text = arguments.string(0)
        return .boolean(text.withUTF8(question))
      }
      overload.asksText = question
      return overload
    }

    func named(_ name: String, _ variant: String) -> Overload {
      var overload = self
      overload.name = name
      overload.id = "\(name)/\(variant)"
      return overload
    }
  }

  /// One thing that a function takes.
  struct Parameter: Sendable {
    let name: String
    let pattern: TypePattern
    let isOptional: Bool

    init(_ name: String, _ pattern: TypePattern, isOptional: Bool = false) {
      self.name = name
      self.pattern = pattern
      self.isOptional = isOptional
    }
  }

  /// What a call hands over: a value for each parameter, and those of a repeated one behind.
  struct Arguments {
    /// Nil for those left out.
    var values: [Value?]
    private let circumstances: Circumstances

    init(values: [Value?], of source: any DataSource) {
      self.values = values
      circumstances = Circumstances(calendar: source.calendar, period: source.period)
    }

    var calendar: WorkingCalendar { circumstances.calendar }
    var period: ClosedRange<CivilDate>? { circumstances.period }

    /// The value of a parameter that is not optional.
    subscript(number: Int) -> Value { values[number]! }

    /// The value of an optional parameter, or nil when it was left out.
    func optional(_ number: Int) -> Value? {
      number < values.count ? values[number] : nil
    }
  }

  /// What is the same for all calls. It is handed over from call to call, and not copied then.
  private final class Circumstances: Sendable {
    let calendar: WorkingCalendar
    let period: ClosedRange<CivilDate>?

    init(calendar: WorkingCalendar, period: ClosedRange<CivilDate>?) {
      self.calendar = calendar
      self.period = period
    }
  }

  /// All functions, in the order in which the documentation lists them.
  static let all: [Function] =
    numberFunctions + aggregateFunctions + stringFunctions + listFunctions + booleanFunctions
    + temporalFunctions + intervalFunctions + conversionFunctions + businessFunctions
    + declaredFunctions

  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

/// What types a parameter accepts, or what type a result has.
indirect enum TypePattern: Sendable {
  case exactly(FEELType)
  case either([FEELType])
  case anything
  /// The one type that all parameters with this pattern share; as a result, that type.
  case shared
  /// The same for types of which one value can be smaller than another.
  case sharedOrdered
  case list(TypePattern)
  /// A range of the type that parameters of ``sharedOrdered`` have.
  case range
  /// A list whose elements may be lists; ``shared`` is what they hold in the end.
  case nestedList

  static let number = TypePattern.exactly(.number)
  static let string = TypePattern.exactly(.string)
  static let boolean = TypePattern.exactly(.boolean)
  static let date = TypePattern.exactly(.date)
  static let dateTime = TypePattern.exactly(.dateTime)
}

extension TypePattern {
  /// Whether a value of that type fits. What ``shared`` stands for is found out on the way.
  func accepts(_ type: FEELType, shared: inout FEELType) -> Bool {
    if type == .null { return true }
    switch self {
    case .exactly(let wanted): return wanted == type
    case .either(let types): return types.contains(type)
    case .anything: return true
    case .shared: return join(type, to: &shared)
    case .sharedOrdered: return type.isOrdered && join(type, to: &shared)
    case .list(let pattern):
      guard case .list(let element) = type else { return false }
      return pattern.accepts(element, shared: &shared)
    case .range:
      guard case .range(let bound) = type else { return false }
      return join(bound, to: &shared)
    case .nestedList:
      guard case .list(var element) = type else { return false }
      while case .list(let inner) = element { element = inner }
      return join(element, to: &shared)
    }
  }

  private func join(_ type: FEELType, to shared: inout FEELType) -> Bool {
    guard let joined = shared.joined(with: type) else { return false }
    shared = joined
    return true
  }

  /// The type of a result, once it is known what ``shared`` stands for.
  func type(shared: FEELType) -> FEELType {
    switch self {
    case .exactly(let type): type
    case .shared, .sharedOrdered: shared
    case .list(let pattern): .list(pattern.type(shared: shared))
    case .either, .anything, .nestedList, .range: preconditionFailure("a result has one type")
    }
  }
}

extension TypePattern: CustomStringConvertible {
  var description: String {
    switch self {
    case .exactly(let type): type.description
    case .either(let types): types.map(\.description).joined(separator: " or ")
    case .anything: "any value"
    case .shared: "a value of the same type"
    case .sharedOrdered: "number, text, date, time or duration"
    case .range: "range"
    case .list(.shared), .list(.anything), .nestedList: "list"
    case .list(.sharedOrdered): "list of numbers, texts, dates, times or durations"
    case .list(let pattern): "list of \(pattern)"
    }
  }
}
