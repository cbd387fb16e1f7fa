import Diagnostics
import FoundationEssentials
import Glibc
import Inspection
import Reports
import Testing
import Values

/// Inspections of data larger than the memory they may take, against those of all data at once.
@Suite(.timeLimit(.minutes(10))) struct BoundedMemoryTests {
  private let shop: TemporaryShop

  init() throws {
    shop = try TemporaryShop()
  }

  /// Some hundreds of parts, and a handful: September, and October in the ledger of September.
  @Test(arguments: [
    (["2025-09", "2025-10"], 60_000, false), (["2025-09"], 1_200_000, true),
  ])
  func theSampleMonthsComeToTheSame(months: [String], byteCount: Int, isMasked: Bool) throws {
    let whole = SampleMonths(folder: shop.path("whole"), isMasked: isMasked, threads: 2)
    let parted = SampleMonths(folder: shop.path("parted"), isMasked: isMasked, threads: 2)
    for month in months {
      try whole.run(month, memory: nil)
      try parted.run(
        month, memory: MemoryBound(byteCount: byteCount, temporaryFolder: shop.folder))
    }
    let results = try whole.results()
    #expect(results.keys.contains("2025-09/issues.sarif"))
    #expect(results.keys.contains("2025-09/junit.xml"))
    #expect(results.keys.contains("ledger/issues.jsonl"))
    let others = try parted.results()
    #expect(results.keys.sorted() == others.keys.sorted())
    for (name, bytes) in results { #expect(others[name] == bytes, "\(name)") }
    #expect(shop.names().filter { $0.contains("spill") }.isEmpty, "a folder is left")
  }

  @Test(arguments: [1, 3, 8]) func threadsDoNotShowInTheResults(threads: Int) throws {
    let rows = (0..<3_000).map { "O\($0 % 2_900),\($0 % 7 == 0 ? "x" : "\($0 % 11 - 3)")\n" }
    try shop.write("编号,金额\n" + rows.joined(), to: "Data/orders.csv")
    try shop.write("编号,金额\nP1,-4\n", to: "Data/orders2.csv")
    _ = try shop.run(out: "whole")
    shop.memoryByteCount = 20_000
    _ = try shop.run(out: "parted", threads: threads)
    for name in shop.names("whole") + ["notices/sales.html"] where name != "notices" {
      #expect(shop.text("whole/\(name)") == shop.text("parted/\(name)"), "\(name)")
    }
  }

  /// What fits is read into memory, wherever temporary files would go.
  @Test func whatFitsNeedsNoTemporaryFolder() throws {
    let byteCount = try shop.bytes("Data/orders.csv").count
    let plan = { (byteCount: Int) in
      InspectionPlan(
        rulesFolder: shop.path("Rules"), dataFolder: shop.path("Data"),
        period: Period("2025-09")!, ledgerFolder: shop.path("ledger"), outFolder: shop.path("out"),
        threads: 1,
        memory: MemoryBound(byteCount: byteCount, temporaryFolder: shop.path("nowhere")))
    }
    _ = try Inspection(plan: plan(byteCount), circumstances: .fixed).run()
    let (report, ledger) = (shop.text("out/report.json"), shop.text("ledger/issues.jsonl"))
    #expect(report != nil)
    let refusal = #expect(throws: Refusal.self) {
      try Inspection(plan: plan(byteCount - 1), circumstances: .fixed).run()
    }
    #expect(
      refusal?.diagnostics == [
        Diagnostic(
          "temporary-folder-failed", at: Place(file: shop.path("nowhere")),
          "the temporary folder cannot be used: No such file or directory",
          help: "name another folder in TMPDIR, or allow more with --memory")
      ])
    #expect(shop.text("out/report.json") == report)
    #expect(shop.text("ledger/issues.jsonl") == ledger)
    #expect(!shop.names().contains(".out.partial"))
  }
}

/// The months of sample data, inspected one after the other into one folder.
private struct SampleMonths {
  var folder: String
  var isMasked: Bool
  var threads: Int

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  func run(_ month: String, memory: MemoryBound?) throws {
    // One key for all, so that the same persons have the same pseudonyms.
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let key = "\(folder)/mask.key"
    try Data("an example of a secret, and no secret".utf8).write(to: URL(filePath: key))
    _ = try Inspection(
      plan: InspectionPlan(
        rulesFolder: Self.root + "/Rules", dataFolder: Self.root + "/SampleData/\(month)",
        scope: "SampleData/\(month)", period: Period(month)!, ledgerFolder: "\(folder)/ledger",
        outFolder: "\(folder)/\(month)",
        also: Set(["sarif", "junit"].map { SideFormat(word: $0)! }), threads: threads,
        mask: isMasked ? try MaskKey(reading: key) : nil, memory: memory),
      circumstances: .fixed
    ).run()
  }

  /// Every file of the results and of the ledger, but those that hold times or folders.
  func results() throws -> [String: Data] {
    var results: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let path = "\(folder)/\(name)"
      var isFolder = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder,
        !["manifest.json", "metrics.prom"].contains(URL(filePath: name).lastPathComponent)
      else { continue }
      results[name] = try Data(contentsOf: URL(filePath: path))
    }
    return results
  }
}
