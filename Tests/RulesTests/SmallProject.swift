import Diagnostics
import Entities
import FEEL
import FoundationEssentials
import Intake
import Relations
import Rules
import Values

/// Orders, contracts and payments of a few fields, read from tables written in a test.
struct SmallProject {
  static let model = try! Model.read(
    Array(
      """
      { "entities": [
          { "name": "order", "label": { "zh-Hans": "订单", "en": "Order" }, "key": ["id"],
            "date": "ordered on", "case": [],
            "fields": [
              { "name": "id", "type": "string", "label": { "zh-Hans": "订单编号", "en": "Number" } },
              { "name": "contract id", "type": "string" },
              { "name": "total", "type": "number", "label": { "zh-Hans": "金额", "en": "Total" } },
              { "name": "ordered on", "type": "date" },
              { "name": "status", "type": "string",
                "values": { "open": { "en": "Open" }, "done": { "en": "Done" } } } ] },
          { "name": "contract", "label": { "zh-Hans": "合同", "en": "Contract" }, "key": ["id"],
            "fields": [
              { "name": "id", "type": "string" },
              { "name": "total", "type": "number", "label": { "zh-Hans": "金额", "en": "Total" } } ] },
          { "name": "payment", "key": ["id"], "case": ["order"],
            "fields": [
              { "name": "id", "type": "string" },
              { "name": "order id", "type": "string" },
              { "name": "amount", "type": "number" } ] } ],
        "relations": [
          { "name": "contract", "label": { "zh-Hans": "合同", "en": "Contract" },
            "from": "order", "to": "contract", "kind": "one", "on": { "contract id": "id" } },
          { "name": "payments", "from": "order", "to": "payment", "kind": "many",
            "on": { "id": "order id" } },
          { "name": "order", "from": "payment", "to": "order", "kind": "one",
            "on": { "order id": "id" } } ] }
      """.utf8), file: "model.json")

  static let departments = """
    { "departments": [ { "id": "sales", "label": { "en": "Sales" }, "dueDays": { "major": 5 } } ] }
    """

  /// Reads rules written in a test.
  static func rules(
    _ rules: String, parameters: String = "{ \"parameters\": {} }", overrides: String? = nil,
    waivers: String? = nil, kpis: String? = nil
  ) throws(Refusal) -> RuleSet {
    let pack = """
      { "pack": "test", "title": { "en": "Test" }, "rules": [
      \(rules)
      ] }
      """
    return try RuleSet.read(
      RuleFiles(
        packs: [DeclarationFile(name: "pack.json", text: Array(pack.utf8))],
        parameters: DeclarationFile(name: "parameters.json", text: Array(parameters.utf8)),
        departments: DeclarationFile(name: "departments.json", text: Array(departments.utf8)),
        kpis: kpis.map { DeclarationFile(name: "kpis.json", text: Array($0.utf8)) },
        overrides: overrides.map {
          DeclarationFile(name: "overrides.json", text: Array($0.utf8))
        },
        waivers: waivers.map { DeclarationFile(name: "waivers.json", text: Array($0.utf8)) }),
      model: model)
  }

  /// A rule of all that a rule needs, with `members` in addition.
  static func rule(_ id: String, _ members: String) -> String {
    """
    { "id": "\(id)", "title": { "en": "\(id)" }, "stage": "generation", "severity": "major",
      "department": "sales", "message": { "en": "found" }, \(members) }
    """
  }

  /// Reads tables written as CSV, by entity; the header holds names of fields.
  static func cases(_ tables: [String: String], threads: Int = 1) throws -> Cases {
    let folder = FileManager.default.temporaryDirectory.path + "/paicha-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var files: [ExportFile] = []
    for (name, text) in tables.sorted(by: { $0.key < $1.key }) {
      let path = "\(folder)/\(name).csv"
      try Data(text.utf8).write(to: URL(filePath: path))
      let header = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      let fields = header.map { "\"\($0)\": \"\($0)\"" }.joined(separator: ", ")
      let declaration = """
        { "id": "\(name)", "entity": "\(name)", "files": ["\(name).csv"], "format": "csv",
          "fields": { \(fields) } }
        """
      let source = try Source.read(
        Array(declaration.utf8), file: "\(name).json", model: model)
      files.append(ExportFile(path: path, name: "\(name).csv", source: source))
    }
    return Cases(Dataset.reading(files, model: model, threads: threads), threads: threads)
  }

  /// Judges rules on tables.
  static func judgements(
    _ set: RuleSet, _ tables: [String: String], threads: Int = 1, engine: Engine = .columns
  ) throws -> [Judgement] {
    let source = CaseSource(
      try cases(tables, threads: threads), calendar: set.calendar, period: Period("2025-09")!)
    return set.judgements(on: source, threads: threads, engine: engine)
  }
}
