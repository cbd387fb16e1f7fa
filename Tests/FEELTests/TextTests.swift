import Testing

@Suite struct TextTests {
  @Test(arguments: [
    Trial("string length(\"订单🐎\")", "3"),
    Trial("substring(\"订单编号\", 3)", "编号"),
    Trial("substring(\"abcdef\", -3, 2)", "de"),
    Trial("substring before(\"INV-2025-7\", \"-\")", "INV"),
    Trial("substring after(\"INV-2025-7\", \"-\")", "2025-7"),
    Trial("substring after(\"abc\", \"x\")", ""),
    Trial("contains(\"家具有限公司\", \"有限\")", "true"),
    Trial("starts with(\"SF123\", \"SF\")", "true"),
    Trial("ends with(\"a.csv\", \".csv\")", "true"),
    Trial("upper case(\"aé\")", "AÉ"),
    Trial("\"a\\tb\\\"\\\\\\d\"", "a\tb\"\\\\d"),
    Trial("\"\\u4E2D\\U01F40E\"", "中🐎"),
    Trial("number(\"1 234,5\", \" \", \",\")", "1234.5"),
    Trial("number(\"12元\")", "null: '12元' is not a number"),
    Trial(
      "string([1, \"a\", null])", "mixed-list: this element is string, those before it are number"),
    Trial("string([\"a\", null])", "[\"a\", null]"),
    Trial("string(@\"PT26H\")", "P1DT2H"),
    Trial("date(\"2025-02-30\")", "null: '2025-02-30' is not a date"),
    Trial("date(2024, 2, 29)", "2024-02-29"),
    Trial("time(12, 30, 1.5, @\"PT8H\")", "12:30:01.5+08:00"),
    Trial("date and time(@\"2025-01-01\", @\"10:00:00\")", "2025-01-01T10:00:00"),
  ])
  func textsCountScalars(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  /// Numbers of real form with invented digits; the checks come from a second
  /// implementation.
  @Test(arguments: [
    Trial("is valid mobile(\"13912345678\")", "true"),
    Trial("is valid mobile(\"+86 139-1234\")", "false"),
    Trial("is valid mobile(\"15498765432\")", "false"),
    Trial("is valid invoice number(\"00000042\")", "true"),
    Trial("is valid invoice number(\"25317000000000000042\")", "true"),
    Trial("is valid invoice number(\"25167000000000000042\")", "false"),
    Trial("is valid invoice number(\"20317000000000000042\")", "false"),
    Trial("is valid waybill(\"SF0123456789012\", \"顺丰速运\")", "true"),
    Trial("is valid waybill(\"YT0123456789012\", \"顺丰速运\")", "false"),
    Trial("is valid waybill(\"JDX000000000001-1-2\", \"JD\")", "true"),
    Trial("is valid waybill(\"1\", \"自提\")", "null: the carrier '自提' is not known"),
    Trial("normalised(\" ＡＢ（甲） c\u{3000}【乙】\")", "ab(甲)c(乙)"),
    Trial("is valid uscc(\"913100001234567883\")", "true"),
    Trial("is valid uscc(\" 92310000ma1abcde8q\")", "true"),
    Trial("is valid uscc(\"12310000000000019X\")", "true"),
    Trial("is valid uscc(\"913100001234567884\")", "false"),
    Trial("is valid uscc(\"913100001234567783\")", "false"),
    Trial("is valid uscc(\"91310000123456788I\")", "false"),
    Trial("is valid uscc(\"91310000123456788\")", "false"),
  ])
  func formsOfNumbersAreChecked(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }
}
