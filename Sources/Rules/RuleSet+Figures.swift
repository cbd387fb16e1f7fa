import Diagnostics
import Entities
import Formats
import Values

extension RuleSet {
  /// Reads `kpis.json`: the ratios, what departments are scored by, by what findings may cluster, and by what
  /// they are counted.
  mutating func readFigures(
    _ file: DeclarationFile, _ model: Model, _ vocabulary: Vocabulary, _ reader: DeclarationReader
  ) {
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(
        root, "the KPIs", keys: ["$schema", "kpis", "departmentScore", "patterns", "breakdowns"])
    else { return }
    let reading = RuleReading(
      model: model, vocabulary: vocabulary, reader: reader, requirements: requirements,
      preventions: preventions)
    kpis = object.array("kpis").compactMap { reading.kpi($0, packs: packs.map(\.id)) }
    departmentScoring = object.node("departmentScore").flatMap {
      DepartmentScoring(reading: $0, reader)
    }
    func properties(_ key: String, _ what: String) -> [CaseProperty] {
      object.array(key).compactMap { CaseProperty(reading: $0, what, model, reader) }
    }
    patterns = properties("patterns", "a pattern")
    breakdowns = properties("breakdowns", "a breakdown")
  }
}

extension DepartmentScoring {
  fileprivate init?(reading node: JSONNode, _ reader: DeclarationReader) {
    let severities = Severity.allCases.map(\.rawValue)
    guard
      let object = reader.object(
        node, "'departmentScore'", keys: severities + ["overdue", "reopened"])
    else { return nil }
    var points: [Severity: Decimal128] = [:]
    for severity in Severity.allCases where object.required(severity.rawValue) != nil {
      points[severity] = object.decimal(severity.rawValue, "0 or more") { $0.signum >= 0 }
    }
    func factor(_ key: String) -> Decimal128 {
      object.decimal(key, "1 or more") { $0 >= .one } ?? .one
    }
    let (overdue, reopened) = (factor("overdue"), factor("reopened"))
    guard points.count == Severity.allCases.count else { return nil }
    self.init(points: points, overdueFactor: overdue, reopenedFactor: reopened)
  }
}

extension CaseProperty {
  fileprivate init?(
    reading node: JSONNode, _ what: String, _ model: Model, _ reader: DeclarationReader
  ) {
    guard
      let object = reader.object(node, what, keys: ["field", "of", "by", "label"]),
      let fieldNode = object.required("field"),
      let entity = CaseProperty.entity(object, model),
      let field = model.entities[entity].field(fieldNode, reader)
    else { return nil }
    let declared = model.entities[entity].fields[field]
    let grouping = object.choice("by", Grouping.self)
    if let grouping, declared.type != .date, declared.type != .dateTime {
      reader.report(
        Diagnostic(
          "wrong-type", at: object.node("by")?.place ?? object.place,
          "'\(declared.name)' is \(declared.type.rawValue), and has no \(grouping.rawValue)",
          help: "name a field that is a date"))
      return nil
    }
    self.init(
      label: object.localizedText("label") ?? declared.label, entity: entity, field: field,
      grouping: grouping)
  }

  /// The entity that `of` names, else the one that cases are made of.
  private static func entity(_ object: DeclarationObject, _ model: Model) -> Int? {
    guard let node = object.node("of") else {
      if let number = model.entities.firstIndex(where: { $0.pathToCase == [] }) { return number }
      object.reader.report(
        Diagnostic(
          "no-case", at: object.place, "no entity is the case that findings belong to",
          help: "give one \"case\": [] in model.json, or name an entity with \"of\""))
      return nil
    }
    guard let name = object.string("of") else { return nil }
    guard let number = model.entity(named: name) else {
      object.reader.report(model.unknownEntity(name, at: node.place))
      return nil
    }
    if model.entities[number].pathToCase != nil { return number }
    object.reader.report(
      Diagnostic(
        "no-case", at: node.place,
        "no path leads from '\(name)' to a case in which there could be findings",
        help: "give '\(name)' a \"case\" in model.json, or name an entity that has one"))
    return nil
  }
}

extension DeclarationObject {
  /// The exact number of `key`, or nil when it is absent; one that is not as wanted is a fault.
  ///
  /// - Parameter wanted: what it has to be, for the message: `above 0`.
  func decimal(
    _ key: String, _ wanted: String, where isAllowed: (Decimal128) -> Bool
  ) -> Decimal128? {
    guard let node = node(key), let text = number(key) else { return nil }
    if let value = Decimal128(text), isAllowed(value) { return value }
    reader.report(
      Diagnostic(
        "number-out-of-range", at: node.place,
        "'\(key)' of \(what) is \(text), and must be \(wanted)",
        help: "write a number that is \(wanted)"))
    return nil
  }
}
