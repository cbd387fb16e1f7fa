import Entities
import Testing
import Values

@testable import Intake

@Suite struct HeaderDictionaryTests {
  private let dictionary = HeaderDictionary(model: Shop.model, aliases: Shop.aliases)

  /// The fields that a name can mean: `order.total`.
  private func fields(_ name: String) -> [String] {
    dictionary.claims(of: name).claims.map {
      let entity = Shop.model.entities[$0.entity]
      return "\(entity.name).\(entity.fields[$0.field].name)"
    }
  }

  static let cases: [(name: String, fields: [String], isExact: Bool)] = [
    ("订单编号", ["order.id"], true), ("訂單編號", ["order.id"], true),
    ("ordered on", ["order.ordered on"], true), ("Ordered_On", ["order.ordered on"], true),
    ("id", ["order.id"], true),
    ("单号", ["order.id", "invoice.number"], true),
    ("发票号码", ["invoice.number", "invoice line.invoice number"], true),
    ("订单金额(万元)", ["order.total"], false),
    ("收货/备注", ["order.remark"], false), ("订单/id", ["order.id"], false),
    ("客户/id", [], false),
    ("total", ["order.total", "invoice.total"], true),
    ("订单编", [], false), ("", [], false), ("//", [], false), ("present", [], false),
    ("stated amount", [], false),
  ]

  @Test func whatANameCanMean() {
    for (name, fields, isExact) in Self.cases {
      #expect(self.fields(name) == fields, "'\(name)'")
      #expect(dictionary.claims(of: name).isExact == isExact, "'\(name)'")
    }
    #expect(dictionary.claims(of: "订单金额(万元)").factor == Decimal128("10000"))
    #expect(dictionary.claims(of: "订单金额(元)").factor == nil)
    #expect(dictionary.claims(of: "合计/订单金额(千元)").factor == Decimal128("1000"))
  }

  static let titles: [(title: String, entities: Set<Int>)] = [
    ("九月订单.csv", [Shop.order]), ("訂單匯出", [Shop.order]), ("发票", [Shop.invoice]),
    ("发票明细_2025", [Shop.line]), ("发票和订单", [Shop.invoice, Shop.order]), ("Sales.csv", []),
    ("SALES ORDERS.csv", [Shop.order]), ("", []),
  ]

  @Test func theLongestWordsOfATitleCount() {
    for (title, entities) in Self.titles {
      #expect(dictionary.entities(in: title) == entities, "'\(title)'")
    }
  }

  /// The first of two fields of one entity has the name.
  @Test func aNameOfTwoFieldsIsTheFirsts() throws {
    var aliases = Shop.aliases
    aliases.entities[Shop.order].fields[1].append("备注")
    aliases.entities[Shop.order].fields[6].append("号")
    aliases.entities[Shop.order].fields[3].append("号")
    let dictionary = HeaderDictionary(model: Shop.model, aliases: aliases)
    #expect(dictionary.claims(of: "号").claims.map(\.field) == [3])
  }
}
