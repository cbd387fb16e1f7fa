import FoundationEssentials
import Testing

/// The month of sample data against the tables of `SampleData/README.md`, which say what was planted.
@Suite(.timeLimit(.minutes(3))) struct SampleDataTests {
  @Test func everyPlantedFaultIsFoundAndNothingElse() throws {
    let planted = try faultsPlanted()
    let found = try SampleRun().faultsFound()
    #expect(!planted.isEmpty, "SampleData/README.md has no table of planted faults")
    #expect(Set(planted).count == planted.count, "SampleData/README.md lists a fault twice")
    #expect(Set(found).count == found.count, "a fault is reported twice")
    for fault in Set(planted).subtracting(found).sorted() { Issue.record("not found: \(fault)") }
    for fault in Set(found).subtracting(planted).sorted() { Issue.record("not planted: \(fault)") }
  }

  /// What the table calls a consequence is explained by another finding; nothing else is.
  @Test func everyConsequenceHasACause() throws {
    let planted = try rows(ofTablesOf: "rule").map { row in
      (fault: Fault(row), isConsequence: row["what was planted"]?.hasPrefix("consequence") ?? false)
    }
    let found = Set(try SampleRun().faultsFound(areExplained: true))
    #expect(planted.contains { $0.isConsequence })
    for (fault, isConsequence) in planted {
      #expect(found.contains(fault) == isConsequence, "\(fault)")
    }
  }

  @Test func theKPIsAreThoseOfTheTable() throws {
    let expected = try ratiosPlanted()
    let actual = try SampleRun().ratios()
    #expect(!expected.isEmpty, "SampleData/README.md has no table of KPIs")
    for id in Set(expected.keys).union(actual.keys).sorted() {
      #expect(actual[id] == expected[id], "\(id)")
    }
  }

  /// A company that exports orders and invoices alone: what can be judged is judged as in the whole month,
  /// and the rest is said not to have run.
  @Test func ordersAndInvoicesAloneAreJudgedAsFarAsTheyGo() throws {
    let run = try SampleRun(
      only: ["订单_202509.csv", "订单明细_202509.csv", "invoices-2025-09.xml"])
    let notRun = try run.rulesNotRun()
    let planted = try faultsPlanted().filter { !notRun.contains($0.rule) }
    #expect(Set(planted.map(\.rule)).count >= 20)
    let missing = [
      "contract-system", "finance-payments", "service-complaints", "wms-shipment-lines",
      "wms-shipments",
    ].map { Fault(rule: "export-missing", entity: "export", key: $0, outcome: "fail") }
    #expect(try run.faultsFound().sorted() == (planted + missing).sorted())
    for rule in ["order-total-differs-from-contract", "delivered-late", "invoiced-before-shipped"] {
      #expect(notRun.contains(rule), "\(rule) cannot be judged without its exports")
    }
  }

  @Test func theNumberOfThreadsChangesNoByte() throws {
    let (one, two) = (try SampleRun(threads: 1), try SampleRun(threads: 2))
    let names = try one.outputs()
    #expect(try two.outputs() == names)
    #expect(names.contains("report.html"))
    // The manifest holds the times of the run.
    for name in names where name != "manifest.json" {
      #expect(try one.data(of: name) == two.data(of: name), "\(name)")
    }
  }
}

/// One run over the sample data, with its results.
private struct SampleRun {
  private let project: TemporaryProject
  private var results: String { project.folder + "/out" }

  /// - Parameter names: the exports there are; nil for all.
  init(threads: Int = 2, only names: [String]? = nil) throws {
    project = try TemporaryProject(of: [])
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    var data = "\(repository)/SampleData/2025-09"
    if let names {
      let whole = data
      data = project.folder + "/some"
      try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
      for name in names {
        try FileManager.default.copyItem(atPath: "\(whole)/\(name)", toPath: "\(data)/\(name)")
      }
    }
    let result = try shell.run(
      "paicha run --rules '\(repository)/Rules' --data '\(data)'"
        + " --period 2025-09 --ledger ledger --out out --threads \(threads)")
    try #require(result.status == 1, "the sample data has findings:\n\(result.errors)")
  }

  /// All faults, or those alone that another one explains.
  func faultsFound(areExplained: Bool = false) throws -> [Fault] {
    try IssueLine.read("\(results)/issues.jsonl")
      .filter { !areExplained || $0.cause != nil }
      .map { issue in
        Fault(
          rule: issue.rule.id, entity: issue.subject.entity, key: issue.subject.key,
          outcome: issue.outcome)
      }
  }

  func rulesNotRun() throws -> Set<String> {
    let report = try JSONDecoder().decode(ReportFile.self, from: data(of: "report.json"))
    return Set(report.rules.filter { $0.notRun != nil }.map(\.id))
  }

  func ratios() throws -> [String: Ratio] {
    let report = try JSONDecoder().decode(ReportFile.self, from: data(of: "report.json"))
    return Dictionary(
      uniqueKeysWithValues: report.kpis.filter { $0.notRun == nil }.map {
        ($0.id, Ratio(numerator: $0.numerator, denominator: $0.denominator))
      })
  }

  func outputs() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: results).sorted()
  }

  func data(of name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(results)/\(name)"))
  }

  private struct ReportFile: Decodable {
    struct KPI: Decodable {
      var id: String
      var numerator: Int
      var denominator: Int
      /// Why it was not counted: a month without an export that it needs.
      var notRun: LocalizedReason?
    }

    struct LocalizedReason: Decodable {
      var en: String
    }

    struct Rule: Decodable {
      var id: String
      var notRun: LocalizedReason?
    }

    var kpis: [KPI]
    var rules: [Rule]
  }
}

/// A rule that does not pass for a subject.
private struct Fault: Hashable, Comparable, CustomStringConvertible {
  var rule: String
  var entity: String
  var key: String
  var outcome: String

  var description: String { "\(rule): \(entity) \(key): \(outcome)" }

  init(rule: String, entity: String, key: String, outcome: String) {
    self.rule = rule
    self.entity = entity
    self.key = key
    self.outcome = outcome
  }

  /// A row of the table. Without an outcome it is a failure.
  init(_ row: [String: String]) {
    let outcome = row["outcome"] ?? ""
    self.init(
      rule: row["rule"] ?? "", entity: row["subject"] ?? "", key: row["key"] ?? "",
      outcome: outcome.isEmpty ? "fail" : outcome)
  }

  static func < (a: Fault, b: Fault) -> Bool { a.description < b.description }
}

private struct Ratio: Equatable {
  var numerator: Int
  var denominator: Int
}

let repository = parent(of: parent(of: parent(of: #filePath)))

/// The rows of every table whose header begins with `rule`.
private func faultsPlanted() throws -> [Fault] {
  try rows(ofTablesOf: "rule").map(Fault.init)
}

/// The rows of every table whose header begins with `kpi`.
private func ratiosPlanted() throws -> [String: Ratio] {
  var ratios: [String: Ratio] = [:]
  for row in try rows(ofTablesOf: "kpi") {
    ratios[row["kpi"] ?? ""] = Ratio(
      numerator: try #require(row["numerator"].flatMap { Int($0) }),
      denominator: try #require(row["denominator"].flatMap { Int($0) }))
  }
  return ratios
}

/// The rows of the Markdown tables whose first column is called `name`, each by its columns' names.
private func rows(ofTablesOf name: String) throws -> [[String: String]] {
  let page = try Data(contentsOf: URL(filePath: "\(repository)/SampleData/README.md"))
  var header: [String] = []
  var rows: [[String: String]] = []
  for line in lines(of: String(decoding: page, as: UTF8.self)) {
    guard line.hasPrefix("|") else {
      header = []
      continue
    }
    let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != "`" }.trimmed }
    if header.isEmpty {
      header = cells
    } else if header[0] == name, !cells[0].allSatisfy({ $0 == "-" || $0 == ":" }) {
      rows.append(Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first }))
    }
  }
  return rows
}

extension String {
  fileprivate var trimmed: String {
    let inner = drop { $0 == " " }
    return String(inner.reversed().drop { $0 == " " }.reversed())
  }
}
