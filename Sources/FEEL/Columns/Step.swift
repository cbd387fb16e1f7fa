/// One operation of a plan on the results of others. Batches ask for it all the time, and it is not copied then.
final class Step: Sendable {
  let operation: Operation
  /// The steps whose results it takes, by number; nil for an argument left out.
  let operands: [Int?]
  let type: FEELType
  /// The expression it stands for; nil for a step that the plan made itself.
  let node: Node?
  let traits: Traits
  /// What it calls, when that is computed over arrays.
  let arrayFunction: ArrayFunction?
  /// How many expressions of the plan use it.
  let uses: Int
  /// How many steps take its result, and expressions have it for their value.
  let readers: Int

  /// What follows from its operation and its operands.
  struct Traits: Sendable {
    /// The variables it reads that steps around it declare.
    var freeSlots: SlotSet
    /// Whether it is the same for all lanes.
    var isConstant: Bool
    /// The only step that reads documents on which it depends, when that gives a text: then it can be
    /// computed once for each text of a dictionary.
    var soleField: Int?
    /// Whether it costs so little to compute that lanes nobody asks for may be computed with the others.
    var isCheap: Bool
  }

  init(
    _ operation: Operation, _ operands: [Int?], _ type: FEELType, _ node: Node?, _ traits: Traits,
    uses: Int = 0, readers: Int = 0
  ) {
    self.operation = operation
    self.operands = operands
    self.type = type
    self.node = node
    self.traits = traits
    self.uses = uses
    self.readers = readers
    if case .call(let overload) = operation {
      arrayFunction = ArrayFunction(rawValue: overload.id)
    } else {
      arrayFunction = nil
    }
  }

  /// The same step, of which it is known how often its result is asked for.
  func counted(uses: Int, readers: Int) -> Step {
    Step(operation, operands, type, node, traits, uses: uses, readers: readers)
  }

  var freeSlots: SlotSet { traits.freeSlots }
  var isConstant: Bool { traits.isConstant }
  var soleField: Int? { traits.soleField }
  var isCheap: Bool { traits.isCheap }

  /// Whether its result is kept until the batch is done. What one step takes is better dropped at once: the next
  /// result lies in the same memory, which is still in the processor's cache.
  var isKept: Bool { readers > 1 || !operation.isOfNumbersOrTruths }

  enum Operation: Sendable {
    case constant(Value)
    case input(Int)
    case local(Int)
    case subject(entity: Int)
    case rows(entity: Int)
    case field(FieldReference)
    case relation(RelationReference, target: Int)
    case member(Int)
    case property(Property)
    case negation
    case arithmetic(ArithmeticOperator)
    case comparison(ComparisonOperator)
    case equality
    case isNull(isNegated: Bool)
    case not
    case and
    /// Of two operands or more.
    case or
    /// Whether a value is an element of a list, or within a range, or within one of a list of them.
    case contained(Node.Test.Kind)
    /// Conditions, each with its value behind it, and the value when none is true.
    case conditional
    /// The same, but null as soon as a condition is.
    case choice
    case list
    case filter(slot: Int)
    case element
    case projection(slot: Int, flattens: Bool)
    case quantified(Quantifier, slot: Int)
    case aggregate(Aggregate)
    case call(Function.Overload)
    /// What has no operation of its own: the interpreter is asked lane by lane.
    case interpreted
  }

  /// The functions of values that are computed over arrays, where these are of the usual kind.
  enum ArrayFunction: String, Sendable {
    case abs = "abs/0"
    /// The day of a date or moment.
    case date = "date/1"
    case workingDaysBetween = "working days between/0"
    case stringLength = "string length/0"
    case contains = "contains/0"
    case normalised = "normalised/0"
    case isValidMobile = "is valid mobile/0"
    case isValidSocialCreditCode = "is valid uscc/0"
    case isValidInvoiceNumber = "is valid invoice number/0"
    case numberSeries = "number series/0"
    case serialNumber = "serial number/0"
  }

  /// The functions of a list that are computed over all lists at once.
  enum Aggregate: String, Sendable {
    case count = "count/0"
    case sum = "sum/0"
    case min = "min/0"
    case max = "max/0"
  }
}

extension Step.Operation {
  /// Whether nothing but the steps that take the result asks for it.
  fileprivate var isOfNumbersOrTruths: Bool {
    switch self {
    case .negation, .arithmetic, .comparison, .equality, .isNull, .not, .and, .or: true
    default: false
    }
  }

  /// Whether it goes through arrays as they lie, when its operands are held in such.
  ///
  /// - Parameter type: that of its result.
  func isCheap(_ type: FEELType) -> Bool {
    switch self {
    case .constant, .input, .local, .subject, .field, .relation, .negation, .comparison,
      .equality, .isNull, .not, .and, .or, .aggregate:
      return true
    case .projection(_, let flattens): return !flattens
    case .arithmetic(let operation):
      return type != .string && [.add, .subtract, .multiply].contains(operation)
    case .call(let overload):
      return [.abs, .date].contains(Step.ArrayFunction(rawValue: overload.id))
    default: return false
    }
  }

  /// What tells it from other operations on the same operands; nil when it is like no other.
  var key: String? {
    switch self {
    case .constant(let value):
      if case .range = value { nil } else { "constant \(Presence(value)) \(value.text)" }
    case .input(let number): "input \(number)"
    case .local(let slot): "local \(slot)"
    case .subject(let entity): "subject \(entity)"
    case .rows(let entity): "rows \(entity)"
    case .field(let field): "field \(field.entity) \(field.field)"
    case .relation(let relation, _): "relation \(relation.entity) \(relation.relation)"
    case .member(let number): "member \(number)"
    case .property(let property): "property \(property.rawValue)"
    case .negation: "negation"
    case .arithmetic(let operation): "arithmetic \(operation.rawValue)"
    case .comparison(let comparison): "comparison \(comparison.rawValue)"
    case .equality: "equality"
    case .isNull(let isNegated): "is null \(isNegated)"
    case .not: "not"
    case .and: "and"
    case .or: "or"
    case .contained(let kind): "contained \(kind)"
    case .conditional: "conditional"
    case .choice: "choice"
    case .list: "list"
    case .filter(let slot): "filter \(slot)"
    case .element: "element"
    case .projection(let slot, let flattens): "projection \(slot) \(flattens)"
    case .quantified(let quantifier, let slot): "\(quantifier.rawValue) \(slot)"
    case .aggregate(let aggregate): aggregate.rawValue
    case .call(let overload): "call \(overload.id)"
    case .interpreted: nil
    }
  }
}
