import Diagnostics
import Intake
import Testing

@Suite struct AliasesTests {
  @Test func namesWordsAndStandInsAreRead() {
    let aliases = Shop.aliases
    #expect(aliases.totals == ["合计", "总计", "合計"] && aliases.subtotals == ["小计", "小計"])
    let order = aliases.entities[Shop.order]
    #expect(order.names == ["订单", "Sales Orders"])
    #expect(order.fields[0] == ["单号", "Order No."] && order.fields[1] == ["金额"])
    #expect(order.values == [5: ["交易成功": "done", "待处理": "open"]])
    #expect(aliases.entities[Shop.line].standIns.map(\.field) == [1])
    #expect(aliases.entities[Shop.line].fields == [[], [], [], []])
  }

  static let faults: [(what: String, text: String, faults: [String])] = [
    ("no object", "[]", ["1:1 wrong-type"]),
    ("a mistyped key", #"{ "total": ["合计"] }"#, ["1:3 unknown-key"]),
    ("an unknown entity", #"{ "entities": { "ordre": {} } }"#, ["1:17 unknown-entity"]),
    (
      "an unknown field", #"{ "entities": { "order": { "fields": { "idd": [], "id": "a" } } } }"#,
      ["1:40 unknown-field", "1:57 wrong-type"]
    ),
    (
      "a word that the model has not",
      #"{ "entities": { "order": { "values": { "status": { "完": "doen", "成": "done" } } } } }"#,
      ["1:57 unknown-word"]
    ),
    (
      "words of a field without any",
      #"{ "entities": { "order": { "values": { "id": { "a": "b" } } } } }"#, ["1:53 unknown-word"]
    ),
    (
      "a stand-in that is none",
      #"{ "entities": { "order": { "standIns": { "id": "numbr" } } } }"#, ["1:48 unknown-field"]
    ),
    ("totals that are no texts", #"{ "totals": [1] }"#, ["1:14 wrong-type"]),
  ]

  @Test(arguments: faults)
  func aFaultIsToldWithItsPlace(what: String, text: String, faults: [String]) {
    let refusal = #expect(throws: Refusal.self) {
      try Aliases.read(Array(text.utf8), file: "aliases.json", model: Shop.model)
    }
    let found = (refusal?.diagnostics ?? []).map {
      "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.code)"
    }
    #expect(found == faults, "\(what)")
  }
}
