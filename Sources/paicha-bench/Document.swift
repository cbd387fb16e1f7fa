/// A kind of document: what its file and its columns are called.
struct Layout {
  /// The name of the model: `order line`.
  var name: String
  /// The Chinese label, which dirty files and titles bear.
  var label: String
  /// The columns in their order: name of the model and Chinese label.
  var columns: [(name: String, label: String)]
  /// How many columns in front are the parent's where lines stand within their documents.
  var inherited = 0

  /// `order-lines`
  var fileStem: String { name.replacingBlanks(by: "-") + "s" }
}

/// The kinds of documents of a month.
enum Document: Int, CaseIterable {
  case order, orderLine, contract, contractLine, invoice, invoiceLine
  case shipment, shipmentLine, payment, complaint

  /// Whether it stands within another where the format nests documents.
  var isLine: Bool { layout.inherited > 0 }

  var layout: Layout { Document.layouts[rawValue] }

  private static let layouts: [Layout] = [
    Layout(
      name: "order", label: "订单",
      columns: [
        ("id", "订单编号"),
        ("contract id", "合同编号"),
        ("kind", "订单类型"),
        ("channel", "订单渠道"),
        ("product class", "商品类别"),
        ("customer name", "客户名称"),
        ("customer tax number", "客户税号"),
        ("consignee", "收货人"),
        ("phone", "联系电话"),
        ("email", "电子邮箱"),
        ("address", "收货地址"),
        ("received at", "接单时间"),
        ("ordered at", "下单时间"),
        ("created by", "制单人"),
        ("approved by", "审批人"),
        ("approver role", "审批岗位"),
        ("approved at", "审批时间"),
        ("confirmed at", "确认时间"),
        ("promised date", "承诺交货日期"),
        ("payment method", "付款方式"),
        ("currency", "币种"),
        ("net", "不含税金额"),
        ("tax", "税额"),
        ("total", "订单金额"),
        ("status", "订单状态"),
        ("remark", "订单备注"),
      ]),
    Layout(
      name: "order line", label: "订单明细",
      columns: [
        ("order id", "订单编号"),
        ("line number", "行号"),
        ("contract id", "合同编号"),
        ("product code", "商品编码"),
        ("product name", "商品名称"),
        ("specification", "规格型号"),
        ("unit", "单位"),
        ("quantity", "数量"),
        ("unit price", "单价"),
        ("discount", "折扣额"),
        ("amount", "行金额"),
      ], inherited: 1),
    Layout(
      name: "contract", label: "合同",
      columns: [
        ("id", "合同编号"),
        ("title", "合同名称"),
        ("customer name", "客户名称"),
        ("customer tax number", "客户税号"),
        ("drafted by", "起草人"),
        ("legal reviewer", "法务审核人"),
        ("legal review result", "法务审核结果"),
        ("legal review date", "法务审核日期"),
        ("signed date", "签订日期"),
        ("signed by", "签约人"),
        ("delivery date", "合同交货日期"),
        ("payment terms", "付款条款"),
        ("quality standard", "质量标准"),
        ("breach clause", "违约责任"),
        ("deposit rate", "定金比例"),
        ("total", "合同金额"),
      ]),
    Layout(
      name: "contract line", label: "合同明细",
      columns: [
        ("contract id", "合同编号"),
        ("line number", "行号"),
        ("product code", "商品编码"),
        ("product name", "商品名称"),
        ("specification", "规格型号"),
        ("unit", "单位"),
        ("quantity", "数量"),
        ("unit price", "单价"),
        ("amount", "行金额"),
      ], inherited: 1),
    Layout(
      name: "invoice", label: "发票",
      columns: [
        ("id", "开票单号"),
        ("number", "发票号码"),
        ("order id", "订单编号"),
        ("kind", "发票种类"),
        ("status", "发票状态"),
        ("issued date", "开票日期"),
        ("buyer name", "购买方名称"),
        ("buyer tax number", "购买方税号"),
        ("seller name", "销售方名称"),
        ("seller tax number", "销售方税号"),
        ("currency", "币种"),
        ("net", "不含税金额"),
        ("tax", "税额"),
        ("total", "价税合计"),
        ("issuer", "开票人"),
        ("reviewer", "复核人"),
      ]),
    Layout(
      name: "invoice line", label: "发票明细",
      columns: [
        ("invoice id", "开票单号"),
        ("order id", "订单编号"),
        ("line number", "行号"),
        ("product code", "商品编码"),
        ("goods name", "货物名称"),
        ("specification", "规格型号"),
        ("unit", "单位"),
        ("quantity", "数量"),
        ("unit price", "单价"),
        ("net", "不含税金额"),
        ("tax rate", "税率"),
        ("tax", "税额"),
      ], inherited: 2),
    Layout(
      name: "shipment", label: "发货单",
      columns: [
        ("id", "发货单号"),
        ("order id", "订单编号"),
        ("created date", "制单日期"),
        ("warehouse", "发货仓库"),
        ("consignee", "收货人"),
        ("phone", "收货电话"),
        ("address", "收货地址"),
        ("carrier", "承运商"),
        ("waybill number", "运单号"),
        ("packed at", "包装时间"),
        ("quality check result", "质检结果"),
        ("quality check date", "质检日期"),
        ("quality checker", "质检员"),
        ("shipped at", "发货时间"),
        ("shipped by", "发货人"),
        ("signed at", "签收时间"),
        ("signed by", "签收人"),
      ]),
    Layout(
      name: "shipment line", label: "发货明细",
      columns: [
        ("shipment id", "发货单号"),
        ("order id", "订单编号"),
        ("line number", "行号"),
        ("product code", "商品编码"),
        ("product name", "商品名称"),
        ("unit", "单位"),
        ("quantity", "数量"),
      ], inherited: 2),
    Layout(
      name: "payment", label: "收款",
      columns: [
        ("id", "收款单号"),
        ("order id", "订单编号"),
        ("kind", "款项性质"),
        ("payer", "付款单位"),
        ("paid date", "收款日期"),
        ("amount", "收款金额"),
        ("method", "收款方式"),
      ]),
    Layout(
      name: "complaint", label: "投诉",
      columns: [
        ("id", "投诉编号"),
        ("order id", "订单编号"),
        ("complained at", "投诉时间"),
        ("category", "投诉类别"),
        ("description", "投诉内容"),
        ("answered at", "答复时间"),
        ("cause", "原因分析"),
        ("result", "处理结果"),
        ("closed at", "结案时间"),
        ("satisfaction score", "满意度评分"),
      ]),
  ]
}

extension String {
  func replacingBlanks(by mark: String) -> String {
    split(separator: " ").joined(separator: mark)
  }

  /// The name of an element as UBL forms them: `OrderedAt`, `ContractID`.
  var elementName: String {
    split(separator: " ").map { word in
      word == "id" ? "ID" : word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
  }
}
