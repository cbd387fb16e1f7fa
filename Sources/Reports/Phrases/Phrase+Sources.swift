extension Phrase {
  static let sourcesHeading = Phrase("数据来源与控制总数", "資料來源與控制總數", "Sources and control totals")
  static let file = Phrase("文件", "檔案", "File")
  static let source = Phrase("来源", "來源", "Source")
  static let format = Phrase("格式", "格式", "Format")
  static let records = Phrase("记录", "記錄", "Records")
  static let rejected = Phrase("无法读取", "無法讀取", "Rejected")
  static let bytes = Phrase("字节", "位元組", "Bytes")
  static let controlTotal = Phrase("控制总数", "控制總數", "Control total")
  static let stated = Phrase("文件所载", "檔案所載", "Stated")
  static let computed = Phrase("读取合计", "讀取合計", "Computed")
  static let agrees = Phrase("相符", "相符", "Agrees")
  static let disagrees = Phrase("不符", "不符", "Disagrees")
  static let noControlTotals = Phrase(
    "文件没有附控制总数。", "檔案沒有附控制總數。", "No export states a control total.")
  static let digest = Phrase("SHA-256", "SHA-256", "SHA-256")
  static let unusedFields = Phrase("未使用的列", "未使用的欄", "Columns not used")
  static let copyOf = Phrase(
    "内容与 {file} 完全相同，未重复读取", "內容與 {file} 完全相同，未重複讀取",
    "The same bytes as {file}, so not read again"
  )
  static let relationsHeading = Phrase("单据关联", "單據關聯", "Relations")
  static let relation = Phrase("关联", "關聯", "Relation")
  static let fromCount = Phrase("本方", "本方", "Near side")
  static let toCount = Phrase("对方", "對方", "Far side")
  static let matched = Phrase("已匹配", "已配對", "Matched")
  static let withoutKey = Phrase("无关联号", "無關聯號", "Without key")
  static let unmatched = Phrase("未匹配", "未配對", "Unmatched")
  static let ambiguous = Phrase("多个匹配", "多個配對", "Ambiguous")
  static let orphans = Phrase("对方孤立", "對方孤立", "Orphans")
  static let duplicateKeys = Phrase("重复键", "重複鍵", "Duplicate keys")
  static let noRelations = Phrase("没有建立关联。", "沒有建立關聯。", "No relation was built.")
  static let relationsNote = Phrase(
    "“已匹配、无关联号、未匹配、多个匹配”合起来是本方全部记录；“对方孤立”是没有任何本方记录指向的对方记录。多个匹配时不取任何一条，相关规则记为无法判定。",
    "「已配對、無關聯號、未配對、多個配對」合起來是本方全部記錄；「對方孤立」是沒有任何本方記錄指向的對方記錄。多個配對時不取任何一筆，相關規則記為無法判定。",
    """
    Matched, without key, unmatched and ambiguous together are all records of the near side; \
    orphans are records of the far side that none of them points to. An ambiguous record is \
    paired with none, and the rules that need the pair are undetermined.
    """
  )

  static let sourcesPhrases = [
    sourcesHeading, file, source, format, records, rejected, bytes, controlTotal, stated, computed,
    agrees, disagrees, noControlTotals, digest, unusedFields, copyOf, relationsHeading, relation,
    fromCount, toCount, matched, withoutKey, unmatched, ambiguous, orphans, duplicateKeys,
    noRelations, relationsNote,
  ]
}
