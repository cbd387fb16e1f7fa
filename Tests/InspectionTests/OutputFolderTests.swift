import Diagnostics
import FoundationEssentials
import Glibc
import Reports
import Testing
import Values

@testable import Inspection

/// Results appear whole or not at all, and nothing but earlier results is ever replaced.
@Suite struct OutputFolderTests {
  private let shop: TemporaryShop
  private let manifest: Manifest

  init() throws {
    shop = try TemporaryShop()
    let report = try shop.run(out: "first").report
    manifest = Manifest(
      circumstances: .fixed, started: "now",
      settings: RunSettings(
        rulesFolder: "Rules", language: .en,
        input: .month(dataFolder: "Data", ledgerFolder: nil, only: nil)),
      declarations: [], report: report)
  }

  private func file(_ name: String, _ text: String) -> OutputFile {
    OutputFile(name: name) { $0.append(text) }
  }

  private func publish(_ files: [OutputFile], at name: String = "out") throws {
    try OutputFolder(path: shop.path(name)).publish(files, with: manifest)
  }

  @Test func resultsComeWithTheManifestThatListsThem() throws {
    try publish([file("a.txt", "one"), file("b.txt", "two")])
    #expect(shop.names("out") == ["a.txt", "b.txt", "manifest.json"])
    let text = try #require(shop.text("out/manifest.json"))
    #expect(Manifest.namesListed(in: Array(text.utf8)) == ["a.txt", "b.txt", "manifest.json"])
  }

  @Test func newResultsReplaceTheEarlierOnesWhole() throws {
    try publish([file("a.txt", "one"), file("b.txt", "two")])
    try publish([file("a.txt", "three")])
    #expect(shop.names("out") == ["a.txt", "manifest.json"])
    #expect(shop.text("out/a.txt") == "three")
    #expect(!shop.names().contains(".out.partial"))
  }

  @Test func resultsMayLieInFoldersWithin() throws {
    try publish([file("a.txt", "one"), file("in/b.txt", "two"), file("in/deep/c.txt", "three")])
    #expect(shop.names("out/in") == ["b.txt", "deep"])
    #expect(shop.text("out/in/deep/c.txt") == "three")
    let text = try #require(shop.text("out/manifest.json"))
    #expect(
      Manifest.namesListed(in: Array(text.utf8))
        == ["a.txt", "in/b.txt", "in/deep/c.txt", "manifest.json"])
    try publish([file("a.txt", "four"), file("in/d.txt", "five")])
    #expect(shop.names("out/in") == ["d.txt"])
    try publish([file("a.txt", "six")])
    #expect(shop.names("out") == ["a.txt", "manifest.json"])
    #expect(!shop.names().contains(".out.partial"))
  }

  @Test func whatNoRunWroteInAFolderWithinIsNotReplaced() throws {
    let results = [file("in/b.txt", "two"), file("in/deep/c.txt", "three")]
    for name in ["in/mine.txt", "in/deep/mine.txt"] {
      try publish(results, at: "kept")
      try shop.write("mine", to: "kept/\(name)")
      let refusal = #expect(throws: Refusal.self) { try publish(results, at: "kept") }
      #expect(refusal?.diagnostics.first?.message.contains("'\(name)'") == true)
      #expect(shop.text("kept/\(name)") == "mine")
      unlink(shop.path("kept/\(name)"))
    }
    try shop.write("hidden", to: "kept/in/.DS_Store")
    mkdir(shop.path("kept/empty"), 0o755)
    #expect(shop.refusal(out: "kept") == ["foreign-files"])
    rmdir(shop.path("kept/empty"))
    try publish(results, at: "kept")
  }

  @Test func aLinkInPlaceOfAFolderWithinIsForeign() throws {
    try publish([file("in/b.txt", "two")])
    rename(shop.path("out/in"), shop.path("elsewhere"))
    symlink(shop.path("elsewhere"), shop.path("out/in"))
    #expect(shop.refusal() == ["foreign-files"])
    #expect(shop.text("elsewhere/b.txt") == "two")
  }

  @Test(arguments: ["../b.txt", "/b.txt", "in//b.txt", "in/./b.txt", "in/"])
  func aResultNeverLeavesTheFolder(_ name: String) async {
    await #expect(processExitsWith: .failure) { [name] in
      let shop = try TemporaryShop()
      let report = try shop.run(out: "first").report
      let manifest = Manifest(
        circumstances: .fixed, started: "now",
        settings: RunSettings(
          rulesFolder: "Rules", language: .en,
          input: .month(dataFolder: "Data", ledgerFolder: nil, only: nil)), declarations: [],
        report: report)
      try OutputFolder(path: shop.path("out")).publish(
        [OutputFile(name: name) { $0.append("text") }], with: manifest)
    }
  }

  @Test func aFileThatCannotBeWrittenLeavesTheEarlierResults() throws {
    try publish([file("a.txt", "one")])
    #expect(throws: Refusal.self) {
      try publish([file("a.txt", "two"), file("a.txt/b.txt", "two")])
    }
    #expect(shop.text("out/a.txt") == "one")
    #expect(!shop.names().contains(".out.partial"))
  }

  @Test func aDiskThatIsFullLeavesTheEarlierResults() throws {
    try publish([file("a.txt", "one")])
    do {
      let output = try OutputFolder(path: shop.path("out"))
      // Whatever is written to this device finds no room.
      symlink("/dev/full", shop.path(".out.partial/b.txt"))
      let refusal = #expect(throws: Refusal.self) {
        try output.publish([file("a.txt", "two"), file("b.txt", "two")], with: manifest)
      }
      #expect(refusal?.diagnostics.first?.message.hasSuffix("No space left on device") == true)
    }
    #expect(shop.names("out") == ["a.txt", "manifest.json"])
    #expect(shop.text("out/a.txt") == "one")
    #expect(!shop.names().contains(".out.partial"))
  }

  @Test func twoRunsDoNotWriteTheSameResults() throws {
    let first = try OutputFolder(path: shop.path("out"))
    try shop.write("written by the first", to: ".out.partial/a.txt")
    #expect(shop.refusal() == ["run-in-progress"])
    #expect(shop.text(".out.partial/a.txt") == "written by the first")
    try first.publish([file("a.txt", "one")], with: manifest)
    #expect(shop.text("out/a.txt") == "one")
  }

  @Test func whatAKilledRunLeftIsCleared() throws {
    try FileManager.default.createDirectory(
      atPath: shop.path(".out.partial"), withIntermediateDirectories: true)
    try shop.write("half", to: ".out.partial/half.txt")
    try publish([file("a.txt", "one")])
    #expect(shop.names("out") == ["a.txt", "manifest.json"])
  }

  @Test func aRunKilledBetweenTwoStepsLosesNothing() throws {
    try publish([file("a.txt", "one")])
    rename(shop.path("out"), shop.path(".out.partial.earlier"))
    #expect(throws: Refusal.self) { try publish([file("a.txt", "two"), file("a.txt/b.txt", "")]) }
    #expect(shop.text("out/a.txt") == "one")
    try publish([file("a.txt", "two")])
    #expect(shop.text("out/a.txt") == "two")
    #expect(!shop.names().contains(".out.partial.earlier"))
  }

  @Test func whatNoRunWroteIsNotReplaced() throws {
    try publish([file("a.txt", "one")])
    try shop.write("mine", to: "out/notes.txt")
    try shop.write("mine", to: "file")
    #expect(shop.refusal() == ["foreign-files"])
    #expect(shop.refusal(out: "Data") == ["foreign-files"])
    #expect(shop.refusal(out: "Rules/../Data/.") == ["foreign-files"])
    #expect(shop.refusal(out: "") == ["foreign-files"])
    #expect(shop.refusal(out: "file") == ["not-a-folder"])
    #expect(shop.text("out/notes.txt") == "mine")
    #expect(shop.text("file") == "mine")
    #expect(shop.names("Data") == ["orders.csv"])
  }

  @Test func whatAnEarlierRunDidNotListIsNotReplaced() throws {
    try publish([file("a.txt", "one"), file("b.txt", "two")])
    try shop.write("{ \"program\": \"another\", \"outputs\": [] }", to: "out/manifest.json")
    #expect(shop.refusal() == ["foreign-files"])
  }

  @Test(arguments: ["out", "out/", "out//", "./out", "Data/../out", "deep/er/out", "empty"])
  func aFolderIsTheSameHoweverItIsWritten(_ name: String) throws {
    mkdir(shop.path("empty"), 0o755)
    try publish([file("a.txt", "one")], at: name)
    try publish([file("a.txt", "two")], at: name)
    #expect(shop.text("\(name)/a.txt") == "two")
    #expect(shop.names().allSatisfy { !$0.hasSuffix(".partial") })
  }

  @Test func aLinkStaysALink() throws {
    mkdir(shop.path("real"), 0o755)
    symlink(shop.path("real"), shop.path("out"))
    try publish([file("a.txt", "one")])
    #expect(shop.text("real/a.txt") == "one")
  }

  @Test(arguments: ["", "/", "//"])
  func whatCanBeNoFolderIsRefused(_ path: String) {
    #expect(throws: Refusal.self) { try OutputFolder(path: path) }
  }

  @Test(
    .enabled(if: geteuid() != 0, "root writes into every folder"))
  func aFolderThatMayNotBeWrittenIsRefused() throws {
    mkdir(shop.path("closed"), 0o555)
    #expect(shop.refusal(out: "closed/out") == ["cannot-write"])
  }

  @Test func aFileWhereAFolderShouldLieIsRefused() throws {
    try shop.write("mine", to: "file")
    #expect(shop.refusal(out: "file/out") == ["cannot-write"])
  }
}
