import Diagnostics
import Findings
import FoundationEssentials
import Inspection
import Ledger
import Reports
import Testing
import Values

@Suite struct InspectionTests {
  private let shop: TemporaryShop

  /// As much memory as a run needs, and as little as makes every record a part of its own.
  private static let memory = [nil, 1]

  init() throws {
    shop = try TemporaryShop()
  }

  @Test func theThreadsDoNotShowInTheResults() throws {
    let rows = (0..<40_000).map { "O\($0 % 39_000),\($0 % 7 == 0 ? "x" : "\($0 % 11 - 3)")\n" }
    try shop.write("编号,金额\n" + rows.joined(), to: "Data/orders.csv")
    try shop.write("编号,金额\nP1,-4\n", to: "Data/orders2.csv")
    _ = try shop.run(out: "one", threads: 1)
    _ = try shop.run(out: "many", threads: 8)
    for name in shop.names("one") + ["notices/sales.html"] where name != "notices" {
      #expect(shop.text("one/\(name)") == shop.text("many/\(name)"), "\(name)")
    }
  }

  @Test(arguments: memory) func theSameMonthAgainAddsTheRunAlone(bytes: Int?) throws {
    shop.memoryByteCount = bytes
    _ = try shop.run(ledger: "ledger")
    let before = try #require(shop.text("ledger/issues.jsonl"))
    _ = try shop.run(ledger: "ledger")
    let after = try #require(shop.text("ledger/issues.jsonl"))
    #expect(after.hasPrefix(before))
    #expect(lines(after).count == lines(before).count + 1)
  }

  @Test(arguments: memory) func aDepartmentWithoutIssuesLeavesNoOldNoticeBehind(bytes: Int?) throws
  {
    shop.memoryByteCount = bytes
    _ = try shop.run(ledger: "ledger")
    #expect(shop.names("out/notices") == ["sales.html", "sales.md"])
    #expect(try #require(shop.text("out/report.md")).contains("notices/sales.md"))
    try shop.write("编号,金额\nO1,10\nO2,1\n", to: "Data/orders.csv")
    _ = try shop.run(period: "2025-10", ledger: "ledger")
    #expect(shop.names("out/notices").isEmpty)
    #expect(!shop.names("out").contains("notices"))
    #expect(try #require(shop.text("out/report.md")).contains("notices/") == false)
  }

  @Test func whatIsMajorHasItsNotice() throws {
    let departments = #"[ { "id": "../sales", "label": { "en": "Sales" } } ]"#
    let pack = try #require(shop.text("Rules/packs/accuracy.json"))
    try shop.write(
      pack.replacing("\"sales\"", with: "\"../sales\"")
        .replacing("\"for\"", with: "\"amount\": \"abs(total)\", \"for\""),
      to: "Rules/packs/accuracy.json")
    for (limit, isMajor) in [("1.01", false), ("1", true)] {
      try shop.write(
        #"{ "majorAmount": \#(limit), "departments": \#(departments) }"#,
        to: "Rules/departments.json")
      _ = try shop.run()
      #expect(
        shop.names("out/notices")
          == ["%2E%2E%2Fsales.html", "%2E%2E%2Fsales.md"]
          + (isMajor ? ["major-issues.html", "major-issues.md"] : []))
    }
    #expect(
      try #require(shop.text("out/report.html")).contains("notices/%252E%252E%252Fsales.html"))
  }

  @Test func theLedgerIsUntouchedWhenTheResultsCannotBeWritten() throws {
    _ = try shop.run(ledger: "ledger")
    let before = shop.text("ledger/issues.jsonl")
    try shop.write("编号,金额\nO3,-1\n", to: "Data/orders.csv")
    try shop.write("mine", to: "out/notes.txt")
    #expect(shop.refusal(ledger: "ledger") == ["foreign-files"])
    #expect(shop.text("ledger/issues.jsonl") == before)
  }

  @Test func aLedgerThatIsHeldLeavesTheResults() throws {
    _ = try shop.run(ledger: "ledger")
    let report = shop.text("out/report.json")
    let held = try LedgerFile(folder: shop.path("ledger"))
    try shop.write("编号,金额\nO3,-1\n", to: "Data/orders.csv")
    #expect(shop.refusal(ledger: "ledger") == ["ledger-in-use"])
    withExtendedLifetime(held) {}
    #expect(shop.text("out/report.json") == report)
    #expect(!shop.names().contains(".out.partial"))
  }

  @Test(arguments: ["out", "out/ledger", "Data/../out/ledger"])
  func aLedgerInTheResultsIsRefused(_ ledger: String) {
    #expect(shop.refusal(ledger: ledger) == ["bad-value"])
    #expect(shop.names("out").isEmpty)
  }

  @Test(arguments: memory) func aTornLedgerIsMendedByTheNextRun(bytes: Int?) throws {
    shop.memoryByteCount = bytes
    _ = try shop.run(period: "2025-08", ledger: "ledger")
    let whole = try #require(shop.text("ledger/issues.jsonl"))
    try shop.write(String(whole.dropLast(20)), to: "ledger/issues.jsonl")
    let issues = try shop.run(period: "2025-08", ledger: "ledger").report.issues
    #expect(issues.map(\.status) == [.new])
    #expect(try shop.run(ledger: "ledger").report.issues.map(\.status) == [.overdue])
  }

  @Test(
    arguments: [
      ("orders.csv", "编号,金额\nO1,10\n\"O2,-1\n"), ("orders.csv", "编号,金额\nO2,-1,surplus\n"),
      ("orders.csv", "编号,金额\nO1,10\n\0"), ("orders2.csv", "another,table\n1,2\n"),
    ], memory)
  func whatCouldNotBeReadIsNotGone(_ file: (name: String, text: String), bytes: Int?) throws {
    shop.memoryByteCount = bytes
    _ = try shop.run(period: "2025-07", ledger: "ledger")
    try shop.write("编号,金额\nO1,10\n", to: "Data/orders.csv")
    try shop.write(file.text, to: "Data/\(file.name)")
    #expect(try !shop.run(period: "2025-08", ledger: "ledger").report.coverage.rejects.isEmpty)
    #expect(shop.text("ledger/issues.jsonl")?.contains("\"gone\"") == false)
  }

  @Test(arguments: memory) func whatIsGoneAndComesBackIsReopened(bytes: Int?) throws {
    shop.memoryByteCount = bytes
    _ = try shop.run(period: "2025-07", ledger: "ledger")
    try shop.write("编号,金额\nO1,10\nO2,1\n", to: "Data/orders.csv")
    #expect(try shop.run(period: "2025-08", ledger: "ledger").report.issues.isEmpty)
    try shop.write("编号,金额\nO2,-1\n", to: "Data/orders.csv")
    #expect(try shop.run(ledger: "ledger").report.issues.map(\.status) == [.reopened])
    // The old month again: what it found then is what it finds now.
    #expect(
      try shop.run(period: "2025-07", ledger: "ledger").report.issues.map(\.status) == [.new])
  }

  /// What there is leave for is listed, and nobody is called at night for it.
  @Test(arguments: memory) func whatIsWaivedDoesNotFail(bytes: Int?) throws {
    shop.memoryByteCount = bytes
    let waiver =
      #"{ "rule": "negative-total", "key": "O2", "reason": { "en": "agreed" }, "#
      + #""approver": "Chen", "until": "2025-10-31" }"#
    try shop.write(#"{ "waivers": [ \#(waiver) ] }"#, to: "Rules/waivers.json")
    let outcome = try shop.run(ledger: "ledger")
    #expect(outcome.exitCode(failOn: .info) == 0)
    #expect(outcome.report.issues.map(\.status) == [.waived])
    let ledger = try LedgerFile(reading: shop.path("ledger")).ledger
    let states = ["2025-10-31", "2025-11-01"].map { day in
      ledger.current(on: CivilDate(day)!).map(\.state)
    }
    #expect(states == [[.waived], [.overdue]])
    #expect(outcome.report.conclusion == .clean)
    #expect(shop.text("out/issues.csv")?.contains("agreed（Chen，有效至 2025-10-31）") == true)
    let later = try shop.run(period: "2025-11", ledger: "ledger")
    #expect(later.exitCode(failOn: .info) == 1)
    #expect(later.report.issues.map(\.status) == [.overdue])
    #expect(later.report.verdict.waivers.map(\.state) == [.expired])
  }

  @Test(arguments: memory) func anEmptyMonthFinishesNothing(bytes: Int?) throws {
    shop.memoryByteCount = bytes
    _ = try shop.run(period: "2025-07", ledger: "ledger")
    try FileManager.default.removeItem(atPath: shop.path("Data/orders.csv"))
    let empty = try shop.run(period: "2025-08", ledger: "ledger")
    #expect(empty.exitCode(failOn: .info) == 2)
    #expect(empty.diagnostics.map(\.code) == ["missing-export"])
    #expect(shop.text("ledger/issues.jsonl")?.contains("\"gone\"") == false)
  }

  @Test func foldersOfTheRunAreNotTakenForExports() throws {
    for _ in 1...2 {
      let outcome = try shop.run(out: "Data/results/2025-09", ledger: "Data/ledger")
      #expect(outcome.report.coverage.unrecognisedFiles.isEmpty)
    }
    try shop.write("", to: "Data/stranger.txt")
    let outcome = try shop.run(out: "Data/results/2025-09")
    #expect(outcome.report.coverage.unrecognisedFiles == ["ledger", "stranger.txt"])
  }

  @Test func twoSourcesOfOneIdAreRefused() throws {
    let source = try #require(shop.text("Rules/sources/orders.json"))
    try shop.write(source, to: "Rules/sources/others.json")
    #expect(shop.refusal() == ["duplicate-source"])
  }

  @Test func aFileNamedTwiceIsCheckedOnce() throws {
    let outcome = try SpotCheck(
      files: [shop.path("Data/orders.csv"), shop.path("Data/../Data/orders.csv")],
      rulesFolder: shop.path("Rules"), outFolder: nil, language: .en, threads: 1,
      circumstances: .fixed
    ).run()
    #expect(outcome.run.report.coverage.exports.map { $0.records.map(\.count) } == [[2]])
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n")
  }
}
