import Testing
import Values

@testable import FEEL

@Suite struct NameTests {
  /// Each input has its place in the list, from 1, as its value.
  private func value(_ expression: String, _ names: String...) -> String {
    let scope = FEELScope(inputs: names.map { .init(name: $0, type: .number) })
    return outcome(
      of: expression, in: scope, inputs: names.indices.map { .number(Decimal128($0 + 1)) })
  }

  @Test func theLongestDeclaredNameWins() {
    #expect(value("unit price", "unit", "unit price") == "2")
    #expect(value("unit  \n price + unit", "unit", "unit price") == "3")
    #expect(
      value("unit price tax", "unit price")
        == "unexpected-token: expected an operator or the end of the expression, found 'tax'")
    #expect(value("unitprice", "unit") == "unknown-name: nothing is called 'unitprice' here")
  }

  @Test func aNameMayHoldKeywordsAndOperators() {
    #expect(value("date in contract - 1", "date in contract") == "0")
    #expect(value("a-b + a", "a", "b", "a-b") == "4")
    #expect(value("a - b", "a", "b") == "-1")
    #expect(value("订单金额 * 2", "订单金额", "订单") == "2")
  }

  @Test func aFunctionIsAFunctionOnlyBeforeAParenthesis() {
    #expect(value("count + count([1])", "count") == "2")
    #expect(value("date", "date") == "1")
  }

  @Test func namesAreComparedAsUnicodeUnderstandsThem() {
    #expect(value("cafe\u{301} + 1", "caf\u{E9}") == "2")
  }

  @Test func membersAreNamesToo() {
    #expect(outcome(of: "{unit price: 3, no of pieces: 2}.unit price") == "3")
    #expect(outcome(of: "[{unit price: 3}][unit price > 2].unit price") == "[3]")
    #expect(outcome(of: "@\"10:00:00+08:00\".time offset") == "PT8H")
  }

  /// What is known of them without a look at the tables of Unicode.
  @Test func ideographsAreLetters() {
    for value in UInt32(0x4E00)...0x9FFF {
      let properties = Unicode.Scalar(value)!.properties
      #expect(properties.isAlphabetic && !properties.isWhitespace)
    }
  }

  @Test func fieldsComeBeforeRelationsAndNamesBeforeAliases() {
    let order = FEELSchema.EntityType(
      name: "order",
      fields: [
        FEELField(name: "a", aliases: ["b", "c", "d", "e"], type: .string),
        FEELField(name: "b", aliases: ["d"], type: .string),
      ],
      relations: [
        .init(name: "c", aliases: ["e", "f"], target: 0, isMany: false),
        .init(name: "a", aliases: ["f"], target: 0, isMany: false),
      ])
    let schema = FEELSchema(entities: [order])
    let steps = ["a", "b", "c", "d", "e", "f", "g"].map { schema.step(named: $0, from: 0) }
    let (field, relation) = (
      Program.Step.field(entity: 0, field: 0), Program.Step.relation(entity: 0, relation: 0)
    )
    #expect(steps == [field, .field(entity: 0, field: 1), relation, field, field, relation, nil])
  }

  /// By which a call is known before its name is looked up.
  @Test func namesOfFunctionsAreWords() {
    for function in Function.all {
      #expect(function.name.unicodeScalars.allSatisfy { $0.continuesName || $0 == " " })
    }
    #expect(outcome(of: "string length /* of */ (\"ab\") + abs // of\n (-1)") == "3")
  }

  @Test func commentsAreSkipped() {
    #expect(outcome(of: "1 /* one */ + // and\n 2") == "3")
    #expect(outcome(of: "1 /* one") == "unclosed-comment: this comment is never closed")
  }
}
