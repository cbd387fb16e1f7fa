import Diagnostics
import Findings
import Foundation
import TestSupport
import Testing
import Values

@testable import Ledger

/// A ledger that begins with a snapshot against the same one folded from its first line.
@Suite struct LedgerSnapshotTests {
  @Test(arguments: 1...20) func aLedgerWithASnapshotIsTheSame(_ seed: UInt64) throws {
    let folder = TemporaryFolder()
    var random = SeededRandom(seed: seed)
    for step in 0..<12 {
      let file = try LedgerFile(folder: folder.path)
      file.snapshotInterval = 1 + random.below(12)
      try file.append(Self.entries(&random, step, file.ledger))
      let folded = try LedgerFile(reading: folder.path, isWhole: true).ledger
      let opened = try LedgerFile(reading: folder.path).ledger
      for ledger in [file.ledger, opened] {
        expectSame(ledger, folded, "seed \(seed), step \(step)")
      }
    }
    #expect(FileManager.default.fileExists(atPath: folder.path + "/snapshot"))
  }

  private func expectSame(_ ledger: IssueLedger, _ folded: IssueLedger, _ what: String) {
    #expect(ledger.records(.all) == folded.records(.all), "\(what)")
    #expect(ledger.records(.notGone) == folded.records(.notGone), "\(what)")
    #expect(ledger.records(.withLeave) == folded.records(.withLeave), "\(what)")
    #expect(ledger.runs == folded.runs && ledger.entryCount == folded.entryCount, "\(what)")
    for prefix in ["", "1", "07", "070"] {
      #expect(ledger.ids(beginningWith: prefix) == folded.ids(beginningWith: prefix), "\(what)")
    }
    for id in ["00", "12", "999"] { #expect(ledger.record(id) == folded.record(id), "\(what)") }
    let day = CivilDate("2025-06-15")!
    for period in ["2024-12", "2025-05", "2026-02"] {
      let period = Period(period)!
      #expect(
        ledger.open(before: period, on: day) == folded.open(before: period, on: day), "\(what)")
    }
    #expect(ledger.current(on: day) == folded.current(on: day), "\(what)")
  }

  /// What a run makes of its findings is the same with a snapshot, which is asked by rows and headings, and with a
  /// ledger folded from its first line, all of whose records are at hand; and on any number of threads.
  @Test(arguments: 1...40) func aRunIsEnteredAsWithoutASnapshot(_ seed: UInt64) throws {
    let folder = TemporaryFolder()
    var random = SeededRandom(seed: seed)
    let areDigits = seed % 2 == 0
    for step in 0..<8 {
      let file = try LedgerFile(folder: folder.path)
      file.snapshotInterval = 1 + random.below(20)
      try file.append(Self.entries(&random, step, file.ledger, areDigits: areDigits, count: 40))
      let folded = try LedgerFile(reading: folder.path, isWhole: true).ledger
      let opened = try LedgerFile(reading: folder.path).ledger
      let findings = Self.findings(&random, areDigits)
      // Half of the runs are of a period that was run before.
      let known = folded.runs.keys.sorted()
      let period =
        random.below(2) == 0
        ? known[random.below(known.count)] : Period(year: 2025, month: 1 + random.below(12))!
      let run = PostedRun(
        period: period, asOf: period.last, rules: (0..<3).map { .sample("rule\($0)") },
        rulesThatSawAll: Set((0..<3).filter { _ in random.below(3) > 0 }.map { "rule\($0)" }),
        due: { period.last.adding(days: Int64($0)) })
      let judgedDigit = Character(String(random.below(4)))
      let slow = SlowPosting(of: findings, run, in: folded)
      func posting(_ ledger: IssueLedger, threads: Int) -> Posting {
        ledger.posting(findings, of: run, threads: threads) { missing in
          Set(missing.map(\.id).filter { $0.last != judgedDigit })
        }
      }
      let expected = posting(folded, threads: 1)
      #expect(expected.issues.map(\.finding.id) == findings.map(\.id))
      #expect(
        expected.issues.map(\.finding.waiver)
          == findings.map { finding in
            folded.record(finding.id)?.waiver(on: run.asOf)
              .flatMap { $0.isInForce(on: run.asOf) ? $0 : nil }
          }, "seed \(seed), step \(step)")
      if case .run(let own)? = expected.entries.first {
        let ids = Set(findings.map(\.id)).sorted().joined(separator: "\n")
        #expect(own.digest == SHA256.hex(of: Array(ids.utf8)) && own.period == period)
      } else {
        Issue.record("a run is the first of its entries")
      }
      let followUp = expected.followUp
      #expect(
        (followUp.verified + followUp.unexamined + followUp.waived).map(\.id).sorted()
          == slow.missing, "seed \(seed), step \(step)")
      let named = Set(findings.map(\.id) + slow.missing)
      #expect(
        followUp.waivers.count
          == folded.records(.all).count { named.contains($0.id) && $0.waiver(on: run.asOf) != nil },
        "seed \(seed), step \(step)")
      if !folded.isHistory(period) {
        let settled = Set(expected.followUp.verified.map(\.id))
        #expect(
          expected.entries.filter { if case .retracted = $0 { true } else { false } }
            == slow.retracted(besides: settled), "seed \(seed), step \(step)")
      }
      for (ledger, threads) in [(folded, 3), (opened, 1), (opened, 3)] {
        let own = posting(ledger, threads: threads)
        #expect(own.entries == expected.entries, "seed \(seed), step \(step)")
        #expect(own.issues == expected.issues, "seed \(seed), step \(step)")
        #expect(own.followUp.verified == expected.followUp.verified, "seed \(seed), step \(step)")
        #expect(own.followUp.unexamined == expected.followUp.unexamined, "seed \(seed)")
        #expect(own.followUp.waived == expected.followUp.waived, "seed \(seed), step \(step)")
        #expect(own.followUp.waivers == expected.followUp.waivers, "seed \(seed), step \(step)")
      }
    }
  }

  /// What a run has to say of issues that it did not find, by looking at every record of the ledger.
  private struct SlowPosting {
    private let records: [IssueRecord]
    private let run: PostedRun
    private let isAgain: Bool

    init(of findings: [Finding], _ run: PostedRun, in ledger: IssueLedger) {
      let found = Set(findings.map(\.id))
      records = ledger.records(.all).filter { !found.contains($0.id) }
      self.run = run
      isAgain = ledger.runs[run.period] != nil
    }

    /// Open before, or found by an earlier run of the period whose rule did not run again.
    var missing: [String] {
      records.filter { record in
        if record.standing(before: run.period, on: run.asOf)?.isOpen == true { return true }
        return isAgain && record.sightings.first?.period == run.period
          && !run.rulesThatSawAll.contains(record.facts.ruleID)
          && record.standing(throughRunsOf: run.period, on: run.asOf)?.isOpen == true
      }.map(\.id).sorted()
    }

    /// Said by an earlier run of the period, and not by this one.
    func retracted(besides settled: Set<String>) -> [LedgerEntry] {
      records.filter { record in
        isAgain && !settled.contains(record.id) && run.rulesThatSawAll.contains(record.facts.ruleID)
          && (record.isSeen(in: run.period) || record.isGone(in: run.period))
      }.map { .retracted(issueID: $0.id, period: run.period) }
    }
  }

  /// Findings in the order of their rules, some of them known to the ledger, some of them twice.
  private static func findings(_ random: inout SeededRandom, _ areDigits: Bool) -> [Finding] {
    (0..<3).flatMap { rule in
      (0..<random.below(9)).map { _ in
        let id = "0\(random.below(9))\(random.below(6))"
        var finding = Finding.sample("rule\(rule)", "k\n\(id)\"")
        finding.id = self.id(id, areDigits)
        finding.amount = random.below(2) == 0 ? nil : Decimal128(random.below(3))
        return finding
      }
    }
  }

  /// Ids are 32 hexadecimal digits, and may be anything.
  private static func id(_ text: String, _ isDigits: Bool) -> String {
    isDigits ? String(SHA256.hex(of: Array(text.utf8)).prefix(32)) : text
  }

  /// Runs and what people do, of any kind and in any order.
  private static func entries(
    _ random: inout SeededRandom, _ step: Int, _ ledger: IssueLedger, areDigits: Bool = false,
    count: Int = 9
  ) -> [LedgerEntry] {
    let period = Period(year: 2025, month: 1 + random.below(12))!
    let day = CivilDate(dayNumber: 20_100 + Int64(random.below(300)))
    var entries: [LedgerEntry] = [
      .run(LedgerRun(period: period, asOf: period.last, issueCount: step, digest: "d\(step)"))
    ]
    for _ in 0..<random.below(count) {
      let id = self.id("0\(random.below(9))\(random.below(4))", areDigits)
      switch random.below(7) {
      case 0, 1, 2:
        let facts = IssueFacts(
          ruleID: "rule\(random.below(3))", entity: "订单", key: "k\n\(id)\"",
          caseKey: random.below(2) == 0 ? nil : "c", outcome: .fail,
          severity: .allCases[random.below(4)], department: "d",
          amount: Decimal128(random.below(1_000)),
          documents: [DocumentName(entity: "订单", key: id)])
        entries.append(
          .seen(
            Sighting(
              issueID: id, period: period, status: .allCases[random.below(5)], due: day,
              waivedUntil: random.below(4) == 0 ? day : nil,
              facts: ledger.record(id) == nil || random.below(2) == 0 ? facts : nil)))
      case 3: entries.append(.gone(issueID: id, period: period))
      case 4: entries.append(.retracted(issueID: id, period: period))
      default:
        let kinds: [IssueAction.Kind] = [
          .assigned(Assignment(person: "陈")), .remedied(Remedy(completedOn: day)),
          .waived(
            Waiver(
              reason: LocalizedText([.zhHans: "r"]), approver: "a", from: nil,
              until: day.adding(days: Int64(random.below(300))))),
          .waiverWithdrawn, .closed(reason: "seen"),
        ]
        entries.append(
          .acted(
            IssueAction(issueID: id, day: day, person: "me", kind: kinds[random.below(5)])))
      }
    }
    return entries
  }

  /// Ids that a row cannot tell apart, or that look the same, are different issues all the same.
  @Test func oddIDsAreKeptApart() throws {
    let ids = [
      "ab", "ab\0", "ab\0c", "", "\0", "\u{E9}", "e\u{301}", "f",
      String(repeating: "A", count: 32), String(repeating: "a", count: 32),
      String(repeating: "a", count: 33), String(repeating: "a", count: 31) + "\0",
    ]
    let period = Period("2025-09")!
    func entries(_ id: String, _ rule: String) -> [LedgerEntry] {
      let facts = IssueFacts(
        ruleID: rule, entity: "order", key: id, caseKey: nil, outcome: .fail, severity: .major,
        department: "d", amount: nil, documents: [])
      return [
        .run(LedgerRun(period: period, asOf: period.last, issueCount: 1, digest: "d")),
        .seen(
          Sighting(issueID: id, period: period, status: .new, due: period.last, facts: facts)),
      ]
    }
    for first in ids {
      for second in ids where !second.utf8.elementsEqual(first.utf8) {
        let folder = TemporaryFolder()
        do {
          let file = try LedgerFile(folder: folder.path)
          file.snapshotInterval = 1
          try file.append(entries(first, "one"))
          file.snapshotInterval = .max
          try file.append(entries(second, "two"))
        }
        let opened = try LedgerFile(reading: folder.path).ledger
        let folded = try LedgerFile(reading: folder.path, isWhole: true).ledger
        for ledger in [opened, folded] {
          #expect(ledger.records(.all).count == 2, "\(first.debugDescription)")
          #expect(ledger.record(first)?.facts.ruleID == "one", "\(first.debugDescription)")
          #expect(ledger.record(second)?.facts.ruleID == "two", "\(second.debugDescription)")
        }
        #expect(opened.records(.all) == folded.records(.all), "\(first.debugDescription)")
      }
    }
  }

  /// A snapshot of which any byte was changed, that was cut, or that belongs to another ledger is not used.
  @Test func aDamagedOrForeignSnapshotIsNotUsed() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/snapshot"
    var random = SeededRandom(seed: 7)
    do {
      let file = try LedgerFile(folder: folder.path)
      file.snapshotInterval = 1
      for step in 0..<4 { try file.append(Self.entries(&random, step, file.ledger)) }
    }
    let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(LedgerSnapshot(path: path) != nil)
    for index in whole.indices {
      var bytes = whole
      bytes[index] ^= 1 << UInt8(index % 8)
      try Data(bytes).write(to: URL(filePath: path))
      #expect(LedgerSnapshot(path: path) == nil, "byte \(index)")
    }
    for length in [0, 1, 100, 128, 129, whole.count - 1] {
      try Data(whole[..<length]).write(to: URL(filePath: path))
      #expect(LedgerSnapshot(path: path) == nil, "\(length) bytes")
    }
    let other = TemporaryFolder()
    do { try LedgerFile(folder: other.path).append(Self.entries(&random, 9, IssueLedger())) }
    try Data(whole).write(to: URL(filePath: other.path + "/snapshot"))
    let opened = try LedgerFile(reading: other.path).ledger
    #expect(
      try opened.records(.all)
        == LedgerFile(reading: other.path, isWhole: true).ledger.records(.all))
  }

  /// Whoever changes a snapshot can write a checksum that fits, and must not stop the program by that.
  @Test func aChangedSnapshotWithAFittingChecksumStopsNothing() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/snapshot"
    var random = SeededRandom(seed: 5)
    do {
      let file = try LedgerFile(folder: folder.path)
      file.snapshotInterval = 1
      for step in 0..<4 { try file.append(Self.entries(&random, step, file.ledger)) }
    }
    let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
    func open(_ bytes: [UInt8]) throws -> LedgerSnapshot? {
      let sum = bytes[16...].withUnsafeBytes { SnapshotChecksum.of($0, headerLength: 112) }
      let sealed = bytes[..<8] + withUnsafeBytes(of: sum.littleEndian) { Array($0) } + bytes[16...]
      try Data(sealed).write(to: URL(filePath: path))
      return LedgerSnapshot(path: path)
    }
    #expect(try open(whole) != nil)
    for index in whole.indices.dropFirst(16) {
      for change: UInt8 in [0x80, 0xFF] {
        var bytes = whole
        bytes[index] ^= change
        guard let snapshot = try open(bytes) else { continue }
        for row in 0..<snapshot.recordCount { _ = (snapshot.id(row), snapshot.heading(row)) }
      }
    }
    for length in 129..<whole.count {
      #expect(try open(Array(whole[..<length])) == nil, "\(length) bytes")
    }
  }

  /// A snapshot that hides an issue has a checksum that fits and the seal of the ledger's line.
  @Test func aForgedSnapshotIsFoundByTheWholeCheck() throws {
    let folder = TemporaryFolder()
    let run = LedgerEntry.run(
      LedgerRun(
        period: Period("2025-09")!, asOf: CivilDate("2025-09-30")!, issueCount: 1, digest: "d"))
    let facts = IssueFacts(
      ruleID: "rule", entity: "order", key: "k", caseKey: nil, outcome: .fail, severity: .major,
      department: "d", amount: nil, documents: [])
    let seen = LedgerEntry.seen(
      Sighting(
        issueID: "1", period: Period("2025-09")!, status: .new, due: CivilDate("2025-10-08")!,
        facts: facts))
    do {
      let file = try LedgerFile(folder: folder.path)
      file.snapshotInterval = 1
      try file.append([run, seen])
    }
    _ = try LedgerFile(reading: folder.path, isWhole: true)
    let whole = try #require(LedgerSnapshot(path: folder.path + "/snapshot"))
    let wasWritten = LedgerSnapshot.write(
      IssueLedger([run]), lineCount: whole.lineCount, end: whole.end, seal: whole.seal,
      to: folder.path + "/snapshot")
    #expect(wasWritten)
    #expect(try LedgerFile(reading: folder.path).ledger.record("1") == nil)
    let refusal = #expect(throws: Refusal.self) {
      _ = try LedgerFile(reading: folder.path, isWhole: true)
    }
    #expect(refusal?.diagnostics.first?.place?.file == folder.path + "/snapshot")
  }

  /// What stands before the snapshot is not read for a run; whoever checks the whole finds it.
  @Test func aChangedPastIsFoundByTheWholeCheck() throws {
    let folder = TemporaryFolder()
    var random = SeededRandom(seed: 11)
    do {
      let file = try LedgerFile(folder: folder.path)
      file.snapshotInterval = 1
      for step in 0..<3 { try file.append(Self.entries(&random, step, file.ledger)) }
    }
    var bytes = try folder.bytes()
    bytes[20] ^= 1
    try folder.write(bytes)
    _ = try LedgerFile(reading: folder.path)
    let refusal = #expect(throws: Refusal.self) {
      _ = try LedgerFile(reading: folder.path, isWhole: true)
    }
    #expect(refusal?.diagnostics.first?.place?.line == 1)
  }
}

extension SeededRandom {
  fileprivate mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
