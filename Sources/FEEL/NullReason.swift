/// Why a value is null: the first cause, carried through every operation that it made null.
package indirect enum NullReason: Hashable, Sendable {
  /// The export leaves the field empty in this row.
  case missing(entity: Int, field: Int, row: Int)
  /// The export has something there that cannot be read as the field's type.
  case unreadable(entity: Int, field: Int, row: Int)
  /// No export brings the field.
  case fieldNotProvided(entity: Int, field: Int)
  /// No document belongs to this row by that relation.
  case noDocument(entity: Int, relation: Int, row: Int)
  /// Several documents bear the key that this row names, so none is taken.
  case ambiguous(entity: Int, relation: Int, row: Int)
  /// The key that this row names could not be read, so it cannot be said which documents belong to it.
  case unknownKey(entity: Int, relation: Int, row: Int)
  /// No export brings the documents that the relation leads to.
  case relationNotProvided(entity: Int, relation: Int)
  /// The operands are there and have no result: `division by zero`.
  case arithmetic(String)
  /// A text that cannot be converted: `'abc' is not a number`.
  case conversion(String)
  /// An aggregate of nothing, by the function's name: `sum`.
  case emptyList(String)
  /// There is no element of that number.
  case index(Int)
  /// The two values have no order, such as date-times one of which lacks an offset.
  case incomparable
  /// An input was null.
  case input(String)
  /// `null` stands in the expression.
  case literal

  /// Whether there is something that could not be read or chosen, so that nothing is known of it: a
  /// comparison of such a value with null is itself null, where an empty field or a missing document
  /// is known to be null.
  package var isUnknown: Bool {
    switch self {
    case .unreadable, .ambiguous, .unknownKey, .fieldNotProvided, .relationNotProvided: true
    default: false
    }
  }
}

extension NullReason {
  /// Whether the documents are the cause, and not the expression itself: a field or a document is
  /// not there, or there is nothing to add up.
  package var isDocumentary: Bool {
    switch self {
    case .missing, .noDocument, .emptyList: true
    default: isUnknown
    }
  }
}

extension String {
  /// The text for a message: of a long one its beginning.
  var excerpt: String {
    unicodeScalars.count <= 60
      ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(60))) + "…"
  }
}
