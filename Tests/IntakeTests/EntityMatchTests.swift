import Entities
import Testing
import Values

@testable import Intake

@Suite struct EntityMatchTests {
  private static let dictionary = HeaderDictionary(model: Shop.model, aliases: Shop.aliases)

  private func match(
    _ names: [String], _ rows: [[String]], as entity: Int = Shop.order, hints: Set<Int> = []
  ) -> EntityMatch {
    var table = SampledTable(names: names, rows: rows)
    table.profile()
    var match = EntityMatch(
      entity, table, names.map(Self.dictionary.claims), model: Shop.model, aliases: Shop.aliases)
    match.weigh(Shop.model.entities[entity], hints: hints)
    return match
  }

  /// The columns of each field, by their numbers: `total 1, 2`.
  private func fields(_ match: EntityMatch) -> [String] {
    match.fields.sorted { $0.key < $1.key }.map { field, columns in
      let numbers = columns.map { "\($0.number)" }.joined(separator: ", ")
      return "\(Shop.model.entities[match.entity].fields[field].name) \(numbers)"
    }
  }

  @Test func namesAndValuesTogetherMakeAField() {
    let match = match(
      ["订单编号", "订单金额(万元)", "日期", "其他"],
      [["A1", "1.5", "2025/9/1", "甲"], ["A2", "2", "2025/9/2", "乙"]])
    #expect(fields(match) == ["id 0", "total 1", "ordered on 2"])
    #expect(match.columns.map(\.field) == [0, 1, 2, nil])
    #expect(match.columns.map(\.confidence) == [90, 89, 99, 0])
    #expect(match.columns.map(\.type) == [.string, .number, .date, .string])
    #expect(
      match.columns.map(\.samples) == [
        ["A1", "A2"], ["1.5", "2"], ["2025/9/1", "2025/9/2"], ["甲", "乙"],
      ])
    #expect(match.fields[1]?.first?.factor == Decimal128("10000"))
    #expect(match.columns.allSatisfy { $0.note == nil })
  }

  @Test func aColumnOfDatesIsNoAmountWhateverItsName() {
    let match = match(
      ["订单编号", "金额", "日期"], [["A1", "2025/9/1", "5"], ["A2", "2025/9/2", "6"]])
    #expect(fields(match) == ["id 0"])
    #expect(match.columns.map(\.note) == [nil, .contradicted(field: 1), .contradicted(field: 2)])
    #expect(match.columns.map(\.confidence) == [90, 0, 0])
  }

  @Test func columnsThatAreNeverBothFilledStandInForEachOther() {
    let match = match(
      ["订单编号", "单号", "金额"], [["A1", "", "5"], ["", "A2", "6"], ["", "", "7"], ["A4"]])
    #expect(fields(match) == ["id 0, 1", "total 2"])
    #expect(match.columns.map(\.note) == [nil, .alternative(to: "订单编号"), nil])
    #expect(match.columns.map(\.field) == [0, 0, 1])
  }

  @Test func ofTwoFilledColumnsTheSurerOneIsTaken() {
    let match = match(["单号", "金额(元)", "订单金额"], [["A1", "5", "6"], ["A2", "7", "8"]])
    #expect(fields(match) == ["id 0", "total 2"])
    #expect(match.columns.map(\.note) == [nil, .fieldTaken(field: 1, by: "订单金额"), nil])
    #expect(match.columns.map(\.confidence) == [90, 0, 79], "less sure than without the other")
    let usual = self.match(["金额", "订单金额"], [["5", "6"]])
    #expect(fields(usual) == ["total 1"], "the more usual of two names")
    let equal = self.match(["订单金额", "订单金额"], [["5", "6"]])
    #expect(fields(equal) == ["total 0"], "the first of one name")
  }

  @Test func wordsOfTheExportAreLookedUp() {
    let known = match(["订单编号", "订单状态"], [["A1", "交易成功"], ["A2", "Open"]])
    #expect(known.words == [5: ["交易成功": "done", "待处理": "open"]])
    #expect(known.columns.map(\.note) == [nil, nil] && known.columns[1].confidence == 99)
    let unknown = match(["订单编号", "订单状态"], [["A1", "作废"], ["A2", "退货"], ["A3", "已完成"]])
    #expect(unknown.columns[1].note == .unknownWords(["作废", "退货"]))
    #expect(unknown.columns[1].field == 5 && unknown.columns[1].confidence == 75)
  }

  @Test func aFieldStandsInForOneThatIsLacking() {
    let rows = [["F1", "5"]]
    let match = match(["发票号码", "单价"], rows, as: Shop.line)
    #expect(fields(match) == ["invoice number 0", "line 0", "price 1"])
    let own = self.match(["发票号码", "行号"], rows, as: Shop.line)
    #expect(fields(own) == ["invoice number 0", "line 1"])
  }

  @Test func theKeyAndTheTitleWeigh() {
    let rows = [["5", "2025/9/1"]]
    let without = match(["订单金额", "下单日期"], rows)
    let hinted = match(["订单金额", "下单日期"], rows, hints: [Shop.order])
    let keyed = match(["订单编号", "下单日期"], [["A1", "2025/9/1"]])
    #expect(without.score * 3 / 2 == hinted.score && keyed.score > 2 * without.score)
    let other = match(["订单金额", "下单日期"], rows, hints: [Shop.invoice])
    #expect(other.score == without.score)
  }

  @Test func aNameThatManyEntitiesBearSaysLess() {
    let order = match(["单号", "备注"], [["A1", "x"]])
    let invoice = match(["单号", "备注"], [["A1", "x"]], as: Shop.invoice)
    let line = match(["单号", "备注"], [["A1", "x"]], as: Shop.line)
    #expect(order.score > invoice.score && invoice.score > 0 && line.score == 0)
  }
}
