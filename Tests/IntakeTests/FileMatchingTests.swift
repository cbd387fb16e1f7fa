import Diagnostics
import Intake
import Testing
import Values

@Suite struct FileMatchingTests {
  @Test func filesFindTheirSources() throws {
    let folder = try TemporaryFolder()
    for name in [
      "发票.xml", "orders_1.csv", "orders_10.csv", "orders_2.csv", "readme.txt", ".hidden",
    ] {
      try folder.write("x", to: name)
    }
    let sources = try [("orders", "csv", "orders_*.csv"), ("returns", "csv", "returns*.csv")].map {
      try Shop.source(id: $0.0, format: $0.1, files: $0.2)
    }
    for path in [folder.path, folder.path + "/"] {
      let matching = try FileMatching(folder: path, sources: sources)
      #expect(matching.exports.map(\.name) == ["orders_1.csv", "orders_10.csv", "orders_2.csv"])
      #expect(matching.exports[0].path == folder.path + "/orders_1.csv")
      #expect(matching.exports.map(\.source.id) == ["orders", "orders", "orders"])
      #expect(matching.unrecognisedFiles == ["readme.txt", "发票.xml"])
      #expect(matching.missingSources.map(\.id) == ["returns"])
    }
  }

  @Test func filesInANamedFolderAreFound() throws {
    let folder = try TemporaryFolder()
    for name in ["in/b.csv", "in/a.csv", "in/.hidden", "in/deep/a.csv", "other/a.csv", "z.csv"] {
      try folder.write("x", to: name)
    }
    let source = try Shop.source(id: "orders", format: "csv", files: "in/?.csv")
    let matching = try FileMatching(folder: folder.path, sources: [source])
    #expect(matching.exports.map(\.name) == ["in/a.csv", "in/b.csv"])
    #expect(
      matching.exports.map(\.path) == ["in/a.csv", "in/b.csv"].map { "\(folder.path)/\($0)" })
    #expect(matching.unrecognisedFiles == ["in/deep", "other", "z.csv"])
  }

  @Test func theDayInANameIsTheDayOfDelivery() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "orders_20251009.csv")
    try folder.write("x", to: "orders_20251301.csv")
    let source = try Shop.source(id: "orders", format: "csv", files: "orders_{date}.csv")
    let matching = try FileMatching(folder: folder.path, sources: [source])
    #expect(matching.exports.map { $0.delivered?.description } == ["2025-10-09"])
    #expect(matching.unrecognisedFiles == ["orders_20251301.csv"], "there is no such day")
  }

  @Test func aFileOfTwoSourcesIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "a.csv")
    try folder.write("x", to: "b.csv")
    let sources = [
      try Shop.source(id: "one", format: "csv", files: "*.csv"),
      try Shop.source(id: "two", format: "csv", files: "?.csv"),
    ]
    let refusal = #expect(throws: Refusal.self) {
      try FileMatching(folder: folder.path, sources: sources)
    }
    #expect(refusal?.diagnostics.map(\.code) == ["ambiguous-source", "ambiguous-source"])
    #expect(refusal?.diagnostics[1].place?.file == folder.path + "/b.csv")
  }

  @Test func aFolderOfTooManyFilesIsRefused() throws {
    let folder = try TemporaryFolder()
    for name in ["a.csv", "in/b.csv", "in/c.csv", "d.csv", ".hidden"] {
      try folder.write("x", to: name)
    }
    let source = try Shop.source(id: "one", format: "csv", files: "in/*.csv")
    #expect(
      try FileMatching(folder: folder.path, sources: [source], fileLimit: 4).exports.count == 2)
    let refusal = #expect(throws: Refusal.self) {
      try FileMatching(folder: folder.path, sources: [source], fileLimit: 3)
    }
    #expect(refusal?.diagnostics.map(\.code) == ["too-many-files"])
    #expect(
      refusal?.diagnostics[0].message.contains("holds 4 files, more than the limit of 3") == true)
  }

  @Test func aMissingFolderIsRefused() {
    let refusal = #expect(throws: Refusal.self) {
      try FileMatching(folder: "/nowhere/at/all", sources: [])
    }
    #expect(refusal?.diagnostics.map(\.code) == ["missing-folder"])
  }

  @Test func aFileIsNoFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "a.csv")
    let refusal = #expect(throws: Refusal.self) {
      try FileMatching(folder: folder.path + "/a.csv", sources: [])
    }
    #expect(refusal?.diagnostics.map(\.code) == ["missing-folder"])
    #expect(refusal?.diagnostics[0].message.contains("no folder of exports") == true)
  }
}
