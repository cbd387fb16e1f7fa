import Testing

@testable import Formats

/// What business exports in one language are made of.
struct Language: Sendable {
  var name: String
  var columns: [String]
  var words: [String]
  /// The encodings that exports in it are written in.
  var charsets: [Charset]

  private static let unicode = Charset.all.filter { $0.iconvName.hasPrefix("UTF") }

  static let all = [
    Language(
      name: "simplified Chinese", columns: ["订单编号", "客户名称", "商品", "开票日期", "备注"],
      words: [
        "华东木业有限公司", "上海市浦东新区", "已付款", "待发货", "实木办公桌", "一般纳税人", "销售退货", "广州家具厂",
        "顺丰快递", "开具增值税专用发票", "张经理", "需要安装", "最后一批", "苏州分公司", "2025年",
      ], charsets: unicode + [.gb18030, .gb18030.marked([0x84, 0x31, 0x95, 0x33])]),
    Language(
      name: "traditional Chinese", columns: ["訂單編號", "客戶名稱", "商品", "開票日期", "備註"],
      words: [
        "台北木業有限公司", "新竹市東區", "已付款", "待出貨", "實木辦公桌", "一般客戶", "銷售退回", "高雄家具廠",
        "新竹貨運", "開立統一發票", "陳經理", "需要安裝", "最後一批", "香港分公司", "民國114年",
      ], charsets: unicode + [.big5, .gb18030]),
    Language(
      name: "Western letters", columns: ["Auftrag", "Kunde", "Stück", "Datum", "Bemerkung"],
      words: [
        "Müller & Söhne", "Zürich", "bezahlt", "geöffnet", "Größe M", "François Dupré", "São Paulo",
        "señor Núñez", "Tischlerei Böhm", "n° 12", "Straße 5", "déjà payé", "Århus", "o'clock",
      ], charsets: unicode + [.windows1252]),
  ]

  /// Rows of an export: numbers, names, goods, dates and remarks.
  func table(rows: Int, using random: inout SeededGenerator) -> [[String]] {
    (1...rows).map { number in
      var remark = words.randomElement(using: &random)!
      switch number % 5 {
      case 0: remark = "\"\(remark)\", 5\" x 3'"
      case 1: remark += "\n" + words.randomElement(using: &random)!
      case 2: remark = ""
      case 3: remark += "; a|b\tc, it's"
      default: break
      }
      let day = Int.random(in: 10...28, using: &random)
      return [
        "SO-\(20_250_000 + number)", words.randomElement(using: &random)!,
        words.randomElement(using: &random)! + " \(Int.random(in: 1...99, using: &random)).50",
        "2025-09-\(day)", remark,
      ]
    }
  }
}

extension Language: CustomTestStringConvertible {
  var testDescription: String { name }
}
