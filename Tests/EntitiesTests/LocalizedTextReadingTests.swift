import Diagnostics
import Entities
import Formats
import Testing
import Values

@Suite struct LocalizedTextReadingTests {
  static let cases: [(what: String, json: String, texts: [String]?, faults: [String])] = [
    (
      "all three languages", #"{"zh-Hans": "订单", "zh-Hant": "訂單", "en": "Order"}"#,
      ["订单", "訂單", "Order"], []
    ),
    ("one stands in for the others", #"{"en": "Order"}"#, ["Order", "Order", "Order"], []),
    ("a mistyped language", #"{"en": "A", "zh-hans": "B"}"#, ["A", "A", "A"], ["unknown-word"]),
    ("no language", "{}", nil, ["missing-text"]),
    ("no text", #"{"en": 5}"#, nil, ["wrong-type", "missing-text"]),
    ("no object", #""Order""#, nil, ["wrong-type"]),
  ]

  @Test(arguments: cases)
  func aTextInSeveralLanguages(what: String, json: String, texts: [String]?, faults: [String]) {
    let reader = DeclarationReader()
    let text = reader.parse(Array(json.utf8), file: "a.json").flatMap {
      reader.localizedText($0, "the label")
    }
    #expect(text?.all == texts, "\(what)")
    #expect(reader.diagnostics.map(\.code) == faults, "\(what)")
  }
}
