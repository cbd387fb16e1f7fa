/// A word of an enumeration, as the model has it and as Chinese exports write it.
struct Word {
  var name: String
  var label: String

  init(_ name: String, _ label: String) {
    self.name = name
    self.label = label
  }
}

extension Word {
  static let retail = Word("retail", "零售")
  static let contracted = [
    Word("project", "工程"), Word("government", "政府采购"), Word("bulk", "大宗"),
  ]
  static let channels = [
    Word("online", "线上"), Word("phone", "电话"), Word("email", "电子邮件"),
    Word("social media", "社交媒体"), Word("field sales", "业务员"),
  ]
  static let productClasses = [
    Word("ordinary", "一般商品"), Word("high-value", "高价值商品"), Word("custom-made", "定制商品"),
  ]

  static let completed = Word("completed", "已完成")
  static let shipped = Word("shipped", "已发货")
  static let confirmed = Word("confirmed", "已确认")
  static let cancelled = Word("cancelled", "已取消")

  static let prepaid = Word("prepaid", "预付全款")
  static let onDelivery = Word("on delivery", "货到付款")
  static let monthly = Word("monthly", "月结")
  static let instalments = Word("instalments", "分期付款")

  static let deposit = Word("deposit", "定金")
  static let full = Word("full", "货款")
  static let balance = Word("balance", "尾款")

  static let passed = Word("passed", "通过")
  static let checked = Word("passed", "合格")
  static let special = Word("special", "增值税专用发票")
  static let ordinary = Word("ordinary", "普通发票")
  static let normal = Word("normal", "正常")

  static let complaintCategories = [
    Word("quality", "质量"), Word("logistics", "物流"), Word("service", "服务"),
    Word("invoice", "发票"),
  ]

  /// Who approves up to which amount; `Rules/parameters.json` has the same limits.
  static let approvers: [(role: Word, limit: Int)] = [
    (Word("sales manager", "销售经理"), 100_000_00),
    (Word("sales director", "销售总监"), 500_000_00),
    (Word("general manager", "总经理"), 2_000_000_00),
  ]
}
