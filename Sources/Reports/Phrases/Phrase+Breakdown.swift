extension Phrase {
  static let breakdownHeading = Phrase("问题分布", "問題分布", "Where the findings lie")
  static let byPack = Phrase("按排查内容", "按排查內容", "By class")
  static let byDepartment = Phrase("按责任部门", "按責任部門", "By department")
  static let bySeverity = Phrase("按严重程度", "按嚴重程度", "By severity")
  static let byStage = Phrase("按订单环节", "按訂單環節", "By stage")
  static let pack = Phrase("排查内容", "排查內容", "Class")
  static let department = Phrase("责任部门", "責任部門", "Department")
  static let severity = Phrase("严重程度", "嚴重程度", "Severity")
  static let stage = Phrase("环节", "環節", "Stage")
  static let orders = Phrase("订单数", "訂單數", "Orders")
  static let share = Phrase("构成", "構成", "Share")
  static let legend = Phrase("图例", "圖例", "Legend")
  static let groupBar = Phrase(
    "{title}：不通过 {failed}（{severities}），无法判定 {undetermined}",
    "{title}：不通過 {failed}（{severities}），無法判定 {undetermined}",
    "{title}: failed {failed} ({severities}), undetermined {undetermined}"
  )
  static let countingNote = Phrase(
    "不通过与无法判定分开计数；订单数与涉及金额只计不通过，由另一问题引起的金额不再计。涉及金额按单据计：同一张单据无论违反几条规则，只计其中最大的金额一次，因此各组之和可能大于总数。",
    "不通過與無法判定分開計數；訂單數與涉及金額只計不通過，由另一問題引起的金額不再計。涉及金額按單據計：同一張單據無論違反幾條規則，只計其中最大的金額一次，因此各組之和可能大於總數。",
    """
    Failed and undetermined are counted apart; orders and amounts are those of failed checks. \
    What is a consequence of another issue adds no amount. Of each document the largest amount counts once, however many rules it fails, so the \
    groups may add up to more than the total.
    """
  )
  static let byProperty = Phrase("按{property}", "按{property}", "By {property}")
  static let otherValues = Phrase("其他 {count} 个", "其他 {count} 個", "{count} others")
  static let withoutValue = Phrase(
    "未填写，或不属于任何订单", "未填寫，或不屬於任何訂單", "None, or not of an order")
  static let propertyNote = Phrase(
    "列出不通过最多的 {limit} 个。一个问题按其所属订单的各个值分别计入，因此各组之和可能大于总数。",
    "列出不通過最多的 {limit} 個。一個問題按其所屬訂單的各個值分別計入，因此各組之和可能大於總數。",
    "The {limit} with the most failed checks. A finding counts with every value that its order has, so the groups may add up to more than the total."
  )
  static let propertyNotCounted = Phrase("未能统计：{reason}", "未能統計：{reason}", "Not counted: {reason}")
  static let total = Phrase("合计", "合計", "Total")

  static let breakdownPhrases = [
    breakdownHeading, byPack, byDepartment, bySeverity, byStage, pack, department, severity, stage,
    orders, share, legend, groupBar, countingNote, byProperty, otherValues, withoutValue,
    propertyNote, propertyNotCounted, total,
  ]
}
