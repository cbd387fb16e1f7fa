import Findings
import Values

/// What findings are counted by, what stands side by side and what is suggested, in the small invented month.
extension SampleReport {
  /// The issues of ``issues`` are of DD-1, DD-2, DD-3, DD-1 and DD-2. DD-1 has two carriers, DD-3 none.
  static let findingValues = [
    FindingValues(
      label: text("客户名称", "客戶名稱", "Customer name"),
      values: [text("甲|木业", "甲|木業", "A | Timber"), text("乙木业", "乙木業", "B Timber")],
      numbers: [[0], [1], [1], [0], [1]]),
    FindingValues(
      label: text("承运商", "承運商", "Carrier"),
      values: [text("顺风", "順風", "Shunfeng"), text("铁路", "鐵路", "Rail")],
      numbers: [[0, 1], [0], [], [0, 1], [0]]),
    FindingValues(
      label: text("商品类别", "商品類別", "Product class"),
      notRun: text("没有“商品类别”字段", "沒有「商品類別」欄位", "no export has the field 'Product class'")),
  ]

  static let orderFromContract = PreventionFacts(
    id: "order-from-contract", title: text("订单由合同生成", "訂單由合約產生", "Orders made from contracts"),
    measure: text("系统从合同带入金额。", "系統從合約帶入金額。", "The system takes the total from the contract."),
    kind: .system,
    department: DepartmentFacts(id: "legal", label: text("法务部", "法務部", "Legal")))

  /// The order and its contract, of which the totals differ and the customer is the same.
  static func sideBySide(_ finding: Finding) -> SideBySide {
    func cell(_ value: String?, differs: Bool = false) -> SideBySide.Cell {
      SideBySide.Cell(text: text(value ?? "", value ?? "", value ?? ""), isDiffering: differs)
    }
    return SideBySide(
      documents: finding.documents, furtherDocuments: 2,
      rows: [
        SideBySide.Row(
          label: text("订单金额 / 合同金额", "訂單金額 / 合約金額", "Order total / Contract total"),
          cells: [cell(finding.actual, differs: true), cell(finding.expected, differs: true)]),
        SideBySide.Row(
          label: text("客户", "客戶", "Customer"), cells: [cell("甲|木业"), cell("甲|木业")]),
        SideBySide.Row(
          label: text("签订日期", "簽訂日期", "Signed on"), cells: [nil, cell("")]),
      ])
  }
}
