import Testing
import Values

@testable import Intake

@Suite struct HeaderNameTests {
  static let cases: [(name: String, text: String, bare: String, factor: String?)] = [
    ("订单编号", "订单编号", "订单编号", nil),
    // Case, width, blanks and punctuation.
    ("Order No.", "orderno", "orderno", nil), ("order_no", "orderno", "orderno", nil),
    ("ＯＲＤＥＲ－ＮＯ", "orderno", "orderno", nil), ("*订单编号：", "订单编号", "订单编号", nil),
    ("【订单】编号", "订单编号", "订单编号", nil), (" 订单\u{3000}编号\t", "订单编号", "订单编号", nil),
    ("下单日期/时间", "下单日期时间", "下单日期时间", nil), ("", "", "", nil), ("-", "", "", nil),
    // Traditional characters.
    ("訂單編號", "订单编号", "订单编号", nil), ("發票號碼", "发票号码", "发票号码", nil),
    ("價稅合計", "价税合计", "价税合计", nil), ("客戶名稱", "客户名称", "客户名称", nil),
    ("備註", "备注", "备注", nil), ("訂單狀態", "订单状态", "订单状态", nil),
    // A unit in brackets at the end.
    ("金额(元)", "金额元", "金额", nil), ("金额（元）", "金额元", "金额", nil),
    ("金额(万元)", "金额万元", "金额", "10000"), ("金額（單位：萬元）", "金额单位万元", "金额", "10000"),
    ("金额【千元】*", "金额千元", "金额", "1000"), ("金额 [亿元]：", "金额亿元", "金额", "100000000"),
    ("重量(KG)", "重量kg", "重量", nil), ("税率(%)", "税率%", "税率", "0.01"),
    ("单价（元）（含税）", "单价元含税", "单价元含税", nil),
    // Brackets that hold none, or nothing before them.
    ("金额(含税)", "金额含税", "金额含税", nil), ("金额(万元", "金额万元", "金额万元", nil),
    ("(元)", "元", "元", nil), ("(元)金额", "元金额", "元金额", nil), ("金额万元", "金额万元", "金额万元", nil),
  ]

  @Test func whatVariesFromExportToExportIsLeftOut() {
    for (name, text, bare, factor) in Self.cases {
      let header = HeaderName(name)
      #expect(header.text == text && header.bare == bare, "'\(name)'")
      #expect(header.factor == factor.flatMap { Decimal128($0) }, "'\(name)'")
    }
  }

  @Test func bytesAreLookedAtAsCharactersAre() {
    // Every character of the planes in which names are written, alone and within a name.
    let scalars = (UInt32(0)...0xFFFF).compactMap { Unicode.Scalar($0) }
    let names = Self.cases.map(\.0) + scalars.map { String($0) } + scalars.map { "订A\($0)號" }
    let differing = names.filter { name in
      Array(HeaderName.plain(name).utf8) != Array(HeaderName.plainByCharacters(name).utf8)
    }
    #expect(differing == [])
  }
}
