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
    let length = max(schema.longest, declared.longest, own.longest)
    return longest(in: lexer, from: start, upTo: length) {
      schema.texts.contains($0) || declared.texts.contains($0) || own.texts.contains($0)
    }
  }

  /// Returns the longest function name that starts at `start`, and where it ends.
  func longestFunction(in lexer: Lexer, from start: Int) -> (name: String, end: Int)? {
    let functions = NameTable.functions
    return longest(in: lexer, from: start, upTo: functions.longest) {
      functions.texts.contains($0)
    }
  }

  private func longest(
    in lexer: Lexer, from start: Int, upTo length: Int, _ isName: (String) -> Bool
  ) -> (name: String, end: Int)? {
    var found: (name: String, end: Int)?
    var text = String.UnicodeScalarView()
    var position = start
    while position < lexer.scalars.count, text.count <= length {
      let scalar = lexer.scalars[position]
      if scalar.isWhiteSpace {
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

  private static let functions = Names(Function.all.map(\.name))
}

/// Some names, and how long the longest is.
struct Names: Sendable {
  private(set) var texts: Set<String> = []
  /// In Unicode scalars, however the name is composed.
  private(set) var longest = 0

  init(_ names: [String] = []) {
    insert(names)
  }

  mutating func insert(_ names: [String]) {
    for name in names {
      texts.insert(name)
      // A letter with marks can be written as up to three scalars where the name has one.
      longest = max(longest, name.unicodeScalars.count * 3)
    }
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
