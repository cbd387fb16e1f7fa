extension Phrase {
  static let rejectsHeading = Phrase("无法读取的数据", "無法讀取的資料", "Rejects")
  static let noRejects = Phrase(
    "全部记录和值都可读取。", "全部記錄和值都可讀取。", "Every record and every value could be read.")
  static let rejectsNote = Phrase(
    "逐条明细见 rejects.csv。", "逐筆明細見 rejects.csv。", "Each one is in rejects.csv.")
  static let extent = Phrase("范围", "範圍", "Extent")
  static let column = Phrase("列", "欄", "Column")
  static let code = Phrase("代码", "代碼", "Code")
  static let count = Phrase("数量", "數量", "Count")
  static let lines = Phrase("行", "行", "Lines")
  static let line = Phrase("行", "行", "Line")
  static let record = Phrase("记录序号", "記錄序號", "Record")
  static let byte = Phrase("字节位置", "位元組位置", "Byte")
  static let entity = Phrase("单据类型", "單據類型", "Kind of document")
  static let originalText = Phrase("原文", "原文", "Original text")

  static let rejectsPhrases = [
    rejectsHeading, noRejects, rejectsNote, extent, column, code, count, lines, line, record, byte,
    entity, originalText,
  ]
}
