import Diagnostics
import Entities
import FEEL
import Formats
import Values

/// Reads rules and KPIs: what stands in a pack, against the model and the other names it may use.
struct RuleReading {
  let model: Model
  let vocabulary: Vocabulary
  let reader: DeclarationReader
  let requirements: [Requirement]
  let preventions: [Prevention]
  private let programs = SharedPrograms()

  init(
    model: Model, vocabulary: Vocabulary, reader: DeclarationReader, requirements: [Requirement],
    preventions: [Prevention]
  ) {
    self.model = model
    self.vocabulary = vocabulary
    self.reader = reader
    self.requirements = requirements
    self.preventions = preventions
  }

  /// The names that expressions on a subject may use, of which those that follow are.
  func scope(for subject: SubjectKind) -> FEELScope {
    programs.begin(subject)
    return vocabulary.scope(for: subject)
  }

  private static let keys = [
    "id", "title", "finds", "stage", "clause", "answers", "for", "when", "check", "field",
    "expected",
    "actual", "severity", "department", "amount", "message", "remedy", "prevention", "effective",
    "unknown",
    "explainedBy",
  ]

  /// Reads one rule, or reports what is wrong with it.
  func rule(_ node: JSONNode, pack: Int, departments: [Department]) -> Rule? {
    guard let object = reader.object(node, "a rule", keys: RuleReading.keys),
      let id = object.requiredString("id"),
      let subject = object.required("for").flatMap(subject)
    else { return nil }
    let scope = scope(for: subject)
    let title = object.requiredText("title")
    let check = object.required("check").flatMap { expression($0, scope, mustBe: .boolean) }
    let when = object.node("when").flatMap { expression($0, scope, mustBe: .boolean) }
    let message = message(object, scope)
    let department = department(object, departments)
    let effective = effective(object, model.entities[subject.entity])
    _ = object.required("severity")
    _ = object.required("stage")
    let severity = object.choice("severity", Severity.self)
    let stage = object.choice("stage", Rule.Stage.self)
    let values = (
      field: object.node("field").flatMap { model.entities[subject.entity].field($0, reader) },
      expected: object.node("expected").flatMap { expression($0, scope) },
      actual: object.node("actual").flatMap { expression($0, scope) },
      amount: object.node("amount").flatMap { expression($0, scope, mustBe: .number) }
    )
    guard let title, let check, let message, let department, let severity, let stage else {
      return nil
    }
    return Rule(
      id: id, title: title, finds: object.localizedText("finds") ?? title, pack: pack,
      stage: stage, clause: object.string("clause") ?? "", answers: answers(object),
      severity: severity,
      department: department, remedy: object.localizedText("remedy") ?? LocalizedText([:]),
      prevention: prevention(object),
      subject: subject, when: when, check: check, field: values.field, expected: values.expected,
      actual: values.actual, amount: values.amount, message: message,
      effectiveFrom: effective.from, effectiveTo: effective.to,
      unknown: object.choice("unknown", Rule.UnknownPolicy.self) ?? .report,
      explainedBy: object.strings("explainedBy"), place: object.place)
  }

  /// Reads one KPI, or reports what is wrong with it.
  func kpi(_ node: JSONNode, packs: [String]) -> KPI? {
    guard
      let object = reader.object(
        node, "a KPI",
        keys: [
          "id", "title", "clause", "answers", "for", "of", "count", "withoutFindingsOf", "target",
          "direction", "weight",
        ]),
      let id = object.requiredString("id"), let title = object.requiredText("title"),
      let entity = object.required("for").flatMap(entity)
    else { return nil }
    let scope = scope(for: .each(entity: entity))
    guard let counted = counted(object, scope, model.entities[entity], packs) else { return nil }
    return KPI(
      id: id, title: title, clause: object.string("clause") ?? "", answers: answers(object),
      entity: entity,
      of: object.node("of").flatMap { expression($0, scope, mustBe: .boolean) }, counted: counted,
      target: object.number("target").flatMap { Decimal128($0) },
      direction: object.choice("direction", KPI.Direction.self) ?? .atLeast,
      weight: object.decimal("weight", "above 0") { $0.signum > 0 })
  }

  private func counted(
    _ object: DeclarationObject, _ scope: FEELScope, _ entity: Entity, _ packs: [String]
  ) -> KPI.Counted? {
    if let node = object.node("withoutFindingsOf") {
      guard let pack = reader.string(node, "'withoutFindingsOf' of a KPI") else { return nil }
      guard packs.contains(pack) else {
        reader.report(
          .unknownWord(pack, at: node.place, "'withoutFindingsOf' of a KPI", packs))
        return nil
      }
      if entity.pathToCase == nil {
        reader.report(
          Diagnostic(
            "no-case", at: node.place,
            "no path leads from '\(entity.name)' to a case in which there could be findings",
            help: "give '\(entity.name)' a \"case\" in model.json, or count an entity that has one")
        )
      }
      return .withoutFindings(ofPack: pack)
    }
    return object.required("count").flatMap { expression($0, scope, mustBe: .boolean) }
      .map { .condition($0) }
  }

  /// The requirements that a rule or KPI says it answers.
  private func answers(_ object: DeclarationObject) -> [String] {
    object.array("answers").compactMap { node in
      guard let id = reader.string(node, "'answers' of \(object.what)") else { return nil }
      if requirements.contains(where: { $0.id == id }) { return id }
      reader.report(
        .unknownWord(id, at: node.place, "'answers' of \(object.what)", requirements.map(\.id)))
      return nil
    }
  }

  /// `"order"`, or `{"each": "invoice", "by": ["code", "number"]}`.
  private func subject(_ node: JSONNode) -> SubjectKind? {
    guard case .object = node.value else { return entity(node).map { .each(entity: $0) } }
    guard let object = reader.object(node, "'for' of a rule", keys: ["each", "by"]),
      let entity = object.required("each").flatMap(entity), object.required("by") != nil
    else { return nil }
    let by = object.array("by")
    if by.isEmpty {
      reader.report(
        Diagnostic(
          "missing-key", at: object.node("by")?.place ?? object.place,
          "'by' names no field whose equal values make a group",
          help: "name one at least, such as the number of the document"))
    }
    let fields = by.compactMap { model.entities[entity].field($0, reader) }
    return .group(entity: entity, by: fields)
  }

  private func entity(_ node: JSONNode) -> Int? {
    guard let name = reader.string(node, "an entity's name") else { return nil }
    if let entity = model.entity(named: name) { return entity }
    reader.report(model.unknownEntity(name, at: node.place))
    return nil
  }

  /// Compiles the expression that `node` holds, or reports what is wrong with it.
  func expression(
    _ node: JSONNode, _ scope: FEELScope, mustBe type: FEELType? = nil
  ) -> Expression? {
    guard let text = reader.string(node, "an expression") else { return nil }
    do {
      let program = try programs.program(text, in: scope)
      if let type, program.type != type, program.type != .null {
        reader.report(
          Diagnostic(
            "wrong-result-type", at: node.place,
            "this expression gives \(program.type), where \(type) is needed", excerpt: text))
        return nil
      }
      return Expression(text: text, program: program, place: node.place)
    } catch {
      reader.report(error.diagnostic(at: node.place.afterQuote))
      return nil
    }
  }

  private func message(
    _ object: DeclarationObject, _ scope: FEELScope
  ) -> [Language: MessageTemplate]? {
    guard let node = object.required("message"),
      let members = reader.members(node, "'message' of a rule")
    else { return nil }
    _ = reader.localizedText(node, "'message' of a rule")
    var templates: [Language: MessageTemplate] = [:]
    for member in members {
      guard let language = Language(rawValue: member.key),
        case .string(let text) = member.value.value
      else { continue }
      do {
        templates[language] = try MessageTemplate.compile(
          text, in: scope, sharing: &programs.ofSubject)
      } catch {
        reader.report(error.diagnostic(at: member.value.place.afterQuote))
      }
    }
    return templates
  }

  private func department(_ object: DeclarationObject, _ departments: [Department]) -> Int? {
    guard let node = object.required("department"),
      let id = reader.string(node, "'department' of a rule")
    else { return nil }
    if let number = departments.firstIndex(where: { $0.id == id }) { return number }
    reader.report(
      .unknownWord(id, at: node.place, "'department' of a rule", departments.map(\.id)))
    return nil
  }

  private func prevention(_ object: DeclarationObject) -> Int? {
    guard let node = object.node("prevention"),
      let id = reader.string(node, "'prevention' of a rule")
    else { return nil }
    if let number = preventions.firstIndex(where: { $0.id == id }) { return number }
    reader.report(
      .unknownWord(id, at: node.place, "'prevention' of a rule", preventions.map(\.id)))
    return nil
  }

  private func effective(
    _ object: DeclarationObject, _ entity: Entity
  ) -> (from: CivilDate?, to: CivilDate?) {
    guard let node = object.node("effective"),
      let object = reader.object(node, "'effective' of a rule", keys: ["from", "to"])
    else { return (nil, nil) }
    let (from, to) = (object.date("from"), object.date("to"))
    if entity.date == nil {
      reader.report(
        Diagnostic(
          "no-date", at: node.place, "'\(entity.name)' has no date by which a rule could be chosen",
          help: "name its field with \"date\" in model.json, or write the days into 'when'"))
    } else if let from, let to, to < from {
      reader.report(
        Diagnostic(
          "empty-range", at: node.place, "'effective' ends on \(to), before it begins on \(from)",
          help: "exchange the two days, or take the rule out"))
    }
    return (from, to)
  }
}

extension Place {
  /// The place of a text's first character, where `self` is that of the quote before it.
  var afterQuote: Place {
    Place(file: file, line: line, column: column.map { $0 + 1 })
  }
}

extension DeclarationObject {
  /// The date of `key`, or nil when it is absent.
  func date(_ key: String) -> CivilDate? {
    guard let node = node(key), let text = string(key) else { return nil }
    if let date = CivilDate(text) { return date }
    reader.report(
      Diagnostic(
        "not-a-date", at: node.place, "'\(text)' is not a date",
        help: "write it as year-month-day, such as 2025-09-01"))
    return nil
  }
}
