import Diagnostics
import Findings
import Glibc
import Testing
import Values

@testable import Ledger

@Suite struct LedgerFileTests {
  @Test func whatIsAppendedIsThereWhenOpenedAgain() throws {
    let folder = TemporaryFolder()
    let runs = [
      SampleRun("2025-09", found: ["a-1", "b-2"]), SampleRun("2025-10", found: ["b-2"]),
      SampleRun("2025-10", found: ["b-2"]), SampleRun("2025-11", found: []),
    ]
    var entries: [LedgerEntry] = []
    for run in runs {
      let file = try LedgerFile(folder: folder.path)
      #expect(!file.wasTorn)
      #expect(file.ledger.records(.all) == IssueLedger(entries).records(.all))
      #expect(file.ledger.runs == IssueLedger(entries).runs)
      let added = run.posting(in: file.ledger).entries
      try file.append(added)
      entries += added
      #expect(file.ledger.records(.all) == IssueLedger(entries).records(.all))
    }
    #expect(try read(folder) == entries)
  }

  @Test func severalAppendsOfOneOpeningStandOneBehindTheOther() throws {
    let folder = TemporaryFolder()
    do {
      let file = try LedgerFile(folder: folder.path)
      try file.append(Self.entries(0..<2))
      try file.append([])
      try file.append(Self.entries(2..<3))
      try file.append(Self.entries(3..<6))
    }
    #expect(try read(folder) == Self.entries(0..<6))
  }

  /// What was foretold of the last line is what it becomes, and the lines before it are the ledger as it was.
  @Test func theLedgerAsItWasIsItsFirstLines() throws {
    let folder = TemporaryFolder()
    var marks: [LedgerMark] = []
    for piece in [0..<2, 2..<3, 3..<6] {
      let file = try LedgerFile(folder: folder.path)
      let foretold = file.piece(of: Self.entries(piece))
      #expect(foretold.before == marks.last ?? .start)
      try file.append(foretold)
      #expect(file.lastLine == foretold.after)
      #expect(file.piece(of: []).after == foretold.after)
      marks.append(foretold.after)
    }
    #expect(marks.map(\.number) == [2, 3, 6])
    for mark in [LedgerMark.start] + marks {
      let then = try LedgerFile(reading: folder.path, lines: mark.number)
      #expect(then.lastLine == mark)
      #expect(!then.wasTorn)
      #expect(then.ledger.records(.all) == IssueLedger(Self.entries(0..<mark.number)).records(.all))
    }
    // No run ended within a piece, nor behind the end.
    #expect(try LedgerFile(reading: folder.path, lines: 4).lastLine == marks[1])
    #expect(try LedgerFile(reading: folder.path, lines: 9).lastLine == marks[2])
  }

  @Test func keysOfAnyTextReadBack() throws {
    let keys = ["", "订单 / 1", "\"quoted\"", "back\\slash", "\u{0}\u{1F}\n\t", "\u{2028}🧾e\u{301}"]
    let entries = keys.map { LedgerEntry.seen(.sample("0f", ruleID: "rule-\($0)", key: $0)) }
    let folder = TemporaryFolder()
    do { try LedgerFile(folder: folder.path).append(entries) }
    #expect(try read(folder) == entries)
    #expect(try folder.bytes().filter { $0 == 0x0A }.count == keys.count, "one line each")
  }

  /// Every kind of entry, with and without what may be left out.
  @Test func everyEntryReadsBack() throws {
    let day = CivilDate("2025-10-05")!
    var figures = RunFigures()
    figures.kpis = [
      KPIFigure(id: "k", numerator: 1, denominator: 2, undetermined: 0),
      KPIFigure(id: "l", numerator: 0, denominator: 0, undetermined: 7),
    ]
    figures.rules = [
      RuleFigure(id: "r", fingerprint: "0f", failed: 1, undetermined: 2, subjects: 3)
    ]
    var entries: [LedgerEntry] = [
      .run(LedgerRun(period: Period("2025-09")!, asOf: day, issueCount: 3, digest: "ab")),
      .run(
        LedgerRun(
          period: Period("2025-10")!, asOf: day, issueCount: 0, digest: "", figures: figures)),
      .seen(.sample("01", ruleID: "a", key: "k")), .gone(issueID: "01", period: Period("2025-10")!),
      .retracted(issueID: "01", period: Period("2025-10")!),
      .seen(
        Sighting(
          issueID: "01", period: Period("2025-11")!, status: .reopened, due: day, facts: nil)),
    ]
    let whole = IssueFacts(
      ruleID: "r", entity: "order line", key: "k / 1", caseKey: "k", outcome: .undetermined,
      severity: .critical, department: "sales", amount: Decimal128("12.50"), isConsequence: true,
      documents: [DocumentName(entity: "order", key: "k"), DocumentName(entity: "订 单", key: "")])
    entries.append(
      .seen(
        Sighting(
          issueID: "02", period: Period("2025-09")!, status: .carried, due: day, facts: whole)))
    let kinds: [IssueAction.Kind] = [
      .assigned(Assignment()), .assigned(Assignment(department: "d", person: "陈", due: day)),
      .remedied(Remedy()),
      .remedied(Remedy(causeClass: .process, effect: "e", measure: "m\n2", completedOn: day)),
      .waived(
        Waiver(reason: LocalizedText([.zhHans: "r"]), approver: "A", from: nil, until: day)),
      .waived(
        Waiver(reason: LocalizedText([.zhHans: "r"]), approver: "A", from: day, until: day)),
      .waiverWithdrawn, .closed(reason: "\"seen\""),
    ]
    entries += kinds.map {
      .acted(IssueAction(issueID: "02", day: day, person: "me", kind: $0))
    }
    let folder = TemporaryFolder()
    do { try LedgerFile(folder: folder.path).append(entries) }
    #expect(try read(folder) == entries)
  }

  /// A run killed while it wrote: the file cut at every byte of its last run. The lines of a run are there
  /// all together or not at all.
  @Test func aTornTailIsTakenOff() throws {
    let folder = TemporaryFolder()
    do { try LedgerFile(folder: folder.path).append(Self.entries(0..<1)) }
    let first = try folder.bytes().count
    do { try LedgerFile(folder: folder.path).append(Self.entries(1..<4)) }
    let whole = try folder.bytes()
    for length in first...whole.count {
      try folder.write(Array(whole[..<length]))
      do {
        let file = try LedgerFile(folder: folder.path)
        #expect(file.wasTorn == (length > first && length < whole.count), "\(length) bytes")
        #expect(file.ledger.entryCount == (length < whole.count ? 1 : 4))
        if length < whole.count { try file.append(Self.entries(1..<4)) }
      }
      #expect(try folder.bytes() == whole, "the run done again after \(length) bytes")
    }
  }

  /// Every byte of a small ledger changed, each in another bit, and its last line feed in every way.
  @Test func aChangedByteIsRefusedWithItsLine() throws {
    let folder = TemporaryFolder()
    do { try LedgerFile(folder: folder.path).append(Self.entries(0..<3)) }
    let bytes = try folder.bytes()
    var line = 1
    for index in bytes.indices {
      try folder.write(bytes, changing: index, by: 1 << (index % 8))
      expectRefused(folder, line: line, "byte \(index)")
      if bytes[index] == 0x0A { line += 1 }
    }
    for change in UInt8(1)...255 {
      try folder.write(bytes, changing: bytes.count - 1, by: change)
      expectRefused(folder, line: 3, "last line feed ^ \(change)")
    }
    try folder.write(bytes)
    #expect(try read(folder) == Self.entries(0..<3), "refusals leave the ledger free and as it was")
  }

  @Test func linesTakenOutOrSwappedAreRefused() throws {
    let folder = TemporaryFolder()
    do { try LedgerFile(folder: folder.path).append(Self.entries(0..<4)) }
    let lines = try folder.bytes().split(separator: 0x0A).map { Array($0) + [0x0A] }
    let changes: [(what: String, order: [Int], line: Int)] = [
      ("the first is gone", [1, 2, 3], 1), ("one in the middle is gone", [0, 2, 3], 2),
      ("two are swapped", [0, 2, 1, 3], 2), ("one stands twice", [0, 1, 1, 2, 3], 3),
    ]
    for (what, order, line) in changes {
      try folder.write(Array(order.map { lines[$0] }.joined()))
      expectRefused(folder, line: line, what)
    }
    try folder.write(lines[0] + [0x0A] + lines[1])
    expectRefused(folder, line: 2, "an empty line between")
  }

  @Test func aSecondOpenerIsRefusedUntilTheFirstIsDone() throws {
    let folder = TemporaryFolder()
    do {
      let file = try LedgerFile(folder: folder.path)
      let refusal = #expect(throws: Refusal.self) { _ = try LedgerFile(folder: folder.path) }
      #expect(refusal?.diagnostics.map(\.code) == ["ledger-in-use"])
      try file.append(Self.entries(0..<1))
    }
    #expect(try read(folder) == Self.entries(0..<1))
  }

  @Test func aLedgerThatIsNotThereIsNotMadeByWhoeverActsOnIssues() throws {
    let folder = TemporaryFolder()
    let refusal = #expect(throws: Refusal.self) { _ = try LedgerFile(existing: folder.path) }
    #expect(refusal?.diagnostics.map(\.code) == ["no-ledger"])
    #expect(throws: (any Error).self) { try folder.bytes() }
  }

  @Test func whatCannotBeOpenedIsRefused() throws {
    let folder = TemporaryFolder()
    try folder.write([0x0A])
    for path in ["/proc/nowhere/at/all", folder.file] {
      let refusal = #expect(throws: Refusal.self) { _ = try LedgerFile(folder: path) }
      #expect(refusal?.diagnostics.map(\.code) == ["ledger-unusable"])
    }
  }

  /// The entries of a small ledger: a run, then issues seen and gone in turn.
  private static func entries(_ numbers: Range<Int>) -> [LedgerEntry] {
    numbers.map { number in
      let period = Period("2025-09")!
      if number == 0 {
        return .run(LedgerRun(period: period, asOf: period.last, issueCount: 2, digest: "ab12"))
      }
      return number % 2 == 1
        ? .seen(.sample("0\(number)", ruleID: "a", key: "订\(number)"))
        : .gone(issueID: "0\(number - 1)", period: period)
    }
  }

  /// The entries of a ledger's file, opened first so that its chain is checked.
  private func read(_ folder: TemporaryFolder) throws -> [LedgerEntry] {
    _ = try LedgerFile(folder: folder.path)
    return try folder.bytes().split(separator: 0x0A).compactMap { LedgerLine($0)?.entry }
  }

  private func expectRefused(_ folder: TemporaryFolder, line: Int, _ what: String) {
    do {
      _ = try LedgerFile(folder: folder.path)
      Testing.Issue.record("\(what): not refused")
    } catch {
      let fault = error.diagnostics[0]
      if fault.code != "ledger-changed" || fault.place?.line != line {
        Testing.Issue.record("\(what): \(fault), where line \(line) was changed")
      }
    }
  }
}

extension TemporaryFolder {
  fileprivate func write(_ bytes: [UInt8], changing index: Int, by bits: UInt8) throws {
    var bytes = bytes
    bytes[index] ^= bits
    try write(bytes)
  }
}

extension Sighting {
  fileprivate static func sample(_ id: String, ruleID: String, key: String) -> Sighting {
    Sighting(
      issueID: id, period: Period("2025-09")!, status: .new, due: CivilDate("2025-10-05")!,
      facts: IssueFacts(
        ruleID: ruleID, entity: "order", key: key, caseKey: nil, outcome: .fail, severity: .major,
        department: "sales", amount: nil,
        documents: [DocumentName(entity: "order", key: key)]))
  }
}
