import Diagnostics
import Entities
import Testing
import Values

@Suite struct ModelReadingTests {
  static let good = """
    { // A comment is fine.
      "entities": [
        { "name": "order", "label": { "zh-Hans": "订单", "en": "Order" }, "key": ["id"],
          "date": "ordered on", "case": [],
          "fields": [
            { "name": "id", "type": "string", "required": true, "aliases": ["订单号"] },
            { "name": "ordered on", "type": "date" },
            { "name": "paid at", "type": "date and time" },
            { "name": "phone", "type": "string", "personal": true },
            { "name": "status", "type": "string",
              "values": { "open": { "en": "Open" }, "done": { "zh-Hans": "已完成", "en": "Done" } } } ] },
        { "name": "invoice", "key": ["code", "number"], "case": ["order"],
          "fields": [
            { "name": "code", "type": "string" }, { "name": "number", "type": "string" },
            { "name": "order id", "type": "string" }, { "name": "total", "type": "number" } ] } ],
      "relations": [
        { "name": "order", "from": "invoice", "to": "order", "kind": "one",
          "on": { "order id": "id" } },
        { "name": "invoices", "label": { "en": "Invoices" }, "from": "order", "to": "invoice",
          "kind": "many", "on": { "id": "order id" } }, ],
    }
    """

  @Test func aModelIsReadAsItStands() throws {
    let model = try Model.read(Array(Self.good.utf8), file: "model.json")
    #expect(model.entities.map(\.name) == ["order", "invoice"])
    let order = model.entities[0]
    #expect(order.label[.zhHans] == "订单" && model.entities[1].label[.zhHans] == "invoice")
    #expect(order.key == [0] && order.date == 1 && order.pathToCase == [])
    #expect(order.fields.map(\.type) == [.string, .date, .dateTime, .string, .string])
    #expect(order.fields.map(\.isRequired) == [true, false, false, false, false])
    #expect(order.fields.map(\.isPersonal) == [false, false, false, true, false])
    #expect(order.fields[0].aliases == ["订单号"])
    #expect(order.fields[4].words?.map(\.name) == ["open", "done"])
    #expect(order.fields[4].words?[1].label[.zhHant] == "已完成")
    #expect(order.fields[0].words == nil)
    let invoice = model.entities[1]
    #expect(invoice.key == [0, 1] && invoice.date == nil && invoice.pathToCase == ["order"])
    #expect(model.relations.map(\.kind) == [.one, .many])
    #expect(model.relations[1].on == [FieldPair(near: 0, far: 2)])
    #expect(model.relations(from: 1) == [0] && model.entity(named: "payment") == nil)
  }

  @Test func aRelationMayLeadToThePreviousNumber() throws {
    let previous = """
      { "name": "previous", "from": "invoice", "to": "invoice", "kind": "previous",
        "number": "number", "within": ["code"] }
      """
    let text = Self.good.replacing("id\" } }, ],", with: "id\" } }, \(previous) ],")
    let relation = try #require(Model.read(Array(text.utf8), file: "model.json").relations.last)
    #expect(relation.kind == .previous && relation.from == 1 && relation.to == 1)
    #expect(relation.on == [FieldPair(near: 1, far: 1)] && relation.within == [0])
  }

  @Test func whatDoesNotGoWithTheKindOfARelationIsRefused() {
    let text = """
      { "entities": [
          { "name": "order", "key": ["id"],
            "fields": [ { "name": "id", "type": "string" }, { "name": "total", "type": "number" } ] },
          { "name": "line", "key": ["id"], "fields": [ { "name": "id", "type": "string" } ] } ],
        "relations": [
          { "name": "a", "from": "order", "to": "order", "kind": "previous", "on": { "id": "id" } },
          { "name": "b", "from": "order", "to": "line", "kind": "previous", "number": "id" },
          { "name": "c", "from": "order", "to": "order", "kind": "previous", "number": "total" },
          { "name": "d", "from": "order", "to": "order", "kind": "previous", "number": "id",
            "within": ["idd"] },
          { "name": "e", "from": "line", "to": "order", "kind": "one", "on": { "id": "id" },
            "number": "id" } ] }
      """
    expectFaults(
      of: text,
      [
        "model.json:6:5: missing-key, add \"number\": …",
        "model.json:6:78: misplaced-key, name the field of the number in 'number'",
        "model.json:7:43: wrong-entity, name it in 'to' as well",
        "model.json:8:82: wrong-type, numbers of documents are texts, so that zeros in front and letters are kept",
        "model.json:10:18: unknown-field, did you mean 'id'?",
        "model.json:12:17: misplaced-key, name the fields that must be equal in 'on'",
      ])
  }

  @Test func everyFaultIsToldAtOnceWithItsPlace() {
    let text = """
      { "entities": [
          { "name": "order", "kye": ["id"],
            "fields": [
              { "name": "id", "type": "strng" },
              { "name": "total", "type": "number", "required": "yes" },
              { "name": "total", "type": "number", "label": { "fr": "Total" } } ],
            "date": "totl" },
          { "fields": [] } ],
        "relations": [
          { "name": "order", "from": "ordr", "to": "order", "kind": "on" } ] }
      """
    expectFaults(
      of: text,
      [
        "model.json:2:5: duplicate-name",
        "model.json:2:24: unknown-key, did you mean 'key'?",
        "model.json:4:33: unknown-word, did you mean 'string'?",
        "model.json:5:58: wrong-type",
        "model.json:6:57: unknown-word, it is one of zh-Hans, zh-Hant, en",
        "model.json:6:55: missing-text",
        "model.json:7:15: unknown-field, did you mean 'total'?",
        "model.json:8:5: missing-key, add \"name\": …",
        "model.json:10:5: missing-key, add \"on\": …",
        "model.json:10:32: unknown-entity, did you mean 'order'?",
        "model.json:10:63: unknown-word, did you mean 'one'?",
      ])
  }

  @Test func aRelationNamesFieldsOfBothSidesAndOfOneType() {
    let text = Self.good.replacing(
      #""on": { "id": "order id" }"#,
      with: """
        "on": { "id": "total", "idd": "code", "phone": "nmber" }
        """)
    expectFaults(
      of: text,
      [
        "model.json:20:31: unequal-key-types",
        "model.json:20:46: unknown-field, did you mean 'id'?",
        "model.json:20:70: unknown-field, did you mean 'number'?",
      ])
  }

  @Test func aRelationWithoutFieldsIsNone() {
    expectFaults(
      of: Self.good.replacing(#""on": { "order id": "id" }"#, with: #""on": {}"#),
      ["model.json:18:13: missing-key"])
  }

  @Test func aPathToTheCaseGoesOverRelationsToOne() {
    expectFaults(
      of: Self.good.replacing(#""case": ["order"]"#, with: #""case": ["oder"]"#),
      ["model.json:1:1: unknown-relation, did you mean 'order'?"])
    expectFaults(
      of: Self.good.replacing(#""case": ["order"]"#, with: #""case": ["order", "invoices"]"#),
      ["model.json:1:1: unknown-relation, did you mean 'invoices'?"])
  }

  static let wholes: [(what: String, text: String, fault: String)] = [
    ("no JSON", "{ \"entities\": [", "json-syntax"),
    ("nothing", "", "json-syntax"),
    ("an array", "[]", "wrong-type"),
    ("a key twice", "{ \"entities\": [],\n\"entities\": [] }", "json-duplicate-key"),
  ]

  @Test(arguments: wholes)
  func whatIsNoModelIsRefused(what: String, text: String, fault: String) {
    let refusal = #expect(throws: Refusal.self, "\(what)") {
      try Model.read(Array(text.utf8), file: "m.json")
    }
    #expect(refusal?.diagnostics.map(\.code) == [fault])
    #expect(refusal?.diagnostics[0].place?.file == "m.json")
  }

  /// Compares the faults, each as its place, code and help, whatever their order.
  private func expectFaults(of text: String, _ faults: [String]) {
    let refusal = #expect(throws: Refusal.self) {
      try Model.read(Array(text.utf8), file: "model.json")
    }
    let found = (refusal?.diagnostics ?? []).map { fault in
      "\(fault.place?.description ?? ""): \(fault.code)" + (fault.help.map { ", \($0)" } ?? "")
    }
    #expect(found.sorted() == faults.sorted())
  }
}
