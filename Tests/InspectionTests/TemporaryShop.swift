import Diagnostics
import FoundationEssentials
import Glibc
import Inspection
import Reports
import Values

/// A project in a folder of its own, removed when the test is over: orders, a source and two rules.
final class TemporaryShop {
  let folder: String
  /// How much memory the data of runs may take, in bytes; nil for as much as they need.
  var memoryByteCount: Int?

  init() throws {
    var template = Array("/tmp/paicha-inspection-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CannotMakeFolder() }
    folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    for name in ["Rules/sources", "Rules/packs", "Data"] {
      try FileManager.default.createDirectory(
        atPath: path(name), withIntermediateDirectories: true)
    }
    try write(model, to: "Rules/model.json")
    try write(source, to: "Rules/sources/orders.json")
    try write(pack, to: "Rules/packs/accuracy.json")
    try write(departments, to: "Rules/departments.json")
    try write("编号,金额\nO1,10\nO2,-1\n", to: "Data/orders.csv")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }

  /// The text of a file, or nil when there is none.
  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// All names in a folder, hidden ones too, in order; empty when there is no such folder.
  func names(_ name: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }

  /// Inspects the orders.
  func run(
    period: String = "2025-09", out: String = "out", ledger: String? = nil, threads: Int = 1,
    only: [String]? = nil, metrics: String? = nil, also: [String] = []
  ) throws(Refusal) -> RunOutcome {
    try Inspection(
      plan: InspectionPlan(
        rulesFolder: path("Rules"), dataFolder: path("Data"), period: Period(period)!,
        ledgerFolder: ledger.map(path), outFolder: path(out),
        also: Set(also.map { SideFormat(word: $0)! }), threads: threads, only: only,
        metricsFile: metrics.map(path),
        memory: memoryByteCount.map { MemoryBound(byteCount: $0, temporaryFolder: folder) }),
      circumstances: .fixed
    ).run()
  }

  /// The codes of the reasons for which a run is refused; empty when it is not.
  func refusal(out: String = "out", ledger: String? = nil) -> [String] {
    do {
      _ = try run(out: out, ledger: ledger)
      return []
    } catch {
      return error.diagnostics.map(\.code)
    }
  }
}

struct CannotMakeFolder: Error {}

extension RunCircumstances {
  static let fixed = RunCircumstances(
    version: "test", arguments: [], host: "here", now: { "now" }, unixTime: { 1_759_276_800 },
    meters: RunMeters(uptime: { .zero }, processorTime: { .zero }, peakMemory: { nil }))
}

private let model = """
  { "entities": [
      { "name": "order", "key": ["id"], "case": [],
        "fields": [ { "name": "id", "type": "string" }, { "name": "total", "type": "number" } ] } ],
    "relations": [] }
  """

private let source = """
  { "id": "orders", "entity": "order", "files": ["orders*.csv"], "format": "csv",
    "fields": { "id": "编号", "total": "金额" } }
  """

private let departments = """
  { "departments": [ { "id": "sales", "label": { "en": "Sales" } } ] }
  """

private let pack = """
  { "pack": "accuracy", "title": { "en": "Accuracy" }, "rules": [
      { "id": "negative-total", "title": { "en": "Negative" }, "stage": "generation",
        "severity": "major", "department": "sales", "message": { "en": "{id}" },
        "for": "order", "check": "total >= 0" },
      { "id": "order-without-number", "title": { "en": "No number" }, "stage": "generation",
        "severity": "major", "department": "sales", "message": { "en": "{total}" },
        "for": "order", "check": "id != null" } ] }
  """
