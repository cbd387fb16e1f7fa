import FoundationEssentials
import Testing

/// The months of sample data against the tables of `SampleData/README.md`, which say what was planted.
@Suite(.timeLimit(.minutes(10))) struct SampleDataTests {
  @Test(arguments: months) func everyPlantedFaultIsFoundAndNothingElse(_ month: String) throws {
    let planted = try faultsPlanted(in: month)
    let found = try SampleRun(month).faultsFound()
    #expect(!planted.isEmpty, "SampleData/README.md has no table of planted faults of \(month)")
    #expect(Set(planted).count == planted.count, "SampleData/README.md lists a fault twice")
    #expect(Set(found).count == found.count, "a fault is reported twice")
    for fault in Set(planted).subtracting(found).sorted() { Issue.record("not found: \(fault)") }
    for fault in Set(found).subtracting(planted).sorted() { Issue.record("not planted: \(fault)") }
  }

  /// What the table calls a consequence is explained by another finding; nothing else is.
  @Test(arguments: months) func everyConsequenceHasACause(_ month: String) throws {
    let planted = try rows(ofTablesOf: "rule", in: month).map { row in
      (fault: Fault(row), isConsequence: row["what was planted"]?.hasPrefix("consequence") ?? false)
    }
    let found = Set(try SampleRun(month).faultsFound(areExplained: true))
    #expect(planted.contains { $0.isConsequence })
    for (fault, isConsequence) in planted {
      #expect(found.contains(fault) == isConsequence, "\(fault)")
    }
  }

  @Test(arguments: months) func theKPIsAreThoseOfTheTable(_ month: String) throws {
    let expected = try ratiosPlanted(in: month)
    let actual = try SampleRun(month).ratios()
    #expect(!expected.isEmpty, "SampleData/README.md has no table of KPIs of \(month)")
    for id in Set(expected.keys).union(actual.keys).sorted() {
      #expect(actual[id] == expected[id], "\(id)")
    }
  }

  /// Whoever counts the lines of the lists gets the ratios of the table.
  @Test(arguments: months) func theListsOfAKPIHaveAsManyLinesAsTheTableSays(
    _ month: String
  ) throws {
    for id in ["order-information-accuracy", "on-time-delivery"] {
      let ratio = try #require(try ratiosPlanted(in: month)[id])
      let listed = try subjectsListed(ofKPI: id, in: month)
      #expect(listed["是"] == ratio.numerator, "\(id)")
      #expect((listed["是"] ?? 0) + (listed["否"] ?? 0) == ratio.denominator, "\(id)")
    }
  }

  /// Documents of September that stand in October's exports again: what nobody touched is carried, or overdue
  /// when its day has passed, and what was put right is gone. Nothing is said of the others.
  @Test func issuesAreFollowedIntoTheSecondMonth() throws {
    let table = try rows(ofTablesOf: "issue rule")
    let september = try SampleRun(months[0])
    let before = try september.issues()
    let october = try SampleRun(months[1], after: september)
    let after = try october.issues()
    let gone = try october.issuesGone()
    #expect(Set(table.map { $0["in October"] }) == ["carried", "remedied"])
    for row in table {
      let issue = Followed(rule: row["issue rule"] ?? "", key: row["key"] ?? "")
      let first = try #require(before[issue], "\(issue) in September")
      #expect(first.due == row["due"], "\(issue)")
      if row["in October"] == "carried" {
        let isOverdue = first.due < judgedAsOf[months[1]]!
        #expect(after[issue]?.status == (isOverdue ? "overdue" : "carried"), "\(issue)")
        #expect(after[issue]?.due == first.due, "\(issue)")
        #expect(after[issue]?.id == first.id, "\(issue)")
      } else {
        #expect(after[issue] == nil, "\(issue)")
        #expect(gone.contains(first.id), "\(issue) is not gone")
      }
    }
    let remedied = table.filter { $0["in October"] == "remedied" }
    #expect(gone.count == remedied.count)
    let carried = Set(after.filter { $0.value.status != "new" }.keys)
    let again = table.filter { $0["in October"] == "carried" }
    let expected = again.map { Followed(rule: $0["issue rule"] ?? "", key: $0["key"] ?? "") }
    #expect(carried == Set(expected))
    #expect(try october.rulesNotRun().isDisjoint(with: table.compactMap { $0["issue rule"] }))
  }

  /// What people did between the months, by the commands of the Makefile: each issue it was done to stands in
  /// October as the table says.
  @Test func whatWasDoneBetweenTheMonthsIsFollowed() throws {
    let table = try rows(ofTablesOf: "handled rule")
    let september = try SampleRun(months[0])
    let ids = try september.issues().mapValues(\.id)
    try september.handle()
    let october = try SampleRun(months[1], after: september)
    let after = Dictionary(
      uniqueKeysWithValues: try october.issues().values.map { ($0.id, $0.status) })
    let gone = try october.issuesGone()
    let past = try String(decoding: october.data(of: "remediation.csv"), as: UTF8.self)
    let states = Set(table.compactMap { $0["in October"] })
    #expect(states == ["reopened", "overdue", "verified", "carried", "waived", "closed"])
    for row in table {
      let issue = Followed(rule: row["handled rule"] ?? "", key: row["key"] ?? "")
      let id = try #require(ids[issue], "\(issue) in September")
      #expect(id.hasPrefix(row["issue"] ?? "?"), "\(issue)")
      switch row["in October"] {
      case "verified": #expect(after[id] == nil && gone.contains(id), "\(issue)")
      case "closed": #expect(after[id] == nil && !past.contains(id), "\(issue)")
      default: #expect(after[id] == row["in October"], "\(issue)")
      }
    }
  }

  /// A company that exports orders and invoices alone: what can be judged is judged as in the whole month,
  /// and the rest is said not to have run.
  @Test func ordersAndInvoicesAloneAreJudgedAsFarAsTheyGo() throws {
    let run = try SampleRun(
      months[0], only: ["订单_202509.csv", "订单明细_202509.csv", "invoices-2025-09.xml"])
    let notRun = try run.rulesNotRun()
    let planted = try faultsPlanted(in: months[0]).filter { !notRun.contains($0.rule) }
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

  @Test(arguments: months) func theNumberOfThreadsChangesNoByte(_ month: String) throws {
    let (one, two) = (try SampleRun(month, threads: 1), try SampleRun(month, threads: 2))
    let names = try one.outputs()
    #expect(try two.outputs() == names)
    #expect(names.contains("report.html") && names.contains("notices/sales.html"))
    #expect(names.contains("issues.sarif") && names.contains("junit.xml"))
    // These two hold the times of the run.
    for name in names where !["manifest.json", "metrics.prom"].contains(name) {
      #expect(try one.data(of: name) == two.data(of: name), "\(name)")
    }
  }

  /// September's results can be made again after October was inspected and people entered what they did: the
  /// ledger still holds what September's run found in it.
  @Test func bothMonthsAreAsRecordedAndCanBeMadeAgain() throws {
    let september = try SampleRun(months[0])
    try september.handle()
    let october = try SampleRun(months[1], after: september)
    for run in [september, october] {
      let result = try run.verify()
      #expect(result.status == 0, "\(result.errors)")
      // All but the manifest and the metrics, which hold times.
      let count = try run.outputs().count - 2
      #expect(
        count > 20 && result.output.contains("inspected again  \(count) of \(count) the same"))
    }
  }
}

/// The months there are. The first is judged as of its last day; the files of the second were all there
/// on the fifth working day of November.
private let months = ["2025-09", "2025-10"]
private let judgedAsOf = ["2025-09": "2025-09-30", "2025-10": "2025-11-07"]

/// One run over a month of the sample data, with its results.
private struct SampleRun {
  private let project: TemporaryProject
  private let month: String
  private var results: String { "\(project.folder)/out/\(month)" }

  /// - Parameters:
  ///   - earlier: the run of the month before, whose ledger is continued.
  ///   - names: the exports there are; nil for all.
  init(
    _ month: String, threads: Int = 2, after earlier: SampleRun? = nil, only names: [String]? = nil
  ) throws {
    self.month = month
    project = try earlier?.project ?? TemporaryProject(of: [])
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    var data = "\(repository)/SampleData/\(month)"
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
        + " --period \(month) --as-of \(judgedAsOf[month]!) --ledger ledger --out out/\(month)"
        + " --threads \(threads) --also sarif,junit")
    try #require(result.status == 1, "the sample data has findings:\n\(result.errors)")
  }

  func verify() throws -> Shell.Result {
    try Shell(folder: project.folder, scratch: project.scratch)
      .run("paicha verify out/\(month) --ledger ledger --recompute")
  }

  /// Does to the ledger what `make run` does between the months.
  func handle() throws {
    let makefile = try String(
      decoding: Data(contentsOf: URL(filePath: "\(repository)/Makefile")), as: UTF8.self)
    let lines = lines(of: makefile).drop { $0 != "define BEFORE_2025-10" }.prefix { $0 != "endef" }
    let commands = lines.map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 }
      .joined(separator: " ").split(separator: ";").filter { $0.contains("$(ISSUES)") }
    try #require(commands.count == 4)
    for text in commands {
      var command = String(text[(text.firstRange(of: "$(ISSUES)")!.lowerBound)...])
      for (old, new) in [
        ("$(ISSUES)", "paicha issues"),
        ("$(HANDLING)", "--ledger ledger --rules '\(repository)/Rules'"),
        ("SampleData/", "\(repository)/SampleData/"),
      ] {
        command = command.split(separator: old, omittingEmptySubsequences: false)
          .joined(separator: new)
      }
      let result = try Shell(folder: project.folder, scratch: project.scratch).run(command)
      try #require(result.status == 0, "\(command):\n\(result.errors)")
    }
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

  func issues() throws -> [Followed: IssueLine] {
    let lines = try IssueLine.read("\(results)/issues.jsonl")
    return Dictionary(
      uniqueKeysWithValues: lines.map { (Followed(rule: $0.rule.id, key: $0.subject.key), $0) })
  }

  /// The ids of the issues that the ledger says are gone in this month.
  func issuesGone() throws -> Set<String> {
    let data = try Data(contentsOf: URL(filePath: "\(project.folder)/ledger/issues.jsonl"))
    let entries = try lines(of: String(decoding: data, as: UTF8.self)).filter { !$0.isEmpty }.map {
      try JSONDecoder().decode(LedgerLine.self, from: Data($0.utf8))
    }
    return Set(entries.filter { $0.event == "gone" && $0.period == month }.compactMap(\.issue))
  }

  private struct LedgerLine: Decodable {
    var event: String
    var period: String?
    var issue: String?
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

  /// The names of all files of the results, those in folders within too.
  func outputs() throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: results)
    return paths.filter { path in !paths.contains { $0.hasPrefix(path + "/") } }.sorted()
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

/// How many subjects of a KPI are listed as in the numerator (是), not in it (否) and undetermined.
private func subjectsListed(ofKPI id: String, in month: String) throws -> [String: Int] {
  let project = try TemporaryProject(of: [])
  let result = try Shell(folder: project.folder, scratch: project.scratch).run(
    "paicha kpi \(id) --rules '\(repository)/Rules' --data '\(repository)/SampleData/\(month)'"
      + " --period \(month) --as-of \(judgedAsOf[month]!)")
  try #require(result.status == 0, "\(result.errors)")
  let rows = result.output.split(whereSeparator: \.isNewline).dropFirst()
  return Dictionary(
    rows.map { (String($0.split(separator: ",", omittingEmptySubsequences: false)[2]), 1) },
    uniquingKeysWith: +)
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

/// An issue as it is called in both months.
private struct Followed: Hashable, CustomStringConvertible {
  var rule: String
  var key: String

  var description: String { "\(rule): \(key)" }
}

private struct Ratio: Equatable {
  var numerator: Int
  var denominator: Int
}

let repository = parent(of: parent(of: parent(of: #filePath)))

/// The rows of a month's tables whose headers begin with `rule`.
private func faultsPlanted(in month: String) throws -> [Fault] {
  try rows(ofTablesOf: "rule", in: month).map(Fault.init)
}

/// The rows of a month's tables whose headers begin with `kpi`.
private func ratiosPlanted(in month: String) throws -> [String: Ratio] {
  var ratios: [String: Ratio] = [:]
  for row in try rows(ofTablesOf: "kpi", in: month) {
    ratios[row["kpi"] ?? ""] = Ratio(
      numerator: try #require(row["numerator"].flatMap { Int($0) }),
      denominator: try #require(row["denominator"].flatMap { Int($0) }))
  }
  return ratios
}

/// The rows of the Markdown tables whose first column is called `name`, each by its columns' names.
///
/// - Parameter month: the month that the heading above the table names; nil for all.
private func rows(ofTablesOf name: String, in month: String? = nil) throws -> [[String: String]] {
  let page = try Data(contentsOf: URL(filePath: "\(repository)/SampleData/README.md"))
  var header: [String] = []
  var rows: [[String: String]] = []
  var heading = ""
  for line in lines(of: String(decoding: page, as: UTF8.self)) {
    if line.hasPrefix("#") { heading = String(line) }
    guard line.hasPrefix("|") else {
      header = []
      continue
    }
    let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != "`" }.trimmed }
    if header.isEmpty {
      header = cells
    } else if header[0] == name, heading.hasSuffix(month ?? ""),
      !cells[0].allSatisfy({ $0 == "-" || $0 == ":" })
    {
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
