extension NullReason {
  /// The reason in words, for one who tries an expression without documents.
  package var caseText: String {
    switch self {
    case .arithmetic(let text), .conversion(let text): text
    case .emptyList(let function): "'\(function)' of an empty list"
    case .index(let number): "there is no element \(number)"
    case .incomparable: "the two cannot be compared"
    case .input(let name): "'\(name)' is null"
    case .literal: "null"
    case .missing: "a field is empty"
    case .unreadable: "a field cannot be read"
    case .fieldNotProvided: "a field is not provided"
    case .noDocument: "there is no such document"
    case .ambiguous: "there are several such documents"
    case .unknownKey: "the key of the documents cannot be read"
    case .relationNotProvided: "the documents are not provided"
    }
  }
}
