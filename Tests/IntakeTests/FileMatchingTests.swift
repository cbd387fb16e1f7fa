import Diagnostics
import Intake
import Testing

@Suite struct FileMatchingTests {
  /// All patterns of up to four and names of up to five characters, against a matcher that asks for
  /// every star how much it takes.
  @Test func smallNamesAndPatternsAgreeWithTheSlowMatcher() {
    let patterns = texts(of: "ab?*", upTo: 4)
    let names = texts(of: "ab", upTo: 5)
    #expect(patterns.count == 341 && names.count == 63)
    for pattern in patterns {
      let accepted = Set(names.filter { matches($0, pattern: pattern) })
      let expected = expansions(of: pattern, upTo: 5)
      if accepted != expected { Issue.record("'\(pattern)' matches \(accepted.sorted())") }
    }
  }

  @Test func charactersAreThoseOfPeople() {
    #expect(matches("订单_2025.csv", pattern: "订单_*.csv"))
    #expect(matches("订单1.csv", pattern: "??1.csv"))
    #expect(!matches("订单.CSV", pattern: "订单.csv"))
    #expect(matches("a[1].csv", pattern: "a[1].csv"))
    #expect(matches("e\u{301}.csv", pattern: "\u{E9}.csv"), "names decomposed by the file system")
  }

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

  @Test func aMissingFolderIsRefused() {
    let refusal = #expect(throws: Refusal.self) {
      try FileMatching(folder: "/nowhere/at/all", sources: [])
    }
    #expect(refusal?.diagnostics.map(\.code) == ["missing-folder"])
  }

  private func texts(of alphabet: String, upTo length: Int) -> [String] {
    var result = [""]
    var last = [""]
    for _ in 0..<length {
      last = last.flatMap { text in alphabet.map { text + [$0] } }
      result += last
    }
    return result
  }

  /// Every name of `a` and `b` that a pattern stands for.
  private func expansions(of pattern: String, upTo length: Int) -> Set<String> {
    var names: Set = [""]
    for character in pattern {
      let pieces =
        switch character {
        case "?": ["a", "b"]
        case "*": texts(of: "ab", upTo: length)
        default: [String(character)]
        }
      names = Set(names.flatMap { name in pieces.map { name + $0 } }.filter { $0.count <= length })
    }
    return names
  }
}
