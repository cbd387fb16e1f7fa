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
    guard let (first, end) = Names.firstPart(in: lexer.scalars, from: start) else { return nil }
    let starts = [schema.start(with: first), declared.start(with: first), own.start(with: first)]
    return longest(in: lexer.scalars, first, end, starts) { name in
      schema.isOfParts(name) || declared.isOfParts(name) || own.isOfParts(name)
    }
  }

  /// Returns the longest function name that starts at `start`, and where it ends.
  func longestFunction(in lexer: Lexer, from start: Int) -> (name: String, end: Int)? {
    guard let (first, end) = Names.firstPart(in: lexer.scalars, from: start) else { return nil }
    let functions = NameTable.functions
    return longest(
      in: lexer.scalars, first, end, [functions.start(with: first)], functions.isOfParts)
  }

  /// - Parameters:
  ///   - first: the first part of the names, which ends at `end`.
  ///   - starts: what begins with it.
  private func longest(
    in scalars: [Unicode.Scalar], _ first: String, _ end: Int, _ starts: [Names.Start],
    _ isName: (String) -> Bool
  ) -> (name: String, end: Int)? {
    var found = starts.contains { $0.isName } ? (name: first, end: end) : nil
    let longest = starts.reduce(1) { max($0, $1.partCount) }
    var (text, position, length) = (first, end, 1)
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
      if isName(text) { found = (text, end) }
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
  struct Start {
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

  /// What begins with a part; an empty start when no name does.
  func start(with part: String) -> Start {
    starts.isEmpty ? Start() : starts[part] ?? Start()
  }

  /// Whether it is one of the names of several parts.
  func isOfParts(_ name: String) -> Bool { !longer.isEmpty && longer.contains(name) }

  func contains(_ name: String) -> Bool {
    starts[name]?.isName == true || longer.contains(name)
  }

  /// Where a part ends, within which no name does.
  static func endOfPart(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end].continuesName { end += 1 }
    return max(end, start + 1)
  }

  /// The part that begins at `start`, and where it ends; nil at the end of the text.
  static func firstPart(in scalars: [Unicode.Scalar], from start: Int) -> (String, end: Int)? {
    guard start < scalars.count else { return nil }
    let end = endOfPart(in: scalars, from: start)
    return (String(scalars: scalars[start..<end]), end)
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
