/// What is known of one lane of a vector: that it has a value, or in which of the senses that make a
/// difference to an operation it is null. ``NullReason`` says exactly why; that is asked of the
/// interpreter, for the few lanes that come out as null.
///
/// Loops over lanes go by the bytes, of which 0 is that of a lane with a value.
enum Presence: UInt8, Sendable {
  case present
  /// The expression itself has no value: a division by zero, a text that is no number.
  case null
  /// A document is known not to say it: an empty field, no document, an aggregate of nothing.
  case missing
  /// Nothing is known: unreadable, ambiguous, or not provided.
  case unknown

  init(_ reason: NullReason) {
    self = reason.isUnknown ? .unknown : reason.isDocumentary ? .missing : .null
  }

  init(_ value: Value) {
    if case .null(let reason) = value { self.init(reason) } else { self = .present }
  }

  /// Whether the documents are the cause.
  var isDocumentary: Bool { self == .missing || self == .unknown }

  /// A null of this sense, for operations that work on values; why it is null is not told.
  var value: Value {
    switch self {
    case .present: preconditionFailure("a lane with a value is not null")
    case .null: .null(.literal)
    case .missing: .null(.missing(entity: -1, field: -1, row: -1))
    case .unknown: .null(.unreadable(entity: -1, field: -1, row: -1))
    }
  }
}

extension [Presence] {
  /// The presences of an operation that is null when one of its operands is, for the reason of the
  /// first; empty stands for all present.
  func first(_ other: [Presence]) -> [Presence] {
    if other.isEmpty { return self }
    if isEmpty { return other }
    return ByteLanes.map(self, other) { $0 == 0 ? $1 : $0 }
  }

  /// Empty when all lanes are present.
  var compact: [Presence] { ByteLanes.union(self) == 0 ? [] : self }
}
