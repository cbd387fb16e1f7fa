extension Phrase {
  static let patternsHeading = Phrase("共性问题", "共通問題", "Common patterns")
  static let patternsNote = Phrase(
    """
    按订单的属性查找问题集中之处。列出的取值至少有 {findings} 个问题、涉及至少 {orders} 张订单，且每单问题数不低于有该属性的全部订单平均数的 \
    {times} 倍。只计不通过；由其他问题引起的不计，已豁免的计入。集中不等于原因：业务构成不同也会造成差异。
    """,
    """
    按訂單的屬性查找問題集中之處。列出的值至少有 {findings} 個問題、涉及至少 {orders} 張訂單，且每單問題數不低於有該屬性的全部訂單平均數的 \
    {times} 倍。只計不通過；由其他問題引起的不計，已豁免的計入。集中不等於原因：業務組成不同也會造成差異。
    """,
    """
    Where findings cluster by properties of orders. A value is listed with {findings} findings or \
    more, on {orders} orders or more, and at least {times} times as many to an order as on \
    average over all orders with the property. Failures alone are counted, those that follow \
    from another finding left out, waived ones included. A cluster is no cause: a different mix \
    of business makes differences too.
    """
  )
  static let patternsSearched = Phrase("查找了：{list}。", "查找了：{list}。", "Looked at: {list}.")
  static let patternSearched = Phrase(
    "{label}（{values} 个取值，{orders} 张订单，{findings} 个问题）",
    "{label}（{values} 個值，{orders} 張訂單，{findings} 個問題）",
    "{label} (values: {values}; orders: {orders}; findings: {findings})"
  )
  static let patternNotSearched = Phrase(
    "未能查找“{label}”：{reason}。", "未能查找「{label}」：{reason}。", "Not looked at: {label} ({reason}).")
  static let noPatterns = Phrase("没有突出的取值。", "沒有突出的值。", "No value stands out.")
  static let property = Phrase("属性", "屬性", "Property")
  static let propertyValue = Phrase("取值", "值", "Its value")
  static let affectedOrders = Phrase("有问题的订单", "有問題的訂單", "Orders with findings")
  static let findingCount = Phrase("问题数", "問題數", "Findings")
  static let perHundred = Phrase("每百单问题数", "每百單問題數", "Per 100 orders")
  static let average = Phrase("平均", "平均", "Average")
  static let commonestRule = Phrase("最常见的问题", "最常見的問題", "Most frequent")
  static let morePatterns = Phrase(
    "另有 {count} 项，见 report.json。", "另有 {count} 項，見 report.json。",
    "{count} more are in report.json."
  )

  static let patternsPhrases = [
    patternsHeading, patternsNote, patternsSearched, patternSearched, patternNotSearched,
    noPatterns, property, propertyValue, affectedOrders, findingCount, perHundred, average,
    commonestRule, morePatterns,
  ]
}
