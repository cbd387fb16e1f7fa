import FEEL

/// The expressions of a pack, each compiled once for a subject: rules on the same documents often name the same
/// values, in their conditions and in their messages.
final class SharedPrograms {
  private var programs: [SubjectKind: [String: Program]] = [:]
  private var subject: SubjectKind?

  /// Makes what follows an expression on a subject.
  func begin(_ subject: SubjectKind) { self.subject = subject }

  /// Those on the subject, by their text.
  var ofSubject: [String: Program] {
    get { subject.flatMap { programs[$0] } ?? [:] }
    set { if let subject { programs[subject] = newValue } }
  }

  /// The program of a text, compiled in `scope` where it is new.
  func program(_ text: String, in scope: FEELScope) throws(ExpressionError) -> Program {
    guard let subject else { return try Program.compile(text, in: scope) }
    if let program = programs[subject]?[text] { return program }
    let program = try Program.compile(text, in: scope)
    programs[subject, default: [:]][text] = program
    return program
  }
}
