internal import Values

/// The names that may stand in an expression, to know where a name of several words ends.
///
/// It holds them all, whatever they belong to: what a name means at its place is the checker's business.
struct NameTable: Sendable {
  /// The names that every expression on a schema may use.
  private let schema: Names
  /// Those of the parameters.
  private let declared: Names
  /// Those of the expression itself and of its scope.
  private var own = Names()

  init(_ scope: FEELScope) {
    schema = scope.schema.names
    declared = scope.declarations.names
    for input in scope.inputs {
      insert([input.name])
      insert(membersOf: input.type)
    }
    if let rows = scope.rows { insert([rows.name]) }
  }

  mutating func insert(_ names: [String]) {
    own.insert(names)
  }

  private mutating func insert(membersOf type: FEELType) {
    switch type {
    case .list(let element), .range(let element): insert(membersOf: element)
    case .record(let fields):
      for field in fields {
        insert([field.name] + field.aliases)
        insert(membersOf: field.type)
      }
    default: break
    }
  }

  /// Returns the longest declared name that starts at `start`, and where it ends.
  ///
  /// A space of the name stands for any white space of the text. Names are compared as Unicode
  /// understands them: é is the same however it is composed.
  func longestName(in lexer: Lexer, from start: Int) -> (name: String, end: Int)? {
    longest(in: lexer, from: start, among: schema, declared, own)
  }

  /// Returns the longest function name that starts at `start`, and where it ends.
  func longestFunction(in lexer: Lexer, from start: Int) -> (name: String, end: Int)? {
    longest(in: lexer, from: start, among: NameTable.functions)
  }

  private func longest(
    in lexer: Lexer, from start: Int, among names: Names...
  ) -> (name: String, end: Int)? {
    let scalars = lexer.scalars
    var found: (name: String, end: Int)?
    var text = ""
    // In parts: how much of a name is read, and how much the longest that begin with its first part have.
    var (length, longest) = (0, 1)
    var position = start
    while position < scalars.count, length < longest {
      if scalars[position].isWhiteSpace {
        text += " "
        position = NameTable.endOfBlank(in: scalars, from: position)
        continue
      }
      let end = Names.endOfPart(in: scalars, from: position)
      text += String(scalars: scalars[position..<end])
      position = end
      length += 1
      if length == 1 { longest = names.reduce(0) { max($0, $1.partCount(from: text)) } }
      if names.contains(where: { $0.contains(text, partCount: length) }) { found = (text, end) }
    }
    return found
  }

  private static func endOfBlank(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    scalars[start...].firstIndex { !$0.isWhiteSpace } ?? scalars.count
  }

  private static let functions = Names(Function.all.map(\.name))
}

/// Some names, found by their first part: most have one alone, and most words of an expression begin none.
///
/// The parts of a name are its words, and each other character by itself.
struct Names: Sendable {
  private var starts: [String: Start] = [:]
  /// Names of several parts.
  private var longer: Set<String> = []

  /// What begins with a part.
  private struct Start {
    /// Whether the part alone is a name.
    var isName = false
    /// How many parts the longest name has.
    var partCount = 1
  }

  init(_ names: [String] = []) {
    insert(names)
  }

  mutating func insert(_ names: [String]) {
    for name in names {
      let (first, partCount) = Names.parts(of: name)
      var start = starts[first] ?? Start()
      if partCount == 1 { start.isName = true } else { longer.insert(name) }
      start.partCount = max(start.partCount, partCount)
      starts[first] = start
    }
  }

  func contains(_ name: String, partCount: Int) -> Bool {
    if starts.isEmpty { return false }
    return partCount == 1 ? starts[name]?.isName == true : longer.contains(name)
  }

  func contains(_ name: String) -> Bool {
    starts[name]?.isName == true || longer.contains(name)
  }

  /// How many parts the longest name has that begins with one; 0 when none does.
  func partCount(from first: String) -> Int {
    starts.isEmpty ? 0 : starts[first]?.partCount ?? 0
  }

  /// Where a part ends, within which no name does.
  static func endOfPart(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end].continuesName { end += 1 }
    return max(end, start + 1)
  }

  private static func parts(of name: String) -> (first: String, count: Int) {
    let scalars = Array(name.unicodeScalars)
    guard !scalars.isEmpty else { return ("", 1) }
    let firstEnd = endOfPart(in: scalars, from: 0)
    var (position, count) = (firstEnd, 1)
    while position < scalars.count {
      let isBlank = scalars[position].isWhiteSpace
      position = endOfPart(in: scalars, from: position)
      if !isBlank { count += 1 }
    }
    return (String(scalars: scalars[..<firstEnd]), count)
  }
}

extension Names {
  /// All names of entities, fields, relations and properties.
  init(_ entities: [FEELSchema.EntityType]) {
    self.init(Property.allCases.map(\.rawValue))
    for entity in entities {
      insert([entity.name] + entity.aliases)
      for field in entity.fields { insert([field.name] + field.aliases) }
      for relation in entity.relations { insert([relation.name] + relation.aliases) }
    }
  }
}
