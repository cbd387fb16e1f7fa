/// A checked expression: every name resolved, every type known.
final class Node: Sendable {
  let kind: Kind
  let type: FEELType
  /// Where it stands in the text, in Unicode scalars.
  let range: Range<Int>
  /// The way from the subject to what the node gives, without filters, when it gives rows or fields
  /// of rows; nil for everything else.
  let origin: [Program.Step]?
  /// The only texts it can give, or nil when any is possible.
  let words: [String]?
  /// The variables that it reads and that something around it declares.
  let freeSlots: SlotSet
  /// The last slot that it or a part of it uses.
  let greatestSlot: Int?
  /// Whether it reads no document and no input.
  let isIndependent: Bool

  init(
    _ kind: Kind, _ type: FEELType, _ range: Range<Int>, origin: [Program.Step]? = nil,
    words: [String]? = nil
  ) {
    self.kind = kind
    self.type = type
    self.range = range
    self.origin = origin
    self.words = words
    // Parts are shared where a decision's input stands in every row, so that these facts are kept and not
    // found by walking down.
    (freeSlots, greatestSlot, isIndependent) = kind.facts
  }

  enum Kind: Sendable {
    case constant(Value)
    /// The value of an input, by number.
    case input(Int)
    /// The value of a variable that the expression declares, by its slot.
    case local(Int)
    /// The row that the expression is evaluated on.
    case subject(entity: Int)
    /// The rows of the group that the expression is evaluated on.
    case rows(entity: Int)
    case field(Node, FieldReference)
    /// The row of the entity `target` that a row leads to, or the rows.
    case relation(Node, RelationReference, target: Int)
    /// A member of a record, by number.
    case member(Node, Int)
    case property(Node, Property)
    case list([Node])
    case record([Entry])
    case range(lower: Node?, upper: Node?, includesLower: Bool, includesUpper: Bool)
    case negation(Node)
    case arithmetic(ArithmeticOperator, Node, Node)
    /// An order; equality has a case of its own.
    case comparison(ComparisonOperator, Node, Node)
    case equality(Node, Node, isNegated: Bool)
    /// `x = null`.
    case isNull(Node, isNegated: Bool)
    case and(Node, Node)
    case or(Node, Node)
    case between(Node, lower: Node, upper: Node)
    case contained(Node, [Test], isNegated: Bool)
    case conditional(Node, then: Node, otherwise: Node)
    /// The value behind the first condition that is true, for as many as a decision table has rows; null as
    /// soon as one is null.
    case choice([Choice], otherwise: Node)
    /// An expression in which slots hold the values of others.
    case bound([Binding], body: Node)
    /// The elements for which the condition, in which the slot holds the element, is true.
    case filter(Node, slot: Int, condition: Node)
    case element(Node, number: Node)
    /// The body for each element, which the slot holds; lists made so are joined when `flattens`.
    case projection(Node, slot: Int, body: Node, flattens: Bool)
    case loop([Iterator], body: Node)
    case quantified(Quantifier, [Iterator], condition: Node)
    /// The arguments by parameter; nil for those left out.
    case call(Function.Overload, [Node?])
  }

  struct Entry: Sendable {
    var name: String
    /// Where the value is kept for the members behind it.
    var slot: Int
    var value: Node
  }

  struct Test: Sendable {
    enum Kind: Sendable {
      case comparison(ComparisonOperator)
      /// The value is one of the elements of the list.
      case listMember
      case withinRange
      /// The value lies within one of the ranges of the list.
      case withinAny
    }

    var kind: Kind
    var value: Node
  }

  struct Binding: Sendable {
    var slot: Int
    var value: Node
  }

  struct Choice: Sendable {
    var condition: Node
    var value: Node
  }

  struct Iterator: Sendable {
    enum Domain: Sendable {
      case list(Node)
      /// One after the other from the first to the second, upwards or downwards.
      case steps(Node, Node)
      /// All numbers or dates within a range.
      case range(Node)
    }

    var slot: Int
    var domain: Domain
  }

  /// The value, when it is the same for all rows.
  var constant: Value? {
    if case .constant(let value) = kind { value } else { nil }
  }
}
