import Entities
import Findings
import FoundationEssentials
import Glibc
import Intake
import Relations
import Rules
import Tables
import Testing
import Values

/// Orders and payments read from tables written in a test, judged by rules and KPIs written there.
enum Shop {
  static let model = try! Model.read(
    Array(
      """
      { "entities": [
          { "name": "order", "label": { "en": "Order" }, "key": ["id"], "case": [],
            "fields": [
              { "name": "id", "type": "string", "label": { "en": "Number" } },
              { "name": "total", "type": "number", "label": { "en": "Total" } },
              { "name": "creator", "type": "string", "personal": "name", "label": { "en": "Creator" } },
              { "name": "phone", "type": "string", "personal": "phone" },
              { "name": "born", "type": "date", "personal": true },
              { "name": "day", "type": "date" } ] },
          { "name": "payment", "label": { "en": "Payment" }, "key": ["id"], "case": ["order"],
            "fields": [
              { "name": "id", "type": "string" }, { "name": "order id", "type": "string" },
              { "name": "amount", "type": "number" } ] },
          { "name": "person", "label": { "en": "Person" }, "key": ["id"],
            "fields": [
              { "name": "id", "type": "string" }, { "name": "grade", "type": "number" } ] } ],
        "relations": [
          { "name": "maker", "from": "order", "to": "person", "kind": "one",
            "on": { "creator": "id" } },
          { "name": "order", "from": "payment", "to": "order", "kind": "one",
            "on": { "order id": "id" } },
          { "name": "payments", "label": { "en": "Payments" }, "from": "order", "to": "payment",
            "kind": "many", "on": { "id": "order id" } } ] }
      """.utf8), file: "model.json")

  /// Judges tables of CSV, by entity, whose headers hold names of fields.
  static func verdict(
    rules: String = rule("r", #""for": "order", "check": "total > 0""#), kpis: String = "",
    patterns: String = "", breakdowns: String = "", waivers: String = "",
    asOf: String = "2025-09-30",
    on tables: [String: String], threads: Int = 1, pseudonyms: Pseudonyms? = nil
  ) throws -> Verdict {
    let set = try self.rules(
      rules, kpis: kpis, patterns: patterns, breakdowns: breakdowns, waivers: waivers)
    let source = try source(set, tables, threads, pseudonyms)
    let verdict = Verdict(of: set, on: source, asOf: CivilDate(asOf)!, threads: threads)
    expectTextsAreDetails(of: verdict.findings)
    let folder = try SpillFolder(in: FileManager.default.temporaryDirectory.path)
    for (parts, store) in [(2, nil), (5, DetailStore(folder, of: model)), (40, nil)] {
      let cases = try PartedCases(dividing: source, into: parts, threads: threads)
      expectSame(
        try Verdict(
          of: set, on: cases, asOf: CivilDate(asOf)!, storing: store, threads: threads), verdict)
    }
    #expect(folder.fault == nil)
    return verdict
  }

  /// However cases are divided, the verdict is the same.
  private static func expectSame(_ divided: Verdict, _ whole: Verdict) {
    #expect(divided.findings == whole.findings)
    #expect(divided.findings.map(\.cause) == whole.findings.map(\.cause))
    #expect(divided.rules.map(\.counts) == whole.rules.map(\.counts))
    #expect(divided.rules.map(\.amount) == whole.rules.map(\.amount))
    #expect(divided.rules.map(\.notRun) == whole.rules.map(\.notRun))
    #expect(divided.kpis == whole.kpis)
    #expect(divided.waivers == whole.waivers)
    #expect(divided.patterns == whole.patterns)
    #expect(divided.findingValues.map(\.values) == whole.findingValues.map(\.values))
    for (divided, whole) in zip(divided.findingValues, whole.findingValues) {
      for finding in 0..<100 {
        #expect(divided.numbers(of: finding) == whole.numbers(of: finding))
      }
    }
  }

  /// The subjects of the first KPI.
  static func listing(
    rules: String = rule("r", #""for": "order", "check": "total > 0""#), kpis: String,
    on tables: [String: String]
  ) throws -> KPIListing {
    let set = try self.rules(rules, kpis: kpis)
    return KPIListing(of: set.kpis[0], in: set, on: try source(set, tables, 1), threads: 1)
  }

  /// All about one order, as of the end of September.
  static func caseFile(
    _ key: String, rules: String, on tables: [String: String], pseudonyms: Pseudonyms? = nil
  ) throws -> CaseFile? {
    let set = try self.rules(rules, kpis: "")
    let source = try source(set, tables, 1, pseudonyms)
    let verdict = Verdict(of: set, on: source, asOf: CivilDate("2025-09-30")!, threads: 1)
    return CaseFile(key, in: source, findings: verdict.findings)
  }

  /// The documents of all findings side by side.
  static func sideBySide(rules: String, on tables: [String: String]) throws -> [SideBySide] {
    let set = try self.rules(rules, kpis: "")
    let source = try source(set, tables, 1)
    let verdict = Verdict(of: set, on: source, asOf: CivilDate("2025-09-30")!, threads: 1)
    let shown = SideBySide.all(of: verdict.findings, set, in: source)
    let cases = try PartedCases(dividing: source, into: 40, threads: 1)
    #expect(try SideBySide.all(of: verdict.findings, set, in: cases) == shown)
    return shown
  }

  static func rules(
    _ rules: String, kpis: String = "", patterns: String = "", breakdowns: String = "",
    waivers: String = ""
  ) throws -> RuleSet {
    try RuleSet.read(
      RuleFiles(
        packs: [file(#"{ "pack": "p", "title": { "en": "P" }, "rules": [\#(rules)] }"#)],
        departments: file(#"{ "departments": [ { "id": "d", "label": { "en": "D" } } ] }"#),
        kpis: file(
          #"{ "kpis": [\#(kpis)], "patterns": [\#(patterns)], "breakdowns": [\#(breakdowns)] }"#),
        waivers: file(#"{ "waivers": [\#(waivers)] }"#)),
      model: model)
  }

  private static func source(
    _ set: RuleSet, _ tables: [String: String], _ threads: Int, _ pseudonyms: Pseudonyms? = nil
  ) throws -> CaseSource {
    CaseSource(
      Cases(try dataset(tables), threads: threads), calendar: set.calendar,
      period: Period("2025-09")!, pseudonyms: pseudonyms)
  }

  static func rule(_ id: String, _ members: String) -> String {
    """
    { "id": "\(id)", "title": { "en": "\(id)" }, "stage": "generation", "severity": "major",
      "department": "d", "message": { "en": "found" }, \(members) }
    """
  }

  private static func file(_ text: String) -> DeclarationFile {
    DeclarationFile(name: "declaration.json", text: Array(text.utf8))
  }

  private static func dataset(_ tables: [String: String]) throws -> Dataset {
    let folder =
      FileManager.default.temporaryDirectory.path + "/paicha-findings-\(getpid())-"
      + "\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = try tables.sorted { $0.key < $1.key }.map { name, text in
      let path = "\(folder)/\(name).csv"
      try Data(text.utf8).write(to: URL(filePath: path))
      let fields = text.prefix { $0 != "\n" }.split(separator: ",").map { "\"\($0)\": \"\($0)\"" }
      let declaration = """
        { "id": "\(name)", "entity": "\(name)", "files": [], "format": "csv",
          "fields": { \(fields.joined(separator: ", ")) } }
        """
      return ExportFile(
        path: path, name: "\(name).csv",
        source: try Source.read(Array(declaration.utf8), file: "source.json", model: model))
    }
    return Dataset.reading(files, model: model, threads: 1)
  }
}

extension PartedCases {
  /// The same cases in about so many parts, or in one for each record where there are fewer.
  init(dividing source: CaseSource, into parts: Int, threads: Int) throws {
    let dataset = SpilledDataset(source.cases.dataset)
    let rowCount = dataset.tables.reduce(0) { $0 + ($1?.rowCount ?? 0) }
    func same(_ cases: Cases) -> CaseSource {
      CaseSource(
        cases, calendar: source.calendar, period: Period("2025-09")!,
        pseudonyms: source.pseudonyms)
    }
    self.init(
      try SpilledCases(dataset, partBytes: rowCount * 60 / parts, threads: threads, blockSize: 2),
      outline: same(Cases(outline: dataset.outline)), source: same)
  }
}
