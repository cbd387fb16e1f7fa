/// What an issue is about, as a line says it. It is compared as it is written, and read only when somebody asks: of a
/// million records that a run goes through most are asked for nothing.
struct WrittenFacts: Sendable {
  /// The members of a line, without braces.
  let members: [UInt8]

  init(_ facts: IssueFacts) {
    var writer = LineWriter()
    self.init(facts, by: &writer)
  }

  /// - Parameter writer: writes no line at the moment.
  init(_ facts: IssueFacts, by writer: inout LineWriter) {
    members = writer.members { facts.write(to: &$0) }
  }

  /// - Precondition: ``members`` of others.
  init(members: [UInt8]) { self.members = members }

  /// - Precondition: they were written, or read from where they were kept as they were written.
  var facts: IssueFacts {
    guard let line = LineMembers(members), let facts = IssueFacts(line) else {
      preconditionFailure("facts are kept as they were written")
    }
    return facts
  }

  /// The rule, which is the first member.
  var ruleID: String {
    let text = members.dropFirst(Self.start.utf8CodeUnitCount)
    guard
      let end = text.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
      text[end] == UInt8(ascii: "\"")
    else { return facts.ruleID }
    return String(decoding: text[..<end], as: UTF8.self)
  }

  private static let start: StaticString = "\"rule\":\""
}

extension WrittenFacts: Hashable {
  /// An amount may be written with more zeros.
  static func == (a: WrittenFacts, b: WrittenFacts) -> Bool {
    a.members == b.members || a.facts == b.facts
  }

  func hash(into hasher: inout Hasher) { hasher.combine(facts) }
}
