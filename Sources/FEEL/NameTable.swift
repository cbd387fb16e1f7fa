/// The names that may stand in an expression, to know where a name of several words ends.
///
/// It holds them all, whatever they belong to: what a name means at its place is the checker's business.
struct NameTable: Sendable {
  private var names: Set<String> = []
  private var functions: Set<String> = []
  /// How many scalars the longest name has.
  private var longest = 0

  init(_ scope: FEELScope) {
    functions = Set(Function.all.map(\.name))
    longest = functions.map(\.unicodeScalars.count).max() ?? 0
    insert(Property.allCases.map(\.rawValue))
    insert(scope.parameters.flatMap { [$0.name] + $0.aliases })
    for input in scope.inputs {
      insert([input.name])
      insert(membersOf: input.type)
    }
    for parameter in scope.parameters { insert(membersOf: parameter.type) }
    for entity in scope.schema.entities {
      insert([entity.name] + entity.aliases)
      for field in entity.fields { insert([field.name] + field.aliases) }
      for relation in entity.relations { insert([relation.name] + relation.aliases) }
    }
    if let rows = scope.rows { insert([rows.name]) }
  }

  mutating func insert(_ names: [String]) {
    for name in names {
      self.names.insert(name)
      longest = max(longest, name.unicodeScalars.count)
    }
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
    longest(in: lexer, from: start) { names.contains($0) }
  }

  /// Returns the longest function name that starts at `start`, and where it ends.
  func longestFunction(in lexer: Lexer, from start: Int) -> (name: String, end: Int)? {
    longest(in: lexer, from: start) { functions.contains($0) }
  }

  private func longest(
    in lexer: Lexer, from start: Int, _ isName: (String) -> Bool
  ) -> (name: String, end: Int)? {
    var found: (name: String, end: Int)?
    var text = String.UnicodeScalarView()
    var position = start
    while position < lexer.scalars.count, text.count <= longest * 3 {
      let scalar = lexer.scalars[position]
      if scalar.properties.isWhitespace {
        if text.last != " " { text.append(" ") }
        position += 1
        continue
      }
      text.append(scalar)
      position += 1
      let next = position < lexer.scalars.count ? lexer.scalars[position] : nil
      let isWordEnd = !(scalar.continuesName && next?.continuesName == true)
      if isWordEnd, isName(String(text)) { found = (String(text), position) }
    }
    return found
  }
}
