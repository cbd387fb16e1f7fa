import Testing
import Values

@testable import Intake

/// Long numbers that a spreadsheet cut to fifteen digits.
@Suite struct LostDigitsTests {
  @Test func scientificNumbersOfTwelveDigitsAndMore() {
    for text in [
      "1.93068E+15", "1.23457E+17", "4.63E+14", "4.63e+14", "1E+11", "1E+999", "9.9E+011",
    ] {
      #expect(bytes(text) { LostDigits.isScientific($0) }, "'\(text)'")
    }
    for text in [
      "1.5E+3", "1.5E+10", "1.93068E15", "1.93068E-15", "12.5E+15", "-1.5E+15", "1.E+15", "E+15",
      "1.5E+15x", "1.5E+", "1,5E+15", "1.5E+1000", "A1E+15", "1930679858170647", "",
    ] {
      #expect(!bytes(text) { LostDigits.isScientific($0) }, "'\(text)'")
    }
  }

  static let columns: [(what: String, texts: [String], lost: [Int])] = [
    ("one long number with four zeros", ["1234567890123450000", "A1"], [0]),
    ("two zeros can be chance", ["91110000600037300"], []),
    ("twice two zeros are none", ["91110000600037300", "x", "12345678901234500"], [0, 2]),
    ("four times one zero is none", (1...4).map { "123456789012\($0)450" }, [0, 1, 2, 3]),
    ("three times one zero can be", (1...3).map { "123456789012\($0)450" }, []),
    (
      "an honest number ends in anything",
      ["1234567890123450000", "1234567890123456789", "1234567890123460000"], []
    ),
    ("fifteen digits are kept", ["123456789012345", "100000000000000"], []),
    (
      "zeros before the sixteenth digit do not count", ["1930679858170647", "1000000000000001"], []
    ),
    ("a code with letters is no number", ["SF1234567890120000", "AB1234567890120000"], []),
    ("what is longer than a number is not judged", ["1234567890123450000000000"], []),
    ("zeros at the front were kept, so all were", (1...4).map { "000000000000\($0)450" }, []),
    ("nothing", [], []),
  ]

  @Test(arguments: columns)
  func aColumnTellsOnlyAsAWhole(what: String, texts: [String], lost: [Int]) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "编号,备注\n" + texts.enumerated().map { "A\($0),\($1)\n" }.joined(), to: "orders.csv")
    let source = try Shop.csv(fields: #""id": "编号", "remark": "备注""#)
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(
      Shop.rows(dataset, Shop.order, ["remark"])
        == texts.indices.map { lost.contains($0) ? "unreadable" : texts[$0] }, "\(what)")
    #expect(dataset.unreadables.map(\.code) == lost.map { _ in "lost-digits" }, "\(what)")
    #expect(dataset.unreadables.map(\.originalText) == lost.map { texts[$0] }, "\(what)")
    #expect(dataset.unreadables.map(\.position.line) == lost.map { $0 + 2 }, "\(what)")
    #expect(dataset.unreadables.allSatisfy { $0.extent == .value && $0.column == "备注" })
  }

  @Test func eachExportIsJudgedByItself() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号\n1234567890123450000\n", to: "1.csv")
    try folder.write("编号\n1234567890123456789\n1234567890123450000\n", to: "2.csv")
    let dataset = folder.read(["1.csv", "2.csv"], as: try Shop.csv(fields: #""id": "编号""#))
    #expect(
      Shop.rows(dataset, Shop.order, ["id"]) == [
        "unreadable", "1234567890123456789", "1234567890123450000",
      ])
    #expect(dataset.unreadables.map(\.position.export) == [0])
  }

  @Test func damageShowsAcrossBatches() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<10_000).map { $0 % 5_000 == 7 ? "12345678901234\($0 / 5_000)00\n" : "A\($0)\n" }
    try folder.write("编号\n" + rows.joined(), to: "orders.csv")
    let dataset = folder.read(["orders.csv"], as: try Shop.csv(fields: #""id": "编号""#))
    #expect(dataset.unreadables.map(\.position.line) == [9, 5_009])
  }
}
