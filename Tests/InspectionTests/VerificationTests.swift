import Diagnostics
import FoundationEssentials
import Intake
import Ledger
import Rules
import Testing
import Values

@testable import Inspection

/// Whatever is not as a run left it is told, and nothing else.
@Suite struct VerificationTests {
  private let shop: TemporaryShop

  init() throws {
    shop = try TemporaryShop()
  }

  private func verification(
    ledger: String? = "ledger", recomputes: Bool = false
  ) -> Verification {
    Verification(
      outFolder: shop.path("out"), ledgerFolder: ledger.map { shop.path($0) },
      recomputes: recomputes, threads: 1, circumstances: .fixed)
  }

  /// The codes of what differs and of what could not be looked at.
  private func codes(ledger: String? = "ledger", recomputes: Bool = false) throws -> [String] {
    let outcome = try verification(ledger: ledger, recomputes: recomputes).run()
    return (outcome.faults + outcome.differences).map(\.code)
  }

  @Test func whatWasNotTouchedIsAsRecorded() throws {
    _ = try shop.run(ledger: "ledger")
    let outcome = try verification(recomputes: true).run()
    #expect(outcome.exitCode == 0)
    #expect(outcome.exports == Verification.Tally(recorded: 1, unchanged: 1))
    #expect(outcome.declarations == Verification.Tally(recorded: 4, unchanged: 4))
    #expect(outcome.outputs == Verification.Tally(recorded: 11, unchanged: 11))
    #expect(outcome.ledgerLine == 2)
    #expect(outcome.recomputation?.compared == Verification.Tally(recorded: 10, unchanged: 10))
    #expect(shop.names() == [".out.lock", "Data", "Rules", "ledger", "out"], "nothing is written")
  }

  /// Every byte of the manifest changed, each in another bit. All of them break the seal; that this is told is
  /// looked at for some, and for all around the seal.
  @Test func aChangedByteOfTheManifestIsTold() throws {
    _ = try shop.run(ledger: "ledger")
    let text = try shop.bytes("out/manifest.json")
    for index in text.indices {
      #expect(!Seal.holds(on: text.flipping(index)), "byte \(index)")
      guard index % 61 == 0 || index >= text.count - 90 else { continue }
      try shop.write(text.flipping(index), to: "out/manifest.json")
      do {
        let outcome = try verification(ledger: nil).run()
        #expect(outcome.differences.first?.code == "manifest-changed", "byte \(index)")
      } catch {
        #expect(error.diagnostics.map(\.code) == ["manifest-changed"], "byte \(index)")
      }
    }
    try shop.write(text + [0x0A], to: "out/manifest.json")
    #expect(try codes() == ["manifest-changed"])
    try shop.write(text, to: "out/manifest.json")
    #expect(try codes() == [])
  }

  /// Bytes of the ledger changed, each in another bit. That every byte counts is tested with the ledger.
  @Test func aChangedByteOfTheLedgerIsTold() throws {
    _ = try shop.run(ledger: "ledger")
    let text = try shop.bytes("ledger/issues.jsonl")
    for index in text.indices where index % 23 == 0 || index == text.count - 1 {
      try shop.write(text.flipping(index), to: "ledger/issues.jsonl")
      #expect(try codes() == ["ledger-changed"], "byte \(index)")
    }
  }

  @Test func aLedgerThatLostItsEndDoesNotHoldTheRun() throws {
    _ = try shop.run(period: "2025-08", out: "earlier", ledger: "ledger")
    let before = try shop.bytes("ledger/issues.jsonl")
    _ = try shop.run(ledger: "ledger")
    let after = try shop.bytes("ledger/issues.jsonl")
    for length in [before.count, before.count + 40, after.count - 1] {
      try shop.write(Array(after[..<length]), to: "ledger/issues.jsonl")
      #expect(try codes() == ["run-not-in-ledger"], "\(length) of \(after.count) bytes")
    }
  }

  /// What was written because somebody asked for it is made again too.
  @Test func sideFormatsAreMadeAgain() throws {
    _ = try shop.run(ledger: "ledger", also: ["junit", "sarif"])
    #expect(shop.text("out/issues.sarif") != nil && shop.text("out/junit.xml") != nil)
    #expect(try shop.bytes("out/manifest.json").contains([UInt8](#""sarif""#.utf8)))
    let outcome = try verification(recomputes: true).run()
    #expect(outcome.differences.isEmpty)
    #expect(outcome.recomputation?.compared == Verification.Tally(recorded: 12, unchanged: 12))
    let without = try verification(ledger: nil, recomputes: true).run()
    #expect(without.recomputation?.needLedger.contains("issues.sarif") == true)
    for name in ["issues.sarif", "junit.xml"] {
      let text = try #require(shop.text("out/\(name)"))
      try shop.write(text + " ", to: "out/\(name)")
      #expect(Set(try codes(recomputes: true)) == ["file-changed", "recomputed-differs"])
      try shop.write(text, to: "out/\(name)")
    }
    // The next run is not asked for them, and takes them away.
    _ = try shop.run(ledger: "ledger")
    #expect(shop.text("out/issues.sarif") == nil)
    #expect(try codes(recomputes: true) == [])
  }

  /// Runs of earlier versions name no such formats; a later version may have one that is not known.
  @Test(arguments: [(#""also": [],"#, "", true), (#""also": []"#, #""also": ["pdf"]"#, false)])
  func aManifestMayNameOtherFormats(_ old: String, _ new: String, _ isRead: Bool) throws {
    _ = try shop.run()
    let text = try #require(shop.text("out/manifest.json"))
    let changed = text.replacing(old, with: new)
    try #require(changed != text)
    #expect((RecordedRun([UInt8](changed.utf8)) != nil) == isRead)
  }

  /// The ledger grows: what earlier runs found in it is still there.
  @Test func earlierResultsAreMadeAgainFromALedgerThatWentOn() throws {
    _ = try shop.run(period: "2025-07", out: "earlier", ledger: "ledger")
    _ = try shop.run(period: "2025-08", ledger: "ledger")
    _ = try shop.run(period: "2025-09", out: "later", ledger: "ledger")
    #expect(shop.text("out/issues.csv")?.contains("2025-07") == true)
    #expect(try codes(recomputes: true) == [])
    let without = try verification(ledger: nil, recomputes: true).run()
    #expect(without.exitCode == 0)
    #expect(without.recomputation?.compared == Verification.Tally(recorded: 2, unchanged: 2))
    #expect(without.recomputation?.needLedger.contains("issues.csv") == true)
  }

  /// A department without a finding of the month is sent what the ledger remembers, and nothing without one.
  @Test func noticesThatOnlyTheLedgerCallsForAreNotCompared() throws {
    _ = try shop.run(period: "2025-08", out: "earlier", ledger: "ledger")
    try FileManager.default.removeItem(atPath: shop.path("Data/orders.csv"))
    _ = try shop.run(ledger: "ledger")
    try #require(shop.text("out/notices/sales.md") != nil)
    let outcome = try verification(ledger: nil, recomputes: true).run()
    #expect(outcome.differences.isEmpty)
    #expect(outcome.recomputation?.needLedger.contains("notices/sales.md") == true)
    #expect(outcome.recomputation?.needLedger.contains("metrics.prom") == false)
    #expect(try codes(recomputes: true) == [])
  }

  @Test func aRunThatTheLedgerDoesNotRememberIsTold() throws {
    _ = try shop.run(ledger: "ledger")
    try FileManager.default.removeItem(atPath: shop.path("ledger"))
    #expect(try codes() == ["no-ledger"])
    try shop.write("", to: "out/x.txt")
    #expect(try verification().run().exitCode == 2, "what could not be looked at weighs more")
  }

  @Test(arguments: [
    ("Data/orders.csv", "file-changed"), ("Rules/model.json", "file-changed"),
    ("out/issues.csv", "file-changed"), ("out/metrics.prom", "file-changed"),
    ("Data/new.csv", "file-not-recorded"), ("Rules/packs/new.json", "file-not-recorded"),
    ("Rules/overrides.json", "file-not-recorded"), ("out/new.csv", "file-not-recorded"),
    ("out/notices/new.md", "file-not-recorded"),
  ])
  func oneThingIsTold(_ name: String, _ code: String) throws {
    _ = try shop.run(ledger: "ledger")
    try shop.write((shop.text(name) ?? "") + " ", to: name)
    let outcome = try verification(recomputes: true).run()
    let isOutput = name.hasPrefix("out/")
    // An output that was changed is found twice: by its digest, and by what it should say.
    #expect(Set(outcome.differences.map(\.code)).subtracting(["recomputed-differs"]) == [code])
    #expect(outcome.differences.map(\.place?.file).allSatisfy { $0 == shop.path(name) })
    #expect((outcome.recomputation == nil) == !isOutput, "other inputs come to other results")
    #expect(outcome.exitCode == 1)
  }

  @Test(arguments: ["Data/orders.csv", "Rules/departments.json", "out/issues.csv"])
  func whatIsGoneIsTold(_ name: String) throws {
    _ = try shop.run(ledger: "ledger")
    try FileManager.default.removeItem(atPath: shop.path(name))
    #expect(try codes(recomputes: true) == ["file-gone"])
  }

  /// What lies in the data folder without being an export is known, and so are folders of the run.
  @Test func whatWasThereBeforeIsNotTold() throws {
    try shop.write("", to: "Data/notes.txt")
    try shop.write("", to: "Data/.hidden")
    try FileManager.default.createDirectory(
      atPath: shop.path("Data/empty"), withIntermediateDirectories: false)
    _ = try shop.run(out: "Data/results", ledger: "Data/ledger")
    var verification = verification(recomputes: true)
    verification.outFolder = shop.path("Data/results")
    verification.ledgerFolder = shop.path("Data/ledger")
    #expect(try verification.run().differences == [])
  }

  @Test func whereAResultDiffersIsTold() throws {
    _ = try shop.run(ledger: "ledger")
    let text = try shop.bytes("out/issues.jsonl")
    for (changed, line, byte) in [
      (text.flipping(0), 1, 1), (text.flipping(text.count - 1), 1, text.count),
      (Array(text.dropLast(3)), 1, text.count - 2), (text + [0x20], 2, text.count + 1),
    ] {
      try shop.write(changed, to: "out/issues.jsonl")
      let found = try verification(recomputes: true).run().differences.last
      #expect(found?.code == "recomputed-differs")
      #expect(found?.place?.line == line)
      #expect(found?.message.hasSuffix("from byte \(byte) on") == true)
    }
  }

  /// A folder or a device in the place of a file is no reason to wait, or to go on reading.
  @Test func whatIsNoFileIsTold() throws {
    _ = try shop.run(ledger: "ledger")
    try FileManager.default.removeItem(atPath: shop.path("Data/orders.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: shop.path("Data/orders.csv"), withDestinationPath: "/dev/zero")
    #expect(try codes() == ["file-changed"])
  }

  @Test func onlySomeRulesAreMadeAgain() throws {
    _ = try shop.run(ledger: "ledger", only: ["negative-total"])
    #expect(try codes(recomputes: true) == [])
  }

  @Test func aManifestNamesTheOneItReplaces() throws {
    _ = try shop.run()
    let first = try shop.bytes("out/manifest.json")
    #expect(shop.text("out/manifest.json")?.contains("\"previous\": null") == true)
    _ = try shop.run()
    let digest = SHA256.hex(of: first)
    #expect(shop.text("out/manifest.json")?.contains("\"previous\": \"\(digest)\"") == true)
  }

  /// What a manifest names and what a verification looks for are the same files.
  @Test func everyDeclarationIsLookedFor() throws {
    for name in ["aliases", "parameters", "kpis", "requirements", "overrides", "waivers"] {
      try shop.write("{}", to: "Rules/\(name).json")
    }
    try shop.write("{}", to: "Rules/notes.json")
    try shop.write("# Notes", to: "Rules/packs/accuracy.md")
    let found = Project.declarations(in: shop.path("Rules"))
    #expect(found.count == 10)
    let rules = parent(of: parent(of: parent(of: #filePath))) + "/Rules"
    let project = try Project(folder: rules)
    #expect(Project.declarations(in: rules) == project.files.map(\.name))
  }

  private func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

extension [UInt8] {
  /// The bytes with one bit of one of them changed.
  fileprivate func flipping(_ index: Int) -> [UInt8] {
    var bytes = self
    bytes[index] ^= 1 << (index % 8)
    return bytes
  }
}
