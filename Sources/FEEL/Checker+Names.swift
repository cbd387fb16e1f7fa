internal import Diagnostics

extension Checker {
  /// What a plain name means, the innermost declaration first.
  mutating func name(_ name: String, _ range: Range<Int>) throws(ExpressionError) -> Node {
    for frame in frames.reversed() {
      switch frame {
      case .variable(let variableName, let variable):
        if variableName == name { return variable.node(range) }
      case .item(let variable):
        let item = variable.node(range)
        if let node = try namedMember(name, of: item, range) { return node }
        if name == "item" { return item }
      }
    }
    let member = try subjectMember(name, range)
    if scope.declarations.names.contains(name),
      let parameter = scope.parameters.first(where: { $0.isCalled(name) })
    {
      guard member == nil, !scope.inputs.contains(where: { $0.name == name }) else {
        throw ambiguous(name, range)
      }
      return try self.parameter(parameter, on: nil, range)
    }
    if let member { return member }
    if let rows = scope.rows, rows.name == name {
      return Node(
        .rows(entity: rows.entity), .list(.entity(rows.entity)), range,
        origin: [.rows(entity: rows.entity)])
    }
    if let input = scope.inputs.firstIndex(where: { $0.name == name }) {
      return Node(.input(input), scope.inputs[input].type, range)
    }
    if let subject = scope.subject, scope.schema.entities[subject].isCalled(name) {
      return self.subject(subject, range)
    }
    throw unknownName(name, range)
  }

  func subject(_ entity: Int, _ range: Range<Int>) -> Node {
    Node(.subject(entity: entity), .entity(entity), range, origin: [])
  }

  /// A field or relation of the subject; in a group, one of the fields that all its rows share.
  private mutating func subjectMember(
    _ name: String, _ range: Range<Int>
  ) throws(ExpressionError) -> Node? {
    if let rows = scope.rows {
      guard let field = scope.schema.entities[rows.entity].field(named: name),
        rows.fields.contains(field)
      else { return nil }
      return sharedField(FieldReference(entity: rows.entity, field: field), range)
    }
    guard let subject = scope.subject else { return nil }
    return try namedMember(name, of: self.subject(subject, range), range)
  }

  private mutating func sharedField(_ field: FieldReference, _ range: Range<Int>) -> Node {
    take(
      .field(entity: field.entity, field: field.field), from: subject(field.entity, range), range)
  }

  /// The member of that name behind a point.
  mutating func member(
    _ name: String, _ nameRange: Range<Int>, of base: Node, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    if let node = try namedMember(name, of: base, range) { return node }
    throw unknownMember(name, nameRange, of: base.type)
  }

  /// A member of a row, a record, a value with properties, or of each element of a list; nil when
  /// there is none of that name.
  private mutating func namedMember(
    _ name: String, of base: Node, _ range: Range<Int>
  ) throws(ExpressionError) -> Node? {
    switch base.type {
    case .entity(let entity):
      guard let step = scope.schema.step(named: name, from: entity) else { return nil }
      return take(step, from: base, range)
    case .record(let fields):
      guard let index = fields.firstIndex(where: { $0.isCalled(name) }) else { return nil }
      return Node(
        .member(base, index), fields[index].type, range, words: fields[index].allowedValues)
    case .list(.entity(let entity)):
      guard let step = scope.schema.step(named: name, from: entity) else { return nil }
      return take(step, from: base, range)
    case .list(let element):
      let variable = Variable(slot: usedSlots, type: element, origin: nil, words: nil)
      usedSlots += 1
      defer { usedSlots -= 1 }
      slotCount = max(slotCount, usedSlots)
      guard let body = try namedMember(name, of: variable.node(range), range) else { return nil }
      return Node(
        .projection(base, slot: variable.slot, body: body, flattens: false), .list(body.type),
        range, words: body.words)
    default:
      let found = Property.all(of: base.type).first { $0.property.rawValue == name }
      return found.map { Node(.property(base, $0.property), $0.type, range) }
    }
  }
}

/// Paths.
extension Checker {
  /// One step from a row, or from each row of a list. A list that is reached from a list is joined
  /// with its neighbours: `invoices.lines` are the lines of all invoices.
  mutating func take(_ step: Program.Step, from base: Node, _ range: Range<Int>) -> Node {
    if case .list(let element) = base.type {
      let slot = usedSlots
      usedSlots += 1
      defer { usedSlots -= 1 }
      slotCount = max(slotCount, usedSlots)
      let row = Node(.local(slot), element, range, origin: base.origin)
      let body = take(step, from: row, range)
      if case .list = body.type {
        return Node(
          .projection(base, slot: slot, body: body, flattens: true), body.type, range,
          origin: body.origin)
      }
      return Node(
        .projection(base, slot: slot, body: body, flattens: false), .list(body.type), range,
        origin: body.origin, words: body.words)
    }
    let origin = base.origin.map { $0 + [step] }
    switch step {
    case .rows(let entity):
      return Node(.rows(entity: entity), .list(.entity(entity)), range, origin: [step])
    case .relation(let entity, let relation):
      let reference = RelationReference(entity: entity, relation: relation)
      if !dependencies.relations.contains(reference) { dependencies.relations.append(reference) }
      let target = scope.schema.entities[entity].relations[relation]
      let type = FEELType.entity(target.target)
      return Node(
        .relation(base, reference, target: target.target), target.isMany ? .list(type) : type,
        range, origin: origin)
    case .field(let entity, let field):
      let reference = FieldReference(entity: entity, field: field)
      if !dependencies.fields.contains(reference) { dependencies.fields.append(reference) }
      if let origin, !pathSteps.contains(origin) { pathSteps.append(origin) }
      let declared = scope.schema.entities[entity].fields[field]
      return Node(
        .field(base, reference), declared.type, range, origin: origin,
        words: declared.allowedValues)
    }
  }

  /// The paths that were met.
  func paths() -> [Program.Path] {
    pathSteps.map { steps in
      Program.Path(
        text: steps.compactMap(scope.name).joined(separator: "."), steps: steps, in: scope)
    }
  }
}

extension Program {
  /// The program that does nothing but go along a path.
  init(text: String, reading steps: [Step], in scope: FEELScope) {
    var builder = Checker(scope)
    let entity = scope.rows?.entity ?? scope.subject ?? 0
    var node = builder.subject(entity, 0..<0)
    for step in steps { node = builder.take(step, from: node, 0..<0) }
    self.init(text: text, root: node, paths: [], builder)
  }
}

extension FEELScope {
  /// The declared name of a step.
  fileprivate func name(of step: Program.Step) -> String? {
    switch step {
    case .rows: rows?.name
    case .relation(let entity, let relation): schema.entities[entity].relations[relation].name
    case .field(let entity, let field): schema.entities[entity].fields[field].name
    }
  }
}

extension FEELScope.Parameter {
  func isCalled(_ name: String) -> Bool { self.name == name || aliases.contains(name) }
}

extension FEELSchema.EntityType {
  fileprivate func isCalled(_ name: String) -> Bool { self.name == name || aliases.contains(name) }

  func field(named name: String) -> Int? {
    fields.firstIndex { $0.name == name } ?? fields.firstIndex { $0.isCalled(name) }
  }

  /// Where each of its names leads, of two that are the same the one that comes first: names of fields, names of
  /// relations, aliases of fields, aliases of relations.
  func steps(from entity: Int) -> [String: Program.Step] {
    let fieldSteps = fields.indices.map { Program.Step.field(entity: entity, field: $0) }
    let relationSteps = relations.indices.map {
      Program.Step.relation(entity: entity, relation: $0)
    }
    var steps: [String: Program.Step] = [:]
    steps.reserveCapacity(fields.count * 4 + relations.count * 2)
    func add(_ name: String, _ step: Program.Step) {
      if steps[name] == nil { steps[name] = step }
    }
    for (field, step) in zip(fields, fieldSteps) { add(field.name, step) }
    for (relation, step) in zip(relations, relationSteps) { add(relation.name, step) }
    for (field, step) in zip(fields, fieldSteps) { field.aliases.forEach { add($0, step) } }
    for (relation, step) in zip(relations, relationSteps) {
      relation.aliases.forEach { add($0, step) }
    }
    return steps
  }

  /// Everything that a row can be asked for.
  fileprivate var memberNames: [String] {
    fields.flatMap { [$0.name] + $0.aliases } + relations.flatMap { [$0.name] + $0.aliases }
  }
}

extension Checker {
  private func ambiguous(_ name: String, _ range: Range<Int>) -> ExpressionError {
    ExpressionError(
      "ambiguous-name",
      "'\(name)' is both a parameter and \(scope.subject == nil && scope.rows == nil ? "an input" : "a field")",
      at: range, help: "rename one of the two")
  }

  private func unknownName(_ name: String, _ range: Range<Int>) -> ExpressionError {
    if Function.byName[name] != nil {
      return ExpressionError(
        "unknown-name", "'\(name)' is a function and needs its arguments in parentheses", at: range)
    }
    return ExpressionError(
      "unknown-name", "nothing is called '\(name)' here", at: range,
      help: Suggestion.help(for: name, among: visibleNames))
  }

  private var visibleNames: [String] {
    var names = scope.parameters.flatMap { [$0.name] + $0.aliases } + scope.inputs.map(\.name)
    for frame in frames {
      switch frame {
      case .variable(let name, _): names.append(name)
      case .item(let variable): names += memberNames(of: variable.type) + ["item"]
      }
    }
    if let rows = scope.rows {
      names.append(rows.name)
      names += rows.fields.map { scope.schema.entities[rows.entity].fields[$0].name }
    } else if let subject = scope.subject {
      names += scope.schema.entities[subject].memberNames + [scope.schema.entities[subject].name]
    }
    return names
  }

  private func memberNames(of type: FEELType) -> [String] {
    switch type {
    case .entity(let entity): scope.schema.entities[entity].memberNames
    case .record(let fields): fields.map(\.name)
    case .list(let element): memberNames(of: element)
    default: Property.all(of: type).map(\.property.rawValue)
    }
  }

  private func unknownMember(
    _ name: String, _ range: Range<Int>, of type: FEELType
  ) -> ExpressionError {
    let names = memberNames(of: type)
    return ExpressionError(
      "unknown-name",
      names.isEmpty
        ? "\(describe(type)) has no members, so '.\(name)' asks for nothing"
        : "\(describe(type)) has no '\(name)'",
      at: range, help: Suggestion.help(for: name, among: names))
  }
}
